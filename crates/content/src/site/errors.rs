//! Error pages in the publication's own dress. They ask for no more than the site's directory, and do without that
//! when it cannot be had.

use axum::http::StatusCode;
use platform::http::{HttpError, Reading, Visit};
use platform::minijinja::Value;
use platform::minijinja::value::Serde;
use platform::views::View;
use platform::{App, BoxFuture};

use crate::read::{Directory, bare_chrome, latest, markup, notice_chrome};
use crate::store;
use crate::views::{Broken, Card, Chrome, Meta, Moment, NotFound, Withdrawn};

/// The latest stories that are offered to go on with.
const LATEST: u32 = 4;

/// Makes the page for an error.
pub(crate) fn error_page(
    app: App,
    visit: Visit,
    status: StatusCode,
    sentence: String,
) -> BoxFuture<'static, anyhow::Result<String>> {
    Box::pin(async move {
        // After a fault of ours the less that is asked the better.
        let around = match status.is_server_error() {
            false => surroundings(&app, &visit).await,
            true => name_alone(&app, &visit).await,
        };
        let (around, latest) = around.unwrap_or_else(|_| (bare_chrome(&Directory::blank(&app), app.now()), Vec::new()));
        let meta = |title: &str| Meta {
            title: title.to_owned(),
            canonical: format!("{}/", around.site.origin),
            robots: Some("noindex".to_owned()),
            ..Meta::default()
        };
        match status {
            StatusCode::GONE => {
                let said = Some(sentence).filter(|said| *said != HttpError::Gone { notice: String::new() }.sentence());
                let notice = said.as_deref().map(markup);
                // The notice goes out without its date sooner than not at all.
                let withdrawn = withdrawn(&app, &visit).await.unwrap_or_default();
                written(&app, &Withdrawn { meta: meta("Withdrawn"), notice, withdrawn, latest }, &around)
            }
            status if status.is_server_error() => {
                let reference = Some(visit.reference).filter(|reference| !reference.is_empty());
                written(&app, &Broken { meta: meta("Something broke"), reference }, &around)
            }
            _ => written(&app, &NotFound { meta: meta("Page not found"), latest }, &around),
        }
    })
}

fn written<V: View>(app: &App, view: &V, around: &Chrome) -> anyhow::Result<String> {
    Ok(app.views().render(view, &Value::from(Serde(around)))?)
}

async fn surroundings(app: &App, visit: &Visit) -> Result<(Chrome, Vec<Card>), HttpError> {
    let mut reading: Reading = app.reading().await?;
    let directory = Directory::load(app, &mut reading, visit).await?;
    let around = notice_chrome(app, &mut reading, &directory).await?;
    let list = directory.site.id.uuid();
    let latest = latest(&mut reading, &directory, list, LATEST).await.unwrap_or_default();
    Ok((around, latest))
}

/// When the item at an address was withdrawn.
async fn withdrawn(app: &App, visit: &Visit) -> Result<Option<Moment>, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(app, &mut reading, visit).await?;
    let Some(item) = store::items::by_address(&mut reading, directory.site.id, &visit.path).await? else {
        return Ok(None);
    };
    let at = platform::changes::last_time(&mut reading, item.id.uuid(), "ItemWithdrawn").await?;
    Ok(at.map(|at| directory.moment(at)))
}

async fn name_alone(app: &App, visit: &Visit) -> Result<(Chrome, Vec<Card>), HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(app, &mut reading, visit).await?;
    Ok((bare_chrome(&directory, reading.now()), Vec::new()))
}
