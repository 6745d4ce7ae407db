//! Lists, definitions, quotations, and the lists that a word processor writes as paragraphs.

use crate::inline::Inline;
use crate::model::{Block, Definition, List, ListItem, MAX_DEPTH, Text};

use super::arena::{Kind, NodeId};
use super::flow::{Ctx, Flow};
use super::office::{number_of_sign, property, says};
use super::walk::Reader;

impl<'a> Reader<'a> {
    pub(super) fn list(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        flow.end_paragraph();
        if self.card(node, flow, ctx) {
            return;
        }
        if ctx.nest >= MAX_DEPTH {
            for child in self.tree.children(node) {
                self.all_below(child, flow, ctx);
                flow.end_paragraph();
            }
            return;
        }
        let start = (self.tree.name(node) == "ol").then(|| self.number(node, "start").unwrap_or(1));
        let entries = self.entries(node, ctx.inner());
        // Docs says how deep an entry stands; whether it also nests its lists depends on the way out.
        let nested = self.tree.parent(node).is_some_and(|up| matches!(self.tree.name(up), "ul" | "ol" | "li"));
        let first = entries.first().map_or(1, |(level, _)| *level);
        let top = if nested || !matches!(flow.blocks.last(), Some(Block::List(_))) { first } else { 1 };
        if entries.iter().any(|(level, _)| *level != top) {
            for (level, item) in entries {
                add_entry(&mut flow.blocks, item, (level + 1).saturating_sub(top).max(1), start);
            }
        } else if !entries.is_empty() {
            let items = entries.into_iter().map(|(_, item)| item).collect();
            flow.push(Block::List(List { start, items }));
        }
    }

    /// How deep an entry of Docs stands, from 1.
    fn level(&self, list: NodeId, entry: NodeId) -> u32 {
        let said = || self.tree.attr(entry, "aria-level")?.trim().parse::<u32>().ok();
        let kix = || self.tree.classes(list).find(|class| class.starts_with("lst-kix"))?.rsplit_once('-');
        let by_class = || Some(kix()?.1.parse::<u32>().ok()?.saturating_add(1));
        said().or_else(by_class).unwrap_or(1).clamp(1, 9)
    }

    fn entries(&mut self, node: NodeId, ctx: Ctx<'_>) -> Vec<(u32, ListItem)> {
        let tree = self.tree;
        let mut items: Vec<(u32, ListItem)> = Vec::new();
        for child in tree.children(node) {
            let mut inside = Flow::default();
            self.all_below(child, &mut inside, ctx);
            let done = inside.done;
            let blocks = inside.finish();
            if blocks.is_empty() {
                continue;
            }
            // A list straight in a list belongs to the entry before it.
            match items.last_mut() {
                Some((_, last)) if matches!(tree.name(child), "ul" | "ol") => last.blocks.extend(blocks),
                _ => items.push((self.level(node, child), ListItem { done, blocks })),
            }
        }
        items
    }

    /// What a child of a list holds: of an entry its inside, of anything else itself.
    fn all_below(&mut self, child: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        match tree.kind(child) {
            _ if self.note_entries.contains(&child) => {}
            Kind::Element { .. } if tree.name(child) == "li" => {
                self.anchor(child, "li", flow);
                if tree.attr(child, "role") == Some("checkbox") {
                    flow.done = Some(tree.attr(child, "aria-checked") == Some("true"));
                }
                self.children(child, flow, ctx);
            }
            Kind::Element { .. } => {
                self.one(child, flow, ctx);
                flow.end_paragraph();
            }
            Kind::Text(text) => flow.pen.text(text, &ctx.setting()),
            _ => {}
        }
    }

