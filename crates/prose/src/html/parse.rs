//! From a string to a tree, by html5ever. A guard stands between its tokenizer and its tree builder: it keeps hostile
//! input from costing quadratic time or memory, and leaves ordinary input as it is.

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};

use super::arena::{NodeId, Nursery, Tree, html_name};
use super::office::says;

/// Elements nested deeper are dissolved into what holds them.
const DEEPEST: u32 = 120;

/// The tree of a piece of HTML.
pub(crate) fn parse(html: &str) -> Tree {
    let nursery = Nursery::new();
    let context = nursery.create_element(html_name(local_name!("body")), Vec::new(), Default::default());
    let opts = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..Default::default() };
    let builder = TreeBuilder::new_for_fragment(nursery, context, None, opts);
    let guard = Guard { builder, dissolved: Cell::new(0), tags: Cell::new(0) };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // A pause is not one here, be it for a script or for `<meta charset>`: nothing runs, and the text is a string already.
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

struct Guard {
    builder: TreeBuilder<NodeId, Nursery>,
    /// Start tags passed over whose end tags are still to come.
    dissolved: Cell<u32>,
    tags: Cell<usize>,
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let token = match token {
            Token::TagToken(tag) => match self.admit(tag) {
                Some(tag) => Token::TagToken(tag),
                None => return TokenSinkResult::Continue,
            },
            other => other,
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Guard {
    fn admit(&self, mut tag: Tag) -> Option<Tag> {
        if tag.kind == TagKind::EndTag {
            let dissolved = self.dissolved.get();
            if dissolved > 0 {
                self.dissolved.set(dissolved - 1);
                return None;
            }
            self.builder.sink.rise();
            return Some(tag);
        }
        self.tags.set(self.tags.get() + 1);
        if is_void(&tag.name) {
            return Some(tag);
        }
        // Formatting left open is opened again in every paragraph that follows. Only so many times.
        let swollen = self.builder.sink.len() > 20_000 + 8 * self.tags.get();
        if swollen || (self.builder.sink.depth() >= DEEPEST && !is_raw(&tag.name)) {
            self.dissolved.set(self.dissolved.get() + 1);
            return None;
        }
        if is_formatting(&tag.name) {
            // Google Docs wraps what it copies in a `b` that is not bold.
            let bold = matches!(&*tag.name, "b" | "strong");
            let plain = |style: &str| says(style, "font-weight", "normal") || says(style, "font-weight", "400");
            if bold && tag.attrs.iter().any(|attr| &*attr.name.local == "style" && plain(&attr.value)) {
                return None;
            }
            // Equal ones left open are then limited to three by the standard itself.
            tag.attrs.retain(|attr| &*attr.name.local == "class" && attr.value.starts_with("language-"));
        }
        Some(tag)
    }
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        &**name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose text the tokenizer reads in a state of its own: they must reach the tree builder.
fn is_raw(name: &LocalName) -> bool {
    matches!(
        &**name,
        "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes" | "plaintext"
    )
}

fn is_formatting(name: &LocalName) -> bool {
    matches!(
        &**name,
        "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}
