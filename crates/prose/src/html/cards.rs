//! Elements whose class says what they are: this crate's own HTML, WordPress's blocks, Ghost's cards, the posts that
//! social networks hand out.

use crate::address::{safe_href, safe_src};
use crate::inline::{Inline, Link};
use crate::line;
use crate::model::{Block, Embed, MAX_DEPTH, Recording, RecordingKind, Text, Tone};

use super::arena::NodeId;
use super::flatten::flattened;
use super::flow::{Ctx, Flow};
use super::walk::Reader;

impl<'a> Reader<'a> {
    /// Reads the element if its class says what it is.
    pub(super) fn card(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) -> bool {
        let tree = self.tree;
        if tree.attr(node, "class").is_none() {
            return false;
        }
        let known = tree.classes(node).find(|class| is_card(class, tree.name(node)));
        let Some(class) = known else { return false };
        // A card in a card of the same kind would be read for ever.
        match class {
            "pullquote" | "wp-block-pullquote" => self.pull_quote(node, flow, ctx),
            "callout" => self.callout(node, flow, ctx),
            "aside" | "note" | "box" | "kg-callout-card" | "markdown-alert" | "admonition" => {
                return self.aside(node, flow, ctx);
            }
            "related" => self.related(node, flow, ctx),
            "gallery" | "wp-block-gallery" | "blocks-gallery-grid" | "kg-gallery-card" | "tiled-gallery" => {
                self.gallery(node, flow, ctx);
            }
            "wp-caption" => self.wp_caption(node, flow, ctx),
            "embed" => return self.own_embed(node, flow, ctx),
            "button" | "wp-block-button" | "kg-button-card" => return self.button(node, flow),
            "kg-toggle-card" => self.toggle(node, flow, ctx),
            "kg-bookmark-card" => self.bookmark(node, flow, ctx),
            "kg-audio-card" | "kg-video-card" => return self.ghost_recording(node, flow, ctx),
            "kg-file-card" | "wp-block-file" => return self.file(node, flow),
            "kg-signup-card" => self.leave("form", "a field to sign up", &tree.text(node)),
            _ => return self.post(node, class, flow, ctx),
        }
        true
    }

    fn pull_quote(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let quote = if tree.name(node) == "blockquote" { node } else { tree.find(node, "blockquote").unwrap_or(node) };
        let (blocks, mut cite) = self.quoted(quote, Ctx { breaks: false, ..ctx.inner() });
        if quote != node
            && cite.is_empty()
            && let Some(caption) = tree.find(node, "figcaption")
        {
            cite = self.line(caption, ctx.inner());
        }
        flow.push(Block::PullQuote { text: flattened(blocks), cite });
    }

    fn callout(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let section = self.tree.attr(node, "data-section").unwrap_or_default().to_owned();
        let mut text = self.line(node, Ctx { breaks: false, ..ctx.inner() });
        if section.is_empty() {
            let blocks = vec![Block::Paragraph { text }];
            return flow.push(Block::Aside { tone: Tone::Note, title: Vec::new(), blocks });
        }
        if let [Inline::Link(link)] = &mut text[..] {
            text = std::mem::take(&mut link.text);
        }
        flow.push(Block::Callout { section, text });
    }

    fn aside(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) -> bool {
        if ctx.nest >= MAX_DEPTH {
            return false;
        }
        let tree = self.tree;
        let tone = tree.classes(node).find_map(|class| match class {
            "aside-tip" | "markdown-alert-tip" | "tip" => Some(Tone::Tip),
            "aside-warning" | "markdown-alert-warning" | "markdown-alert-caution" | "alert" | "warning" => {
                Some(Tone::Warning)
            }
            "aside-box" | "box" => Some(Tone::Box),
            _ => None,
        });
        let is_title = |class: &str| matches!(class, "aside-title" | "markdown-alert-title" | "admonition-title");
        let heading = tree.children(node).find(|&child| tree.classes(child).any(is_title));
        let inner = Ctx { breaks: false, ..ctx.inner() };
        let title = heading.map(|heading| self.line(heading, inner)).unwrap_or_default();
        let mut inside = Flow::default();
        self.all_but(node, heading, &mut inside, inner);
        flow.push(Block::Aside { tone: tone.unwrap_or_default(), title, blocks: inside.finish() });
        true
    }

