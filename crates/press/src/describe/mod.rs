//! The house described from its contract: routes, changes and who hears them, jobs, tables, slots.
//!
//! `masthead features` prints it for the terminal, `docs/map.md` is the same as Markdown.

mod chapters;
mod print;

use platform::Feature;

/// What the house is made of, chapter by chapter.
#[derive(Debug)]
pub struct Description {
    chapters: Vec<Chapter>,
}

/// One table of the description.
#[derive(Debug)]
struct Chapter {
    title: &'static str,
    /// What it shows, in a sentence.
    about: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Description {
    /// Describes a house of these features.
    pub fn of(features: &[Feature]) -> Self {
        Self { chapters: chapters::all(features) }
    }
}
