//! Where the script of a page says that the page is being read.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use content::model::ItemId;
use platform::App;
use platform::feature::Route;
use platform::http::{HttpError, OwnOrigin, RemoteAddress};

use crate::counter::{Counter, Reader};
use crate::rules::{is_of_a_reader, is_on_this_machine};
use crate::unnamed::Unnamed;

/// Letters of a browser's name that tell it from others. More would only make the work longer.
const OF_A_NAME: usize = 300;

/// The route of the counter.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route { methods: "POST", ..Route::api("/api/reading/{item}", "count_reading", || post(count_reading)) }]
}

/// Counts a read. It asks nothing of the database and reads no body; whether there is such an item, and whether readers
/// may see it, is looked at when the counts are saved. So the answer tells nobody anything.
async fn count_reading(
    State(app): State<App>,
    _: OwnOrigin,
    from: RemoteAddress,
    Path(item): Path<String>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let item: ItemId = item.parse().map_err(|_| HttpError::NotFound)?;
    if is_of_a_reader(&headers) {
        let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        let agent = agent.get(..OF_A_NAME).unwrap_or(agent);
        app.local::<Counter>().count(Reader { address: from.address, agent }, item, app.now(), || app.chance());
        if from.is_unnamed && !is_on_this_machine(&headers) {
            app.local::<Unnamed>().note(from.address);
        }
    }
    Ok((StatusCode::NO_CONTENT, [(CACHE_CONTROL, HeaderValue::from_static("no-store"))]).into_response())
}
