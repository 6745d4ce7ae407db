//! What a visit asks of the search: words, choices, days, the order. The page of answers, their feed and their API read
//! the same parameters, and so answer the same.

use std::fmt::Write;
use std::sync::Arc;

use jiff::civil::{Date, date};
use kit::{Slug, Tag, Timestamp};
use people::Person;
use platform::App;
use platform::http::{HttpError, Reading, Visit};
use platform::search::{Answers, Facet, Order, Question, SearchError};

use super::directory::Directory;
use crate::model::{ItemKind, SiteId, Topic};
use crate::rules::hosts::{host_of, is_host_of};
use crate::store;

/// The query parameters of a search, in the order in which addresses have them. Which `page` of the answers is shown is
/// the page's own business; the others make the question.
pub const PARAMETERS: [&str; 12] =
    ["q", "site", "section", "topic", "author", "format", "kind", "year", "from", "until", "order", "page"];

/// Letters of a question that are read. A longer one is no question of a reader's.
const LETTERS: usize = 300;
/// The value of `site` that stands for every site of the house. Any other is the host of one of them.
const EVERY_SITE: &str = "all";

/// Kinds of facets: what documents are counted by, and chosen by.
pub mod facets {
    /// A site, by its id.
    pub const SITE: &str = "site";
    /// A section or one above it, by its id.
    pub const SECTION: &str = "section";
    /// A topic, by its id.
    pub const TOPIC: &str = "topic";
    /// Somebody who wrote it or speaks in it, by their id.
    pub const PERSON: &str = "person";
    /// The label over the headline, by its id.
    pub const FORMAT: &str = "format";
    /// What the item is: `article`.
    pub const KIND: &str = "kind";
    /// The year of its publication, in its site's zone: `2020`.
    pub const YEAR: &str = "year";
}

/// A choice among the answers: only those of this section, of this year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The parameter: `author`.
    pub parameter: &'static str,
    /// Its value as it was asked with: `ana-lovelace`.
    pub value: String,
    /// What it says to readers: "Ana Lovelace".
    pub label: String,
    /// What documents are chosen by. One that nothing has, where the value names nothing.
    pub facet: Facet,
}

/// What a visit asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The words, as typed.
    pub words: String,
    /// Whether all sites of the house are asked. Else it is the visit's own, or the one that was chosen.
    pub every_site: bool,
    /// What was chosen, one of a kind.
    pub choices: Vec<Choice>,
    /// The first day that counts.
    pub from: Option<Date>,
    /// The last day that counts.
    pub until: Option<Date>,
    /// In which order the answers come, if the visit says so.
    pub order: Option<Order>,
}

/// What everything depends on that was made of the index's answers: it is purged whenever the index has learnt something.
pub fn answers_tag() -> Tag {
    Tag::new("search", "answers")
}

/// Asks the index of this node. What is made of the answers depends on all that the index knows.
///
/// The answers may name what readers may no longer see: an index is a moment behind. Show them through
/// [`super::cards`].
///
/// # Errors
/// When the index cannot answer.
pub async fn ask(app: &App, reading: &mut Reading, question: Question) -> Result<Answers, SearchError> {
    reading.note(answers_tag());
    app.search().ask(question).await
}

/// Reads what a visit to the site of this directory asks. Nothing that a visit can say is an error: what cannot be read
/// is passed over, and what names nothing finds nothing.
///
/// # Errors
/// When the database cannot be asked.
pub async fn asked(
    app: &App,
    reading: &mut Reading,
    directory: &Arc<Directory>,
    visit: &Visit,
) -> Result<Asked, HttpError> {
    let given = |name: &str| visit.query.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
    let words: String = given("q").unwrap_or_default().chars().filter(|c| !c.is_control()).take(LETTERS).collect();
    let readable = |name: &str| given(name).filter(|value| value.len() <= LETTERS && !value.contains('\0'));
    let mut choices: Vec<Choice> = readable("site").and_then(|host| site(directory, host)).into_iter().collect();
    let directory = directory_asked(app, reading, directory, &choices).await?;
    for parameter in ["section", "topic", "author", "format", "kind", "year"] {
        if let Some(value) = readable(parameter) {
            choices.push(choice(reading, &directory, parameter, value).await?);
        }
    }
    Ok(Asked {
        words,
        every_site: given("site") == Some(EVERY_SITE),
        choices,
        from: given("from").and_then(days).map(|(first, _)| first),
        until: given("until").and_then(days).map(|(_, last)| last),
        order: given("order").and_then(order),
    })
}

