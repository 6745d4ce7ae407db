//! The smallest words of the house: ids, time, slugs, cursors, cache tags, percent-encoding.
//!
//! Pure: no I/O, no clock of its own, no web, no SQL. Time and chance come in as arguments.

mod clock;
mod cursor;
mod free;
mod id;
mod percent;
mod slug;
mod tag;

pub use clock::{Chance, Clock, FixedClock, StepChance, millis, timestamp_from_millis};
pub use cursor::{Cursor, CursorError};
pub use free::FreeNumber;
pub use id::Id;
pub use percent::{IN_QUERY, percent_encoded};
pub use slug::{Slug, SlugError};
pub use tag::{Tag, Tags};

pub use jiff::Timestamp;
pub use uuid::Uuid;
