//! What crosses the web's edge: errors, pages, visits, and the router that the features' routes make.

mod begun;
mod doors;
mod error;
mod hits;
mod observe;
mod origin;
mod page;
mod remote;
mod router;
mod serve;
mod validate;
mod visit;

pub use error::{HttpError, Problem};
pub(crate) use observe::policy;
pub use origin::OwnOrigin;
pub use page::{Cacheable, Page, Reading, SetAside};
pub use remote::{Network, RemoteAddress};
pub use router::router;
pub use serve::{Listening, serve};
pub(crate) use visit::host;
pub use visit::{Visit, percent_decoded};
