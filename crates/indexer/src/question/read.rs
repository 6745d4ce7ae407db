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
/// A star behind fewer letters is nothing: too many words begin so.
const SHORTEST_BEGINNING: usize = 3;

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
    /// Published in none of these times: from a second until before another.
    pub outside: Vec<(i64, i64)>,
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Sought {
    /// Where it is looked for.
    pub place: Place,
    /// As typed, without quotes.
    pub text: String,
    /// How its words belong together.
    pub form: Form,
    /// Where all of it stands in what was typed.
    pub typed: Range<usize>,
    /// Where the text begins in what was typed.
    pub at: usize,
}

/// Where something is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Anywhere.
    Anywhere,
    /// In the headline.
    Headline,
    /// In the standfirst.
    Standfirst,
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
    /// In a row, exactly so.
    Phrase,
    /// In a row, or as one: `wi-fi`.
    Compound,
    /// The last as the beginning of a word: `fibr*`.
    Beginning,
}

/// Reads what was typed; its days are those of this zone.
pub fn read(typed: &str, zone: &TimeZone) -> Asked {
    let typed = &typed[..typed.floor_char_boundary(LONGEST)];
    let mut asked = Asked::default();
    let mut joint: Option<(Joint, Term)> = None;
    let mut before = Before::Nothing;
    let mut from = 0;
    while let Some(term) = next_term(typed, from) {
        from = term.sought.typed.end;
        if asked.wanted.len() + asked.unwanted.len() >= MOST {
            break;
        }
        if let Some(next) = term.joint().filter(|next| next.may_follow(before)) {
            (joint, before) = (Some((next, term)), Before::Nothing);
            continue;
        }
        let joined_by = joint.take().map(|(joint, _)| joint);
        let is_unwanted = term.excludes || joined_by == Some(Joint::Not);
        if let Some(time) = term.time(zone) {
            asked.bound(time, is_unwanted);
            before = Before::Another;
        } else if is_unwanted {
            asked.unwanted.push(term.sought);
            before = Before::Another;
        } else {
            before = Before::Wanted;
            match asked.wanted.last_mut().filter(|_| joined_by == Some(Joint::Or)) {
                Some(any) => any.push(term.sought),
                None => asked.wanted.push(vec![term.sought]),
            }
        }
    }
    // With nothing behind it, it is a word.
    asked.wanted.extend(joint.map(|(_, term)| vec![term.sought]));
    asked
}

/// What stood before a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or a joint.
    Nothing,
    /// Something that must fit.
    Wanted,
    /// Something else.
    Another,
}

/// A word in capitals that says how its neighbours belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Both must fit, as they must anyway.
    And,
    /// Either may.
    Or,
    /// The next must not.
    Not,
}

impl Joint {
    fn may_follow(self, before: Before) -> bool {
        match self {
            Self::And => before != Before::Nothing,
            Self::Or => before == Before::Wanted,
            Self::Not => true,
        }
    }
}

impl Asked {
    /// Keeps to a time, or to what lies outside of it.
    fn bound(&mut self, (from, until): (Option<i64>, Option<i64>), is_unwanted: bool) {
        if is_unwanted {
            self.outside.push((from.unwrap_or(i64::MIN), until.unwrap_or(i64::MAX)));
            return;
        }
        self.from = self.from.max(from);
        self.until = self.until.into_iter().chain(until).min();
    }
}

/// What stands between spaces, or in quotes.
struct Term {
    excludes: bool,
    /// What stood before a colon, in lower case.
    prefix: Option<&'static str>,
    sought: Sought,
}

