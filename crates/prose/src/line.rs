//! The normal form of a line: equal neighbours joined, blanks single and outside of marks and links, no break at the
//! ends. Two lines that look the same are the same.

use crate::inline::Inline;
use crate::marks::Marks;
use crate::model::Text;
use crate::pen::is_dropped;

/// The line in its normal form.
pub(crate) fn tidy(line: &mut Text) {
    if matches!(&line[..], [Inline::Text { text, .. }] if is_tidy(text)) {
        return;
    }
    let mut pieces = std::mem::take(line);
    prepare(&mut pieces);
    let mut out: Text = Vec::with_capacity(pieces.len());
    for piece in pieces {
        place(piece, &mut out);
    }
    trim_end(&mut out);
    lift_blanks(&mut out);
    join(&mut out);
    *line = out;
}

/// A heading is bold by itself.
pub(crate) fn unbold(text: &mut Text) {
    let bold = |piece: &Inline| match piece {
        Inline::Text { marks, text } => marks.has(Marks::STRONG) || text == " ",
        _ => false,
    };
    if text.iter().all(bold) {
        for piece in text {
            if let Inline::Text { marks, .. } = piece {
                *marks = marks.without(Marks::STRONG);
            }
        }
    }
}

/// Whether the line holds words, not only pictures, calls and places.
pub(crate) fn has_words(text: &[Inline]) -> bool {
    text.iter().any(|piece| match piece {
        Inline::Text { text, .. } | Inline::Abbr { text, .. } => !crate::pen::is_blank(text),
        Inline::Link(link) => has_words(&link.text),
        _ => false,
    })
}

/// The words of a line, without marks. Pictures give their alternative text.
pub(crate) fn plain(line: &[Inline]) -> String {
    let mut out = String::new();
    write_plain(line, &mut out);
    out
}

pub(crate) fn write_plain(line: &[Inline], out: &mut String) {
    for piece in line {
        match piece {
            Inline::Text { text, .. } | Inline::Abbr { text, .. } => out.push_str(text),
            Inline::Link(link) => write_plain(&link.text, out),
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::Break => out.push('\n'),
            Inline::Note { .. } | Inline::Anchor { .. } => {}
        }
    }
}

fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        if (c.is_whitespace() && (c != ' ' || before == ' ')) || is_dropped(c) {
            return false;
        }
        before = c;
    }
    before != ' '
}

/// Links that hold nothing go, links in links dissolve, blanks at the ends of links move out.
fn prepare(pieces: &mut Text) {
    let old = std::mem::take(pieces);
    for piece in old {
        match piece {
            Inline::Link(mut link) => {
                dissolve_links(&mut link.text);
                link.text.retain(|piece| !matches!(piece, Inline::Anchor { .. } | Inline::Note { .. }));
                link.title = link.title.map(|title| squeezed(&title)).filter(|title| !title.is_empty());
                link.rel = link.rel.filter(|rel| !rel.is_empty());
                let before = starts_blank(&link.text);
                let after = ends_blank(&link.text);
                let breaks = link.text.iter().all(|piece| matches!(piece, Inline::Break));
                tidy(&mut link.text);
                let nothing = !link.text.iter().any(|piece| match piece {
                    Inline::Text { text, .. } | Inline::Abbr { text, .. } => !text.is_empty(),
                    Inline::Image(_) => true,
                    _ => false,
                });
                if before {
                    pieces.push(Inline::plain(" "));
                }
                match nothing {
                    true if breaks => {}
                    true => pieces.append(&mut link.text),
                    false => pieces.push(Inline::Link(link)),
                }
                if after {
                    pieces.push(Inline::plain(" "));
                }
            }
            other => pieces.push(other),
        }
    }
}

fn dissolve_links(text: &mut Text) {
    if text.iter().any(|piece| matches!(piece, Inline::Link(_))) {
        let old = std::mem::take(text);
        for piece in old {
            match piece {
                Inline::Link(mut inner) => {
                    dissolve_links(&mut inner.text);
                    text.append(&mut inner.text);
                }
                other => text.push(other),
            }
        }
    }
}

fn starts_blank(text: &[Inline]) -> bool {
    matches!(text.first(), Some(Inline::Text { text, .. }) if text.starts_with(char::is_whitespace))
}

fn ends_blank(text: &[Inline]) -> bool {
    matches!(text.last(), Some(Inline::Text { text, .. }) if text.ends_with(char::is_whitespace))
}

