//! Blocks as Markdown.

use crate::inline::Inline;
use crate::model::{
    Align, Block, Cell, Definition, Figure, List, Recording, RecordingKind, Row, Stand, Table, Text, Tone,
};

use super::markdown::{blocks, indented};
use super::markdown_line::{Room, html_attr, is_simple_address, line, shown_code};

/// One block, without a line break at its end.
pub(super) fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { text } => paragraph(text),
        Block::Heading { level, text, id } => heading(*level, text, id.as_deref()),
        Block::List(list) => self::list(list),
        Block::Quote { blocks: inside, cite } if cite.is_empty() => {
            let mut out = String::new();
            indented(&blocks(inside), "> ", "> ", &mut out);
            out.trim_end().to_owned()
        }
        Block::Quote { blocks: inside, cite } => enclosed(Code::new("quote").words("cite", cite), &blocks(inside)),
        Block::PullQuote { text, cite } => {
            enclosed(Code::new("pullquote").words("cite", cite), &line(text, Room::Lines))
        }
        Block::Figure(figure) => self::figure(figure),
        Block::Gallery { figures, caption } => {
            let inside: Vec<_> = figures.iter().map(figure_code).collect();
            enclosed(Code::new("gallery").words("caption", caption), &inside.join("\n\n"))
        }
        Block::Table(table) => self::table(table),
        Block::Code { text, lang } => code(text, lang.as_deref()),
        Block::Embed(embed) => {
            let code = Code::new("embed").arg("url", &embed.url).maybe("title", embed.title.as_deref());
            let code = code.maybe("poster", embed.poster.as_deref());
            captioned(code.maybe("by", embed.by.as_deref()).maybe("date", embed.date.as_deref()), &embed.caption)
        }
        Block::Recording(recording) => self::recording(recording),
        Block::Callout { section, text } => captioned(Code::new("callout").arg("section", section), text),
        Block::Aside { tone, title, blocks: inside } => {
            let name = match tone {
                Tone::Note => "note",
                Tone::Tip => "tip",
                Tone::Warning => "warning",
                Tone::Box => "box",
            };
            enclosed(Code::new(name).words("title", title), &blocks(inside))
        }
        Block::Details { summary, blocks: inside } => {
            enclosed(Code::new("details").words("title", summary), &blocks(inside))
        }
        Block::Definitions { entries } => definitions(entries),
        Block::Related { items, title } => {
            let code = Code::new("related").words("title", title);
            items.iter().fold(code, |code, item| code.unnamed(item)).single()
        }
        Block::Button { href, text } => Code::new("button").arg("href", href).arg("text", text).single(),
        Block::Divider => "***".to_owned(),
        Block::More => "<!--more-->".to_owned(),
    }
}

/// A shortcode being written.
struct Code {
    name: &'static str,
    args: String,
}

impl Code {
    fn new(name: &'static str) -> Self {
        Self { name, args: String::new() }
    }

    fn unnamed(mut self, value: &str) -> Self {
        self.args.push_str(&format!(" \"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")));
        self
    }

    fn arg(mut self, name: &str, value: &str) -> Self {
        self.args.push_str(&format!(" {name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")));
        self
    }

    fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.arg(name, value),
            None => self,
        }
    }

    fn words(self, name: &str, text: &Text) -> Self {
        if text.is_empty() { self } else { self.arg(name, &line(text, Room::Argument)) }
    }

    fn single(&self) -> String {
        format!("{{{{< {}{} >}}}}", self.name, self.args)
    }

    fn close(&self) -> String {
        format!("{{{{< /{} >}}}}", self.name)
    }
}

fn enclosed(code: Code, inside: &str) -> String {
    format!("{}\n\n{}\n\n{}", code.single(), inside.trim_end_matches('\n'), code.close())
}

fn captioned(code: Code, caption: &Text) -> String {
    match caption.is_empty() {
        true => code.single(),
        false => format!("{}{}{}", code.single(), line(caption, Room::One), code.close()),
    }
}

fn heading(level: u8, text: &Text, id: Option<&str>) -> String {
    match id {
        None => format!("{} {}", &"####"[..usize::from(level.clamp(2, 4))], line(text, Room::One)),
        Some(id) => {
            let mut out = format!("<h{level}");
            html_attr("id", id, &mut out);
            format!("{out}>\n\n{}\n\n</h{level}>", line(text, Room::Lines))
        }
    }
}

fn list(list: &List) -> String {
    let mut out = String::new();
    let loose = list.items.iter().any(|item| item.blocks.len() > 1 && !matches!(item.blocks[1], Block::List(_)));
    for (nth, item) in (0u32..).zip(&list.items) {
        let sign = list.start.map_or_else(|| "- ".to_owned(), |start| format!("{}. ", start.saturating_add(nth)));
        let margin = " ".repeat(sign.len());
        let plain = matches!(item.blocks.first(), Some(Block::Paragraph { .. }));
        let task = match (item.done, plain) {
            (None, _) => "",
            (Some(true), true) => "[x] ",
            (Some(false), true) => "[ ] ",
            (Some(true), false) => "<input type=\"checkbox\" checked disabled>\n\n",
            (Some(false), false) => "<input type=\"checkbox\" disabled>\n\n",
        };
        if loose && nth > 0 {
            out.push('\n');
        }
        let inside = blocks(&item.blocks);
        let inside = match &item.blocks[..] {
            [Block::Paragraph { text }, Block::List(inner)]
                if inner.start.unwrap_or(1) == 1 && !matches!(text.first(), Some(Inline::Image(_))) =>
            {
                inside.replacen("\n\n", "\n", 1)
            }
            _ => inside,
        };
        indented(&format!("{task}{inside}"), &sign, &margin, &mut out);
    }
    out.trim_end_matches('\n').to_owned()
}