    fn related(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let entries = tree.descendants(node).filter_map(|child| tree.attr(child, "data-item"));
        let items: Vec<String> = entries.map(str::to_owned).collect();
        if items.is_empty() {
            self.children(node, flow, ctx);
            return flow.end_paragraph();
        }
        let heading = tree.children(node).find(|&child| tree.has_class(child, "related-title"));
        let title = heading.map(|heading| self.line(heading, ctx.inner())).unwrap_or_default();
        flow.push(Block::Related { items, title });
    }

    fn wp_caption(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let words = tree.children(node).find(|&child| tree.has_class(child, "wp-caption-text"));
        let (caption, credit) = words.map(|words| self.caption(words, ctx)).unwrap_or_default();
        let mut inside = Flow::default();
        self.all_but(node, words, &mut inside, Ctx { breaks: false, ..ctx });
        let mut blocks = inside.finish();
        super::figures::attach(&mut blocks, caption, credit);
        flow.blocks.append(&mut blocks);
    }

    fn own_embed(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) -> bool {
        let tree = self.tree;
        let Some(provider) = tree.attr(node, "data-provider") else { return false };
        let of_class = |class: &str| tree.descendants(node).find(|&child| tree.has_class(child, class));
        let link = of_class("embed-link").or_else(|| tree.find(node, "a"));
        let address = link.and_then(|link| tree.attr(link, "href"));
        let Some(mut embed) = address.and_then(Embed::of) else { return false };
        if embed.provider == "web" && provider != "web" {
            return false;
        }
        let title = link.and_then(|link| tree.attr(link, "data-title"));
        embed.title = title.map(line::squeezed).filter(|title| !title.is_empty());
        let said = |class: &str| of_class(class).map(|part| line::squeezed(&tree.text(part)));
        (embed.by, embed.date) = (said("embed-by"), said("embed-date"));
        let shown = link.filter(|_| tree.attr(node, "data-still").is_none()).and_then(|link| tree.find(link, "img"));
        let poster = shown.and_then(|img| tree.attr(img, "src"));
        embed.poster = tree.attr(node, "data-poster").or(poster).and_then(safe_src);
        if let Some(caption) = of_class("embed-words").or_else(|| tree.find(node, "figcaption")) {
            embed.caption = self.line(caption, ctx.inner());
        }
        flow.push(Block::Embed(embed));
        true
    }

    fn button(&mut self, node: NodeId, flow: &mut Flow) -> bool {
        let tree = self.tree;
        let Some(link) = tree.find(node, "a") else { return false };
        let text = line::squeezed(&tree.text(node));
        let Some(href) = tree.attr(link, "href").and_then(|href| self.address(href)) else { return false };
        if text.is_empty() {
            return false;
        }
        flow.push(Block::Button { href, text });
        true
    }

    fn toggle(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let part = |class: &str| tree.descendants(node).find(|&child| tree.has_class(child, class));
        let inner = Ctx { breaks: false, ..ctx.inner() };
        let heading = part("kg-toggle-heading-text").or_else(|| part("kg-toggle-heading"));
        let summary = heading.map(|heading| self.line(heading, inner)).unwrap_or_default();
        let blocks = part("kg-toggle-content").map(|content| self.blocks(content, inner)).unwrap_or_default();
        if ctx.nest >= MAX_DEPTH {
            flow.push(Block::Paragraph { text: summary });
            return flow.blocks.extend(blocks);
        }
        flow.push(Block::Details { summary, blocks });
    }

