//! The language of questions: what is typed, as what is asked. Nothing typed is an error; what has no meaning here is
//! words.

use std::ops::Range;

use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Of what is typed, only so many bytes count.
const LONGEST: usize = 600;
/// And of what is asked, only so many terms.
const MOST: usize = 16;

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// Every one of these must fit, by any of its alternatives.
    pub wanted: Vec<Vec<Sought>>,
    /// None of these may fit.
    pub unwanted: Vec<Sought>,
    /// Published at or after this second.
    pub from: Option<i64>,
    /// Published before this second.
    pub until: Option<i64>,
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Sought {
    /// Where it is looked for.
    pub place: Place,
    /// As typed, without quotes.
    pub text: String,
    /// Whether its words must stand in a row.
    pub form: Form,
    /// Where it stands in what was typed.
    pub typed: Range<usize>,
}

/// Where something is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Anywhere.
    Anywhere,
    /// In the headline.
    Headline,
    /// In the names.
    Byline,
    /// In the topics.
    Topic,
    /// In the body.
    Body,
}

/// How words belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Each alone.
    Words,
    /// In a row.
    Phrase,
}

/// Reads what was typed.
pub fn read(typed: &str) -> Asked {
    let typed = &typed[..typed.floor_char_boundary(LONGEST)];
    let mut asked = Asked::default();
    let mut or: Option<Term> = None;
    let mut before = Before::Another;
    let mut from = 0;
    while let Some(term) = next_term(typed, from) {
        from = term.sought.typed.end;
        if asked.wanted.len() + asked.unwanted.len() >= MOST {
            break;
        }
        if term.takes_date(&mut asked) {
            (or, before) = (None, Before::Another);
        } else if term.is_or() && before == Before::Wanted {
            (or, before) = (Some(term), Before::Another);
        } else if term.excludes {
            asked.unwanted.push(term.sought);
            (or, before) = (None, Before::Another);
        } else {
            before = Before::Wanted;
            match asked.wanted.last_mut().filter(|_| or.take().is_some()) {
                Some(any) => any.push(term.sought),
                None => asked.wanted.push(vec![term.sought]),
            }
        }
    }
    // An OR with nothing behind it is a word.
    asked.wanted.extend(or.map(|term| vec![term.sought]));
    asked
}

/// What stood before a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Something that must fit, and so can be joined by OR.
    Wanted,
    /// Anything else.
    Another,
}

/// What stands between spaces, or in quotes.
struct Term {
    excludes: bool,
    /// What stood before a colon, in lower case.
    prefix: Option<&'static str>,
    sought: Sought,
}

/// What may stand before a colon.
const PREFIXES: [(&str, Place); 11] = [
    ("headline", Place::Headline),
    ("title", Place::Headline),
    ("byline", Place::Byline),
    ("author", Place::Byline),
    ("by", Place::Byline),
    ("topic", Place::Topic),
    ("tag", Place::Topic),
    ("body", Place::Body),
    ("before", Place::Anywhere),
    ("after", Place::Anywhere),
    ("year", Place::Anywhere),
];

