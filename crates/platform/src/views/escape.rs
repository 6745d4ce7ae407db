//! Escaping as pages need it: the five letters that mean something in HTML. The engine's own escapes the slash too,
//! which makes every address of a page three times as long and protects from nothing in quoted attributes.

use std::fmt::Write;

use minijinja::{AutoEscape, Error, ErrorKind, Output, State, Value, escape_formatter};

/// Writes a value into a template's output.
pub(super) fn write_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            write_escaped(out, text).map_err(|_| Error::new(ErrorKind::WriteFailure, "the page cannot be written"))
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Writes text as HTML, for its words and its quoted attributes.
pub(super) fn write_escaped(out: &mut impl Write, text: &str) -> std::fmt::Result {
    let mut plain = 0;
    for (place, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.write_str(&text[plain..place])?;
        out.write_str(entity)?;
        plain = place + 1;
    }
    out.write_str(&text[plain..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_something_is_escaped() {
        let mut engine = minijinja::Environment::new();
        engine.set_formatter(write_value);
        engine.add_template("a.html", "<a title=\"{{ text }}\">{{ text|safe }}{{ 7 }}</a>").unwrap();
        let page = engine.get_template("a.html").unwrap();
        let html = page.render(minijinja::context! { text => "/a?b=\"ü\"&c='<d>'" }).unwrap();
        assert_eq!(html, "<a title=\"/a?b=&quot;ü&quot;&amp;c=&#39;&lt;d&gt;&#39;\">/a?b=\"ü\"&c='<d>'7</a>");
    }
}
