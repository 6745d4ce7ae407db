//! Posts as social networks hand them out: a quotation that a script of theirs would dress up. Words, author and date
//! are kept; the script is not.

use crate::inline::Inline;
use crate::line;
use crate::model::{Block, Embed, Text};

use super::arena::{Kind, NodeId};
use super::flow::{Ctx, Flow};
use super::walk::Reader;

/// Class of the quotation, and whose it is.
const POSTS: &[(&str, &str)] = &[
    ("twitter-tweet", "x"),
    ("twitter-video", "x"),
    ("bluesky-embed", "bluesky"),
    ("mastodon-embed", "mastodon"),
    ("instagram-media", "instagram"),
    ("tiktok-embed", "tiktok"),
    ("reddit-embed-bq", "reddit"),
    ("text-post-media", "threads"),
    ("fb-post", "facebook"),
    ("fb-video", "facebook"),
];

/// Whether a class names such a quotation.
pub(super) fn is_post(class: &str) -> bool {
    POSTS.iter().any(|(known, _)| *known == class)
}

impl Reader<'_> {
    pub(super) fn post(&mut self, node: NodeId, class: &str, flow: &mut Flow, ctx: Ctx<'_>) -> bool {
        let tree = self.tree;
        let Some((_, wanted)) = POSTS.iter().find(|(known, _)| *known == class) else { return false };
        let links = tree.descendants(node).filter_map(|child| tree.attr(child, "href"));
        let names = ["cite", "data-href", "data-instgrm-permalink", "data-embed-url", "data-text-post-permalink"];
        let own = names.into_iter().filter_map(|name| tree.attr(node, name));
        let found = own.chain(links.collect::<Vec<_>>().into_iter().rev()).filter_map(Embed::recognise);
        let mut found = found.filter(|embed| embed.provider == *wanted);
        let Some(mut embed) = found.find(|embed| embed.id.is_some() || *wanted == "facebook") else {
            return false;
        };
        let ctx = Ctx { breaks: false, ..ctx.inner() };
        match self.words_of_post(node, ctx) {
            Some(words) => {
                embed.caption = words;
                (embed.by, embed.date) = self.source_of_post(node, &embed);
            }
            None => embed.caption = self.line(node, ctx),
        }
        flow.push(Block::Embed(embed));
        true
    }

    /// The paragraphs of a post; none where it has none with words.
    fn words_of_post(&mut self, node: NodeId, ctx: Ctx<'_>) -> Option<Text> {
        let tree = self.tree;
        let paragraphs: Vec<NodeId> = tree.descendants(node).filter(|&child| tree.name(child) == "p").collect();
        let lines: Vec<Text> = paragraphs.into_iter().map(|paragraph| self.line(paragraph, ctx)).collect();
        let lines = lines.into_iter().filter(|text| line::has_words(text));
        lines.reduce(|mut words, next| {
            words.extend([Inline::Break, Inline::Break]);
            words.extend(next);
            words
        })
    }

    /// Who said it and when: what stands beside the paragraphs, and the words of the link to the post itself.
    fn source_of_post(&self, node: NodeId, embed: &Embed) -> (Option<String>, Option<String>) {
        let tree = self.tree;
        let quote = if tree.name(node) == "blockquote" { Some(node) } else { tree.find(node, "blockquote") };
        let quote = quote.unwrap_or(node);
        let to_post = |child: NodeId| {
            let href = tree.attr(child, "href").and_then(Embed::recognise);
            // Where posts have no ids, their addresses tell them from their author's page.
            let same = |linked: &Embed| match &embed.id {
                Some(_) => linked.id == embed.id,
                None => linked.url == embed.url,
            };
            href.is_some_and(|linked| linked.provider == embed.provider && same(&linked))
        };
        let (mut by, mut date) = (String::new(), None);
        for child in tree.children(quote).filter(|&child| tree.name(child) != "p") {
            match tree.kind(child) {
                Kind::Text(text) => by.push_str(text),
                _ if to_post(child) => date = Some(line::squeezed(&tree.text(child))),
                _ => by.push_str(&tree.text(child)),
            }
        }
        let by = line::squeezed(&by);
        let by = by.trim_start_matches(['—', '–', '-', ' ']).trim_start_matches("Posted by ");
        let by = by.trim_end_matches(" on").trim_end_matches(['·', ' ']);
        let said = |text: &str| (!text.is_empty() && text.chars().count() <= 120).then(|| text.to_owned());
        (said(by), date.as_deref().and_then(said))
    }
}
