//! A body as plain text: for search, for counting, for the part of a mail that every program can show.

use crate::line::{plain, squeezed, write_plain};
use crate::model::{Block, Body, Text};

impl Body {
    /// The body as plain text: a blank line between blocks, `- ` before entries, footnotes last. Addresses are left
    /// out.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        write_blocks(&self.blocks, "", &mut out);
        for note in &self.notes {
            let mut inside = String::new();
            write_blocks(&note.blocks, "", &mut inside);
            begin(&mut out, "");
            out.push_str(&format!("[{}] {inside}", note.key));
        }
        out
    }

    /// The first words, at most `longest` characters, ended at a word; `…` says that there is more.
    pub fn excerpt(&self, longest: usize) -> String {
        let mut words = String::new();
        for block in &self.blocks {
            if matches!(block, Block::More) || words.chars().count() > longest {
                break;
            }
            let text = match block {
                Block::Paragraph { text } => plain(text),
                Block::List(_) | Block::Quote { .. } => text_of(block),
                _ => continue,
            };
            if !words.is_empty() && !text.is_empty() {
                words.push(' ');
            }
            words.push_str(&squeezed(&text));
        }
        let Some((cut, _)) = words.char_indices().nth(longest) else { return words };
        let end = match words[cut..].starts_with(' ') {
            true => cut,
            false => words[..cut].rfind(' ').unwrap_or(cut),
        };
        let kept = words[..end]
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '-'));
        format!("{kept}…")
    }

    /// How many words there are to read, captions and notes too. Characters of scripts that put no spaces between words
    /// count as the part of a word that is read in their time.
    pub fn word_count(&self) -> usize {
        super::words::words_in(&self.to_text())
    }

    /// How long reading takes, in whole minutes, at 230 words a minute and 12 seconds a picture; 0 only where there is
    /// nothing to read.
    pub fn reading_minutes(&self) -> usize {
        let words = self.word_count();
        let seconds = words * 60 / 230 + self.pictures().len() * 12;
        if words == 0 && seconds == 0 { 0 } else { seconds.div_ceil(60).max(1) }
    }
}

fn text_of(block: &Block) -> String {
    let mut out = String::new();
    write_blocks(std::slice::from_ref(block), "", &mut out);
    out
}

fn begin(out: &mut String, margin: &str) {
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(margin);
}

fn line(text: &Text, margin: &str, out: &mut String) {
    if !text.is_empty() {
        begin(out, margin);
        write_plain(text, out);
    }
}

fn write_blocks(blocks: &[Block], margin: &str, out: &mut String) {
    for block in blocks {
        write_block(block, margin, out);
    }
}

fn write_block(block: &Block, margin: &str, out: &mut String) {
    match block {
        Block::Paragraph { text } | Block::Heading { text, .. } | Block::Callout { text, .. } => {
            line(text, margin, out)
        }
        Block::List(list) => {
            begin(out, "");
            for (nth, item) in (0u32..).zip(&list.items) {
                if nth > 0 {
                    out.push('\n');
                }
                out.push_str(margin);
                match list.start {
                    Some(start) => out.push_str(&format!("{}. ", start.saturating_add(nth))),
                    None => out.push_str("- "),
                }
                let mut inside = String::new();
                write_blocks(&item.blocks, "", &mut inside);
                out.push_str(&inside.replace("\n\n", "\n").replace('\n', &format!("\n{margin}  ")));
            }
        }
        Block::Quote { blocks, cite } => {
            write_blocks(blocks, margin, out);
            line(cite, &format!("{margin}— "), out);
        }
        Block::PullQuote { text, cite } => {
            line(text, margin, out);
            line(cite, &format!("{margin}— "), out);
        }
        Block::Figure(figure) => {
            line(&figure.caption, margin, out);
            if let Some(credit) = &figure.credit {
                begin(out, margin);
                out.push_str(credit);
            }
        }
        Block::Gallery { figures, caption } => {
            figures.iter().for_each(|figure| line(&figure.caption, margin, out));
            line(caption, margin, out);
        }
        Block::Table(table) => {
            line(&table.caption, margin, out);
            begin(out, "");
            for (nth, row) in table.head.iter().chain(&table.rows).enumerate() {
                if nth > 0 {
                    out.push('\n');
                }
                out.push_str(margin);
                let cells: Vec<_> = row.iter().map(|cell| plain(&cell.text).replace('\n', " ")).collect();
                out.push_str(cells.join(" | ").trim_end());
            }
        }
        Block::Code { text, .. } => {
            begin(out, margin);
            out.push_str(text);
        }
        Block::Embed(embed) => {
            if let Some(title) = &embed.title {
                begin(out, margin);
                out.push_str(title);
            }
            line(&embed.caption, margin, out);
            if let Some(by) = &embed.by {
                begin(out, margin);
                out.push_str(by);
            }
        }
        Block::Recording(recording) => {
            if let Some(title) = &recording.title {
                begin(out, margin);
                out.push_str(title);
            }
            line(&recording.caption, margin, out);
        }
        Block::Aside { title: first, blocks, .. } | Block::Details { summary: first, blocks } => {
            line(first, margin, out);
            write_blocks(blocks, margin, out);
        }
        Block::Definitions { entries } => {
            for entry in entries {
                entry.terms.iter().for_each(|term| line(term, margin, out));
                entry.meanings.iter().for_each(|meaning| write_blocks(meaning, &format!("{margin}  "), out));
            }
        }
        Block::Related { title, .. } => line(title, margin, out),
        Block::Button { text, .. } => {
            begin(out, margin);
            out.push_str(text);
        }
        Block::Divider => {
            begin(out, margin);
            out.push_str("* * *");
        }
        Block::More => {}
    }
}
