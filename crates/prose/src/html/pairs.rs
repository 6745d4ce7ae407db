//! Footnotes of word processors: nothing says what they are but that the call and its note lead to each other, and are
//! called alike. Word, Google Docs and LibreOffice all write them so.

use std::collections::HashMap;

use super::arena::{Kind, NodeId, Tree};
use super::walk::Reader;

/// A sign that calls a note is at most so long: `[12]`, `viii`.
const LONGEST_SIGN: usize = 8;
/// How many neighbours and ancestors are looked at: notes stand at the top of what is made for them.
const NEAR: usize = 8;
const HIGH: usize = 3;

impl<'a> Reader<'a> {
    /// Learns from links with names of their own which lead to each other.
    pub(super) fn learn_pairs(&mut self, links: &[(&'a str, &'a str, NodeId)]) {
        let named: HashMap<&str, (&str, NodeId)> =
            links.iter().map(|&(name, leads_to, node)| (name, (leads_to, node))).collect();
        for &(call_name, name, call) in links {
            let Some(&(way_back, sign)) = named.get(name) else { continue };
            if way_back != call_name || sign <= call || self.notes.contains_key(name) || !self.are_alike(call, sign) {
                continue;
            }
            let Some(note) = self.note_begun_by(sign, links) else { continue };
            self.note_entries.extend([note, sign]);
            self.pass_over_line_before(note);
            if name.starts_with("cmnt") {
                self.note_entries.insert(call);
                self.leave("comment", "a remark to the writer, not to readers", &self.tree.text(note));
                continue;
            }
            self.notes.insert(name, note);
            self.note_order.push(name);
        }
    }

    fn are_alike(&self, call: NodeId, sign: NodeId) -> bool {
        let words = self.tree.text(call);
        let words = words.trim();
        words.chars().count() <= LONGEST_SIGN && self.tree.text(sign).trim() == words
    }

    /// The paragraph that this link begins, or the division that the paragraph begins and that holds no other note.
    fn note_begun_by(&self, sign: NodeId, links: &[(&str, &str, NodeId)]) -> Option<NodeId> {
        let tree = self.tree;
        let mut note = sign;
        while !matches!(tree.name(note), "p" | "li" | "div" | "dd") {
            if self.before(note).is_some() {
                return None;
            }
            note = tree.parent(note)?;
        }
        for _ in 0..HIGH {
            let Some(up) = tree.parent(note).filter(|&up| matches!(tree.name(up), "div" | "li")) else { break };
            let mut inside = tree.descendants(up).filter(|&node| node != sign && tree.name(node) == "a");
            let is_sign = |node: NodeId| links.binary_search_by_key(&node, |&(.., link)| link).is_ok();
            if self.before(note).is_some() || inside.any(is_sign) {
                break;
            }
            note = up;
        }
        Some(note)
    }

    /// The line that word processors draw above the first note.
    fn pass_over_line_before(&mut self, note: NodeId) {
        let tree = self.tree;
        let mut at = note;
        for _ in 0..HIGH {
            match self.before(at) {
                Some(line) if tree.name(line) == "hr" => {
                    self.note_entries.insert(line);
                    return;
                }
                Some(_) => return,
                None => match tree.parent(at) {
                    Some(up) if up != Tree::ROOT => at = up,
                    _ => return,
                },
            }
        }
    }

    /// What stands just before a node in what holds it; blanks, breaks and comments are nothing.
    fn before(&self, node: NodeId) -> Option<NodeId> {
        let tree = self.tree;
        let mut near = std::iter::successors(tree.previous(node), |&one| tree.previous(one)).take(NEAR);
        near.find(|&one| match tree.kind(one) {
            Kind::Text(text) => !crate::pen::is_blank(text),
            Kind::Comment(_) | Kind::Root => false,
            Kind::Element { .. } => tree.name(one) != "br",
        })
    }
}