/// Another site of the house, by its host. The visit's own need not be chosen.
fn site(directory: &Directory, host: &str) -> Option<Choice> {
    let known = directory.house().iter().find(|site| is_host_of(host, &site.address));
    if host == EVERY_SITE || known.is_some_and(|site| site.id == directory.site.id) {
        return None;
    }
    let (key, label) = known.map_or_else(|| (host.to_owned(), host), |site| (site.id.to_string(), &site.name));
    let value = known.map_or(host, |site| host_of(&site.address));
    Some(Choice {
        parameter: "site",
        value: value.to_owned(),
        label: label.to_owned(),
        facet: Facet::new(facets::SITE, key),
    })
}

/// The directory of the site that is asked, by whose sections the answers are narrowed: the one that was chosen, else
/// the visit's own.
///
/// # Errors
/// When the database cannot be asked.
pub async fn directory_asked(
    app: &App,
    reading: &mut Reading,
    own: &Arc<Directory>,
    choices: &[Choice],
) -> Result<Arc<Directory>, HttpError> {
    let chosen = choices.iter().find(|choice| choice.parameter == "site");
    match chosen.and_then(|choice| choice.facet.key.parse::<SiteId>().ok()) {
        Some(site) => Directory::of_site(app, reading, site).await,
        None => Ok(Arc::clone(own)),
    }
}

/// What a value of a parameter chooses.
async fn choice(
    reading: &mut Reading,
    directory: &Directory,
    parameter: &'static str,
    value: &str,
) -> Result<Choice, HttpError> {
    let known = match parameter {
        "section" => section(directory, value),
        "topic" => topic(reading, value).await?,
        "author" => author(reading, value).await?,
        "format" => format(reading, value).await?,
        "kind" => kind(value),
        _ => year(value),
    };
    let facet = if parameter == "author" { facets::PERSON } else { parameter };
    let (key, label) = known.unwrap_or_else(|| (value.to_owned(), value.to_owned()));
    Ok(Choice { parameter, value: value.to_owned(), label, facet: Facet::new(facet, key) })
}

/// The facet's key, and what it says to readers.
type Known = Option<(String, String)>;

fn section(directory: &Directory, path: &str) -> Known {
    let section = directory.section_at(&format!("/{}", path.trim_matches('/')))?;
    Some((section.id.to_string(), section.name.clone()))
}

/// What nothing public is about is not named: its name may tell what is to come.
async fn topic(reading: &mut Reading, slug: &str) -> Result<Known, HttpError> {
    let Ok(slug) = Slug::parse(slug) else { return Ok(None) };
    let topic = store::labels::topic_by_slug(reading, slug.as_str()).await?.filter(|topic| !topic.internal);
    let Some(topic) = topic else { return Ok(None) };
    reading.note(Topic::tag(topic.id));
    let is_read = store::listings::count(reading, topic.id.uuid()).await? > 0;
    Ok(is_read.then(|| (topic.id.to_string(), topic.name)))
}

/// Whoever has nothing to read here is not named: an archive brings along many who only had an account.
async fn author(reading: &mut Reading, slug: &str) -> Result<Known, HttpError> {
    let Ok(slug) = Slug::parse(slug) else { return Ok(None) };
    let Some(person) = people::person_by_slug(reading, slug.as_str()).await? else { return Ok(None) };
    reading.note(Person::tag(person.id));
    let is_read = store::listings::count(reading, person.id.uuid()).await? > 0;
    Ok(is_read.then(|| (person.id.to_string(), person.name)))
}

async fn format(reading: &mut Reading, slug: &str) -> Result<Known, HttpError> {
    let formats = store::labels::formats(reading).await?;
    let Some(format) = formats.into_iter().find(|format| format.slug.as_str() == slug) else { return Ok(None) };
    let is_read = store::listings::count(reading, format.id.uuid()).await? > 0;
    Ok(is_read.then(|| (format.id.to_string(), format.name)))
}

fn kind(word: &str) -> Known {
    let kind: ItemKind = word.parse().ok()?;
    Some((kind.word().to_owned(), kind_label(kind).to_owned()))
}

/// What items of a kind are called where readers choose among them.
pub fn kind_label(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Article => "Stories",
        ItemKind::Video => "Videos",
        ItemKind::Podcast => "Podcast episodes",
        ItemKind::Page => "Pages",
    }
}

fn year(text: &str) -> Known {
    let (first, last) = days(text)?;
    (first.year() == last.year() && text.len() == 4).then(|| (text.to_owned(), text.to_owned()))
}

fn order(word: &str) -> Option<Order> {
    match word {
        "relevance" => Some(Order::Relevance),
        "newest" => Some(Order::Newest),
        "oldest" => Some(Order::Oldest),
        _ => None,
    }
}

