//! The description as text: aligned for a terminal, or as Markdown for the map.

use std::fmt::Write;

use super::{Chapter, Description};

impl Description {
    /// For a terminal: columns aligned.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        for chapter in self.chapters.iter().filter(|chapter| !chapter.rows.is_empty()) {
            let widths = widths(chapter);
            let _ = writeln!(text, "{}  ({})", chapter.title.to_uppercase(), chapter.about);
            write_aligned(
                &mut text,
                &chapter.columns.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(),
                &widths,
            );
            for row in &chapter.rows {
                write_aligned(&mut text, row, &widths);
            }
            text.push('\n');
        }
        text
    }

    /// As Markdown: what stands in `docs/map.md`.
    pub fn markdown(&self) -> String {
        let mut text = String::from(
            "# The map of the house\n\nMade from every feature's contract by `cargo xtask map`; a test keeps it \
             current. `masthead features` prints the same.\n",
        );
        for chapter in self.chapters.iter().filter(|chapter| !chapter.rows.is_empty()) {
            let _ = writeln!(text, "\n## {}\n\n{}.\n", chapter.title, chapter.about);
            let _ = writeln!(text, "| {} |", chapter.columns.join(" | "));
            let _ = writeln!(text, "|{}", "---|".repeat(chapter.columns.len()));
            for row in &chapter.rows {
                let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
                let _ = writeln!(text, "| {} |", cells.join(" | "));
            }
        }
        text
    }
}

/// How wide each column is. The last is as wide as it likes.
fn widths(chapter: &Chapter) -> Vec<usize> {
    let width = |column: usize| {
        let cells = chapter.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain([chapter.columns[column].chars().count()]).max().unwrap_or(0)
    };
    (0..chapter.columns.len()).map(width).collect()
}

fn write_aligned(text: &mut String, row: &[String], widths: &[usize]) {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        let _ = write!(line, "  {cell:<width$}");
    }
    let _ = writeln!(text, "{}", line.trim_end());
}
