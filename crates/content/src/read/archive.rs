//! The archive: years, months, days, as the site's calendar has them.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use kit::{Cursor, Uuid};
use platform::http::{HttpError, Reading};

use super::cards::cards_by_id;
use super::directory::Directory;
use super::head::head;
use super::words::count;
use crate::model::list_tag;
use crate::store;
use crate::store::listings::{Entry, Span};
use crate::views::{ArchiveDay, ArchiveIndex, ArchiveMonth, ArchiveYear, Link, MonthCount, YearCount};

/// Items shown on the page of a year.
const OF_A_YEAR: u32 = 12;
/// Items shown on the page of a month, at the most.
const OF_A_MONTH: u32 = 2_000;

/// How many items there are in which month of which year, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Months(Vec<(i16, i8, u64)>);

impl Months {
    async fn load(reading: &mut Reading, directory: &Directory) -> Result<Self, HttpError> {
        let list = directory.site.id.uuid();
        reading.note(list_tag(list));
        let months = store::listings::months(reading, list).await?;
        Ok(Self(months.iter().filter_map(|(month, items)| parsed(month, *items)).collect()))
    }

    fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.0.iter().map(|(year, ..)| *year).collect();
        years.dedup();
        years
    }

    fn year(&self, wanted: i16) -> YearCount {
        let fullest = self.0.iter().map(|(.., items)| *items).max().unwrap_or(0).max(1);
        let items = |wanted_month: i8| {
            let found = self.0.iter().find(|(year, month, _)| (*year, *month) == (wanted, wanted_month));
            found.map_or(0, |(.., items)| *items)
        };
        let month = |month: i8| {
            let items = items(month);
            let address = if items == 0 { String::new() } else { month_address(wanted, month) };
            let weight = (items * 10).div_ceil(fullest);
            MonthCount {
                month: Link::new(month_name(wanted, month), address),
                count: items,
                weight: u8::try_from(weight).unwrap_or(10),
            }
        };
        YearCount { year: year_link(wanted), count: (1..=12).map(items).sum(), months: (1..=12).map(month).collect() }
    }

    /// The months with items before and after one.
    fn beside(&self, year: i16, month: i8) -> (Option<Link>, Option<Link>) {
        let link = |(year, month, _): &(i16, i8, u64)| {
            Link::new(format!("{} {year}", month_name(*year, *month)), month_address(*year, *month))
        };
        let before = self.0.iter().rev().find(|(y, m, _)| (*y, *m) < (year, month));
        let after = self.0.iter().find(|(y, m, _)| (*y, *m) > (year, month));
        (before.map(link), after.map(link))
    }
}

/// Every year and month that has items.
///
/// # Errors
/// When the database cannot be asked.
pub async fn archive(reading: &mut Reading, directory: &Directory) -> Result<ArchiveIndex, HttpError> {
    let months = Months::load(reading, directory).await?;
    let years = months.years();
    let all: u64 = months.0.iter().map(|(.., items)| items).sum();
    let stories = count(all, "story", "stories");
    Ok(ArchiveIndex {
        meta: head(directory, "Archive", "/archive", &directory.crumbs(None)),
        count: stories.zip(years.first()).map(|(stories, first)| format!("{stories} since {first}")),
        years: years.iter().rev().map(|year| months.year(*year)).collect(),
    })
}

