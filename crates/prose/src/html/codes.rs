//! What each shortcode means. One table for WordPress, Hugo, Jekyll and this crate's own Markdown: their names agree.

use crate::inline::{Inline, Link};
use crate::line;
use crate::marks::Marks;
use crate::model::{Block, MAX_DEPTH, Text, Tone};
use crate::read::shortcode::{Brackets, Shortcode};

use super::arena::NodeId;
use super::flatten::flattened;
use super::flow::{Ctx, Flow};
use super::media_codes::{embed_of, picture_of};
use super::walk::Reader;

impl<'a> Reader<'a> {
    pub(super) fn shortcode(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let number = self.tree.attr(node, "n").and_then(|n| n.parse::<usize>().ok());
        let codes = self.codes;
        let Some(code) = number.and_then(|number| codes.get(number)) else { return self.children(node, flow, ctx) };
        let args = &code.args;
        match code.name.as_str() {
            "caption" | "wp_caption" => self.caption_code(node, code, flow, ctx),
            "gallery" => self.gallery_code(node, code, flow, ctx),
            "audio" | "video" | "playlist" | "wpvideo" | "recording" => self.recording_code(node, code, flow, ctx),
            "embed" => self.embed_code(node, code, flow, ctx),
            "pullquote" => self.pullquote_code(node, code, flow, ctx),
            "quote" | "blockquote" | "quote-block" => self.quote_code(node, code, flow, ctx),
            "callout" if args.get(&["section"]).is_some() => {
                let text = self.line(node, ctx.inner());
                let section = args.get(&["section"]).unwrap_or_default().to_owned();
                flow.push(Block::Callout { section, text });
            }
            "related" | "featured-resource" | "featured-related" => self.related_code(code, flow),
            "details" | "accordion" | "expand" | "collapse" | "spoiler" => self.details_code(node, code, flow, ctx),
            "button" | "btn" => self.button_code(node, code, flow, ctx),
            "divider" | "hr" => flow.push(Block::Divider),
            "more" => flow.push(Block::More),
            "ref" | "relref" | "link" | "post_url" | "tmp" | "legacy-file" | "asset-static" | "file" | "download" => {
                self.link_code(node, code, flow, ctx);
            }
            "highlight" | "mark" => self.children(node, flow, ctx.marked(Marks::MARKED)),
            name if is_picture(name) && picture_of(code).is_some() => self.figure_code(node, code, flow, ctx),
            name if is_box(name) && (code.paired || args.get(WORDS).is_some()) => self.box_code(node, code, flow, ctx),
            _ => match embed_of(code) {
                Some(embed) => flow.push(Block::Embed(embed)),
                None => self.unknown(node, code, flow, ctx),
            },
        }
    }

    /// Numbers in code blocks stand for shortcodes that were not meant to be done there.
    pub(super) fn with_sources(&self, text: String) -> String {
        if self.codes.is_empty() || !text.contains("prose-code") {
            return text;
        }
        let mut text = text.replace("</prose-code>", "");
        for (number, code) in self.codes.iter().enumerate() {
            text = text.replace(&format!("<prose-code n=\"{number}\">"), &code.source);
        }
        text
    }

    pub(super) fn unknown(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        if !PLAIN.contains(&code.name.as_str()) {
            let why = "nobody here knows it; the words it holds stay";
            self.leave(format!("shortcode {}", code.name), why, &code.source);
        }
        if let Some(words) = code.args.get(WORDS) {
            flow.push(Block::Paragraph { text: self.words(code, words) });
        }
        if code.paired && self.tree.text(node).contains('\n') {
            flow.end_paragraph();
            self.children(node, flow, ctx);
            return flow.end_paragraph();
        }
        self.children(node, flow, ctx);
    }

    /// The words of an argument. In Markdown they are Markdown.
    pub(super) fn words(&self, code: &Shortcode, words: &str) -> Text {
        if code.brackets == Brackets::Square || !words.contains(['*', '_', '[', '`', '<', '&', '\\', '~']) {
            return vec![Inline::plain(words)];
        }
        crate::markdown::line(words, self.options)
    }

