//! A body as Markdown, in a form that reads back equal: CommonMark with GitHub's extensions, shortcodes for what
//! Markdown has no sign for, HTML for tables that it cannot draw.

use crate::model::{Block, Body, Footnote};

use super::markdown_blocks::block;

/// The body as Markdown. [`from_markdown`](crate::from_markdown) with [`Origin::House`](crate::Origin::House) gives
/// the body back, in its normal form.
pub fn to_markdown(body: &Body) -> String {
    let mut out = blocks(&body.blocks);
    for note in &body.notes {
        out.push('\n');
        out.push_str(&footnote(note));
    }
    out
}

/// Blocks, a blank line between them, a line break at the end.
pub(super) fn blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    for one in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&block(one));
        out.push('\n');
    }
    out
}

fn footnote(note: &Footnote) -> String {
    let inside = blocks(&note.blocks);
    // Only words can stand on the first line.
    let start = if matches!(note.blocks.first(), Some(Block::Paragraph { .. })) { "" } else { "<!-- -->\n\n" };
    let mut out = String::new();
    indented(&format!("{start}{inside}"), &format!("[^{}]: ", note.key), "    ", &mut out);
    out
}

/// Puts `first` before the first line and `rest` before the others; lines without words stay empty.
pub(super) fn indented(text: &str, first: &str, rest: &str, out: &mut String) {
    for (nth, line) in text.trim_end_matches('\n').split('\n').enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        let margin = if nth == 0 { first } else { rest };
        match line.is_empty() {
            true => out.push_str(margin.trim_end()),
            false => {
                out.push_str(margin);
                out.push_str(line);
            }
        }
    }
    out.push('\n');
}
