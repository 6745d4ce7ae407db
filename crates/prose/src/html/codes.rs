//! What each shortcode means. One table for WordPress, Hugo, Jekyll and this crate's own Markdown: their names agree.

use crate::address::{safe_href, safe_src};
use crate::inline::{Inline, Link};
use crate::line;
use crate::marks::Marks;
use crate::model::{Block, Embed, Figure, MAX_DEPTH, Recording, RecordingKind, Stand, Text, Tone};
use crate::read::shortcode::{Brackets, Shortcode};

use super::arena::NodeId;
use super::flatten::flattened;
use super::flow::{Ctx, Flow};
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

    fn unknown(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
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
    fn words(&self, code: &Shortcode, words: &str) -> Text {
        if code.brackets == Brackets::Square || !words.contains(['*', '_', '[', '`', '<', '&', '\\', '~']) {
            return vec![Inline::plain(words)];
        }
        crate::markdown::line(words, self.options)
    }

    fn caption_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let mut blocks = self.blocks(node, Ctx { breaks: false, ..ctx });
        let mut caption = Vec::new();
        blocks.retain_mut(|block| match block {
            Block::Paragraph { text } => {
                caption.append(text);
                false
            }
            _ => true,
        });
        if let Some(words) = code.args.get(&["caption"]) {
            caption = self.html_words(words);
        }
        for block in &mut blocks {
            if let Block::Figure(figure) = block {
                figure.stand = stand(code.args.get(&["align"])).max(figure.stand);
            }
        }
        super::figures::attach(&mut blocks, caption, code.args.get(&["credit"]).map(str::to_owned));
        flow.end_paragraph();
        flow.blocks.append(&mut blocks);
    }

    fn html_words(&self, words: &str) -> Text {
        match words.contains(['<', '&']) {
            true => super::line(words, self.options),
            false => vec![Inline::plain(words)],
        }
    }

    fn gallery_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        if code.brackets != Brackets::Square {
            let mut inside = Flow::default();
            self.gallery(node, &mut inside, ctx);
            let mut blocks = inside.finish();
            if let (Some(words), Some(Block::Gallery { caption, .. })) =
                (code.args.get(&["caption"]), blocks.first_mut())
            {
                *caption = self.words(code, words);
            }
            return blocks.into_iter().for_each(|block| flow.push(block));
        }
        let named = code.args.get(&["ids", "include"]).unwrap_or_default();
        let numbers = named.split([',', ' ']).filter_map(|number| number.trim().parse::<u64>().ok());
        let known = |number| self.options.attachments.and_then(|known| known(&number));
        let mut addresses: Vec<String> =
            numbers.map(|number| known(number).unwrap_or_else(|| format!("attachment:{number}"))).collect();
        if addresses.is_empty() {
            addresses = self.options.attached.to_vec();
        }
        let figures: Vec<_> =
            addresses.iter().filter_map(|src| safe_src(src)).map(|src| Figure { src, ..Figure::default() }).collect();
        if figures.is_empty() {
            return self.leave(
                "shortcode gallery",
                "it names no picture, and none is attached to the item",
                &code.source,
            );
        }
        flow.push(Block::Gallery { figures, caption: Vec::new() });
    }

    fn figure_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let args = &code.args;
        let Some(src) = picture_of(code).and_then(safe_src) else {
            return self.leave("picture", "its address names no file that can be fetched", &code.source);
        };
        let mut caption = if code.paired {
            self.line(node, Ctx { link: None, marks: Marks::NONE, ..ctx.inner() })
        } else {
            Vec::new()
        };
        for words in [args.get(&["title"]), args.get(&["caption"])].into_iter().flatten() {
            if !caption.is_empty() {
                caption.push(Inline::Break);
            }
            caption.extend(self.words(code, words));
        }
        let number = |name: &str| args.get(&[name]).and_then(super::figures::pixels);
        let class = args.get(&["stand", "align", "class"]);
        flow.push_figure(Figure {
            src,
            alt: args.said("alt").map(str::to_owned),
            caption,
            credit: args.get(&["credit", "attr", "attribution"]).map(str::to_owned),
            link: args.get(&["link"]).and_then(safe_href).or_else(|| ctx.link.map(|(_, link)| link.href.clone())),
            width: number("width"),
            height: number("height"),
            stand: stand(class.or(if code.name.ends_with("right") { Some("right") } else { None })),
        });
    }

    fn recording_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let args = &code.args;
        let sound = ["mp3", "m4a", "ogg", "wav", "wma", "flac"];
        let film = ["mp4", "m4v", "webm", "ogv", "mov", "wmv", "flv"];
        let named = args.get(&["src", "url", "file"]).or(args.get(&sound)).or(args.get(&film)).or(args.nth(0));
        let Some(src) = named.and_then(safe_src) else {
            return self.leave(format!("shortcode {}", code.name), "it names no file", &code.source);
        };
        if let Some(embed) = Embed::recognise(&src).filter(|embed| embed.id.is_some()) {
            return flow.push(Block::Embed(embed));
        }
        let kind = match args.get(&["kind"]).unwrap_or(&code.name) {
            "audio" => RecordingKind::Audio,
            _ => RecordingKind::Video,
        };
        flow.push(Block::Recording(Recording {
            kind,
            src,
            title: args.get(&["title"]).map(str::to_owned),
            poster: args.get(&["poster"]).and_then(safe_src),
            caption: self.caption_of(node, code, ctx),
        }));
    }

    fn caption_of(&mut self, node: NodeId, code: &Shortcode, ctx: Ctx<'_>) -> Text {
        match code.args.get(&["caption"]) {
            Some(words) => self.words(code, words),
            None if code.paired => self.line(node, ctx.inner()),
            None => Vec::new(),
        }
    }

    fn embed_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let inside = self.tree.text(node);
        let named = code.args.get(&["url", "src"]).or(code.args.nth(0));
        let Some(mut embed) = named.or(Some(inside.trim())).and_then(Embed::of) else {
            self.leave("shortcode embed", "it names no page", &code.source);
            return self.children(node, flow, ctx);
        };
        if named.is_some() {
            embed.title = code.args.get(&["title"]).map(str::to_owned);
            embed.poster = code.args.get(&["poster"]).and_then(safe_src);
            embed.caption = self.caption_of(node, code, ctx);
        }
        flow.push(Block::Embed(embed));
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

