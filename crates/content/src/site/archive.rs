//! The archive's pages.

use axum::extract::{Path, State};
use jiff::civil::Date;
use platform::App;
use platform::http::{HttpError, Page, Visit};

use crate::read::{self, Directory, Here, Part, chrome, render};

/// Items on a page of a month, and on one of a day.
const OF_A_PART: u32 = 100;

/// All years.
pub(super) async fn show_archive(State(app): State<App>, visit: Visit) -> Result<Page, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let view = read::archive(&mut reading, &directory).await?;
    let around = chrome(&app, &mut reading, &directory, here(&visit)).await?;
    render(&app, reading, &view, &around)
}

/// One year.
pub(super) async fn show_archive_year(
    State(app): State<App>,
    visit: Visit,
    Path(year): Path<String>,
) -> Result<Page, HttpError> {
    let year = digits(&year, 4).ok_or(HttpError::NotFound)?;
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let view = read::archive_year(&mut reading, &directory, year).await?.ok_or(HttpError::NotFound)?;
    let around = chrome(&app, &mut reading, &directory, here(&visit)).await?;
    render(&app, reading, &view, &around)
}

/// One month.
pub(super) async fn show_archive_month(
    State(app): State<App>,
    visit: Visit,
    Path((year, month)): Path<(String, String)>,
) -> Result<Page, HttpError> {
    let year = digits(&year, 4).ok_or(HttpError::NotFound)?;
    let month = digits(&month, 2).and_then(|month| i8::try_from(month).ok()).ok_or(HttpError::NotFound)?;
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let first = Date::new(year, month, 1).map_err(|_| HttpError::NotFound)?;
    let part = Part::asked(&visit, &visit.path, OF_A_PART)?;
    let view = read::archive_month(&mut reading, &directory, first, part).await?.ok_or(HttpError::NotFound)?;
    let around = chrome(&app, &mut reading, &directory, here(&visit)).await?;
    render(&app, reading, &view, &around)
}

/// One day.
pub(super) async fn show_archive_day(
    State(app): State<App>,
    visit: Visit,
    Path((year, month, day)): Path<(String, String, String)>,
) -> Result<Page, HttpError> {
    let small = |text: &str| digits(text, 2).and_then(|number| i8::try_from(number).ok()).ok_or(HttpError::NotFound);
    let year = digits(&year, 4).ok_or(HttpError::NotFound)?;
    let date = Date::new(year, small(&month)?, small(&day)?).map_err(|_| HttpError::NotFound)?;
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let part = Part::asked(&visit, &visit.path, OF_A_PART)?;
    let view = read::archive_day(&mut reading, &directory, date, part).await?.ok_or(HttpError::NotFound)?;
    let around = chrome(&app, &mut reading, &directory, here(&visit)).await?;
    render(&app, reading, &view, &around)
}

fn here(visit: &Visit) -> Here<'_> {
    Here { address: &visit.path, ..Here::default() }
}

/// A number written with exactly so many digits: each page of the archive has one address.
fn digits(text: &str, length: usize) -> Option<i16> {
    let exact = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    exact.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_one_address() {
        assert_eq!(digits("2020", 4), Some(2020));
        assert_eq!(digits("+020", 4), None);
        assert_eq!(digits("3", 2), None);
    }
}
