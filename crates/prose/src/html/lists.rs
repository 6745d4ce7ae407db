//! Lists, definitions, quotations, and the lists that a word processor writes as paragraphs.

use crate::inline::Inline;
use crate::model::{Block, Definition, List, ListItem, MAX_DEPTH, Text};

use super::arena::{Kind, NodeId};
use super::flow::{Ctx, Flow};
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
        let items = self.entries(node, ctx.inner());
        if !items.is_empty() {
            flow.push(Block::List(List { start, items }));
        }
    }

    fn entries(&mut self, node: NodeId, ctx: Ctx<'_>) -> Vec<ListItem> {
        let tree = self.tree;
        let mut items: Vec<ListItem> = Vec::new();
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
                Some(last) if matches!(tree.name(child), "ul" | "ol") => last.blocks.extend(blocks),
                _ => items.push(ListItem { done, blocks }),
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
        let style = tree.attr(node, "style").unwrap_or_default();
        let Some(at) = style.find("mso-list:") else { return false };
        let level = style[at..].find("level").and_then(|level| style[at + level + 5..].chars().next());
        let level = level.and_then(|digit| digit.to_digit(10)).unwrap_or(1).min(9);
        let mut line = self.line(node, ctx.inner());
        let sign = take_sign(&mut line);
        let start =
            sign.as_deref().filter(|sign| sign.starts_with(|c: char| c.is_ascii_alphanumeric()) && *sign != "o");
        let entry = ListItem { done: None, blocks: vec![Block::Paragraph { text: line }] };
        add_entry(&mut flow.blocks, entry, level, start.map(|sign| leading_number(sign).unwrap_or(1)));
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

fn leading_number(sign: &str) -> Option<u32> {
    sign.trim_end_matches(['.', ')']).parse().ok()
}

fn add_entry(blocks: &mut Vec<Block>, entry: ListItem, level: u32, start: Option<u32>) {
    if let Some(Block::List(list)) = blocks.last_mut() {
        match (level, list.items.last_mut()) {
            (2.., Some(last)) => return add_entry(&mut last.blocks, entry, level - 1, start),
            _ => return list.items.push(entry),
        }
    }
    blocks.push(Block::List(List { start, items: vec![entry] }));
}
