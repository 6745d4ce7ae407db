//! The web app's manifest.

use axum::extract::State;
use axum::response::Response;
use content::read::Directory;
use content::views::Icon;
use platform::App;
use platform::http::{HttpError, Visit};
use serde_json::{Value, json};

use super::answer::text;

/// What a browser is told that puts the publication on a telephone's first screen.
pub(super) async fn send_manifest(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let site = &directory.site;
    let manifest = json!({
        "id": "/",
        "name": site.name,
        "short_name": site.fields.get("short_name").and_then(Value::as_str).unwrap_or(&site.name),
        "description": directory.setting("description").or(site.tagline.as_deref()).unwrap_or(&site.name),
        "lang": site.language,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fbfaf6",
        "theme_color": "#fbfaf6",
        "icons": icons(&directory),
    });
    text(reading, "application/manifest+json", manifest.to_string())
}

/// The icons that there are. The theme's may be cut to any shape as it is; of a site's own there is one that loses nothing
/// when it is cut.
fn icons(directory: &Directory) -> Vec<Value> {
    let whole = [Icon::MIDDLE, Icon::LARGE].map(|icon| (icon, "any"));
    let to_be_cut = if directory.icon.is_some() { Icon::MASKABLE } else { Icon::LARGE };
    let all = whole.into_iter().chain([(to_be_cut, "maskable")]);
    let told = all.map(|(icon, purpose)| {
        let icon = directory.sized(icon);
        let sizes = format!("{}x{}", icon.side, icon.side);
        json!({"src": icon.address, "sizes": sizes, "type": "image/png", "purpose": purpose})
    });
    told.collect()
}