fn order_word(order: Order) -> &'static str {
    match order {
        Order::Relevance => "relevance",
        Order::Newest => "newest",
        Order::Oldest => "oldest",
    }
}

/// The first and the last day of `2020`, `2020-03`, `2020-03-01`.
fn days(text: &str) -> Option<(Date, Date)> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-').map(|part| (part.len(), part.parse::<i16>().ok().filter(|_| digits(part))));
    let (4, Some(year)) = parts.next()? else { return None };
    let small = |part: Option<(usize, Option<i16>)>| match part {
        None => Some(None),
        Some((1 | 2, Some(number))) => i8::try_from(number).ok().map(Some),
        Some(_) => None,
    };
    let (month, day) = (small(parts.next())?, small(parts.next())?);
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((date(year, 1, 1), date(year, 12, 31))),
        (Some(month), None) => Date::new(year, month, 1).ok().map(|first| (first, first.last_of_month())),
        (Some(month), Some(day)) => Date::new(year, month, day).ok().map(|day| (day, day)),
    }
}

impl Asked {
    /// Whether anything is asked for.
    pub fn is_something(&self) -> bool {
        !self.words.is_empty() || !self.choices.is_empty() || self.from.is_some() || self.until.is_some()
    }

    /// The order in which the answers come: without words nothing fits better than anything else.
    pub fn order(&self) -> Order {
        let usual = if self.words.is_empty() { Order::Newest } else { Order::Relevance };
        self.order.unwrap_or(usual)
    }

    /// The question to the index: its first `limit` answers after `offset`, with nothing counted.
    pub fn question(&self, directory: &Directory, now: Timestamp, (offset, limit): (u32, u32)) -> Question {
        let mut facets: Vec<Facet> = self.choices.iter().map(|choice| choice.facet.clone()).collect();
        if !self.every_site && !self.choices.iter().any(|choice| choice.parameter == "site") {
            facets.push(Facet::new(facets::SITE, directory.site.id));
        }
        let start = |day: Date| day.to_zoned_datetime(directory.zone.clone()).map(|zoned| zoned.timestamp()).ok();
        Question {
            words: self.words.clone(),
            language: directory.site.language.clone(),
            zone: directory.zone.clone(),
            facets,
            from: self.from.and_then(start),
            until: self.until.and_then(|day| day.tomorrow().ok()).and_then(start),
            order: self.order(),
            offset,
            limit,
            count: Vec::new(),
            now,
        }
    }

    /// The address at `path` that asks the same.
    pub fn address(&self, path: &str) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        if self.every_site {
            pairs.push(("site", EVERY_SITE.to_owned()));
        }
        pairs.extend(self.choices.iter().map(|choice| (choice.parameter, choice.value.clone())));
        pairs.extend(self.from.map(|day| ("from", day.to_string())));
        pairs.extend(self.until.map(|day| ("until", day.to_string())));
        pairs.extend(self.order.map(|order| ("order", order_word(order).to_owned())));
        let mut address = path.to_owned();
        for (place, (name, value)) in pairs.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(address, "{}{name}={}", if place == 0 { '?' } else { '&' }, encoded(value));
        }
        address
    }
}

/// A value as it stands in a query, blanks as forms write them.
fn encoded(value: &str) -> String {
    kit::percent_encoded(value, "/: ").replace(' ', "+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_meant() {
        assert_eq!(days("2020"), Some((date(2020, 1, 1), date(2020, 12, 31))));
        assert_eq!(days("2020-2"), Some((date(2020, 2, 1), date(2020, 2, 29))));
        assert_eq!(days("2020-03-09"), Some((date(2020, 3, 9), date(2020, 3, 9))));
        for nothing in ["", "20", "2020-13", "2020-00", "2021-02-29", "2020-1-1-1", "-2020", "2020-+1", "٢٠٢٠", "99999"]
        {
            assert_eq!(days(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn an_address_asks_the_same_again() {
        let choice = Choice {
            parameter: "section",
            value: "5g/open-ran".into(),
            label: "Open RAN".into(),
            facet: Facet::new(facets::SECTION, "x"),
        };
        let asked = Asked {
            words: "\"clean network\" & café".into(),
            choices: vec![choice],
            until: Some(date(2020, 3, 9)),
            order: Some(Order::Oldest),
            ..Asked::default()
        };
        assert_eq!(
            asked.address("/search"),
            "/search?q=%22clean+network%22+%26+caf%C3%A9&section=5g/open-ran&until=2020-03-09&order=oldest"
        );
        assert_eq!(Asked::default().address("/search/feed"), "/search/feed");
        assert_eq!(Asked::default().order(), Order::Newest);
    }
}
