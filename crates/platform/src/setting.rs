//! Settings of a site: what may be said of it, in which form, and what a text that was typed comes to.
//!
//! Each feature lists those that it reads. Whoever sets one asks here first, so that what stands in a site's record is
//! what its readers understand.

use serde_json::{Map, Value, json};

/// Something that may be said of a site.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name: `hub`, or `podcast.title` for a part of one.
    pub name: &'static str,
    /// How it is written.
    pub form: Form,
    /// What it is for, in a few words.
    pub about: &'static str,
}

impl Setting {
    /// The setting of this name and form, and what it is about.
    pub const fn new(name: &'static str, form: Form, about: &'static str) -> Self {
        Self { name, form, about }
    }
}

/// How a setting is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Words in one line.
    Line,
    /// A text of any number of lines.
    Text,
    /// A whole address on the web.
    Web,
    /// Several of them, a line each.
    Webs,
    /// The address of a page: whole, or from the root.
    Page,
    /// The web address of a site, without a path.
    Origin,
    /// An e-mail address.
    Mail,
    /// An e-mail address or a whole address on the web.
    Contact,
    /// Labels with addresses, a line each.
    Links,
    /// The key of a picture of the house, or the address that it had.
    Picture,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `yes` or `no`, kept as such.
    YesNo,
    /// A number from the first to the second.
    Number(u64, u64),
    /// A year, or a day.
    Day,
    /// A language.
    Language,
    /// A time zone.
    Zone,
}

impl Form {
    /// What is to be written, with an example.
    pub fn wanted(self) -> String {
        match self {
            Self::Line => "words in one line".to_owned(),
            Self::Text => "a text, of several lines if need be".to_owned(),
            Self::Web => "a whole address: https://example.com/page".to_owned(),
            Self::Webs => "whole addresses, a line each".to_owned(),
            Self::Page => "an address, whole or from the root: /about".to_owned(),
            Self::Origin => "the address of a site without a path: https://example.com".to_owned(),
            Self::Mail => "an e-mail address: desk@example.com".to_owned(),
            Self::Contact => "an e-mail address or a whole address on the web".to_owned(),
            Self::Links => "a line each: Label = https://example.com/page".to_owned(),
            Self::Picture => "the key of a picture of the house, or the address that it had".to_owned(),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::YesNo => "yes or no".to_owned(),
            Self::Number(least, most) => format!("a number from {least} to {most}"),
            Self::Day => "a year or a day: 1998 or 1998-03-01".to_owned(),
            Self::Language => "a language by BCP 47: en or pt-BR".to_owned(),
            Self::Zone => "a time zone: Europe/Berlin".to_owned(),
        }
    }

    /// What a text that was typed comes to; nothing for one that is not in this form.
    pub fn read(self, text: &str) -> Option<Value> {
        let text = text.trim();
        let is_line = !text.is_empty() && !text.contains(char::is_control);
        let as_it_is = |fits: bool| fits.then(|| Value::from(text));
        match self {
            Self::Text => as_it_is(!text.is_empty() && !text.contains('\0')),
            Self::Webs => lines(text, |line| is_web(line).then(|| line.into())),
            Self::Links => lines(text, link),
            _ if !is_line => None,
            Self::Line | Self::Picture => as_it_is(true),
            Self::Web => as_it_is(is_web(text)),
            Self::Page => as_it_is(is_web(text) || (text.starts_with('/') && !text.starts_with("//"))),
            Self::Origin => {
                let origin = text.trim_end_matches('/');
                let has_path = origin.split_once("://").is_some_and(|(_, host)| host.contains(['/', '?', '#', '@']));
                (is_web(origin) && !has_path).then(|| origin.into())
            }
            Self::Mail => as_it_is(is_mail(text)),
            Self::Contact => as_it_is(is_mail(text) || is_web(text)),
            Self::Word(words) => as_it_is(words.contains(&text)),
            Self::YesNo => match text {
                "yes" => Some(true.into()),
                "no" => Some(false.into()),
                _ => None,
            },
            Self::Number(least, most) => {
                text.parse().ok().filter(|number| (least..=most).contains(number)).map(|number: u64| number.into())
            }
            Self::Day => as_it_is(is_year(text) || text.parse::<jiff::civil::Date>().is_ok()),
            Self::Language => as_it_is(is_language(text)),
            Self::Zone => as_it_is(jiff::tz::TimeZone::get(text).is_ok()),
        }
    }
}

/// Each line that says something, read; nothing where one is wrong or there is none.
fn lines(text: &str, read: impl Fn(&str) -> Option<Value>) -> Option<Value> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let all: Vec<Value> = lines.map(read).collect::<Option<_>>()?;
    (!all.is_empty()).then(|| all.into())
}