/// Adds a piece, collapsing blanks against what stands already.
fn place(piece: Inline, out: &mut Text) {
    match piece {
        Inline::Text { text, marks } => {
            let mut kept = String::with_capacity(text.len());
            let mut blank = after_blank(out);
            for c in text.chars() {
                if c.is_whitespace() {
                    if !blank {
                        kept.push(' ');
                    }
                    blank = true;
                } else if !is_dropped(c) {
                    kept.push(c);
                    blank = false;
                }
            }
            if kept.is_empty() {
                return;
            }
            match out.last_mut() {
                Some(Inline::Text { text: last, marks: same }) if *same == marks => last.push_str(&kept),
                _ => out.push(Inline::Text { text: kept, marks }),
            }
        }
        Inline::Break => {
            trim_blank(out);
            let ready = out.iter().rev().find(|piece| !matches!(piece, Inline::Anchor { .. }));
            if ready.is_some_and(|last| *last != Inline::Break) {
                out.push(Inline::Break);
            }
        }
        Inline::Abbr { text, title, marks } => {
            let (text, title) = (squeezed(&text), squeezed(&title));
            match (text.is_empty(), title.is_empty()) {
                (true, _) => {}
                (false, true) => place(Inline::Text { text, marks }, out),
                (false, false) => out.push(Inline::Abbr { text, title, marks }),
            }
        }
        Inline::Link(link) => match out.last_mut() {
            Some(Inline::Link(last))
                if (&last.href, &last.title, &last.rel) == (&link.href, &link.title, &link.rel) =>
            {
                last.text.extend(link.text);
                join(&mut last.text);
            }
            _ => out.push(Inline::Link(link)),
        },
        Inline::Image(mut image) => {
            image.alt = squeezed(&image.alt);
            out.push(Inline::Image(image));
        }
        other => out.push(other),
    }
}

/// One blank between words, none at the ends.
pub(crate) fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let before = out.len();
        if before > 0 {
            out.push(' ');
        }
        let start = out.len();
        out.extend(word.chars().filter(|c| !is_dropped(*c)));
        if out.len() == start {
            out.truncate(before);
        }
    }
    out
}

/// Whether a blank would double one, or begin a line.
fn after_blank(out: &[Inline]) -> bool {
    let seen = out.iter().rev().find(|piece| !matches!(piece, Inline::Anchor { .. }));
    match seen {
        None | Some(Inline::Break) => true,
        Some(Inline::Text { text, .. }) => text.ends_with(' '),
        Some(_) => false,
    }
}

fn trim_blank(out: &mut Text) {
    let Some(at) = out.iter().rposition(|piece| !matches!(piece, Inline::Anchor { .. })) else { return };
    if let Inline::Text { text, .. } = &mut out[at] {
        text.truncate(text.trim_end_matches(' ').len());
        if text.is_empty() {
            out.remove(at);
            trim_blank(out);
        }
    }
}

fn trim_end(out: &mut Text) {
    loop {
        trim_blank(out);
        match out.iter().rposition(|piece| !matches!(piece, Inline::Anchor { .. })) {
            Some(at) if out[at] == Inline::Break => {
                out.remove(at);
            }
            _ => break,
        }
    }
}

/// Marks of a blank between two runs: those that both have. So `<b>a </b>b` and `<b>a</b> b` are one.
fn lift_blanks(out: &mut Text) {
    let mut at = 0;
    while at < out.len() {
        let before = at.checked_sub(1).map_or(Marks::NONE, |before| marks_of(&out[before]));
        let after = out.get(at + 1).map_or(Marks::NONE, marks_of);
        let Inline::Text { text, marks } = &mut out[at] else {
            at += 1;
            continue;
        };
        let marks = *marks;
        let (lead, trail) = (before.both(marks), after.both(marks));
        if text == " " {
            let wider = before.both(after).both(marks);
            out[at] = Inline::Text { text: " ".into(), marks: wider };
            at += 1;
            continue;
        }
        let cut_end = text.ends_with(' ') && trail != marks;
        let cut_start = text.starts_with(' ') && lead != marks;
        if cut_end {
            text.pop();
        }
        if cut_start {
            text.remove(0);
            out.insert(at, Inline::Text { text: " ".into(), marks: lead });
            at += 1;
        }
        if cut_end {
            at += 1;
            out.insert(at, Inline::Text { text: " ".into(), marks: trail });
        }
        at += 1;
    }
}

fn marks_of(piece: &Inline) -> Marks {
    match piece {
        Inline::Text { marks, .. } | Inline::Abbr { marks, .. } => *marks,
        _ => Marks::NONE,
    }
}

fn join(out: &mut Text) {
    out.dedup_by(|next, last| match (next, last) {
        (Inline::Text { text: next, marks: a }, Inline::Text { text: last, marks: b }) if a == b => {
            last.push_str(next);
            true
        }
        _ => false,
    });
    for piece in out {
        if let Inline::Link(link) = piece {
            join(&mut link.text);
        }
    }
}
