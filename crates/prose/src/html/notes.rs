//! Footnotes: found before the walk, because their calls come first.

use crate::Inline;
use crate::marks::Marks;
use crate::model::{Block, Footnote};

use super::arena::{Kind, NodeId, Tree};
use super::flow::Ctx;
use super::walk::Reader;

impl<'a> Reader<'a> {
    /// Learns which names links lead to and which of these are footnotes: entries of a list inside something called
    /// `footnotes`, called from outside of it, and what a word processor writes in pairs.
    pub(super) fn find_notes(&mut self) {
        let tree = self.tree;
        let mut holders = Vec::new();
        let mut links = Vec::new();
        for node in tree.descendants(Tree::ROOT) {
            if !matches!(tree.kind(node), Kind::Element { .. }) {
                continue;
            }
            let own = tree.attr(node, "id").or_else(|| tree.attr(node, "name").filter(|_| tree.name(node) == "a"));
            self.places.extend(own);
            if let Some(name) = tree.attr(node, "href").and_then(|href| href.trim().strip_prefix('#')) {
                self.wanted.insert(name);
                links.extend(own.filter(|_| tree.name(node) == "a").map(|own| (own, name, node)));
            }
            let class = tree.attr(node, "class").unwrap_or_default();
            let named = class.contains("footnote") && !class.contains("footnote-") || class.contains("footnotes");
            if (named && !matches!(tree.name(node), "a" | "sup" | "li" | "span"))
                || tree.attr(node, "role") == Some("doc-endnotes")
            {
                holders.push(node);
            }
        }
        let codes = self.codes;
        let said = codes.iter().flat_map(|code| code.args.values());
        self.wanted.extend(said.filter_map(|value| value.strip_prefix('#')));
        let options = self.options;
        self.notes.extend(options.notes.iter().map(|(key, _)| (key.as_str(), Tree::ROOT)));
        for holder in holders {
            self.learn(holder);
        }
        links.sort_unstable_by_key(|&(.., node)| node);
        self.learn_pairs(&links);
    }

    fn learn(&mut self, holder: NodeId) {
        let tree = self.tree;
        let entries = tree.descendants(holder).filter(|&node| matches!(tree.name(node), "li" | "p" | "div"));
        let named: Vec<_> = entries.filter_map(|node| tree.attr(node, "id").map(|id| (id, node))).collect();
        if !named.iter().any(|(id, _)| self.wanted.contains(id)) {
            return;
        }
        for (id, node) in named {
            self.note_entries.insert(node);
            if self.notes.insert(id, node).is_none() {
                self.note_order.push(id);
            }
        }
    }

    /// What the footnotes say.
    pub(super) fn footnotes(&mut self) -> Vec<Footnote> {
        let order = std::mem::take(&mut self.note_order);
        let mut notes = Vec::with_capacity(order.len());
        for key in order {
            let Some(&node) = self.notes.get(key) else { continue };
            let mut blocks = self.blocks(node, Ctx { nest: 1, ..Ctx::default() });
            drop_ways_back(&mut blocks);
            notes.push(Footnote { key: key.to_owned(), blocks });
        }
        notes
    }
}

/// The arrows that lead back to the text are made anew when the body is shown. One that is no link and all that the note
/// says stays.
fn drop_ways_back(blocks: &mut [Block]) {
    let leads_back = |piece: &Inline| match piece {
        Inline::Link(link) => link.href.starts_with('#') && is_arrow(&crate::line::plain(&link.text)),
        _ => false,
    };
    let points_back = |piece: &Inline| match piece {
        Inline::Text { text, marks } => is_arrow(text) && marks.both(Marks::CODE).is_empty(),
        _ => false,
    };
    drop_from_paragraphs(blocks, leads_back);
    let says_more = |block: &Block| match block {
        Block::Paragraph { text } => !text.iter().all(points_back),
        _ => true,
    };
    if blocks.iter().any(says_more) {
        drop_from_paragraphs(blocks, points_back);
    }
}

fn drop_from_paragraphs(blocks: &mut [Block], is_dropped: impl Fn(&Inline) -> bool) {
    for block in blocks {
        if let Block::Paragraph { text } = block {
            text.retain(|piece| !is_dropped(piece));
        }
    }
}

fn is_arrow(words: &str) -> bool {
    let words = words.trim().trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(words.trim_end_matches(['\u{fe0e}', '\u{fe0f}']), "↩" | "^" | "⤴" | "↑" | "⏎" | "↵")
}
