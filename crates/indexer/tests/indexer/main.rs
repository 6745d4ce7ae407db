//! The index as the house uses it: what is put in, what is asked, what is answered, and what a kill leaves.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod anew;
mod asking;
mod counting;
mod hostile;
mod keeping;
mod known;
mod likeness;
mod paper;
mod spelling;
mod tongues;
mod typing;
