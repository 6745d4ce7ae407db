//! Records: what comes in by imports and goes out by exports, handed to the features that take and give each kind.
//!
//! A batch is one transaction and one change. What was taken is remembered by source, kind and key with a digest, so
//! that a second import changes nothing. Kinds that nobody takes are kept whole until somebody does.

mod clean;
mod give;
mod kept;
mod report;
mod run;
mod store;
mod take;

pub use give::{Giver, Giving, Name, Names};
pub use kept::{Kept, KeptPlace, kept_page, take_kept};
pub use report::{Outcome, Refusal, Report, Tally};
pub use run::{Mode, Run, RunState};
pub use store::{first_source, ids_by_key, ids_named_on, names_of, of_source, remarks, runs};
pub use take::{Incoming, Taker, Taking};
