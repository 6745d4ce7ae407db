//! Links, the places they lead to, and abbreviations.

use crate::address::safe_href;
use crate::inline::Link;
use crate::line;
use crate::read::Origin;

use super::arena::NodeId;
use super::flow::{Ctx, Flow};
use super::office::led_to;
use super::walk::Reader;

impl<'a> Reader<'a> {
    pub(super) fn link(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let Some(address) = tree.attr(node, "href") else { return self.children(node, flow, ctx) };
        if let Some(name) = address.trim().strip_prefix('#') {
            if let Some((&key, _)) = self.notes.get_key_value(name) {
                return flow.pen.note(key.to_owned());
            }
            if name.is_empty() || self.lost_call(name, node) {
                return self.children(node, flow, ctx);
            }
        }
        let Some(href) = self.address(address) else {
            if !address.trim().is_empty() {
                self.leave("link", "the address is not one a reader can follow; its words stay", address);
            }
            return self.children(node, flow, ctx);
        };
        let title = tree.attr(node, "title").map(line::squeezed).filter(|title| !title.is_empty());
        let link = Link { href, title, rel: tree.attr(node, "rel").and_then(kept_rel), text: Vec::new() };
        self.children(node, flow, Ctx { link: Some((node, &link)), ..ctx });
    }

    /// An address as it may be kept. One that only the source can place (`../a.md`) is asked for.
    pub(super) fn address(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let whole = if self.options.origin == Origin::House { address.into() } else { led_to(address) };
        safe_href(&whole).or_else(|| {
            let refs = self.options.refs?;
            let here = !address.is_empty() && !address.split('/').next().unwrap_or_default().contains(':');
            here.then(|| refs(address)).flatten().and_then(|address| safe_href(&address))
        })
    }

    /// Marks a place that a link on this page leads to. Headings and footnotes carry their names themselves.
    pub(super) fn anchor(&mut self, node: NodeId, name: &str, flow: &mut Flow) {
        if self.wanted.is_empty() || matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            return;
        }
        let tree = self.tree;
        let id = tree.attr(node, "id").or_else(|| tree.attr(node, "name").filter(|_| name == "a"));
        if let Some(id) = id.filter(|id| self.wanted.contains(id) && !self.notes.contains_key(id)) {
            flow.pen.anchor(id.to_owned());
        }
    }

    pub(super) fn abbreviation(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let title = self.tree.attr(node, "title").map(line::squeezed).unwrap_or_default();
        let plain = self.tree.children(node).all(|child| self.tree.name(child).is_empty());
        let text = line::squeezed(&self.tree.text(node));
        if title.is_empty() || !plain || text.is_empty() {
            return self.children(node, flow, ctx);
        }
        flow.pen.abbr(text, title, &ctx.setting());
    }
}

/// What of a link's `rel` is about money and trust.
fn kept_rel(rel: &str) -> Option<String> {
    let known = ["nofollow", "sponsored", "ugc"];
    let kept: Vec<&str> =
        known.into_iter().filter(|one| rel.split_whitespace().any(|word| word.eq_ignore_ascii_case(one))).collect();
    (!kept.is_empty()).then(|| kept.join(" "))
}