    /// A card that shows another page: its title as a link, and what it says of itself.
    fn bookmark(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let part = |class: &str| {
            let found = tree.descendants(node).find(|&child| tree.has_class(child, class));
            found.map(|child| line::squeezed(&tree.text(child))).filter(|words| !words.is_empty())
        };
        let address = tree.find(node, "a").and_then(|link| tree.attr(link, "href"));
        let caption = tree.find(node, "figcaption").map(|caption| self.line(caption, ctx.inner()));
        let title = part("kg-bookmark-title");
        let about = [part("kg-bookmark-description"), part("kg-bookmark-author"), part("kg-bookmark-publisher")];
        let words = about.into_iter().flatten().map(|words| vec![Inline::plain(words)]).chain(caption);
        match address.and_then(|address| self.address(address)) {
            Some(href) => flow.push(page_card(href, title, words)),
            None => words.for_each(|text| flow.push(Block::Paragraph { text })),
        }
    }

    fn ghost_recording(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) -> bool {
        let tree = self.tree;
        let Some(player) = tree.descendants(node).find(|&child| matches!(tree.name(child), "audio" | "video")) else {
            return false;
        };
        let Some(src) = tree.attr(player, "src").and_then(safe_src) else { return false };
        let title = tree.descendants(node).find(|&child| tree.has_class(child, "kg-audio-title"));
        let title = title.map(|title| line::squeezed(&tree.text(title))).filter(|title| !title.is_empty());
        let caption = tree.find(node, "figcaption").map(|caption| self.line(caption, ctx.inner())).unwrap_or_default();
        let kind = if tree.name(player) == "audio" { RecordingKind::Audio } else { RecordingKind::Video };
        let thumbnail = tree.attr(player, "poster").filter(|poster| !poster.contains("spacergif"));
        let poster = tree.attr(node, "data-kg-thumbnail").or(thumbnail).and_then(safe_src);
        flow.push(Block::Recording(Recording { kind, src, title, poster, caption }));
        true
    }

    /// A file to take home: a paragraph with a link.
    fn file(&mut self, node: NodeId, flow: &mut Flow) -> bool {
        let tree = self.tree;
        let Some(link) = tree.find(node, "a") else { return false };
        let Some(href) = tree.attr(link, "href").and_then(|href| self.address(href)) else { return false };
        let name = tree.descendants(node).find(|&child| tree.has_class(child, "kg-file-card-title")).unwrap_or(link);
        let text = vec![Inline::plain(line::squeezed(&tree.text(name)))];
        flow.push(Block::Paragraph { text: vec![Inline::Link(Link { href, text, ..Link::default() })] });
        true
    }
}

/// A box that shows another page.
pub(crate) fn page_card(href: String, title: Option<String>, words: impl Iterator<Item = Text>) -> Block {
    let shown = title.unwrap_or_else(|| href.clone());
    let title = match safe_href(&href) {
        Some(href) => Inline::Link(Link { href, text: vec![Inline::plain(shown)], ..Link::default() }),
        None => Inline::plain(shown),
    };
    Block::Aside { tone: Tone::Box, title: vec![title], blocks: words.map(|text| Block::Paragraph { text }).collect() }
}

/// Whether a class names a card, on this element.
fn is_card(class: &str, name: &str) -> bool {
    match class {
        "button" | "gallery" | "related" | "embed" | "note" | "box" | "aside" | "callout" => {
            matches!(name, "div" | "p" | "figure" | "aside" | "nav" | "ul" | "section")
        }
        "pullquote" | "wp-block-pullquote" => matches!(name, "blockquote" | "figure" | "aside" | "div" | "p"),
        class if super::posts::is_post(class) => true,
        "wp-block-gallery"
        | "blocks-gallery-grid"
        | "tiled-gallery"
        | "wp-caption"
        | "wp-block-button"
        | "wp-block-file"
        | "markdown-alert"
        | "admonition" => true,
        _ => {
            class.starts_with("kg-")
                && matches!(
                    class,
                    "kg-callout-card"
                        | "kg-gallery-card"
                        | "kg-button-card"
                        | "kg-toggle-card"
                        | "kg-bookmark-card"
                        | "kg-audio-card"
                        | "kg-video-card"
                        | "kg-file-card"
                        | "kg-signup-card"
                )
        }
    }
}