    fn pullquote_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let (blocks, mut cite) = self.quoted(node, Ctx { breaks: false, ..ctx.inner() });
        let mut text = flattened(blocks);
        if let Some(words) = code.args.get(&["text", "quote"]) {
            text = self.words(code, words);
        }
        if let Some(words) = code.args.get(CITE) {
            cite = self.words(code, words);
        }
        flow.push(Block::PullQuote { text, cite });
    }

    fn quote_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let (mut blocks, cite) = match code.args.get(CITE) {
            Some(words) => (self.blocks(node, ctx.inner()), self.words(code, words)),
            None => self.quoted(node, ctx.inner()),
        };
        if let Some(words) = code.args.get(&["text", "quote"]) {
            blocks.insert(0, Block::Paragraph { text: self.words(code, words) });
        }
        flow.push(Block::Quote { blocks, cite });
    }

    fn related_code(&mut self, code: &Shortcode, flow: &mut Flow) {
        let linked = code.args.get(&["link", "href"]).map(|link| self.reference(link));
        let items: Vec<String> = code.args.unnamed().map(str::to_owned).chain(linked).collect();
        let title = code.args.get(&["title", "kicker"]).map(|words| self.words(code, words)).unwrap_or_default();
        if items.is_empty() {
            return self.leave(format!("shortcode {}", code.name), "it names no item", &code.source);
        }
        flow.push(Block::Related { items, title });
    }

    fn details_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let blocks = self.blocks(node, ctx.inner());
        let both = [code.args.get(&["kicker"]), code.args.get(&["title", "summary"]).or(code.args.nth(0))];
        let words: Vec<&str> = both.into_iter().flatten().collect();
        let summary = self.words(code, &words.join(": "));
        if ctx.nest >= MAX_DEPTH {
            flow.push(Block::Paragraph { text: summary });
            return flow.blocks.extend(blocks);
        }
        flow.push(Block::Details { summary, blocks });
    }

    fn box_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let args = &code.args;
        let mut blocks = self.blocks(node, ctx.inner());
        let said = [args.get(&["kicker"]), args.get(&["title", "heading"])];
        let title = said.into_iter().flatten().collect::<Vec<_>>().join(": ");
        if let Some(words) = args.get(&["intro", "text", "content"]) {
            blocks.insert(0, Block::Paragraph { text: self.words(code, words) });
        }
        let address = args.get(&["button-url", "href", "link", "url", "src"]).and_then(|address| self.address(address));
        let mut title = self.words(code, &title);
        match (address, args.get(&["button-text"])) {
            (Some(href), Some(text)) => blocks.push(Block::Button { href, text: text.to_owned() }),
            (Some(href), None) if !title.is_empty() => {
                title = vec![Inline::Link(Link { href, text: title, ..Link::default() })];
            }
            _ => {}
        }
        if ctx.nest >= MAX_DEPTH {
            return flow.blocks.extend(blocks);
        }
        let tone = match args.get(&["tone", "variant", "type"]).unwrap_or(&code.name) {
            "warning" | "alert" | "caution" | "danger" | "important" => Tone::Warning,
            "tip" | "hint" => Tone::Tip,
            "note" | "notice" | "info" | "callout" | "admonition" => Tone::Note,
            _ => Tone::Box,
        };
        flow.push(Block::Aside { tone, title, blocks });
    }

    fn button_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let inside = line::squeezed(&self.tree.text(node));
        let text = code.args.get(&["text", "label", "title"]).map_or(inside, line::squeezed);
        let named = code.args.get(&["href", "url", "link", "relref", "ref"]).or(code.args.nth(0));
        match named.and_then(|address| self.address(address)) {
            Some(href) if !text.is_empty() => flow.push(Block::Button { href, text }),
            _ => self.unknown(node, code, flow, ctx),
        }
    }

    /// A link to another page or a file, written as a shortcode of its own.
    fn link_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let named = code.args.get(&["file", "path", "href", "url"]).or(code.args.nth(0)).unwrap_or_default();
        let href = self.reference(named);
        let label = code.args.get(&["label", "text", "title"]).unwrap_or(named);
        let link = Link { href, ..Link::default() };
        let inside = Ctx { link: ctx.link.or(Some((node, &link))), ..ctx };
        flow.pen.text(label, &inside.setting());
        self.children(node, flow, inside);
    }

    fn reference(&self, path: &str) -> String {
        crate::markdown::reference(path, self.options)
    }
}

/// Arguments that are words to read.
const WORDS: &[&str] = &["text", "intro", "content", "label", "caption", "title", "kicker"];

const CITE: &[&str] = &["cite", "author", "by", "source"];

/// Shortcodes that only arrange what they hold.
const PLAIN: &[&str] = &[
    "checkbox",
    "checklist",
    "checklist-sublist",
    "checkbox-sublist-item",
    "row",
    "do-row",
    "dont-row",
    "do-dont-table",
    "rawhtml",
    "raw",
    "html",
    "markdown",
    "md",
    "column",
    "columns",
    "center",
    "lead",
];

fn is_picture(name: &str) -> bool {
    ["figure", "img", "image", "picture", "photo", "include"].iter().any(|word| name.contains(word))
}

fn is_box(name: &str) -> bool {
    let exact =
        ["note", "notice", "info", "tip", "hint", "warning", "alert", "caution", "danger", "important", "box", "ring"];
    exact.contains(&name) || name.starts_with("card") || matches!(name, "callout" | "admonition" | "aside" | "panel")
}
