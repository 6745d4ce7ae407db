//! Maps of the site: an index, a part a month, the lists, the pages, the news.

use axum::extract::{Path, State};
use axum::response::Response;
use content::read::Directory;
use content::read::findable;
use jiff::ToSpan;
use jiff::civil::Date;
use platform::App;
use platform::http::{HttpError, Visit};

use super::answer::{dated, text};
use super::files::found;
use crate::find::{Found, Map, index, news, urls};

/// URLs in a part. A month of a large publication has fewer; the protocol takes 50,000, but nobody should wait for them.
const PART: u32 = 2_000;
/// News of so many hours are news.
const NEWS_HOURS: i64 = 48;
/// URLs in the map of news, as its readers take them.
const NEWS: u32 = 1_000;

/// The index of all parts.
pub(super) async fn send_index(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    open(&directory)?;
    let publisher = directory.publisher();
    let months = findable::months(&mut reading, &directory).await?;
    let map = |name: &str, changed| Map { address: publisher.absolute(&format!("/sitemap/{name}.xml")), changed };
    // A list comes or goes with what stands in it.
    let mut maps = vec![map("lists", months.iter().filter_map(|month| month.changed).max())];
    let pages = findable::pages(&mut reading, &directory).await?;
    if !pages.is_empty() {
        maps.push(map("pages", pages.iter().filter_map(|page| page.updated).max()));
    }
    for month in months.iter().rev() {
        for part in 0..month.items.div_ceil(u64::from(PART)) {
            let number = if part == 0 { String::new() } else { format!("-{}", part + 1) };
            maps.push(map(&format!("{}{number}", month.name), month.changed));
        }
    }
    let changed = maps.iter().filter_map(|map| map.changed).max();
    dated(reading, "application/xml", index(&maps), changed)
}

/// A part.
pub(super) async fn send_part(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    open(&directory)?;
    let (found, changed) = match name.as_str() {
        "lists.xml" => (findable::lists(&mut reading, &directory).await?, None),
        "pages.xml" => (findable::pages(&mut reading, &directory).await?, None),
        name => {
            let (month, part) = month_and_part(name).ok_or(HttpError::NotFound)?;
            let found = findable::of_month(&mut reading, &directory, month, (part, PART)).await?;
            let months = findable::months(&mut reading, &directory).await?;
            let changed =
                months.into_iter().find(|known| name.starts_with(&known.name)).and_then(|known| known.changed);
            (found, changed)
        }
    };
    if found.is_empty() {
        return Err(HttpError::NotFound);
    }
    dated(reading, "application/xml", urls(&found), changed)
}

/// The news of the last two days.
pub(super) async fn send_news(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    open(&directory)?;
    let from = reading.now().checked_sub(NEWS_HOURS.hours()).unwrap_or(reading.now());
    let found = findable::news(&mut reading, &directory, from, NEWS).await?;
    // The oldest of them is news no more after its two days.
    let ends = found.iter().filter_map(|one| one.published?.checked_add(NEWS_HOURS.hours()).ok()).min();
    if let Some(ends) = ends {
        reading.expires(ends);
    }
    let written = news(&found, &directory.site.name);
    text(reading, "application/xml", written)
}

/// A site that does not want to be found has no map.
fn open(directory: &Directory) -> Result<(), HttpError> {
    if found(directory) == Found::ByNobody { Err(HttpError::NotFound) } else { Ok(()) }
}

/// Reads `2020-11.xml` and `2020-11-2.xml`; each part has one name.
fn month_and_part(name: &str) -> Option<(Date, u32)> {
    let stem = name.strip_suffix(".xml")?;
    let (month, part) = (stem.get(..7)?, stem.get(7..)?);
    let first: Date = format!("{month}-01").parse().ok()?;
    if part.is_empty() {
        return Some((first, 0));
    }
    let number: u32 = part.strip_prefix('-')?.parse().ok()?;
    ((2..=1_000).contains(&number) && part == format!("-{number}")).then(|| (first, number - 1))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_part_has_one_name() {
        assert_eq!(month_and_part("2020-11.xml"), Some((date(2020, 11, 1), 0)));
        assert_eq!(month_and_part("2020-11-2.xml"), Some((date(2020, 11, 1), 1)));
        for none in ["2020-13.xml", "2020-11-1.xml", "2020-11-02.xml", "2020-11", "é020-11.xml", "2020-11-99999.xml"] {
            assert_eq!(month_and_part(none), None, "{none}");
        }
    }
}
