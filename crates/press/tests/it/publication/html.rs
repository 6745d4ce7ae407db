//! Looking at HTML as a reader does: its words, its links, its pictures.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

impl Piece {
    /// An attribute of an opening tag of this name.
    pub fn attribute(&self, tag: &str, name: &str) -> Option<&str> {
        let Self::Open(own, attributes) = self else { return None };
        let found = attributes.iter().find(|(key, _)| own == tag && key == name);
        found.map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct Pieces(RefCell<Vec<Piece>>);

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => match pieces.last_mut() {
                Some(Piece::Text(before)) => before.push_str(&text),
                _ => pieces.push(Piece::Text(text.to_string())),
            },
            Token::TagToken(Tag { kind: TagKind::EndTag, name, .. }) => pieces.push(Piece::Close(name.to_string())),
            Token::TagToken(tag) => {
                let attributes = tag.attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string()));
                pieces.push(Piece::Open(tag.name.to_string(), attributes.collect()));
                if matches!(&*tag.name, "script" | "style") {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The pieces of a page or a part of one, in order.
pub fn pieces(html: &str) -> Vec<Piece> {
    let tokenizer = Tokenizer::new(Pieces::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// What stands in the first element that opens so, its tags left out.
pub fn inside<'a>(pieces: &'a [Piece], tag: &str, class: Option<&str>) -> &'a [Piece] {
    let opens = |piece: &Piece| match class {
        Some(class) => piece.attribute(tag, "class").is_some_and(|own| own.split(' ').any(|one| one == class)),
        None => matches!(piece, Piece::Open(own, _) if own == tag),
    };
    let Some(start) = pieces.iter().position(opens) else { return &[] };
    let mut deep = 0;
    for (at, piece) in pieces.iter().enumerate().skip(start) {
        match piece {
            Piece::Open(own, _) if own == tag => deep += 1,
            Piece::Close(own) if own == tag => deep -= 1,
            _ => {}
        }
        if deep == 0 {
            return &pieces[start + 1..at];
        }
    }
    &pieces[start + 1..]
}

/// Tags that part no words.
const IN_A_LINE: [&str; 21] = [
    "a", "abbr", "b", "bdi", "big", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u",
];

/// Elements whose text nobody sees; what stands in a player is for browsers that have none.
const UNSEEN: [&str; 7] = ["script", "style", "template", "noscript", "title", "audio", "video"];

/// The text that is seen.
pub fn seen(pieces: &[Piece]) -> String {
    let mut text = String::new();
    let mut unseen = 0;
    for piece in pieces {
        match piece {
            Piece::Open(name, _) if UNSEEN.contains(&name.as_str()) => unseen += 1,
            Piece::Close(name) if UNSEEN.contains(&name.as_str()) => unseen -= 1,
            Piece::Open(name, _) | Piece::Close(name) if !IN_A_LINE.contains(&name.as_str()) => text.push(' '),
            Piece::Text(words) if unseen == 0 => text.push_str(words),
            _ => {}
        }
    }
    text
}

/// The text of HTML in a line, white space made one.
pub fn text(html: &str) -> String {
    seen(&pieces(html)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address as browsers send it: what cannot stand in one is percent-encoded, in capital letters.
pub fn encoded(address: &str) -> String {
    let (mut written, mut fragment) = (String::new(), false);
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                written.push('%');
                written.extend(rest.by_ref().take(2).map(|digit| char::from(digit.to_ascii_uppercase())));
            }
            b'#' if !fragment => {
                fragment = true;
                written.push('#');
            }
            0x21..=0x7e if !b"\"#<>\\^`{|}".contains(&byte) => written.push(char::from(byte)),
            _ => written += &format!("%{byte:02X}"),
        }
    }
    written
}

/// How often each word stands there.
pub fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}
