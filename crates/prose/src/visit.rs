//! Walking a body: what it mentions, and changing the addresses it mentions.

use crate::inline::Inline;
use crate::model::{Block, Body, Embed, Figure, Text};

/// Something a body points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mention<'a> {
    /// A picture's address or key.
    Picture(&'a str),
    /// A sound or film file.
    Recording(&'a str),
    /// The target of a link or a button.
    Link(&'a str),
    /// A related item's key or address.
    Item(&'a str),
    /// A section's key.
    Section(&'a str),
}

/// What kind of address [`Body::map_addresses`] offers for change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressKind {
    /// A picture's address or key.
    Picture,
    /// A sound or film file.
    Recording,
    /// The target of a link or a button.
    Link,
    /// A related item's key or address.
    Item,
    /// A section's key.
    Section,
}

impl Body {
    /// Offers every address and key to `change`; `Some` replaces it. Importers use it to make links to the source's
    /// own host relative, and to turn the source's keys into the house's.
    pub fn map_addresses(&mut self, mut change: impl FnMut(AddressKind, &str) -> Option<String>) {
        addresses(self, &mut |kind, address| {
            if let Some(new) = change(kind, address) {
                *address = new;
            }
        });
    }
}

pub(crate) fn mentions<'a>(body: &'a Body, see: &mut dyn FnMut(Mention<'a>)) {
    let notes = body.notes.iter().flat_map(|note| &note.blocks);
    body.blocks.iter().chain(notes).for_each(|block| of_block(block, see));
}

pub(crate) fn embeds<'a>(body: &'a Body, see: &mut dyn FnMut(&'a Embed)) {
    fn look<'a>(block: &'a Block, see: &mut dyn FnMut(&'a Embed)) {
        if let Block::Embed(embed) = block {
            see(embed);
        }
        each_child(block, &mut |child| look(child, see));
    }
    let notes = body.notes.iter().flat_map(|note| &note.blocks);
    body.blocks.iter().chain(notes).for_each(|block| look(block, see));
}

fn of_block<'a>(block: &'a Block, see: &mut dyn FnMut(Mention<'a>)) {
    match block {
        Block::Figure(figure) => of_figure(figure, see),
        Block::Gallery { figures, .. } => figures.iter().for_each(|figure| of_figure(figure, see)),
        Block::Embed(Embed { poster, .. }) => poster.iter().for_each(|src| see(Mention::Picture(src))),
        Block::Recording(recording) => {
            see(Mention::Recording(&recording.src));
            recording.poster.iter().for_each(|src| see(Mention::Picture(src)));
        }
        Block::Callout { section, .. } => see(Mention::Section(section)),
        Block::Related { items, .. } => items.iter().for_each(|key| see(Mention::Item(key))),
        Block::Button { href, .. } => see(Mention::Link(href)),
        _ => {}
    }
    each_text(block, &mut |text| of_text(text, see));
    each_child(block, &mut |child| of_block(child, see));
}

fn of_figure<'a>(figure: &'a Figure, see: &mut dyn FnMut(Mention<'a>)) {
    see(Mention::Picture(&figure.src));
    figure.link.iter().for_each(|href| see(Mention::Link(href)));
}

fn of_text<'a>(text: &'a [Inline], see: &mut dyn FnMut(Mention<'a>)) {
    for inline in text {
        match inline {
            Inline::Link(link) => {
                see(Mention::Link(&link.href));
                of_text(&link.text, see);
            }
            Inline::Image(image) => see(Mention::Picture(&image.src)),
            _ => {}
        }
    }
}

/// Every text that stands in this block itself, not in blocks inside it.
pub(crate) fn each_text<'a>(block: &'a Block, see: &mut dyn FnMut(&'a Text)) {
    match block {
        Block::Paragraph { text } | Block::Heading { text, .. } | Block::Callout { text, .. } => see(text),
        Block::PullQuote { text, cite } => {
            see(text);
            see(cite);
        }
        Block::Quote { cite: text, .. }
        | Block::Aside { title: text, .. }
        | Block::Related { title: text, .. }
        | Block::Details { summary: text, .. } => see(text),
        Block::Figure(figure) => see(&figure.caption),
        Block::Gallery { figures, caption } => {
            figures.iter().for_each(|figure| see(&figure.caption));
            see(caption);
        }
        Block::Table(table) => {
            see(&table.caption);
            table.head.iter().chain(&table.rows).flatten().for_each(|cell| see(&cell.text));
        }
        Block::Embed(embed) => see(&embed.caption),
        Block::Recording(recording) => see(&recording.caption),
        Block::Definitions { entries } => entries.iter().flat_map(|entry| &entry.terms).for_each(see),
        Block::List(_) | Block::Code { .. } | Block::Button { .. } | Block::Divider | Block::More => {}
    }
}

/// Every block that stands directly in this one.
pub(crate) fn each_child<'a>(block: &'a Block, see: &mut dyn FnMut(&'a Block)) {
    match block {
        Block::List(list) => list.items.iter().flat_map(|item| &item.blocks).for_each(see),
        Block::Quote { blocks, .. } | Block::Aside { blocks, .. } | Block::Details { blocks, .. } => {
            blocks.iter().for_each(see);
        }
        Block::Definitions { entries } => {
            entries.iter().flat_map(|entry| &entry.meanings).flatten().for_each(see);
        }
        _ => {}
    }
}

fn addresses(body: &mut Body, see: &mut dyn FnMut(AddressKind, &mut String)) {
    let notes = body.notes.iter_mut().flat_map(|note| &mut note.blocks);
    body.blocks.iter_mut().chain(notes).for_each(|block| in_block(block, see));
}

fn in_block(block: &mut Block, see: &mut dyn FnMut(AddressKind, &mut String)) {
    match block {
        Block::Figure(figure) => in_figure(figure, see),
        Block::Gallery { figures, .. } => figures.iter_mut().for_each(|figure| in_figure(figure, see)),
        Block::Embed(embed) => embed.poster.iter_mut().for_each(|src| see(AddressKind::Picture, src)),
        Block::Recording(recording) => {
            see(AddressKind::Recording, &mut recording.src);
            recording.poster.iter_mut().for_each(|src| see(AddressKind::Picture, src));
        }
        Block::Callout { section, .. } => see(AddressKind::Section, section),
        Block::Related { items, .. } => items.iter_mut().for_each(|key| see(AddressKind::Item, key)),
        Block::Button { href, .. } => see(AddressKind::Link, href),
        _ => {}
    }
    each_text_mut(block, &mut |text| in_text(text, see));
    each_child_mut(block, &mut |child| in_block(child, see));
}

fn in_figure(figure: &mut Figure, see: &mut dyn FnMut(AddressKind, &mut String)) {
    see(AddressKind::Picture, &mut figure.src);
    figure.link.iter_mut().for_each(|href| see(AddressKind::Link, href));
}

fn in_text(text: &mut [Inline], see: &mut dyn FnMut(AddressKind, &mut String)) {
    for inline in text {
        match inline {
            Inline::Link(link) => {
                see(AddressKind::Link, &mut link.href);
                in_text(&mut link.text, see);
            }
            Inline::Image(image) => see(AddressKind::Picture, &mut image.src),
            _ => {}
        }
    }
}

/// [`each_text`], to change.
pub(crate) fn each_text_mut(block: &mut Block, see: &mut dyn FnMut(&mut Text)) {
    match block {
        Block::Paragraph { text } | Block::Heading { text, .. } | Block::Callout { text, .. } => see(text),
        Block::PullQuote { text, cite } => {
            see(text);
            see(cite);
        }
        Block::Quote { cite: text, .. }
        | Block::Aside { title: text, .. }
        | Block::Related { title: text, .. }
        | Block::Details { summary: text, .. } => see(text),
        Block::Figure(figure) => see(&mut figure.caption),
        Block::Gallery { figures, caption } => {
            figures.iter_mut().for_each(|figure| see(&mut figure.caption));
            see(caption);
        }
        Block::Table(table) => {
            see(&mut table.caption);
            table.head.iter_mut().chain(&mut table.rows).flatten().for_each(|cell| see(&mut cell.text));
        }
        Block::Embed(embed) => see(&mut embed.caption),
        Block::Recording(recording) => see(&mut recording.caption),
        Block::Definitions { entries } => entries.iter_mut().flat_map(|entry| &mut entry.terms).for_each(see),
        Block::List(_) | Block::Code { .. } | Block::Button { .. } | Block::Divider | Block::More => {}
    }
}

/// [`each_child`], to change.
pub(crate) fn each_child_mut(block: &mut Block, see: &mut dyn FnMut(&mut Block)) {
    match block {
        Block::List(list) => list.items.iter_mut().flat_map(|item| &mut item.blocks).for_each(see),
        Block::Quote { blocks, .. } | Block::Aside { blocks, .. } | Block::Details { blocks, .. } => {
            blocks.iter_mut().for_each(see);
        }
        Block::Definitions { entries } => {
            entries.iter_mut().flat_map(|entry| &mut entry.meanings).flatten().for_each(see);
        }
        _ => {}
    }
}
