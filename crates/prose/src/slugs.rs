//! Anchors of headings, made from their words, each once in a body.

use std::collections::HashSet;

use crate::inline::Inline;
use crate::line;
use crate::model::{Block, Body};
use crate::visit::{each_child, each_text};

/// The anchors given so far.
#[derive(Debug)]
pub(crate) struct Slugs {
    taken: HashSet<String>,
}

impl Slugs {
    /// None given yet, but for the places in lines, which have their names already.
    pub fn of(body: &Body) -> Self {
        let mut taken = HashSet::new();
        let notes = body.notes.iter().flat_map(|note| &note.blocks);
        body.blocks.iter().chain(notes).for_each(|block| places(block, &mut taken));
        Self { taken }
    }

    /// The anchor of the next heading; `named` is one that it has already.
    pub fn of_heading(&mut self, text: &[Inline], named: Option<&str>) -> String {
        let id = named.map_or_else(|| self.peek(text), str::to_owned);
        self.taken.insert(id.clone());
        id
    }

    /// The anchor that these words would get now.
    pub fn peek(&self, text: &[Inline]) -> String {
        let slug = slug(&line::plain(text));
        if !self.taken.contains(&slug) {
            return slug;
        }
        let numbered = (2u32..).map(|count| format!("{slug}-{count}"));
        numbered.into_iter().find(|id| !self.taken.contains(id)).unwrap_or(slug)
    }

    pub fn is_taken(&self, id: &str) -> bool {
        self.taken.contains(id)
    }
}

fn places(block: &Block, taken: &mut HashSet<String>) {
    each_text(block, &mut |text| {
        for piece in text {
            if let Inline::Anchor { id } = piece {
                taken.insert(id.clone());
            }
        }
    });
    each_child(block, &mut |child| places(child, taken));
}

fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    match slug.as_str() {
        "" => "part".into(),
        // Footnotes have these anchors.
        s if s.starts_with("note-") || s.starts_with("call-") => format!("h-{slug}"),
        _ => slug,
    }
}
