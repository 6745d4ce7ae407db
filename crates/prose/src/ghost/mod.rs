//! Reading the two forms in which Ghost stores what its editor wrote. Both become the HTML that Ghost itself would
//! make of them, and then go the way of all HTML.

mod cards;
mod lexical;
mod mobiledoc;

use serde_json::Value;

use crate::html;
use crate::read::{Leftover, Options, Origin, Read};

/// Reads Ghost's present form, a JSON text. `None` if it is not one.
pub fn from_lexical(json: &str, options: &Options<'_>) -> Option<Read> {
    let document: Value = serde_json::from_str(json).ok()?;
    let root = document.get("root").filter(|root| root.is_object())?;
    let mut paper = Paper::default();
    lexical::write(root, &mut paper);
    Some(paper.read(options))
}

/// Reads Ghost's former form, a JSON text. `None` if it is not one.
pub fn from_mobiledoc(json: &str, options: &Options<'_>) -> Option<Read> {
    let document: Value = serde_json::from_str(json).ok()?;
    document.get("sections").filter(|sections| sections.is_array())?;
    let mut paper = Paper::default();
    mobiledoc::write(&document, &mut paper);
    Some(paper.read(options))
}

/// HTML being written, and what could not be.
#[derive(Default)]
struct Paper {
    html: String,
    leftovers: Vec<Leftover>,
}

impl Paper {
    fn read(mut self, options: &Options<'_>) -> Read {
        let mut read = html::read(&self.html, &Options { origin: Origin::House, ..*options }, &[]);
        read.leftovers.append(&mut self.leftovers);
        read
    }

    fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn text(&mut self, text: &str) {
        crate::render::escape(text, &mut self.html);
    }

    fn attr(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            crate::render::attr(name, value, &mut self.html);
        }
    }

    fn leave(&mut self, what: String, why: &'static str, value: &Value) {
        self.leftovers.push(Leftover::new(what, why, &value.to_string()));
    }
}

/// A text in a JSON object.
fn said<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// A number in a JSON object, as text.
fn number(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(Value::as_f64).filter(|number| *number >= 1.0).map(|number| format!("{}", number as u32))
}