fn next_term(typed: &str, from: usize) -> Option<Term> {
    let begin = from + typed[from..].find(|sign: char| !sign.is_whitespace())?;
    let mut at = begin;
    let follows = |at: usize| typed[at..].chars().next().is_some_and(|sign| !sign.is_whitespace());
    let excludes = typed[at..].starts_with('-') && follows(at + 1) && !typed[at + 1..].starts_with('-');
    at += usize::from(excludes);
    let named = PREFIXES.iter().find(|(name, _)| {
        let head = typed.get(at..at + name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
            && typed[at + name.len()..].starts_with(':')
            && follows(at + name.len() + 1)
    });
    let after_prefix = named.map_or(at, |(name, _)| at + name.len() + 1);
    let (place, prefix) = named.map_or((Place::Anywhere, None), |(name, place)| (*place, Some(*name)));
    if let Some(inner) = quoted(typed, after_prefix) {
        let end = inner.end + typed[inner.end..].chars().next().map_or(0, char::len_utf8);
        let sought = Sought { place, text: typed[inner].to_owned(), form: Form::Phrase, typed: begin..end };
        return Some(Term { excludes, prefix: None, sought });
    }
    let end = typed[after_prefix..].find(char::is_whitespace).map_or(typed.len(), |length| after_prefix + length);
    let text = typed[after_prefix..end].to_owned();
    let form = if is_one_thing(&text) { Form::Phrase } else { Form::Words };
    Some(Term { excludes, prefix, sought: Sought { place, text, form, typed: begin..end } })
}

/// Where the text between two quotes is, if a pair of them begins here.
fn quoted(typed: &str, at: usize) -> Option<Range<usize>> {
    let open = typed[at..].chars().next()?;
    let closes: &[char] = match open {
        '"' => &['"'],
        '\u{201c}' => &['\u{201d}', '"'],
        '\u{201e}' => &['\u{201c}', '\u{201d}', '"'],
        '\u{ab}' => &['\u{bb}'],
        _ => return None,
    };
    let begin = at + open.len_utf8();
    let length = typed[begin..].find(closes)?;
    Some(begin..begin + length)
}

/// Whether the parts of a word belong together: `wi-fi`, `AT&T`, `U.S.`, and scripts without spaces.
fn is_one_thing(text: &str) -> bool {
    let inner = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    let joins = |sign: char| matches!(sign, '-' | '\'' | '\u{2019}' | '.' | '&' | '_' | '@');
    inner.chars().all(|sign| sign.is_alphanumeric() || joins(sign)) && !inner.is_empty()
}

impl Term {
    fn is_or(&self) -> bool {
        // In quotes it is a word like any other.
        !self.excludes && self.prefix.is_none() && self.sought.text == "OR" && self.sought.typed.len() == 2
    }

    /// Whether it is a bound on the date, which the question then has. What has such a name and is no date is words.
    fn takes_date(&self, asked: &mut Asked) -> bool {
        let Some(name @ ("before" | "after" | "year")) = self.prefix else {
            return false;
        };
        let Some((first, behind)) = span(&self.sought.text) else {
            return false;
        };
        match name {
            "before" => asked.until = Some(asked.until.map_or(first, |until| until.min(first))),
            "after" => asked.from = Some(asked.from.map_or(behind, |from| from.max(behind))),
            _ => {
                asked.from = Some(asked.from.map_or(first, |from| from.max(first)));
                asked.until = Some(asked.until.map_or(behind, |until| until.min(behind)));
            }
        }
        true
    }
}

/// The seconds of a day, a month or a year (in UTC): the first, and the first behind.
fn span(text: &str) -> Option<(i64, i64)> {
    let parts: Vec<i16> = text.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match parts[..] {
        [year] => (year, None, None),
        [year, month] => (year, Some(month), None),
        [year, month, day] => (year, Some(month), Some(day)),
        _ => return None,
    };
    if !(1000..=9000).contains(&year) {
        return None;
    }
    let small = |number: i16| i8::try_from(number).ok();
    let first = Date::new(year, small(month.unwrap_or(1))?, small(day.unwrap_or(1))?).ok()?;
    let length = match (month, day) {
        (None, _) => Span::new().years(1),
        (_, None) => Span::new().months(1),
        _ => Span::new().days(1),
    };
    let behind = first.checked_add(length).ok()?;
    let second = |date: Date| Some(TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?.as_second());
    Some((second(first)?, second(behind)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(asked: &Asked) -> Vec<Vec<&str>> {
        asked.wanted.iter().map(|any| any.iter().map(|sought| sought.text.as_str()).collect()).collect()
    }

    #[test]
    fn words_phrases_fields_and_exclusions_are_told_apart() {
        let asked = read("open \"dark fibre\" -copper headline:ring -\"last mile\" byline:\"Ada Wu\"");
        assert_eq!(texts(&asked), [["open"], ["dark fibre"], ["ring"], ["Ada Wu"]]);
        assert_eq!(asked.wanted[1][0].form, Form::Phrase);
        assert_eq!(asked.wanted[2][0].place, Place::Headline);
        assert_eq!((asked.wanted[3][0].place, asked.wanted[3][0].form), (Place::Byline, Form::Phrase));
        assert_eq!(
            asked.unwanted.iter().map(|sought| sought.text.as_str()).collect::<Vec<_>>(),
            ["copper", "last mile"]
        );
    }

    #[test]
    fn or_joins_its_neighbours_and_is_a_word_where_it_has_none() {
        assert_eq!(texts(&read("open ran OR vran trial")), [vec!["open"], vec!["ran", "vran"], vec!["trial"]]);
        assert_eq!(texts(&read("OR this")), [["OR"], ["this"]]);
        assert_eq!(texts(&read("this OR")), [["this"], ["OR"]]);
        assert_eq!(texts(&read("a OR b OR c")), [["a", "b", "c"]]);
        assert_eq!(texts(&read("this or that")), [["this"], ["or"], ["that"]]);
    }

    #[test]
    fn dates_bound_and_what_is_no_date_is_words() {
        let asked = read("ran after:2019 before:2020-03-01");
        assert_eq!((asked.from, asked.until), (Some(1_577_836_800), Some(1_583_020_800)));
        let year = read("year:2018");
        assert_eq!((year.from, year.until), (Some(1_514_764_800), Some(1_546_300_800)));
        assert!(year.wanted.is_empty());
        assert_eq!(texts(&read("before:soon after:2020-13")), [["soon"], ["2020-13"]]);
    }

    #[test]
    fn an_open_quote_a_lone_sign_and_an_empty_field_are_words() {
        assert_eq!(texts(&read("\"dark fibre")), [["\"dark"], ["fibre"]]);
        assert_eq!(texts(&read("- -- headline: a")), [["-"], ["--"], ["headline:"], ["a"]]);
        assert_eq!(texts(&read("x".repeat(9000).as_str()))[0][0].len(), LONGEST);
        assert!(read(&"a ".repeat(500)).wanted.len() <= MOST);
    }
}
