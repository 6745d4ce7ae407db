//! The normal form of a body. Readers end with it, so that a body read back from its own HTML or Markdown is equal.

use crate::anchors;
use crate::calls;
use crate::credits;
use crate::embeds;
use crate::line;
use crate::model::{Block, Body, Definition, Embed, RecordingKind, Text, VERSION};
use crate::slugs::Slugs;
use crate::visit::{each_child_mut, each_text_mut};

impl Body {
    /// Brings the body into its normal form: lines are tidy, empty blocks are gone, headings start at level 2 without
    /// gaps, footnotes are numbered in the order of their calls, anchors that nothing leads to are gone.
    pub fn tidy(&mut self) {
        self.version = VERSION;
        let rest = calls::settle(self);
        self.blocks.extend(rest);
        anchors::drop_idle(self);
        tidy_blocks(&mut self.blocks, Place::Top);
        calls::number(self);
        level_headings(self);
        name_headings(self);
    }
}

/// Blocks of a footnote, tidy.
pub(crate) fn tidy_note(blocks: &mut Vec<Block>) {
    each_line(blocks, &mut line::tidy);
    tidy_blocks(blocks, Place::Inside(1));
}

/// Where blocks stand: at the top, or so deep inside others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    Inside(usize),
}

impl Place {
    fn deeper(self) -> Self {
        match self {
            Self::Top => Self::Inside(1),
            Self::Inside(depth) => Self::Inside(depth + 1),
        }
    }
}

fn tidy_blocks(blocks: &mut Vec<Block>, place: Place) {
    for block in blocks.iter_mut() {
        tidy_inside(block, place.deeper());
        if place == Place::Top {
            embeds::promote(block);
        }
    }
    blocks.retain(says_something);
    if place != Place::Top {
        blocks.retain(|block| *block != Block::More);
    }
    join_lists(blocks);
}

/// Two lists of a kind that touch are one: Markdown knows no gap between them.
fn join_lists(blocks: &mut Vec<Block>) {
    blocks.dedup_by(|next, last| match (next, last) {
        (Block::List(next), Block::List(last)) if next.start.is_some() == last.start.is_some() => {
            last.items.append(&mut next.items);
            true
        }
        (Block::Definitions { entries: next }, Block::Definitions { entries: last }) => {
            last.append(next);
            true
        }
        (Block::More, Block::More) => true,
        (Block::Figure(next), Block::Figure(last)) => next.src == last.src,
        _ => false,
    });
    for block in blocks {
        if let Block::Definitions { entries } = block {
            join_definitions(entries);
        }
    }
}

/// Terms without a meaning and meanings without a term belong to their neighbours.
fn join_definitions(entries: &mut Vec<Definition>) {
    entries.dedup_by(|next, last| {
        let one = next.terms.is_empty() || last.meanings.is_empty();
        if one {
            last.terms.append(&mut next.terms);
            last.meanings.append(&mut next.meanings);
        }
        one
    });
}

fn tidy_inside(block: &mut Block, place: Place) {
    match block {
        Block::List(list) => {
            list.items.iter_mut().for_each(|item| tidy_blocks(&mut item.blocks, place));
            list.items.retain(|item| !item.blocks.is_empty());
            list.start = list.start.map(|start| start.min(999_999_999 - 100_000));
        }
        Block::Quote { blocks, cite } => {
            tidy_blocks(blocks, place);
            credits::of_quote(blocks, cite);
        }
        Block::PullQuote { text, cite } => credits::of_pull_quote(text, cite),
        Block::Aside { blocks, .. } | Block::Details { blocks, .. } => tidy_blocks(blocks, place),
        Block::Definitions { entries } => {
            for entry in entries.iter_mut() {
                entry.terms.retain(|term| !term.is_empty());
                entry.meanings.iter_mut().for_each(|meaning| tidy_blocks(meaning, place));
                entry.meanings.retain(|meaning| !meaning.is_empty());
            }
            entries.retain(|entry| !entry.terms.is_empty() || !entry.meanings.is_empty());
        }
        Block::Code { text, .. } => tidy_code(text),
        Block::Button { text, .. } => *text = line::squeezed(text),
        Block::Heading { level, text, .. } => {
            *level = (*level).clamp(1, 6);
            line::unbold(text);
            if !line::has_words(text) {
                *block = Block::Paragraph { text: std::mem::take(text) };
            }
        }
        Block::Figure(figure) => tidy_figure(figure),
        Block::Gallery { figures, .. } => {
            figures.iter_mut().for_each(tidy_figure);
            figures.dedup_by(|next, last| next.src == last.src);
        }
        Block::Embed(embed) => tidy_embed(embed),
        Block::Recording(recording) => {
            squeeze(&mut recording.title);
            recording.poster.take_if(|_| recording.kind == RecordingKind::Audio);
        }
        Block::Related { items, .. } => {
            items.iter_mut().for_each(|item| *item = line::squeezed(item));
            items.retain(|item| !item.is_empty());
        }
        Block::Table(table) => tidy_table(table),
        _ => {}
    }
}