    pub(super) fn definitions(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        flow.end_paragraph();
        if ctx.nest >= MAX_DEPTH {
            self.children(node, flow, ctx);
            return flow.end_paragraph();
        }
        let tree = self.tree;
        let mut entries: Vec<Definition> = Vec::new();
        let grouped = tree.children(node).flat_map(|child| match tree.name(child) {
            "div" => tree.children(child).collect(),
            _ => vec![child],
        });
        for child in grouped.collect::<Vec<_>>() {
            match tree.name(child) {
                "dt" => {
                    let term = self.line(child, ctx.inner());
                    match entries.last_mut() {
                        Some(last) if last.meanings.is_empty() => last.terms.push(term),
                        _ => entries.push(Definition { terms: vec![term], meanings: Vec::new() }),
                    }
                }
                "" if crate::pen::is_blank(&self.own_text(child)) => {}
                _ => {
                    let mut inside = Flow::default();
                    match tree.name(child) {
                        "dd" => self.children(child, &mut inside, ctx.inner()),
                        _ => self.one(child, &mut inside, ctx.inner()),
                    }
                    let meaning = inside.finish();
                    match entries.last_mut() {
                        Some(last) => last.meanings.push(meaning),
                        None => entries.push(Definition { terms: Vec::new(), meanings: vec![meaning] }),
                    }
                }
            }
        }
        flow.push(Block::Definitions { entries });
    }

    pub(super) fn quote(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        flow.end_paragraph();
        if self.card(node, flow, ctx) {
            return;
        }
        if ctx.nest >= MAX_DEPTH {
            self.children(node, flow, ctx);
            return flow.end_paragraph();
        }
        let (blocks, cite) = self.quoted(node, ctx.inner());
        flow.push(Block::Quote { blocks, cite });
    }

    /// What a quotation says, and who said it: a `footer` or `cite` of its own, or a last paragraph that is all `cite`.
    pub(super) fn quoted(&mut self, node: NodeId, ctx: Ctx<'_>) -> (Vec<Block>, Text) {
        let tree = self.tree;
        let credited = tree.children(node).filter(|&child| matches!(tree.name(child), "footer" | "cite")).last();
        let mut inside = Flow::default();
        self.all_but(node, credited, &mut inside, ctx);
        let mut blocks = inside.finish();
        let mut cite = credited.map(|credited| self.line(credited, ctx)).unwrap_or_default();
        crate::credits::of_quote(&mut blocks, &mut cite);
        (blocks, cite)
    }

    /// A paragraph that Word means as an entry of a list. Entries that follow each other become one list.
    pub(super) fn word_entry(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) -> bool {
        let tree = self.tree;
        let Some(list) = property(self.style(node), "mso-list").filter(|list| list.contains("level")) else {
            return false;
        };
        let level = list.split("level").nth(1).and_then(|level| level.chars().next());
        let level = level.and_then(|digit| digit.to_digit(10)).unwrap_or(1).clamp(1, 9);
        let ignored = tree.descendants(node).find(|&inner| says(self.style(inner), "mso-list", "ignore"));
        self.note_entries.extend(ignored);
        let mut line = self.line(node, ctx.inner());
        let sign = match ignored {
            Some(ignored) => Some(tree.text(ignored)),
            None => take_sign(&mut line),
        };
        let entry = ListItem { done: None, blocks: vec![Block::Paragraph { text: line }] };
        add_entry(&mut flow.blocks, entry, level, sign.as_deref().and_then(number_of_sign));
        true
    }

    fn own_text(&self, node: NodeId) -> String {
        match self.tree.kind(node) {
            Kind::Text(text) => text.to_string(),
            _ => String::new(),
        }
    }
}

/// The bullet or number that Word writes as text before an entry.
fn take_sign(line: &mut Text) -> Option<String> {
    let Some(Inline::Text { text, .. }) = line.first_mut() else { return None };
    let start = text.trim_start();
    let (sign, rest) = start.split_once(' ')?;
    let is_sign = sign.chars().count() <= 5
        && (sign.ends_with(['.', ')']) || sign.chars().all(|c| !c.is_alphanumeric()) || matches!(sign, "o" | "§"));
    if !is_sign {
        return None;
    }
    let sign = sign.to_owned();
    *text = rest.trim_start().to_owned();
    Some(sign)
}

/// Adds an entry to the list that stands last, or begins one: where there is none, or one of the other kind.
fn add_entry(blocks: &mut Vec<Block>, entry: ListItem, level: u32, start: Option<u32>) {
    if let Some(Block::List(list)) = blocks.last_mut() {
        match (level, list.items.last_mut()) {
            (2.., Some(last)) => return add_entry(&mut last.blocks, entry, level - 1, start),
            _ if list.start.is_some() == start.is_some() => return list.items.push(entry),
            _ => {}
        }
    }
    blocks.push(Block::List(List { start, items: vec![entry] }));
}