fn link(line: &str) -> Option<Value> {
    let (label, address) = line.split_once(" = ")?;
    let (label, address) = (label.trim(), address.trim());
    (!label.is_empty() && is_web(address)).then(|| json!({ "label": label, "address": address }))
}

fn is_web(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_bare = !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\".contains(c));
        is_bare && !host.is_empty() && !host.starts_with(':')
    })
}

fn is_mail(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(who, host)| {
        let bare =
            |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "@<>,;:/".contains(c));
        bare(who) && bare(host)
    })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_first = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_first && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// What fields say under a name; under `podcast.title`, in the part `title` of `podcast`.
pub fn said<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    match name.split_once('.') {
        Some((whole, part)) => fields.get(whole)?.get(part),
        None => fields.get(name),
    }
}

/// Says something under a name, or takes back what was said.
pub fn say(fields: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    let Some((whole, part)) = name.split_once('.') else {
        match value {
            Some(value) => fields.insert(name.to_owned(), value),
            None => fields.remove(name),
        };
        return;
    };
    let parts = fields.entry(whole).or_insert_with(|| json!({}));
    if !parts.is_object() {
        *parts = json!({});
    }
    if let Value::Object(parts) = parts {
        say(parts, part, value);
        if parts.is_empty() {
            fields.remove(whole);
        }
    }
}

/// A value as it would be typed.
pub fn typed(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
        Value::Array(all) => all.iter().map(typed).collect::<Vec<_>>().join("\n"),
        Value::Object(parts) => match (parts.get("label"), parts.get("address")) {
            (Some(label), Some(address)) => format!("{} = {}", typed(label), typed(address)),
            _ => value.to_string(),
        },
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_takes_what_it_asks_for_and_nothing_else() {
        let forms: [(Form, &[&str], &[&str]); 16] = [
            (Form::Line, &["© The Duct"], &["", "  ", "two\nlines"]),
            (Form::Text, &["two\nlines"], &["\n"]),
            (Form::Web, &["https://hub.example/"], &["hub.example", "javascript:alert(1)", "https://", "/hub"]),
            (Form::Webs, &["https://a.example\n\nhttps://b.example/x"], &["https://a.example\nb", ""]),
            (Form::Page, &["/ethics", "https://a.example/ethics"], &["ethics", "//a.example", "data:,"]),
            (Form::Origin, &["https://a.example/", "http://localhost:3000"], &["https://a.example/x", "a.example"]),
            (Form::Mail, &["desk@a.example"], &["desk", "@a.example", "mailto:desk@a.example", "a@b@c"]),
            (Form::Contact, &["desk@a.example", "https://a.example/tell"], &["the desk", "ftp://a.example"]),
            (Form::Links, &["Apple = https://a.example"], &["https://a.example", "Apple = a.example"]),
            (Form::Picture, &["12", "/wp-content/logo.png"], &[""]),
            (Form::Word(&["full", "summary"]), &["summary"], &["Summary", "none"]),
            (Form::YesNo, &["yes", "no"], &["true", "1"]),
            (Form::Number(1, 100), &["1", "100"], &["0", "101", "ten", "-1"]),
            (Form::Day, &["1998", "1998-03-01"], &["98", "March", "1998-13-01"]),
            (Form::Language, &["en", "pt-BR", "zh-Hant-TW"], &["e", "english", "en_US", "en-"]),
            (Form::Zone, &["UTC", "Europe/Berlin"], &["Berlin", "+1"]),
        ];
        for (form, right, wrong) in forms {
            for text in right {
                assert!(form.read(text).is_some(), "{form:?} takes {text:?}");
            }
            for text in wrong {
                assert_eq!(form.read(text), None, "{form:?} refuses {text:?}");
            }
        }
    }

    #[test]
    fn what_is_typed_comes_back_as_it_was() {
        for (form, text) in [
            (Form::Webs, "https://a.example\nhttps://b.example"),
            (Form::Links, "Apple = https://a.example\nPodLink = https://b.example"),
            (Form::YesNo, "no"),
            (Form::Number(1, 9), "3"),
        ] {
            assert_eq!(form.read(text).map(|value| typed(&value)).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_part_is_said_beside_the_others_and_taken_back_alone() {
        let mut fields = Map::new();
        say(&mut fields, "podcast.title", Some("Airtime".into()));
        say(&mut fields, "podcast.serial", Some(true.into()));
        say(&mut fields, "hub", Some("https://hub.example".into()));
        assert_eq!(said(&fields, "podcast.title"), Some(&"Airtime".into()));
        say(&mut fields, "podcast.title", None);
        say(&mut fields, "hub", None);
        assert_eq!(Value::Object(fields.clone()), json!({ "podcast": { "serial": true } }));
        say(&mut fields, "podcast.serial", None);
        say(&mut fields, "podcast.nothing", None);
        assert!(fields.is_empty());
    }
}
