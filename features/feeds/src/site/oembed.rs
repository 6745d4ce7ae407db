//! The oEmbed provider: what another site may show in the place of a link.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use content::read::{self, Depth, Directory, WholeStory, rendition};
use content::rules::address::{kept, other_slash};
use content::store;
use darkroom::Size;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use platform::App;
use platform::http::{HttpError, Problem, Reading, Visit};

use crate::find::{OEmbed, Thumbnail};

/// What a program may say: the address of a story, the form of the answer, the room for its picture.
pub(super) const PARAMETERS: [&str; 4] = ["url", "format", "maxwidth", "maxheight"];
/// The widest picture that is offered to who says nothing.
const WIDEST: u32 = 1280;
/// Seconds that others may keep the answer: not long, since a story may be withdrawn.
const KEPT: u32 = 3600;

/// Tells what may be shown for `?url=`.
pub(super) async fn send_oembed(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let asked = |name: &str| visit.query.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let address = asked("url").ok_or_else(|| HttpError::BadRequest("say which story: ?url=ADDRESS".to_owned()))?;
    let format = asked("format").unwrap_or("json");
    if !matches!(format, "json" | "xml") {
        return Ok(other_format());
    }
    let most = |name: &str| match asked(name).map(str::parse::<u32>) {
        None => Ok(WIDEST),
        Some(Ok(number)) if number > 0 => Ok(number),
        Some(_) => Err(HttpError::BadRequest(format!("{name} is a number of pixels, such as 600"))),
    };
    let room = (most("maxwidth")?, most("maxheight")?);
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let story = story_at(&mut reading, &directory, address).await?.ok_or(HttpError::NotFound)?;
    let told = told(&directory, story, room);
    let mut response = match format {
        "xml" => told.xml().into_response(),
        _ => Json(told).into_response(),
    };
    let media_type = if format == "xml" { "text/xml; charset=utf-8" } else { "application/json; charset=utf-8" };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

/// The story at a whole address of this site, if readers may see it.
async fn story_at(
    reading: &mut Reading,
    directory: &Directory,
    address: &str,
) -> Result<Option<WholeStory>, HttpError> {
    let path = address.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    let Some(path) = path.filter(|_| directory.is_own(address)).and_then(kept) else { return Ok(None) };
    let site = directory.site.id;
    let mut found = store::items::by_address(reading, site, &path).await?;
    if found.is_none() {
        found = store::items::by_address(reading, site, &other_slash(&path)).await?;
    }
    let Some(item) = found else { return Ok(None) };
    Ok(read::whole(reading, directory, &[item.id], Depth::Summary).await?.pop())
}

fn told(directory: &Directory, story: WholeStory, (widest, tallest): (u32, u32)) -> OEmbed {
    let publisher = directory.publisher();
    let picture = story.lead.as_ref().map(|lead| &lead.picture).or(story.instead.as_ref());
    let thumbnail = picture.and_then(|picture| {
        // As wide as fits, and no taller than fits; a stamp for who has less room than any page.
        let by_height = u64::from(tallest) * u64::from(picture.width) / u64::from(picture.height.max(1));
        let widest = widest.min(u32::try_from(by_height).unwrap_or(u32::MAX));
        let (address, width, _) = rendition(picture, widest);
        let fits = |(_, width): &(&str, u32)| *width <= widest;
        let stamps = story.stamps.iter().map(|(address, width)| (address.as_str(), *width));
        let (address, width) = Some((address, width)).filter(fits).or_else(|| stamps.rev().find(fits))?;
        Some(Thumbnail {
            thumbnail_url: publisher.absolute(address),
            thumbnail_width: width,
            thumbnail_height: Size::new(picture.width, picture.height).at_width(width).height,
        })
    });
    let names: Vec<&str> = story.byline.iter().map(|credit| credit.name.as_str()).collect();
    OEmbed {
        version: "1.0",
        r#type: "link",
        title: story.headline,
        author_name: Some(names.join(", ")).filter(|names| !names.is_empty()),
        author_url: story.byline.first().and_then(|credit| credit.address.clone()),
        provider_url: publisher.absolute("/"),
        provider_name: publisher.name,
        cache_age: KEPT,
        thumbnail,
    }
}

/// The answer to who wants it in a form that we have not (oEmbed, section 2.3.4).
fn other_format() -> Response {
    let status = StatusCode::NOT_IMPLEMENTED;
    let problem = Problem {
        r#type: "about:blank",
        title: "Not Implemented",
        status: status.as_u16(),
        detail: "the formats are json and xml".to_owned(),
    };
    let mut response = (status, Json(problem)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
