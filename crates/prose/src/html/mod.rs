//! Reading HTML of every provenance: WordPress, Ghost, word processors, plain.

mod arena;
mod cards;
mod codes;
mod figures;
mod flatten;
mod flow;
mod links;
mod lists;
mod media_codes;
mod notes;
mod office;
mod pairs;
mod parse;
mod posts;
mod shortcodes;
mod tables;
mod walk;

use crate::model::{Body, Footnote, Text, VERSION};
use crate::read::shortcode::Shortcode;
use crate::read::{Options, Origin, Read};

use arena::{Kind, Tree};
use walk::Reader;

/// Reads a body from HTML.
///
/// Never fails: what cannot become a block is among the leftovers. Time and memory are proportional to the input.
pub fn from_html(html: &str, options: &Options<'_>) -> Read {
    let (text, codes) = match options.origin {
        Origin::WordPress => shortcodes::marked(html),
        Origin::Unknown if may_hold_shortcodes(html) => shortcodes::marked(html),
        Origin::Unknown | Origin::House => (std::borrow::Cow::Borrowed(html), Vec::new()),
    };
    read(&text, options, &codes)
}

/// Reads HTML in which shortcodes have been replaced by `prose-code` elements that number them.
pub(crate) fn read(html: &str, options: &Options<'_>, codes: &[Shortcode]) -> Read {
    let tree = parse::parse(html);
    let mut reader = Reader::new(&tree, options, codes);
    reader.classic = is_classic(&tree, options.origin);
    let blocks = reader.whole();
    let mut notes = reader.footnotes();
    let leftovers = std::mem::take(&mut reader.leftovers);
    let mut read = Read { leftovers, ..Read::default() };
    for (key, note) in options.notes {
        let mut inner = self::read(note, &Options { notes: &[], ..*options }, &[]);
        notes.push(Footnote { key: key.clone(), blocks: inner.body.blocks });
        read.leftovers.append(&mut inner.leftovers);
    }
    read.body = Body { version: VERSION, blocks, notes };
    read.body.tidy();
    read
}

/// Reads HTML that is one line.
pub(crate) fn line(html: &str, options: &Options<'_>) -> Text {
    let tree = parse::parse(html);
    Reader::new(&tree, options, &[]).line(Tree::ROOT, Default::default())
}

/// Whether blank lines part paragraphs: WordPress before its block editor, or text that looks so.
fn is_classic(tree: &Tree, origin: Origin) -> bool {
    let block_comment = |text: &str| text.trim_start().starts_with("wp:");
    let mut bare_blank_lines = false;
    for node in tree.descendants(Tree::ROOT) {
        match tree.kind(node) {
            Kind::Comment(text) if block_comment(text) => return false,
            Kind::Text(text) if !bare_blank_lines && text.contains("\n\n") => {
                bare_blank_lines =
                    !text.trim().is_empty() && tree.parent(node).is_some_and(|up| tree.name(up) == "html");
            }
            _ => {}
        }
    }
    origin == Origin::WordPress || bare_blank_lines
}

/// Shortcodes that cannot be mistaken for words in brackets.
fn may_hold_shortcodes(html: &str) -> bool {
    html.contains("[/caption]") || html.contains("[gallery ids=") || html.contains("[/embed]")
}
