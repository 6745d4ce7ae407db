#![doc = include_str!("../README.md")]
//! What lives here: bytes in, facts and bytes out. What must not: files, network, clock, threads, and any idea of what
//! a picture is for.

mod art;
mod card;
mod colour;
mod facts;
mod format;
mod ico;
mod letters;
mod limits;
mod maskable;
mod mend;
mod negative;
mod notes;
mod outline;
mod own;
mod print;
mod refusal;
mod rendition;
mod size;
mod sleeve;
mod stowaway;

pub use art::{Cover, cover};
pub use card::{CARD_SIZE, Card, card};
pub use facts::{Colour, Facts, Surface};
pub use format::{Format, Kind, UnknownFormat};
pub use ico::ico;
pub use letters::{Letters, Unfit};
pub use limits::Limits;
pub use maskable::maskable;
pub use negative::Negative;
pub use notes::Notes;
pub use print::Developed;
pub use refusal::Refusal;
pub use rendition::{Crop, Focus, Rendition, WIDTHS, formats_for, renditions_for, widths_for};
pub use size::{KEPT_HEIGHT, KEPT_WIDTH, Size};
pub use sleeve::{SLEEVE_SIZE, Sleeve, sleeve};

/// What comes of a picture that is sent in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Facts of the file as sent.
    pub facts: Facts,
    /// The copy that the house keeps; renditions are developed from its bytes.
    pub original: Developed,
}

/// Takes a picture in: facts and the copy to keep, from one decoding.
pub fn receive(bytes: &[u8], limits: &Limits) -> Result<Received, Refusal> {
    let decoded = negative::decode(bytes, limits)?;
    let original = if own::is_own(bytes, &decoded.facts)? {
        Developed { bytes: bytes.to_vec(), format: decoded.facts.format, size: decoded.facts.size }
    } else {
        decoded.negative.original()?
    };
    Ok(Received { facts: decoded.facts, original })
}

/// Only the facts. Decodes the picture, since nothing less tells whether it is sound.
pub fn inspect(bytes: &[u8], limits: &Limits) -> Result<Facts, Refusal> {
    Ok(negative::decode(bytes, limits)?.facts)
}

/// Only the copy to keep.
pub fn original(bytes: &[u8], limits: &Limits) -> Result<Developed, Refusal> {
    Negative::open(bytes, limits)?.original()
}

/// One rendition from a picture's bytes. For several of one picture, open a [`Negative`] and decode once.
pub fn develop(bytes: &[u8], rendition: &Rendition) -> Result<Developed, Refusal> {
    Negative::open(bytes, &Limits::default())?.develop(rendition)
}