fn paragraph(text: &[Inline]) -> String {
    let written = line(text, Room::Lines);
    match text {
        // A tag alone on its line is no paragraph to Markdown, and would run together with the next such.
        [Inline::Image(_)] => written + "<!-- -->",
        _ => written,
    }
}

fn code(text: &str, lang: Option<&str>) -> String {
    let ticks = "`".repeat(3.max(crate::markdown::longest_run(text, '`') + 1));
    format!("{ticks}{}\n{}\n{ticks}", lang.unwrap_or_default(), shown_code(text))
}

fn figure(figure: &Figure) -> String {
    let bare =
        Figure { src: figure.src.clone(), alt: figure.alt.clone(), link: figure.link.clone(), ..Figure::default() };
    let simple_link = figure.link.as_deref().is_none_or(is_simple_address);
    match &figure.alt {
        // A caret behind the bracket would be the call of a footnote.
        Some(alt) if *figure == bare && is_simple_address(&figure.src) && simple_link && !alt.starts_with('^') => {
            let picture = format!("![{}]({})", line(&[Inline::plain(alt)], Room::One), figure.src);
            figure.link.as_ref().map_or_else(|| picture.clone(), |link| format!("[{picture}]({link})"))
        }
        _ => figure_code(figure),
    }
}

fn figure_code(figure: &Figure) -> String {
    let number = |size: Option<u32>| size.map(|size| size.to_string());
    let stand = match figure.stand {
        Stand::Column => None,
        Stand::Left => Some("left"),
        Stand::Right => Some("right"),
        Stand::Wide => Some("wide"),
    };
    let code = Code::new("figure").arg("src", &figure.src).maybe("alt", figure.alt.as_deref());
    let code = code.maybe("credit", figure.credit.as_deref()).maybe("link", figure.link.as_deref());
    let code = code.maybe("width", number(figure.width).as_deref()).maybe("height", number(figure.height).as_deref());
    captioned(code.maybe("stand", stand), &figure.caption)
}

fn recording(recording: &Recording) -> String {
    let name = match recording.kind {
        RecordingKind::Audio => "audio",
        RecordingKind::Video => "video",
    };
    let code = Code::new(name).arg("src", &recording.src).maybe("title", recording.title.as_deref());
    captioned(code.maybe("poster", recording.poster.as_deref()), &recording.caption)
}

fn definitions(entries: &[Definition]) -> String {
    let mut out = String::from("<dl>\n");
    for entry in entries {
        entry.terms.iter().for_each(|term| out.push_str(&format!("<dt>\n\n{}\n\n</dt>\n", line(term, Room::Lines))));
        for meaning in &entry.meanings {
            out.push_str(&format!("<dd>\n\n{}\n</dd>\n", blocks(meaning)));
        }
    }
    out + "</dl>"
}

fn table(table: &Table) -> String {
    match columns(table) {
        Some(aligns) => {
            let row = |row: &Row| {
                let cells: Vec<_> = row.iter().map(|cell| line(&cell.text, Room::Cell)).collect();
                format!("| {} |", cells.join(" | "))
            };
            let rules: Vec<_> = aligns
                .iter()
                .map(|align| match align {
                    None => "---",
                    Some(Align::Left) => ":--",
                    Some(Align::Center) => ":-:",
                    Some(Align::Right) => "--:",
                })
                .collect();
            let head = table.head.iter().map(row);
            let lines = head.chain([format!("| {} |", rules.join(" | "))]).chain(table.rows.iter().map(row));
            lines.collect::<Vec<_>>().join("\n")
        }
        None => html_table(table),
    }
}

/// How each column is set, if Markdown can draw the table.
fn columns(table: &Table) -> Option<Vec<Option<Align>>> {
    let [head] = &table.head[..] else { return None };
    let plain = |cell: &Cell| cell.columns == 1 && cell.rows == 1;
    let body = table.rows.iter().flatten().all(|cell| plain(cell) && !cell.heads);
    let aligns: Vec<_> = head.iter().map(|cell| cell.align).collect();
    let set =
        |row: &Row| row.len() == aligns.len() && row.iter().zip(&aligns).all(|(cell, align)| cell.align == *align);
    let fits = table.caption.is_empty() && head.iter().all(plain) && body && table.rows.iter().all(set);
    fits.then_some(aligns)
}

fn html_table(table: &Table) -> String {
    let mut out = String::from("<table>\n");
    if !table.caption.is_empty() {
        out.push_str(&format!("<caption>\n\n{}\n\n</caption>\n", line(&table.caption, Room::Lines)));
    }
    for (part, rows) in [("thead", &table.head), ("tbody", &table.rows)] {
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!("<{part}>\n"));
        for row in rows {
            out.push_str("<tr>\n");
            row.iter().for_each(|cell| html_cell(cell, &mut out));
            out.push_str("</tr>\n");
        }
        out.push_str(&format!("</{part}>\n"));
    }
    out + "</table>"
}

fn html_cell(cell: &Cell, out: &mut String) {
    let name = if cell.heads { "th" } else { "td" };
    out.push_str(&format!("<{name}"));
    for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if span > 1 {
            out.push_str(&format!(" {name}=\"{span}\""));
        }
    }
    if let Some(align) = cell.align {
        let align = match align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        out.push_str(&format!(" align=\"{align}\""));
    }
    match cell.text.is_empty() {
        true => out.push_str(&format!("></{name}>\n")),
        false => out.push_str(&format!(">\n\n{}\n\n</{name}>\n", line(&cell.text, Room::Lines))),
    }
}