fn picture_of(code: &Shortcode) -> Option<&str> {
    let named = code.args.get(&["src", "path", "url", "image", "file", "image_path"]);
    // Jekyll's `include figure.html src=…` has the template's name first.
    named.or_else(|| code.args.nth(0).filter(|_| code.brackets == Brackets::Curly))
}

/// The embed that a provider's own shortcode means: by address, or by the provider's id.
fn embed_of(code: &Shortcode) -> Option<Embed> {
    let args = &code.args;
    let said = args.get(&["url", "src", "href"]).or(args.get(&["id", "video", "v"])).or(args.nth(0))?;
    let mut embed = match said.starts_with("http") || said.starts_with("//") {
        true => Embed::recognise(said).or_else(|| Embed::of(said).filter(|_| is_embed(&code.name)))?,
        false => {
            let id = args.get(&["id"]).or(args.nth(0))?;
            let address = match code.name.as_str() {
                "youtube" | "youtubevideo" => format!("https://www.youtube.com/watch?v={id}"),
                "vimeo" => format!("https://vimeo.com/{id}"),
                "tweet" | "x" | "twitter" => {
                    format!("https://twitter.com/{}/status/{id}", args.get(&["user"]).unwrap_or("i"))
                }
                "instagram" => format!("https://www.instagram.com/p/{id}/"),
                "tiktok" => format!("https://www.tiktok.com/embed/v2/{id}"),
                "ted" => format!("https://www.ted.com/talks/{id}"),
                "dailymotion" => format!("https://www.dailymotion.com/video/{id}"),
                "gist" => format!("https://gist.github.com/{id}/{}", args.nth(1).unwrap_or_default()),
                _ => return None,
            };
            Embed::recognise(&address)?
        }
    };
    embed.title = args.get(&["title"]).map(str::to_owned);
    Some(embed)
}

fn is_embed(name: &str) -> bool {
    ["video", "embed", "iframe", "tweet", "map", "player", "podcast"].iter().any(|word| name.contains(word))
}

fn stand(align: Option<&str>) -> Stand {
    let align = align.unwrap_or_default();
    match () {
        () if align.contains("left") => Stand::Left,
        () if align.contains("right") => Stand::Right,
        () if align.contains("wide") || align.contains("full") => Stand::Wide,
        () => Stand::Column,
    }
}
