//! Ghost's lexical documents: a tree of nodes with a type each.

use serde_json::Value;

use super::{Paper, cards, said};

pub(super) fn write(node: &Value, paper: &mut Paper) {
    let kind = said(node, "type").unwrap_or_default();
    match kind {
        "root" => children(node, paper),
        "paragraph" => element("p", node, paper),
        "heading" | "extended-heading" => {
            let tag = said(node, "tag").filter(|tag| matches!(*tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
            element(tag.unwrap_or("h2"), node, paper);
        }
        "quote" | "extended-quote" => element("blockquote", node, paper),
        // Ghost's second kind of quotation is the pulled one.
        "aside" => {
            paper.raw("<blockquote class=\"pullquote\">");
            children(node, paper);
            paper.raw("</blockquote>");
        }
        "list" => list(node, paper),
        "listitem" => list_item(node, paper),
        "link" | "autolink" => {
            paper.raw("<a");
            paper.attr("href", said(node, "url"));
            paper.attr("rel", said(node, "rel"));
            paper.attr("title", said(node, "title"));
            paper.raw(">");
            children(node, paper);
            paper.raw("</a>");
        }
        "text" | "extended-text" | "code-highlight" => text(node, paper),
        "linebreak" => paper.raw("<br>"),
        "tab" => paper.raw(" "),
        "horizontalrule" => paper.raw("<hr>"),
        _ if node.get("children").is_some_and(Value::is_array) => children(node, paper),
        _ => cards::write(kind, node, paper),
    }
}

fn children(node: &Value, paper: &mut Paper) {
    node.get("children").and_then(Value::as_array).into_iter().flatten().for_each(|child| write(child, paper));
}

fn element(name: &str, node: &Value, paper: &mut Paper) {
    paper.raw(&format!("<{name}>"));
    children(node, paper);
    paper.raw(&format!("</{name}>"));
}

fn list(node: &Value, paper: &mut Paper) {
    let ordered = said(node, "listType") == Some("number") || said(node, "tag") == Some("ol");
    if !ordered {
        return element("ul", node, paper);
    }
    paper.raw("<ol");
    paper.attr("start", super::number(node, "start").as_deref());
    paper.raw(">");
    children(node, paper);
    paper.raw("</ol>");
}

fn list_item(node: &Value, paper: &mut Paper) {
    paper.raw("<li>");
    match node.get("checked").and_then(Value::as_bool) {
        Some(true) => paper.raw("<input type=\"checkbox\" checked>"),
        Some(false) => paper.raw("<input type=\"checkbox\">"),
        None => {}
    }
    children(node, paper);
    paper.raw("</li>");
}

/// The bits of a text's `format`, innermost element last.
const FORMATS: [(u64, &str); 8] =
    [(1, "strong"), (2, "em"), (4, "s"), (8, "u"), (128, "mark"), (32, "sub"), (64, "sup"), (16, "code")];

fn text(node: &Value, paper: &mut Paper) {
    let format = node.get("format").and_then(Value::as_u64).unwrap_or_default();
    let set = || FORMATS.iter().filter(|(bit, _)| format & bit != 0);
    set().for_each(|(_, name)| paper.raw(&format!("<{name}>")));
    paper.text(said(node, "text").unwrap_or_default());
    set().rev().for_each(|(_, name)| paper.raw(&format!("</{name}>")));
}
