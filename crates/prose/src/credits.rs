//! Who is quoted: where a quotation's last paragraph is all `cite`, that is the credit.

use crate::inline::Inline;
use crate::marks::Marks;
use crate::model::{Block, Text};

/// Finds the credit in a quotation that has none of its own.
pub(crate) fn of_quote(blocks: &mut Vec<Block>, cite: &mut Text) {
    if let ([_, .., Block::Paragraph { text }], true) = (&mut blocks[..], cite.is_empty())
        && text.iter().all(is_cited)
    {
        *cite = std::mem::take(text);
        blocks.pop();
    }
    uncite(cite);
    crate::line::tidy(cite);
    if blocks.is_empty() && !cite.is_empty() {
        blocks.push(Block::Paragraph { text: std::mem::take(cite) });
    }
}

/// A credit alone is the line itself.
pub(crate) fn of_pull_quote(text: &mut Text, cite: &mut Text) {
    uncite(cite);
    crate::line::tidy(cite);
    if text.is_empty() {
        *text = std::mem::take(cite);
    }
}

fn is_cited(piece: &Inline) -> bool {
    match piece {
        Inline::Text { text, marks } => marks.has(Marks::CITED) || text.trim().is_empty(),
        Inline::Link(link) => link.text.iter().all(is_cited),
        Inline::Break => true,
        _ => false,
    }
}

fn uncite(cite: &mut Text) {
    for piece in cite {
        match piece {
            Inline::Text { marks, .. } | Inline::Abbr { marks, .. } => *marks = marks.without(Marks::CITED),
            Inline::Link(link) => uncite(&mut link.text),
            _ => {}
        }
    }
}