/// One year. `None` for one without items.
///
/// # Errors
/// When the database cannot be asked.
pub async fn archive_year(
    reading: &mut Reading,
    directory: &Directory,
    year: i16,
) -> Result<Option<ArchiveYear>, HttpError> {
    let months = Months::load(reading, directory).await?;
    let years = months.years();
    let Some(place) = years.iter().position(|known| *known == year) else { return Ok(None) };
    let Some(end) = year.checked_add(1) else { return Ok(None) };
    let span = span(directory, date(year, 1, 1), date(end, 1, 1), OF_A_YEAR);
    let entries = store::listings::entries(reading, directory.site.id.uuid(), span).await?;
    let ids: Vec<_> = entries.iter().map(|entry| entry.item).collect();
    let crumbs = vec![Link::new("Home", "/"), Link::new("Archive", "/archive")];
    let title = format!("{year} in {}", directory.site.name);
    let beside = |place: Option<usize>| place.and_then(|place| years.get(place)).map(|year| year_link(*year));
    Ok(Some(ArchiveYear {
        meta: head(directory, &title, &format!("/archive/{year}"), &crumbs),
        crumbs,
        year: months.year(year),
        previous: beside(place.checked_sub(1)),
        next: beside(Some(place + 1)),
        cards: super::cards(reading, directory, &ids).await?,
    }))
}

/// One month, day by day. `None` for one without items.
///
/// # Errors
/// When the database cannot be asked.
pub async fn archive_month(
    reading: &mut Reading,
    directory: &Directory,
    year: i16,
    month: i8,
) -> Result<Option<ArchiveMonth>, HttpError> {
    let Ok(first) = Date::new(year, month, 1) else { return Ok(None) };
    let months = Months::load(reading, directory).await?;
    if !months.0.iter().any(|(y, m, _)| (*y, *m) == (year, month)) {
        return Ok(None);
    }
    let end = first.last_of_month().tomorrow().unwrap_or(first);
    let list: Uuid = directory.site.id.uuid();
    let entries = store::listings::entries(reading, list, span(directory, first, end, OF_A_MONTH)).await?;
    let (previous, next) = months.beside(year, month);
    let crumbs = vec![Link::new("Home", "/"), Link::new("Archive", "/archive"), year_link(year)];
    let title = format!("{} {year}", month_name(year, month));
    let days = days(reading, directory, &entries).await?;
    let mut meta = head(directory, &title, &month_address(year, month), &crumbs);
    let cards: Vec<_> = days.iter().flat_map(|day| day.cards.iter().cloned()).collect();
    meta.json_ld.push(directory.publisher().collection(&title, &month_address(year, month), &cards));
    Ok(Some(ArchiveMonth { meta, crumbs, title, days, previous, next }))
}

/// Entries by the days of the site's calendar, latest first.
async fn days(reading: &mut Reading, directory: &Directory, entries: &[Entry]) -> Result<Vec<ArchiveDay>, HttpError> {
    let ids: Vec<_> = entries.iter().map(|entry| entry.item).collect();
    let mut cards = cards_by_id(reading, directory, &ids).await?;
    let mut days: Vec<ArchiveDay> = Vec::new();
    for entry in entries {
        let Some(card) = cards.remove(&entry.item) else { continue };
        let date = directory.moment(entry.at);
        match days.last_mut().filter(|day| day.date.day == date.day) {
            Some(day) => day.cards.push(card),
            None => days.push(ArchiveDay { date, cards: vec![card] }),
        }
    }
    Ok(days)
}

/// What was published from the start of one day to the start of another, as the site's clocks show it.
fn span(directory: &Directory, from: Date, to: Date, limit: u32) -> Span {
    let start =
        |date: Date| date.to_zoned_datetime(directory.zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp());
    Span { before: Some(Cursor { at: start(to), id: Uuid::nil() }), from: Some(start(from)), limit }
}

fn parsed(month: &str, items: u64) -> Option<(i16, i8, u64)> {
    let (year, month) = month.rsplit_once('-')?;
    Some((year.parse().ok()?, month.parse().ok().filter(|month| (1..=12).contains(month))?, items))
}

fn year_link(year: i16) -> Link {
    Link::new(year.to_string(), format!("/archive/{year}"))
}

fn month_address(year: i16, month: i8) -> String {
    format!("/archive/{year}/{month:02}")
}

fn month_name(year: i16, month: i8) -> String {
    Date::new(year, month, 1).map(|first| first.strftime("%B").to_string()).unwrap_or_default()
}
