//! What stands at an address that no route has: an item, or the way to one.

use axum::http::{HeaderValue, StatusCode, header::LOCATION};
use axum::response::{IntoResponse, Response};
use kit::Tags;
use platform::http::{Cacheable, HttpError, Reading, Visit};
use platform::{App, BoxFuture};

use crate::model::{Item, Site};
use crate::read::{Directory, href, item_page};
use crate::rules::address::{is_reserved, other_slash};
use crate::rules::visibility::{Visibility, visibility};
use crate::store;

/// Tells what item stands at an address. Nothing, for an item that readers may not see: it might as well not exist.
pub(crate) fn resolve(app: App, visit: Visit) -> BoxFuture<'static, Result<Option<Response>, HttpError>> {
    Box::pin(async move {
        if is_reserved(&visit.path) {
            return Ok(without_slash(&visit.path));
        }
        let mut reading = app.reading().await?;
        let directory = Directory::load(&app, &mut reading, &visit).await?;
        let site = directory.site.id;
        if let Some(item) = store::items::by_address(&mut reading, site, &visit.path).await? {
            return show(&app, reading, &directory, &item).await;
        }
        let other = other_slash(&visit.path);
        let found = store::items::by_address(&mut reading, site, &other).await?;
        let known = found.filter(|item| visibility(item, reading.now()) != Visibility::Hidden);
        Ok(known.map(|item| moved_for_good(&href(&item.address), Tags::from([Item::tag(item.id), Site::tag(site)]))))
    })
}

async fn show(
    app: &App,
    mut reading: Reading,
    directory: &Directory,
    item: &Item,
) -> Result<Option<Response>, HttpError> {
    match visibility(item, reading.now()) {
        Visibility::Hidden => Ok(None),
        Visibility::Withdrawn => Err(HttpError::Gone { notice: item.withdrawn_notice.clone().unwrap_or_default() }),
        Visibility::Shown => {
            let page = item_page(app, &mut reading, directory, item).await?;
            Ok(Some(page.render(app, reading, directory, item).await?.into_response()))
        }
    }
}

/// The house's own pages stand at addresses without a closing slash.
fn without_slash(path: &str) -> Option<Response> {
    let plain = path.strip_suffix('/').filter(|plain| !plain.is_empty() && !plain.ends_with('/'))?;
    let ours = ["/topic/", "/author/", "/archive", "/corrections", "/search"];
    ours.iter().any(|ours| plain.starts_with(ours)).then(|| moved_for_good(&href(plain), Tags::new()))
}

/// Leads to the one right spelling of an address. Kept until what it was made of changes: browsers would keep it for ever.
fn moved_for_good(to: &str, tags: Tags) -> Response {
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/"));
    let mut response = (StatusCode::MOVED_PERMANENTLY, [(LOCATION, to)]).into_response();
    response.extensions_mut().insert(Cacheable { tags, fresh_until: None });
    response
}
