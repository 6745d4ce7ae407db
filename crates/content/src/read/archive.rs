//! The archive: years, months, days, as the site's calendar has them.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use kit::{Cursor, Uuid};
use platform::http::{HttpError, Reading};

use super::cards::cards_by_id;
use super::directory::Directory;
use super::head::{head, head_of_part};
use super::lists::Part;
use super::words::count;
use crate::model::list_tag;
use crate::store;
use crate::store::listings::{Entry, Span};
use crate::views::{
    ArchiveDate, ArchiveDay, ArchiveIndex, ArchiveMonth, ArchiveYear, Calendar, DayCount, Link, Listing, MonthCount,
    Pager, YearCount,
};

/// Items shown on the page of a year.
const OF_A_YEAR: u32 = 12;

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
        let link =
            |(year, month, _): &(i16, i8, u64)| Link::new(month_title(*year, *month), month_address(*year, *month));
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
    let mut meta = head(directory, "Archive", "/archive", &directory.crumbs(None));
    let links: Vec<Link> = years.iter().rev().map(|year| year_link(*year)).collect();
    meta.json_ld.push(directory.publisher().index("Archive", "/archive", &links));
    Ok(ArchiveIndex {
        meta,
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
    let address = format!("/archive/{year}");
    let cards = super::cards(reading, directory, &ids).await?;
    let mut meta = head(directory, &title, &address, &crumbs);
    meta.json_ld.push(directory.publisher().collection(&title, &address, &cards));
    Ok(Some(ArchiveYear {
        meta,
        crumbs,
        year: months.year(year),
        previous: beside(place.checked_sub(1)),
        next: beside(Some(place + 1)),
        cards,
    }))
}

/// One month, day by day. `None` for one without items, and past its end.
///
/// # Errors
/// When the database cannot be asked.
pub async fn archive_month(
    reading: &mut Reading,
    directory: &Directory,
    first: Date,
    part: Part<'_>,
) -> Result<Option<ArchiveMonth>, HttpError> {
    let (year, month) = (first.year(), first.month());
    let months = Months::load(reading, directory).await?;
    let Some(stories) = months.0.iter().find(|(y, m, _)| (*y, *m) == (year, month)).map(|(.., items)| *items) else {
        return Ok(None);
    };
    let end = first.last_of_month().tomorrow().unwrap_or(first);
    let Some((entries, pager)) = within(reading, directory, (first, end), part).await? else { return Ok(None) };
    let (previous, next) = months.beside(year, month);
    let crumbs = vec![Link::new("Home", "/"), Link::new("Archive", "/archive"), year_link(year)];
    let title = month_title(year, month);
    let days = days(reading, directory, &entries).await?;
    let mut meta = head_of_part(directory, &title, &part, (&crumbs, &pager));
    let cards: Vec<_> = days.iter().flat_map(|day| day.cards.iter().cloned()).collect();
    meta.json_ld.push(directory.publisher().collection(&title, &meta.canonical, &cards));
    let calendar = calendar(reading, directory, first, None).await?;
    let count = count(stories, "story", "stories");
    Ok(Some(ArchiveMonth { meta, crumbs, title, count, calendar, days, pager, previous, next }))
}

/// One day. `None` for one without items, and past its end.
///
/// # Errors
/// When the database cannot be asked.
pub async fn archive_day(
    reading: &mut Reading,
    directory: &Directory,
    date: Date,
    part: Part<'_>,
) -> Result<Option<ArchiveDate>, HttpError> {
    let list = directory.site.id.uuid();
    reading.note(list_tag(list));
    let end = date.tomorrow().unwrap_or(date);
    let Some((entries, pager)) = within(reading, directory, (date, end), part).await? else { return Ok(None) };
    let Some(latest) = entries.first() else { return Ok(None) };
    let moment = directory.moment(latest.at);
    let all = store::listings::counts_within(reading, list, &[(start(directory, date), start(directory, end))]).await?;
    let month = month_title(date.year(), date.month());
    let crumbs = vec![
        Link::new("Home", "/"),
        Link::new("Archive", "/archive"),
        year_link(date.year()),
        Link::new(month_name(date.year(), date.month()), month_address(date.year(), date.month())),
    ];
    let ids: Vec<_> = entries.iter().map(|entry| entry.item).collect();
    let cards = super::cards(reading, directory, &ids).await?;
    let mut meta = head_of_part(directory, &moment.long, &part, (&crumbs, &pager));
    meta.description = Some(format!("{} on {}: part of the archive of {month}.", directory.site.name, moment.long));
    meta.json_ld.push(directory.publisher().collection(&moment.long, &meta.canonical, &cards));
    let (previous, next) = days_beside(reading, directory, (date, end)).await?;
    let count = all.first().and_then(|all| count(*all, "story", "stories"));
    let first = date.first_of_month();
    Ok(Some(ArchiveDate {
        meta,
        crumbs,
        date: moment,
        calendar: calendar(reading, directory, first, Some(date)).await?,
        listing: Listing { cards, count, pager },
        previous,
        next,
    }))
}

/// Whether anything was published from one day up to another.
///
/// # Errors
/// When the database cannot be asked.
pub async fn published_within(
    reading: &mut Reading,
    directory: &Directory,
    (from, to): (Date, Date),
) -> Result<bool, HttpError> {
    let list = directory.site.id.uuid();
    reading.note(list_tag(list));
    Ok(!store::listings::entries(reading, list, span(directory, from, to, 1)).await?.is_empty())
}

/// A part of what was published from one day up to another, and the way to the parts around it. `None` past its end.
async fn within(
    reading: &mut Reading,
    directory: &Directory,
    (from, to): (Date, Date),
    part: Part<'_>,
) -> Result<Option<(Vec<Entry>, Pager)>, HttpError> {
    let list: Uuid = directory.site.id.uuid();
    let size = part.size as usize;
    let mut whole = span(directory, from, to, part.size + 1);
    let Some(end) = whole.before else { return Ok(None) };
    let after = part.after.filter(|after| after.at < end.at);
    whole.before = after.or(whole.before);
    let mut entries = store::listings::entries(reading, list, whole).await?;
    if entries.is_empty() && part.after.is_some() {
        return Ok(None);
    }
    let more = entries.len() > size;
    entries.truncate(size);
    let older = entries.last().filter(|_| more).map(|last| part.link("Earlier", Some(last.cursor())));
    let newer = match after {
        None => None,
        Some(after) => {
            // The part before this one ends with the entry of the marker.
            let above = store::listings::entries_after(reading, list, after, part.size).await?;
            let begin = above.get(size - 1).filter(|entry| entry.at < end.at).map(Entry::cursor);
            Some(part.link("Later", begin))
        }
    };
    Ok(Some((entries, Pager { newer, older, place: None })))
}

/// The days with items before and after one.
async fn days_beside(
    reading: &mut Reading,
    directory: &Directory,
    (date, end): (Date, Date),
) -> Result<(Option<Link>, Option<Link>), HttpError> {
    let list = directory.site.id.uuid();
    let edge = |date| Cursor { at: start(directory, date), id: Uuid::nil() };
    let before = Span { before: Some(edge(date)), from: None, limit: 1 };
    let before = store::listings::entries(reading, list, before).await?;
    let after = store::listings::entries_after(reading, list, edge(end), 1).await?;
    let link = |entry: &Entry| {
        let moment = directory.moment(entry.at);
        Link::new(&*moment.long, day_address(entry.at.to_zoned_datetime(directory.zone.clone()).date()))
    };
    Ok((before.first().map(link), after.first().map(link)))
}

/// The month that begins on `first`, day by day; `here` is the day that the page is about.
async fn calendar(
    reading: &mut Reading,
    directory: &Directory,
    first: Date,
    here: Option<Date>,
) -> Result<Calendar, HttpError> {
    let dates: Vec<Date> = first.series(1.day()).take_while(|date| date.month() == first.month()).collect();
    let spans: Vec<_> = dates
        .iter()
        .map(|date| (start(directory, *date), start(directory, date.tomorrow().unwrap_or(*date))))
        .collect();
    let counts = store::listings::counts_within(reading, directory.site.id.uuid(), &spans).await?;
    let fullest = counts.iter().copied().max().unwrap_or(0).max(1);
    let day = |(date, items): (&Date, &u64)| DayCount {
        day: Link::new(date.day().to_string(), if *items == 0 { String::new() } else { day_address(*date) }),
        says: format!(
            "{}: {}",
            date.strftime("%-d %B %Y"),
            count(*items, "story", "stories").unwrap_or_else(|| "nothing".to_owned())
        ),
        weight: u8::try_from((items * 5).div_ceil(fullest)).unwrap_or(5),
        is_here: here == Some(*date),
    };
    let blank = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
    let mut cells: Vec<Option<DayCount>> = vec![None; blank];
    cells.extend(dates.iter().zip(&counts).map(day).map(Some));
    cells.resize(cells.len().next_multiple_of(7), None);
    let month = Link::new(month_title(first.year(), first.month()), month_address(first.year(), first.month()));
    Ok(Calendar { month, weeks: cells.chunks(7).map(<[_]>::to_vec).collect() })
}

/// Entries by the days of the site's calendar, latest first.
async fn days(reading: &mut Reading, directory: &Directory, entries: &[Entry]) -> Result<Vec<ArchiveDay>, HttpError> {
    let ids: Vec<_> = entries.iter().map(|entry| entry.item).collect();
    let mut cards = cards_by_id(reading, directory, &ids).await?;
    let mut days: Vec<ArchiveDay> = Vec::new();
    for entry in entries {
        let Some(card) = cards.remove(&entry.item) else { continue };
        let date = directory.moment(entry.at);
        let address = day_address(entry.at.to_zoned_datetime(directory.zone.clone()).date());
        match days.last_mut().filter(|day| day.address == address) {
            Some(day) => day.cards.push(card),
            None => days.push(ArchiveDay { date, address, cards: vec![card] }),
        }
    }
    Ok(days)
}

/// What was published from the start of one day to the start of another, as the site's clocks show it.
fn span(directory: &Directory, from: Date, to: Date, limit: u32) -> Span {
    let before = Some(Cursor { at: start(directory, to), id: Uuid::nil() });
    Span { before, from: Some(start(directory, from)), limit }
}

/// The first instant of a day.
fn start(directory: &Directory, date: Date) -> Timestamp {
    date.to_zoned_datetime(directory.zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
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

fn day_address(date: Date) -> String {
    format!("/archive/{}/{:02}/{:02}", date.year(), date.month(), date.day())
}

fn month_title(year: i16, month: i8) -> String {
    format!("{} {year}", month_name(year, month))
}

fn month_name(year: i16, month: i8) -> String {
    Date::new(year, month, 1).map(|first| first.strftime("%B").to_string()).unwrap_or_default()
}
