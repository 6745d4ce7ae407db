//! Pictures, figures, frames, sound and film.

use crate::address::{safe_href, safe_src};
use crate::inline::{Image, Inline};
use crate::line;
use crate::model::{Block, Embed, Figure, MAX_DEPTH, Recording, RecordingKind, Stand, Text};

use super::arena::NodeId;
use super::flow::{Ctx, Flow};
use super::walk::Reader;

/// A picture at most so high stands in the line.
const SMALL: u32 = 32;

impl<'a> Reader<'a> {
    pub(super) fn image(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let classes = || tree.classes(node);
        let alt = tree.attr(node, "alt").map(line::squeezed);
        if classes().any(|class| matches!(class, "emoji" | "wp-smiley")) {
            return flow.pen.text(alt.as_deref().unwrap_or_default(), &ctx.setting());
        }
        let Some(src) = self.picture_address(node) else { return };
        let (width, height) = (self.number(node, "width"), self.number(node, "height"));
        let ours = tree.has_class(node, "line-image");
        if !ours && width.is_some_and(|width| width <= 1) && height.is_some_and(|height| height <= 1) {
            return self.leave("picture", "a picture of one dot counts readers and shows nothing", &src);
        }
        let in_figure =
            std::iter::successors(tree.parent(node), |&up| tree.parent(up)).take(3).any(|up| tree.name(up) == "figure");
        if (height.is_some_and(|height| height <= SMALL) && !in_figure) || ours {
            let image = Image { src, alt: alt.unwrap_or_default(), width, height };
            return flow.pen.image(image, &ctx.setting());
        }
        let stand = self.stand(node);
        let link = ctx.link.map(|(_, link)| link.href.clone());
        flow.push_figure(Figure { src, alt, link, width, height, stand, ..Figure::default() });
    }

    fn picture_address(&mut self, node: NodeId) -> Option<String> {
        let tree = self.tree;
        let lazy = ["data-src", "data-lazy-src", "data-original", "data-orig-file"];
        let set = tree.attr(node, "srcset").and_then(|set| set.split([',', ' ']).find(|part| !part.is_empty()));
        let written = tree.attr(node, "src");
        let real = written.filter(|src| !src.trim_start().starts_with("data:"));
        let real = lazy.into_iter().find_map(|name| tree.attr(node, name)).or(real).or(set);
        match real.and_then(safe_src) {
            Some(src) => Some(src),
            None => {
                if let Some(written) = written {
                    self.leave("picture", super::office::why_no_picture(written), written);
                }
                None
            }
        }
    }

    /// How a picture stands, by class, on it or on what is made only to hold it.
    fn stand(&self, node: NodeId) -> Stand {
        let of = |node: NodeId| {
            self.tree.classes(node).find_map(|class| match class {
                "alignleft" | "left" | "align-left" | "stand-left" => Some(Stand::Left),
                "alignright" | "right" | "align-right" | "stand-right" | "rtecenter-right" => Some(Stand::Right),
                "alignwide" | "alignfull" | "kg-width-wide" | "kg-width-full" | "stand-wide" => Some(Stand::Wide),
                _ => None,
            })
        };
        let old = match self.tree.attr(node, "align") {
            Some("left") => Some(Stand::Left),
            Some("right") => Some(Stand::Right),
            _ => None,
        };
        of(node).or(old).unwrap_or_default()
    }

    pub(super) fn figure(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        flow.end_paragraph();
        if self.card(node, flow, ctx) {
            return;
        }
        let tree = self.tree;
        let caption_node = tree.descendants(node).find(|&child| {
            tree.name(child) == "figcaption"
                && tree.parent(child).is_some_and(|up| up == node || tree.name(up) != "figure")
        });
        let (caption, credit) = caption_node.map(|caption| self.caption(caption, ctx)).unwrap_or_default();
        let mut inside = Flow::default();
        match caption_node.filter(|&caption| tree.parent(caption) == Some(node)) {
            Some(_) => self.all_but(node, caption_node, &mut inside, Ctx { breaks: false, ..ctx }),
            None => self.children(node, &mut inside, Ctx { breaks: false, ..ctx }),
        }
        let mut blocks = inside.finish();
        for block in &mut blocks {
            self.stand_as(node, block);
            address_to_embed(block);
        }
        attach(&mut blocks, caption, credit);
        flow.blocks.append(&mut blocks);
    }

    fn stand_as(&self, node: NodeId, block: &mut Block) {
        if let Block::Figure(figure) = block
            && figure.stand == Stand::Column
        {
            figure.stand = self.stand(node);
        }
    }

    /// A caption and the credit in it.
    pub(super) fn caption(&mut self, node: NodeId, ctx: Ctx<'_>) -> (Text, Option<String>) {
        let tree = self.tree;
        let credit = tree.descendants(node).find(|&child| tree.classes(child).any(|class| class.contains("credit")));
        let words = credit.map(|credit| line::squeezed(&tree.text(credit))).filter(|words| !words.is_empty());
        let inner = Ctx { breaks: false, link: None, ..ctx.inner() };
        if credit.is_some_and(|credit| tree.parent(credit) == Some(node)) {
            let mut inside = Flow::default();
            self.all_but(node, credit, &mut inside, inner);
            return (super::flatten::flattened(inside.finish()), words);
        }
        (self.line(node, inner), None)
    }

