//! The normal form of a body. Readers end with it, so that a body read back from its own HTML or Markdown is equal.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::credits;
use crate::embeds;
use crate::inline::Inline;
use crate::line;
use crate::model::{Block, Body, Embed, Footnote, RecordingKind, Text, VERSION};
use crate::slugs::Slugs;
use crate::visit::{each_child_mut, each_text_mut};

impl Body {
    /// Brings the body into its normal form: lines are tidy, empty blocks are gone, headings start at level 2 without
    /// gaps, footnotes are numbered in the order of their calls, anchors that nothing leads to are gone.
    pub fn tidy(&mut self) {
        self.version = VERSION;
        tidy_blocks(&mut self.blocks, Place::Top);
        for note in &mut self.notes {
            tidy_blocks(&mut note.blocks, Place::Inside(1));
        }
        self.notes.retain(|note| !note.blocks.is_empty());
        drop_anchors(self);
        level_headings(self);
        name_headings(self);
        number_notes(self);
    }
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
        each_text_mut(block, &mut line::tidy);
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
        Block::Heading { level, .. } => *level = (*level).clamp(1, 6),
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
    squeeze(&mut embed.title);
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
    table.head.retain(|row| row.iter().any(|cell| !cell.text.is_empty()));
    for row in table.head.iter_mut().chain(&mut table.rows) {
        for cell in row {
            cell.columns = cell.columns.clamp(1, 100);
            cell.rows = cell.rows.clamp(1, 1000);
        }
    }
    table.rows.retain(|row| !row.is_empty());
    let leading = table.rows.iter().take_while(|row| row.len() > 1 && row.iter().all(|cell| cell.heads)).count();
    table.head.extend(table.rows.drain(..leading));
    crate::grid::square(table);
    table.head.iter_mut().flatten().for_each(|cell| cell.heads = true);
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
        Block::Embed(embed) => !embed.url.is_empty(),
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

/// The levels in use become 2, 3, 4, in their order.
fn level_headings(body: &mut Body) {
    let mut used = BTreeSet::new();
    headings(&mut body.blocks, &mut |level, _, _| {
        used.insert(*level);
    });
    let used: Vec<u8> = used.into_iter().collect();
    headings(&mut body.blocks, &mut |level, _, _| {
        let rank = used.iter().position(|one| one == level).unwrap_or(0).min(2);
        *level = [2, 3, 4][rank];
    });
}

/// An anchor that equals the one made from the words says nothing.
fn name_headings(body: &mut Body) {
    let mut slugs = Slugs::default();
    headings(&mut body.blocks, &mut |_, text, id| {
        if let Some(named) = id.take() {
            let named: String = named.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let made = slugs.peek(text);
            let usable = !named.is_empty() && named != made && !slugs.is_taken(&named);
            *id = usable.then_some(named);
        }
        slugs.of_heading(text, id.as_deref());
    });
}

fn headings(blocks: &mut [Block], see: &mut dyn FnMut(&mut u8, &Text, &mut Option<String>)) {
    for block in blocks {
        if let Block::Heading { level, text, id } = block {
            see(level, text, id);
        }
        each_child_mut(block, &mut |child| headings(std::slice::from_mut(child), see));
    }
}

fn drop_anchors(body: &mut Body) {
    let wanted: HashSet<String> =
        body.links().into_iter().filter_map(|href| href.strip_prefix('#').map(str::to_owned)).collect();
    let mut seen = HashSet::new();
    each_line(body, &mut |text| {
        let stays = |piece: &Inline, seen: &mut HashSet<String>| match piece {
            Inline::Anchor { id } => wanted.contains(id) && seen.insert(id.clone()),
            _ => true,
        };
        text.retain(|piece| stays(piece, &mut seen));
        for piece in text.iter_mut() {
            if let Inline::Link(link) = piece {
                link.text.retain(|piece| !matches!(piece, Inline::Anchor { .. }));
            }
        }
        line::tidy(text);
    });
    body.blocks.retain(says_something);
}

/// Notes get the numbers of their calls; calls of notes that do not exist go; what notes say that nobody calls
/// stands at the end of the text.
fn number_notes(body: &mut Body) {
    let known: HashSet<String> = body.notes.iter().map(|note| note.key.clone()).collect();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    each_line(body, &mut |text| {
        renumber(text, &known, &mut numbers);
    });
    let mut numbered: Vec<(usize, Footnote)> = Vec::with_capacity(body.notes.len());
    let mut kept = HashSet::new();
    for note in std::mem::take(&mut body.notes) {
        if !kept.insert(note.key.clone()) {
            continue;
        }
        match numbers.get(&note.key) {
            Some(&number) => numbered.push((number, Footnote { key: number.to_string(), blocks: note.blocks })),
            None => body.blocks.extend(note.blocks),
        }
    }
    numbered.sort_by_key(|(number, _)| *number);
    body.notes = numbered.into_iter().map(|(_, note)| note).collect();
    body.blocks.retain(says_something);
}

fn renumber(text: &mut Text, known: &HashSet<String>, numbers: &mut HashMap<String, usize>) {
    let before = text.len();
    text.retain(|piece| !matches!(piece, Inline::Note { key } if !known.contains(key)));
    for piece in text.iter_mut() {
        match piece {
            Inline::Note { key } => {
                let next = numbers.len() + 1;
                *key = numbers.entry(std::mem::take(key)).or_insert(next).to_string();
            }
            Inline::Link(link) => link.text.retain(|piece| !matches!(piece, Inline::Note { .. })),
            _ => {}
        }
    }
    if text.len() != before {
        line::tidy(text);
    }
}

/// Every line of the body, footnotes last.
fn each_line(body: &mut Body, see: &mut dyn FnMut(&mut Text)) {
    fn in_blocks(blocks: &mut [Block], see: &mut dyn FnMut(&mut Text)) {
        for block in blocks {
            each_text_mut(block, see);
            each_child_mut(block, &mut |child| in_blocks(std::slice::from_mut(child), see));
        }
    }
    in_blocks(&mut body.blocks, see);
    body.notes.iter_mut().for_each(|note| in_blocks(&mut note.blocks, see));
}
