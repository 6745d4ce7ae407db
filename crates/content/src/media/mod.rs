//! Pictures and files: their bytes on the way in, the renditions made of them, and the addresses where readers get
//! them.
//!
//! An address holds the fingerprint of the bytes, so what stands there never changes and may be kept for ever; other
//! bytes get another address. Whether anybody gets it is decided by the items that use the picture
//! ([`crate::rules::visibility`] and nobody else): what no visible item uses is not there, but for what no item uses
//! at all, such as a logo. Here must not live: fetching from a source, and any SQL.

mod address;
mod answer;
mod chapters;
mod develop;
mod draw;
mod drawn;
mod keep;
mod kind;
mod letters;
mod picture;
mod range;
mod serve;
pub(crate) mod stills;
mod uses;

pub use address::{address, card_address, file_address, square_address, stamps};
pub use answer::replaced;
pub use chapters::chapters_address;
pub use develop::forget_renditions;
pub use draw::{Drawing, is_name_of_drawing, send_drawing};
pub use drawn::{CardOf, SharingCard, cover_picture, cover_stamps};
pub use keep::{KeepError, Kept, NewMedia, add, keep};
pub use kind::FileKind;
pub use letters::HouseLetters;
pub use picture::{card_size, is_picture, picture, plain_size, prose_picture};
pub(crate) use serve::routes;
pub use uses::rebuild_uses;
pub(crate) use uses::{Uses, record, record_item};