    pub(super) fn gallery(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let own_caption = tree.children(node).find(|&child| tree.name(child) == "figcaption");
        let (mut caption, credit) = own_caption.map(|caption| self.caption(caption, ctx)).unwrap_or_default();
        if let Some(credit) = credit {
            caption.extend([Inline::plain(" "), Inline::plain(credit)]);
        }
        let mut inside = Flow::default();
        self.all_but(node, own_caption, &mut inside, Ctx { nest: MAX_DEPTH, breaks: false, ..ctx });
        let (mut figures, mut others) = (Vec::new(), Vec::new());
        for block in inside.finish() {
            match block {
                Block::Figure(figure) => figures.push(figure),
                Block::Gallery { figures: inner, .. } => figures.extend(inner),
                other => others.push(other),
            }
        }
        if !figures.is_empty() {
            flow.push(Block::Gallery { figures, caption });
        }
        flow.blocks.append(&mut others);
    }

    pub(super) fn frame(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let address = ["src", "data-src", "data-lazy-src"].into_iter().filter_map(|name| tree.attr(node, name));
        let found = address.filter(|address| !address.starts_with("about:")).find_map(Embed::of);
        let Some(mut embed) = found else {
            return self.leave("iframe", "its address names no page", tree.attr(node, "src").unwrap_or_default());
        };
        if embed.provider == "web" {
            self.leave("iframe", "nobody here knows this provider; a link stands in its place", &embed.url);
        }
        embed.title = tree.attr(node, "title").map(line::squeezed).filter(|title| !title.is_empty());
        self.put_embed(embed, flow, ctx);
    }

    pub(super) fn put_embed(&mut self, embed: Embed, flow: &mut Flow, _: Ctx<'_>) {
        flow.push(Block::Embed(embed));
    }

    pub(super) fn recording(&mut self, node: NodeId, flow: &mut Flow, _: Ctx<'_>) {
        let tree = self.tree;
        let own = tree.attr(node, "src").or_else(|| tree.attr(node, "data-src"));
        let inner = tree.descendants(node).filter(|&child| tree.name(child) == "source");
        let src = own.or_else(|| inner.filter_map(|child| tree.attr(child, "src")).next()).and_then(safe_src);
        let name = tree.name(node);
        // Players of old have their file only in the link for browsers without one.
        let fallback = || tree.descendants(node).filter(|&child| tree.name(child) == "a");
        let src = src.or_else(|| fallback().find_map(|link| tree.attr(link, "href").and_then(safe_src)));
        let Some(src) = src else {
            return self.leave(name, "it names no file", own.unwrap_or_default());
        };
        if let Some(embed) = Embed::recognise(&src).filter(|embed| embed.id.is_some()) {
            return flow.push(Block::Embed(embed));
        }
        flow.push(Block::Recording(Recording {
            kind: if name == "audio" { RecordingKind::Audio } else { RecordingKind::Video },
            src,
            title: tree.attr(node, "title").or_else(|| tree.attr(node, "aria-label")).map(str::to_owned),
            poster: tree.attr(node, "poster").and_then(safe_src),
            caption: Vec::new(),
        }));
    }

    pub(super) fn object(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let address = tree.attr(node, "data").or_else(|| tree.attr(node, "src"));
        match address.and_then(Embed::of) {
            Some(embed) => {
                if embed.provider == "web" {
                    self.leave(tree.name(node), "a plug-in; a link stands in its place", &embed.url);
                }
                flow.push(Block::Embed(embed));
            }
            None => {
                self.leave(tree.name(node), "a plug-in that names no page", address.unwrap_or_default());
                self.children(node, flow, ctx);
            }
        }
    }

    /// A whole number out of an attribute: `300`, `300px`, not `100%`.
    pub(super) fn number(&self, node: NodeId, name: &str) -> Option<u32> {
        pixels(self.tree.attr(node, name)?)
    }
}

pub(super) fn pixels(value: &str) -> Option<u32> {
    let value = value.trim();
    value.strip_suffix("px").unwrap_or(value).parse().ok().filter(|&number| number > 0 && number < 100_000)
}

/// Gives a caption to what stands in a figure.
pub(super) fn attach(blocks: &mut Vec<Block>, caption: Text, credit: Option<String>) {
    let pictures = blocks.iter().filter(|block| matches!(block, Block::Figure(_))).count();
    if pictures > 1 && pictures == blocks.len() {
        let figures =
            blocks.drain(..).filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None });
        let figures = figures.collect();
        blocks.push(Block::Gallery { figures, caption });
        return;
    }
    let slot = blocks.iter_mut().find_map(|block| match block {
        Block::Figure(figure) => {
            if figure.credit.is_none() {
                figure.credit = credit.clone();
            }
            Some(&mut figure.caption)
        }
        Block::Table(table) => Some(&mut table.caption),
        Block::Embed(embed) => Some(&mut embed.caption),
        Block::Recording(recording) => Some(&mut recording.caption),
        Block::Gallery { caption, .. } => Some(caption),
        Block::Quote { cite, .. } => Some(cite),
        _ => None,
    });
    match slot {
        Some(slot) if slot.is_empty() => *slot = caption,
        _ if caption.is_empty() => {}
        _ => blocks.push(Block::Paragraph { text: caption }),
    }
}

/// A figure around a bare address is an embed, whoever the provider.
fn address_to_embed(block: &mut Block) {
    let Block::Paragraph { text } = block else { return };
    let words = line::plain(text);
    let words = words.trim();
    if words.starts_with("http")
        && !words.contains(char::is_whitespace)
        && safe_href(words).is_some()
        && let Some(embed) = Embed::of(words)
    {
        *block = Block::Embed(embed);
    }
}
