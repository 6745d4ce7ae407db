//! A paragraph that is nothing but the address of a film or a post is an embed, as WordPress and Ghost have it.

use crate::inline::Inline;
use crate::model::{Block, Embed};

/// Turns such a paragraph into the embed.
pub(crate) fn promote(block: &mut Block) {
    let Block::Paragraph { text } = block else { return };
    let address = match &text[..] {
        [Inline::Text { text, marks }] if marks.is_empty() && text.starts_with("http") && !text.contains(' ') => text,
        [Inline::Link(link)] => match &link.text[..] {
            [Inline::Text { text, marks }] if marks.is_empty() && *text == link.href => text,
            _ => return,
        },
        _ => return,
    };
    if let Some(embed) = Embed::recognise(address).filter(|embed| embed.id.is_some()) {
        *block = Block::Embed(embed);
    }
}