/// What may stand before a colon.
const PREFIXES: [(&str, Place); 13] = [
    ("headline", Place::Headline),
    ("title", Place::Headline),
    ("standfirst", Place::Standfirst),
    ("summary", Place::Standfirst),
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
        let (at, text) = (inner.start, typed[inner].to_owned());
        let sought = Sought { place, text, form: Form::Phrase, typed: begin..end, at };
        return Some(Term { excludes, prefix: None, sought });
    }
    let end = typed[after_prefix..].find(char::is_whitespace).map_or(typed.len(), |length| after_prefix + length);
    let text = typed[after_prefix..end].to_owned();
    let form = match () {
        () if is_beginning(&text) => Form::Beginning,
        () if is_one_thing(&text) => Form::Compound,
        () => Form::Words,
    };
    Some(Term { excludes, prefix, sought: Sought { place, text, form, typed: begin..end, at: after_prefix } })
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

/// Whether it is the beginning of a word, with a star behind it.
fn is_beginning(text: &str) -> bool {
    text.strip_suffix('*')
        .is_some_and(|begun| begun.chars().count() >= SHORTEST_BEGINNING && begun.chars().all(char::is_alphanumeric))
}

impl Term {
    /// The joint that it is. In quotes it is a word like any other.
    fn joint(&self) -> Option<Joint> {
        let is_bare =
            !self.excludes && self.sought.place == Place::Anywhere && self.sought.at == self.sought.typed.start;
        match self.sought.text.as_str() {
            "AND" if is_bare => Some(Joint::And),
            "OR" if is_bare => Some(Joint::Or),
            "NOT" if is_bare => Some(Joint::Not),
            _ => None,
        }
    }

    /// The time that it is: from a second, until before another. What has such a name and is no date is words.
    fn time(&self, zone: &TimeZone) -> Option<(Option<i64>, Option<i64>)> {
        let name = self.prefix.filter(|name| matches!(*name, "before" | "after" | "year"))?;
        let (first, behind) = span(&self.sought.text, zone)?;
        Some(match name {
            "before" => (None, Some(first)),
            "after" => (Some(behind), None),
            _ => (Some(first), Some(behind)),
        })
    }
}

/// The seconds of a day, a month or a year: the first, and the first behind.
fn span(text: &str, zone: &TimeZone) -> Option<(i64, i64)> {
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
    let second = |date: Date| Some(zone.to_timestamp(date.at(0, 0, 0, 0)).ok()?.as_second());
    Some((second(first)?, second(behind)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Asked {
        super::read(typed, &TimeZone::UTC)
    }

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
    fn and_and_not_are_read_as_researchers_write_them() {
        let asked = read("fibre AND ring NOT copper AND NOT \"last mile\" OR duct");
        assert_eq!(texts(&asked), [vec!["fibre"], vec!["ring"], vec!["OR"], vec!["duct"]]);
        assert_eq!(
            asked.unwanted.iter().map(|sought| sought.text.as_str()).collect::<Vec<_>>(),
            ["copper", "last mile"]
        );
        assert_eq!(read("NOT fibre").unwanted.len(), 1);
        assert_eq!(texts(&read("fibre NOT")), [["fibre"], ["NOT"]]);
        assert_eq!(
            texts(&read("AND fibre and not \"NOT\" so")),
            [["AND"], ["fibre"], ["and"], ["not"], ["NOT"], ["so"]]
        );
    }

    #[test]
    fn a_star_behind_three_letters_begins_words() {
        assert_eq!(read("fib*").wanted[0][0].form, Form::Beginning);
        assert_eq!(read("headline:fib*").wanted[0][0].form, Form::Beginning);
        assert_eq!(read("fi* *fib f-b*").wanted.iter().filter(|any| any[0].form == Form::Beginning).count(), 0);
    }

    #[test]
    fn days_are_those_of_the_zone_and_may_be_left_out() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let asked = super::read("year:2023", &zone);
        assert_eq!((asked.from, asked.until), (Some(1_672_549_200), Some(1_704_085_200)));
        let without = read("ran -year:2018 NOT after:2020");
        assert_eq!((without.from, without.until), (None, None));
        assert_eq!(without.outside, [(1_514_764_800, 1_546_300_800), (1_609_459_200, i64::MAX)]);
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