/// Provider and id follow from the address.
fn tidy_embed(embed: &mut Embed) {
    [&mut embed.title, &mut embed.by, &mut embed.date].into_iter().for_each(squeeze);
    if let Some(known) = Embed::of(&embed.url) {
        (embed.provider, embed.url, embed.id) = (known.provider, known.url, known.id);
    }
}

fn tidy_figure(figure: &mut crate::model::Figure) {
    if let Some(alt) = &mut figure.alt {
        *alt = line::squeezed(alt);
    }
    squeeze(&mut figure.credit);
}

fn squeeze(text: &mut Option<String>) {
    *text = text.take().map(|text| line::squeezed(&text)).filter(|text| !text.is_empty());
}

fn tidy_code(text: &mut String) {
    if text.contains('\r') {
        *text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text.retain(|c| c == '\n' || c == '\t' || !c.is_control());
    let start = text.len() - text.trim_start_matches('\n').len();
    text.drain(..start);
    text.truncate(text.trim_end().len());
}

fn tidy_table(table: &mut crate::model::Table) {
    for row in table.head.iter_mut().chain(&mut table.rows) {
        for cell in row {
            cell.columns = cell.columns.clamp(1, 100);
            cell.rows = cell.rows.clamp(1, 1000);
        }
    }
    table.rows.retain(|row| !row.is_empty());
    let leading = table.rows.iter().take_while(|row| row.len() > 1 && row.iter().all(|cell| cell.heads)).count();
    table.head.extend(table.rows.drain(..leading));
    table.head.retain(|row| row.iter().any(|cell| !cell.text.is_empty()));
    crate::grid::square(table);
    table.head.iter_mut().flatten().for_each(|cell| cell.heads = true);
    // In a row, a head without words says nothing of the others.
    table.rows.iter_mut().flatten().for_each(|cell| cell.heads &= !cell.text.is_empty());
}

fn says_something(block: &Block) -> bool {
    let words = |text: &Text| !text.is_empty();
    match block {
        Block::Paragraph { text } | Block::Heading { text, .. } => words(text),
        Block::List(list) => !list.items.is_empty(),
        Block::Quote { blocks, cite } => !blocks.is_empty() || words(cite),
        Block::PullQuote { text, cite } => words(text) || words(cite),
        Block::Figure(figure) => !figure.src.is_empty(),
        Block::Gallery { figures, .. } => !figures.is_empty(),
        Block::Table(table) => {
            let cells = || table.head.iter().chain(&table.rows).flatten();
            words(&table.caption) || cells().any(|cell| words(&cell.text))
        }
        Block::Code { text, .. } => !text.is_empty(),
        Block::Embed(embed) => embed.url.starts_with("http"),
        Block::Recording(recording) => !recording.src.is_empty(),
        Block::Callout { section, text } => !section.is_empty() || words(text),
        Block::Aside { title, blocks, .. } => words(title) || !blocks.is_empty(),
        Block::Details { summary, blocks } => words(summary) || !blocks.is_empty(),
        Block::Definitions { entries } => !entries.is_empty(),
        Block::Related { items, .. } => !items.is_empty(),
        Block::Button { href, text } => !href.is_empty() && !text.is_empty(),
        Block::Divider | Block::More => true,
    }
}

/// Levels become those of the outline: 2 at the top, one deeper at a time, none deeper than 4.
fn level_headings(body: &mut Body) {
    let mut open: Vec<u8> = Vec::new();
    headings(body, &mut |level, _, _| {
        while open.last().is_some_and(|above| above >= level) {
            open.pop();
        }
        open.push(*level);
        *level = [2, 3, 4][(open.len() - 1).min(2)];
    });
}

/// An anchor that equals the one made from the words says nothing.
fn name_headings(body: &mut Body) {
    let mut slugs = Slugs::of(body);
    headings(body, &mut |_, text, id| {
        if let Some(named) = id.take() {
            let named: String = named.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let made = slugs.peek(text);
            let usable = !named.is_empty() && named != made && !slugs.is_taken(&named);
            *id = usable.then_some(named);
        }
        slugs.of_heading(text, id.as_deref());
    });
}

fn headings(body: &mut Body, see: &mut dyn FnMut(&mut u8, &Text, &mut Option<String>)) {
    fn within(blocks: &mut [Block], see: &mut dyn FnMut(&mut u8, &Text, &mut Option<String>)) {
        for block in blocks {
            if let Block::Heading { level, text, id } = block {
                see(level, text, id);
            }
            each_child_mut(block, &mut |child| within(std::slice::from_mut(child), see));
        }
    }
    within(&mut body.blocks, see);
    body.notes.iter_mut().for_each(|note| within(&mut note.blocks, see));
}

/// Every line in the blocks.
pub(crate) fn each_line(blocks: &mut [Block], see: &mut dyn FnMut(&mut Text)) {
    for block in blocks {
        each_text_mut(block, see);
        each_child_mut(block, &mut |child| each_line(std::slice::from_mut(child), see));
    }
}
