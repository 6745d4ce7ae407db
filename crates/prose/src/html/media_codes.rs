//! Shortcodes of pictures, films and sounds.

use crate::address::{safe_href, safe_src};
use crate::inline::Inline;
use crate::marks::Marks;
use crate::model::{Block, Embed, Figure, Recording, RecordingKind, Stand, Text};
use crate::read::shortcode::{Brackets, Shortcode};

use super::arena::NodeId;
use super::flow::{Ctx, Flow};
use super::walk::Reader;

impl<'a> Reader<'a> {
    pub(super) fn caption_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
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

    pub(super) fn gallery_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
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
        let known = |number| self.options.attachments.and_then(|known| known(&number));
        let numbers = self.numbers_of_gallery(code).into_iter();
        let addresses: Vec<String> =
            numbers.map(|number| known(number).unwrap_or_else(|| format!("attachment:{number}"))).collect();
        let figures: Vec<_> =
            addresses.iter().filter_map(|src| safe_src(src)).map(|src| Figure { src, ..Figure::default() }).collect();
        if figures.is_empty() {
            return self.leave(
                "shortcode gallery",
                "it names no picture, and none was sent in for its item",
                &code.source,
            );
        }
        flow.push(Block::Gallery { figures, caption: Vec::new() });
    }

    /// The pictures of a gallery in the order in which WordPress shows them: those that it names; else those that were
    /// sent in for its item, or for the one that it names, but for those that it leaves out.
    fn numbers_of_gallery(&self, code: &Shortcode) -> Vec<u64> {
        let list = |name: &str| {
            let mut seen = std::collections::HashSet::new();
            let said = code.args.get(&[name]).unwrap_or_default().split([',', ' ']);
            let numbers = said.filter_map(|number| number.trim().parse::<u64>().ok());
            numbers.filter(|number| seen.insert(*number)).collect::<Vec<u64>>()
        };
        let named = list("ids");
        if !named.is_empty() {
            return named;
        }
        let (mut numbers, without) = (list("include"), list("exclude"));
        if numbers.is_empty() {
            let of = code.args.get(&["id"]).and_then(|id| id.trim().parse().ok());
            numbers = self.options.attached.map_or_else(Vec::new, |attached| attached(of));
            numbers.retain(|number| !without.contains(number));
        } else {
            numbers.sort_unstable();
        }
        let said = |name: &str, word: &str| code.args.get(&[name]).is_some_and(|said| said.eq_ignore_ascii_case(word));
        if said("orderby", "id") {
            numbers.sort_unstable();
        }
        if said("order", "desc") {
            numbers.reverse();
        }
        numbers
    }

    pub(super) fn figure_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
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

    pub(super) fn recording_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
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

    pub(super) fn embed_code(&mut self, node: NodeId, code: &Shortcode, flow: &mut Flow, ctx: Ctx<'_>) {
        let inside = self.tree.text(node);
        let named = code.args.get(&["url", "src"]).or(code.args.nth(0));
        let Some(mut embed) = named.or(Some(inside.trim())).and_then(Embed::of) else {
            self.leave("shortcode embed", "it names no page", &code.source);
            return self.children(node, flow, ctx);
        };
        if named.is_some() {
            let said = |name: &str| code.args.get(&[name]).map(str::to_owned);
            embed.title = code.args.get(&["title"]).map(str::to_owned);
            embed.poster = code.args.get(&["poster"]).and_then(safe_src);
            (embed.by, embed.date) = (said("by"), said("date"));
            embed.caption = self.caption_of(node, code, ctx);
        }
        flow.push(Block::Embed(embed));
    }
}

pub(super) fn picture_of(code: &Shortcode) -> Option<&str> {
    let named = code.args.get(&["src", "path", "url", "image", "file", "image_path"]);
    // Jekyll's `include figure.html src=…` has the template's name first.
    named.or_else(|| code.args.nth(0).filter(|_| code.brackets == Brackets::Curly))
}

/// The embed that a provider's own shortcode means: by address, or by the provider's id.
pub(super) fn embed_of(code: &Shortcode) -> Option<Embed> {
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
