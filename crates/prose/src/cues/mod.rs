//! What goes along with a sound or a film by its clock: captions, chapters, and the words that were said.
//!
//! Captions come as WebVTT or SRT and are written anew as WebVTT, so that nothing of a foreign file but its times and
//! words is handed on. Here must not live: where a file lies, and what a player looks like.

mod chapters;
mod clock;
mod track;
mod transcript;

pub use chapters::{Chapter, read_chapters, write_chapters};
pub use clock::{clock, seconds_of};
pub use track::{Cue, Track, TrackFault};
pub use transcript::read_transcript;
