//! The ends of lines that templates are written with, and pages are not read with.

/// The page without the ends of lines, and the indents after them, at which a browser shows nothing. Words keep theirs:
/// those inside of a paragraph, of code, between inline elements.
pub(super) fn joined(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut kept = 0;
    for (end, _) in html.match_indices('\n') {
        if end < kept {
            continue;
        }
        let rest = html[end..].trim_ascii_start();
        if stands_apart(opened_by(rest)) || stands_apart(closed_by(&html[kept..end])) {
            out.push_str(&html[kept..end]);
            kept = html.len() - rest.len();
        }
    }
    out.push_str(&html[kept..]);
    out
}

/// The name in the tag with which the text begins.
fn opened_by(text: &str) -> Option<&str> {
    let tag = text.strip_prefix('<')?;
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    Some(&name[..end])
}

/// The name in the tag with which the text ends.
fn closed_by(text: &str) -> Option<&str> {
    let start = text.strip_suffix('>')?.rfind('<')?;
    opened_by(&text[start..])
}

/// Whether an element stands on lines of its own, or is not shown at all: a browser passes over white space beside its tags
/// (CSS Text 3, section 4.1.1).
fn stands_apart(name: Option<&str>) -> bool {
    let Some(name) = name else { return false };
    let as_long: &[&str] = match name.len() {
        1 => &["p"],
        2 => &["dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "td", "th", "tr", "ul"],
        3 => &["col", "div", "nav"],
        4 => &["body", "form", "head", "html", "link", "main", "menu", "meta"],
        5 => &["aside", "table", "tbody", "tfoot", "thead", "title"],
        6 => &["dialog", "figure", "footer", "header", "hgroup", "legend", "option", "script", "search"],
        7 => &["address", "article", "caption", "details", "section", "summary"],
        8 => &["colgroup", "fieldset", "optgroup"],
        10 => &["blockquote", "figcaption"],
        _ => &[],
    };
    as_long.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_a_reader_sees_it_alone() {
        let page = "<ul>\n  <li class=\"a\"><a href=\"/\">One</a>\n</li>\n\n<li>Two\n</li>\n</ul>\n<p>\nThree\n<b>four</b>\n<i>five</i>\n\
                    and six</p>\nseven\n";
        let sent = "<ul><li class=\"a\"><a href=\"/\">One</a></li><li>Two</li></ul><p>Three\n<b>four</b>\n<i>five</i>\nand six</p>seven\n";
        assert_eq!(joined(page), sent);
        assert_eq!(joined(sent), sent);
    }

    #[test]
    fn what_is_shown_as_it_is_written_stays_so() {
        for page in [
            "<pre><code>a\n\n  &lt;p&gt;\n<b>c</b>\n d\n</code></pre>",
            "<textarea>\na\n&lt;p&gt;</textarea>",
            "",
            "\n",
            "a\n< p>\n>",
            "<\n<\n>",
            "<pre>\n\n</pre>",
        ] {
            assert_eq!(joined(page), page);
        }
    }
}
