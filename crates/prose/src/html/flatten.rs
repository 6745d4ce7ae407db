//! Blocks where only a line may stand (a cell, a caption, a heading): their words, parted by breaks.

use crate::inline::{Image, Inline, Link};
use crate::marks::Marks;
use crate::model::{Block, Figure, Text};

/// The words of the blocks in one line.
pub(crate) fn flattened(mut blocks: Vec<Block>) -> Text {
    match blocks.pop() {
        None => Vec::new(),
        Some(Block::Paragraph { text }) if blocks.is_empty() => text,
        Some(last) => {
            let mut line = Vec::new();
            blocks.into_iter().chain([last]).for_each(|block| add(block, "", &mut line));
            line
        }
    }
}

fn add(block: Block, before: &str, line: &mut Text) {
    match block {
        Block::Paragraph { text } | Block::Heading { text, .. } | Block::Callout { text, .. } => {
            part(text, before, line)
        }
        Block::Quote { blocks, cite } => {
            blocks.into_iter().for_each(|block| add(block, before, line));
            part(cite, before, line);
        }
        Block::PullQuote { text, cite } => {
            part(text, before, line);
            part(cite, before, line);
        }
        Block::List(list) => {
            for (nth, item) in (0u32..).zip(list.items) {
                let sign =
                    list.start.map_or_else(|| "• ".to_owned(), |start| format!("{}. ", start.saturating_add(nth)));
                item.blocks.into_iter().enumerate().for_each(|(nth, block)| {
                    add(block, if nth == 0 { &sign } else { "" }, line);
                });
            }
        }
        Block::Figure(figure) => picture(figure, line),
        Block::Gallery { figures, caption } => {
            figures.into_iter().for_each(|figure| picture(figure, line));
            part(caption, before, line);
        }
        Block::Table(table) => {
            part(table.caption, before, line);
            for row in table.head.into_iter().chain(table.rows) {
                let cells = row.into_iter().map(|cell| cell.text).filter(|text| !text.is_empty());
                part(joined(cells), before, line);
            }
        }
        Block::Code { text, .. } => {
            for code in text.lines().filter(|code| !code.trim().is_empty()) {
                part(vec![Inline::Text { text: code.to_owned(), marks: Marks::CODE }], before, line);
            }
        }
        Block::Embed(embed) => {
            let words = embed.title.unwrap_or_else(|| embed.url.clone());
            part(linked(embed.url, words), before, line);
            part(embed.caption, before, line);
            embed.by.into_iter().for_each(|by| part(vec![Inline::plain(by)], before, line));
        }
        Block::Recording(recording) => {
            let words = recording.title.unwrap_or_else(|| recording.src.clone());
            part(linked(recording.src, words), before, line);
            part(recording.caption, before, line);
        }
        Block::Aside { title: first, blocks, .. } | Block::Details { summary: first, blocks } => {
            part(first, before, line);
            blocks.into_iter().for_each(|block| add(block, "", line));
        }
        Block::Definitions { entries } => {
            for entry in entries {
                entry.terms.into_iter().for_each(|term| part(term, before, line));
                entry.meanings.into_iter().flatten().for_each(|block| add(block, "", line));
            }
        }
        Block::Related { title, .. } => part(title, before, line),
        Block::Button { href, text } => part(linked(href, text), before, line),
        Block::Divider | Block::More => {}
    }
}

fn part(text: Text, before: &str, line: &mut Text) {
    if text.is_empty() {
        return;
    }
    if !line.is_empty() {
        line.push(Inline::Break);
    }
    if !before.is_empty() {
        line.push(Inline::plain(before));
    }
    line.extend(text);
}

fn joined(cells: impl Iterator<Item = Text>) -> Text {
    let mut row = Vec::new();
    for cell in cells {
        if !row.is_empty() {
            row.push(Inline::plain(" "));
        }
        row.extend(cell);
    }
    row
}

fn linked(href: String, words: String) -> Text {
    let text = vec![Inline::plain(words)];
    match crate::address::safe_href(&href) {
        Some(href) => vec![Inline::Link(Link { href, text, ..Link::default() })],
        None => text,
    }
}

fn picture(figure: Figure, line: &mut Text) {
    let image = Inline::Image(Image {
        src: figure.src,
        alt: figure.alt.unwrap_or_default(),
        width: figure.width,
        height: figure.height,
    });
    let image = match figure.link {
        Some(href) => Inline::Link(Link { href, text: vec![image], ..Link::default() }),
        None => image,
    };
    part(vec![image], "", line);
    part(figure.caption, "", line);
    part(figure.credit.map(Inline::plain).into_iter().collect(), "", line);
}
