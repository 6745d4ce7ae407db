//! Ghost's mobiledoc documents: sections of markers that open and close markups by number.

use serde_json::Value;

use super::{Paper, cards};

pub(super) fn write(document: &Value, paper: &mut Paper) {
    let sections = document.get("sections").and_then(Value::as_array);
    for section in sections.into_iter().flatten() {
        let kind = section.get(0).and_then(Value::as_u64);
        let name = section.get(1).and_then(Value::as_str).unwrap_or_default();
        match kind {
            Some(1) => {
                let (name, class) = match name {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" => (name, ""),
                    "aside" | "pull-quote" => ("blockquote", " class=\"pullquote\""),
                    _ => ("p", ""),
                };
                paper.raw(&format!("<{name}{class}>"));
                markers(document, section.get(2), paper);
                paper.raw(&format!("</{name}>"));
            }
            Some(2) => {
                paper.raw("<img");
                paper.attr("src", section.get(1).and_then(Value::as_str));
                paper.raw(">");
            }
            Some(3) => {
                let name = if name == "ol" { "ol" } else { "ul" };
                paper.raw(&format!("<{name}>"));
                for item in section.get(2).and_then(Value::as_array).into_iter().flatten() {
                    paper.raw("<li>");
                    markers(document, Some(item), paper);
                    paper.raw("</li>");
                }
                paper.raw(&format!("</{name}>"));
            }
            Some(10) => card(document, section.get(1), paper),
            _ => paper.leave("section".into(), "a kind that mobiledoc does not name", section),
        }
    }
}

fn entry<'d>(document: &'d Value, table: &str, number: Option<&Value>) -> Option<&'d Value> {
    document.get(table)?.get(usize::try_from(number?.as_u64()?).ok()?)
}

fn card(document: &Value, number: Option<&Value>, paper: &mut Paper) {
    match entry(document, "cards", number) {
        Some(card) => {
            let name = card.get(0).and_then(Value::as_str).unwrap_or_default();
            cards::write(name, card.get(1).unwrap_or(&Value::Null), paper);
        }
        None => paper.leave("card".into(), "the document has no card of this number", number.unwrap_or(&Value::Null)),
    }
}

fn markers(document: &Value, markers: Option<&Value>, paper: &mut Paper) {
    let mut open: Vec<&str> = Vec::new();
    for marker in markers.and_then(Value::as_array).into_iter().flatten() {
        for number in marker.get(1).and_then(Value::as_array).into_iter().flatten() {
            let markup = entry(document, "markups", Some(number));
            let name = markup.and_then(|markup| markup.get(0)).and_then(Value::as_str).and_then(known_markup);
            open.push(name.unwrap_or("span"));
            paper.raw(&format!("<{}", name.unwrap_or("span")));
            let attributes = markup.and_then(|markup| markup.get(1)).and_then(Value::as_array);
            let attributes: Vec<_> = attributes.into_iter().flatten().filter_map(Value::as_str).collect();
            for pair in attributes.chunks_exact(2).filter(|pair| matches!(pair[0], "href" | "rel" | "title")) {
                paper.attr(pair[0], Some(pair[1]));
            }
            paper.raw(">");
        }
        match marker.get(0).and_then(Value::as_u64) {
            Some(1) => atom(entry(document, "atoms", marker.get(3)), paper),
            _ => paper.text(marker.get(3).and_then(Value::as_str).unwrap_or_default()),
        }
        let closed = marker.get(2).and_then(Value::as_u64).unwrap_or_default();
        for _ in 0..closed.min(open.len() as u64) {
            let name = open.pop().unwrap_or("span");
            paper.raw(&format!("</{name}>"));
        }
    }
    open.into_iter().rev().for_each(|name| paper.raw(&format!("</{name}>")));
}

fn atom(atom: Option<&Value>, paper: &mut Paper) {
    let name = atom.and_then(|atom| atom.get(0)).and_then(Value::as_str).unwrap_or_default();
    match name {
        "soft-return" => paper.raw("<br>"),
        _ => paper.text(atom.and_then(|atom| atom.get(1)).and_then(Value::as_str).unwrap_or_default()),
    }
}

fn known_markup(name: &str) -> Option<&'static str> {
    let known = ["a", "b", "strong", "i", "em", "u", "s", "del", "code", "sub", "sup", "mark", "ins", "q", "small"];
    known.into_iter().find(|known| *known == name)
}
