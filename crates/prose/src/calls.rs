//! Footnotes and their calls: each call has its note, each note its number.

use std::collections::{HashMap, HashSet};

use crate::inline::Inline;
use crate::line;
use crate::model::{Block, Body, Footnote};
use crate::tidy::{each_line, tidy_note};

/// Brings lines and notes into their normal form and takes away calls of notes that do not exist. What notes say that
/// nobody calls comes back, to stand at the end of the text.
pub(crate) fn settle(body: &mut Body) -> Vec<Block> {
    let mut known = HashSet::new();
    body.notes.retain_mut(|note| {
        each_line(&mut note.blocks, &mut |text| text.retain(|piece| !matches!(piece, Inline::Note { .. })));
        tidy_note(&mut note.blocks);
        !note.blocks.is_empty() && known.insert(note.key.clone())
    });
    let mut called: HashSet<String> = HashSet::new();
    each_line(&mut body.blocks, &mut |text| {
        text.retain(|piece| !matches!(piece, Inline::Note { key } if !known.contains(key)));
        line::tidy(text);
        for piece in text.iter() {
            if let Inline::Note { key } = piece
                && !called.contains(key)
            {
                called.insert(key.clone());
            }
        }
    });
    if body.notes.len() == called.len() {
        return Vec::new();
    }
    let (kept, idle): (Vec<_>, Vec<_>) =
        std::mem::take(&mut body.notes).into_iter().partition(|note: &Footnote| called.contains(&note.key));
    body.notes = kept;
    idle.into_iter().flat_map(|note| note.blocks).collect()
}

/// Notes get the numbers of their first calls.
pub(crate) fn number(body: &mut Body) {
    if body.notes.is_empty() {
        return;
    }
    let mut numbers: HashMap<String, usize> = HashMap::new();
    each_line(&mut body.blocks, &mut |text| {
        for piece in text.iter_mut() {
            if let Inline::Note { key } = piece {
                let next = numbers.len() + 1;
                *key = numbers.entry(std::mem::take(key)).or_insert(next).to_string();
            }
        }
    });
    let number = |note: &Footnote| numbers.get(&note.key).copied().unwrap_or(usize::MAX);
    body.notes.sort_by_key(number);
    for note in &mut body.notes {
        note.key = number(note).to_string();
    }
}
