//! What readers see of reading: the page of the most read, the module beside pages, and the way from a date to the archive.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use content::model::{ItemId, Section, SectionId, SiteId};
use content::read::{self, Directory, Here};
use content::views::{Card, Link, Meta, RailModule, RailShape};
use kit::Uuid;
use platform::feature::{Route, SlotPlace};
use platform::http::{HttpError, Reading, Visit};
use platform::minijinja::Value;
use platform::views::Html;
use platform::{App, BoxFuture};

use crate::model::{Period, lists_tag, rail_tag, ranks_tag};
use crate::rules::{BESIDE, Dated, KEPT};
use crate::store;
use crate::views::{Choice, MostRead, Rail};

/// Where the pages of the most read begin.
const MOST_READ: &str = "/most-read";
/// The period of the page without a word.
const FIRST: Period = Period::Week;
/// Headlines without which a module is not worth its place.
const AT_LEAST: usize = 3;

/// The pages of the most read.
pub(crate) fn routes() -> Vec<Route> {
    ["/most-read", "/most-read/{period}", "/most-read/{period}/{*section}"]
        .map(|path| Route::page(path, "show_most_read", || get(show_most_read)))
        .into()
}

/// Whether an address is that of a page of the most read.
fn is_most_read(path: &str) -> bool {
    path.strip_prefix(MOST_READ).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The words of a period: on its tab, and in a sentence.
const fn words(period: Period) -> (&'static str, &'static str) {
    match period {
        Period::Today => ("Today", "In the last 24 hours"),
        Period::Week => ("This week", "In the last 7 days"),
        Period::Month => ("This month", "In the last 30 days"),
        Period::Year => ("This year", "In the last 12 months"),
    }
}

/// Where the most read of a section, or of the whole site, stands.
fn address(period: Period, section: Option<&Section>) -> String {
    match section {
        Some(section) => format!("{MOST_READ}/{}{}", period.word(), read::href(&section.path)),
        None if period == FIRST => MOST_READ.to_owned(),
        None => format!("{MOST_READ}/{}", period.word()),
    }
}

fn title(section: Option<&Section>) -> String {
    section.map_or_else(|| "Most read".to_owned(), |section| format!("Most read in {}", section.name))
}

/// The most read of a period, on the whole site or in a section.
async fn show_most_read(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let (period, section) = asked(&visit.path, &directory).ok_or(HttpError::NotFound)?;
    let own = address(period, section);
    if read::href(&visit.path) != own {
        return Ok(lead_to(&own));
    }
    let view = most_read(&mut reading, &directory, period, section).await?;
    let here = Here { address: &visit.path, section: section.map(|section| section.id), ..Here::default() };
    let around = read::chrome(&app, &mut reading, &directory, here).await?;
    Ok(read::render(&app, reading, &view, &around)?.into_response())
}

/// Period and section that an address names.
fn asked<'a>(path: &str, directory: &'a Directory) -> Option<(Period, Option<&'a Section>)> {
    let rest = path.strip_prefix(MOST_READ)?.trim_start_matches('/');
    if rest.is_empty() {
        return Some((FIRST, None));
    }
    let (word, section) = rest.split_once('/').unwrap_or((rest, ""));
    let period = word.parse().ok()?;
    match section {
        "" => Some((period, None)),
        section => Some((period, Some(directory.section_at(&format!("/{section}"))?))),
    }
}

async fn most_read(
    reading: &mut Reading,
    directory: &Directory,
    period: Period,
    section: Option<&Section>,
) -> Result<MostRead, HttpError> {
    let list = section.map_or(directory.site.id.uuid(), |section| section.id.uuid());
    reading.note(ranks_tag(list, period));
    let items = store::rank(reading, list, period).await?;
    let cards = read::cards(reading, directory, &items).await?;
    let (tab, within) = words(period);
    let title = title(section);
    let crumbs = directory.crumbs(section.and_then(|section| section.parent));
    let cards: Vec<Card> = cards.into_iter().take(KEPT).collect();
    let (name, own) = (format!("{title}, {}", tab.to_lowercase()), address(period, section));
    let mut head = read::head(directory, &name, &own, &crumbs);
    head.json_ld.push(directory.publisher().collection(&name, &own, &cards));
    let choice = |to: Period| Choice { link: Link::new(words(to).0, address(to, section)), is_here: to == period };
    Ok(MostRead {
        meta: Meta {
            description: Some(format!("{within}: what readers of {} read most.", directory.site.name)),
            robots: cards.is_empty().then(|| "noindex".to_owned()),
            ..head
        },
        crumbs,
        section: section.map(|section| directory.link(section)),
        within: within.to_owned(),
        periods: Period::ALL.map(choice).into(),
        sections: sections(reading, directory, period, section).await?,
        cards,
    })
}

/// The sections with a ranking: those at the top, and those along and right below the way to this one.
async fn sections(
    reading: &mut Reading,
    directory: &Directory,
    period: Period,
    here: Option<&Section>,
) -> Result<Vec<Choice>, HttpError> {
    reading.note(lists_tag(period));
    let ranked = store::ranked_lists(reading, period).await?;
    let way: Vec<SectionId> =
        here.map(|here| directory.way_to(here.id)).into_iter().flatten().map(|section| section.id).collect();
    let is_near = |section: &&Section| section.parent.is_none_or(|parent| way.contains(&parent));
    let is_here = |section: &Section| here.is_some_and(|here| here.id == section.id);
    let shown = directory.sections().iter().filter(is_near);
    let shown = shown.filter(|section| ranked.contains(&section.id.uuid()) || is_here(section));
    let choices: Vec<Choice> = shown
        .map(|section| Choice {
            link: Link::new(&*section.name, address(period, Some(section))),
            is_here: is_here(section),
        })
        .collect();
    if choices.is_empty() {
        return Ok(choices);
    }
    let all = Choice { link: Link::new("All sections", address(period, None)), is_here: here.is_none() };
    Ok([all].into_iter().chain(choices).collect())
}

/// Tells the page's script where to say that an item is being read. The same for every reader.
pub(crate) fn fill_head<'a>(
    _: &'a App,
    _: &'a mut Reading,
    place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    let mark = place.item.map(|item| format!("<meta name=\"reading\" content=\"/api/reading/{item}\">\n"));
    Box::pin(async move { Ok(Html(mark.unwrap_or_default())) })
}

/// Puts the most read beside fronts and items: of the section where it has enough, else of the site.
pub(crate) fn fill_rail<'a>(
    app: &'a App,
    reading: &'a mut Reading,
    place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    Box::pin(async move {
        let has_rail = place.path == "/" || place.item.is_some() || place.section.is_some();
        if !has_rail || is_most_read(place.path) {
            return Ok(Html::default());
        }
        let section = place.section.unwrap_or(Uuid::nil());
        let beside = store::beside(reading, [section, place.site], BESIDE as u32 + 3).await?;
        reading.note_all(place.section.map(rail_tag));
        let of_section = beside.iter().any(|beside| beside.list == section);
        let list = if of_section { section } else { place.site };
        reading.note(rail_tag(list));
        let Some(period) = beside.iter().find(|beside| beside.list == list).map(|beside| beside.period) else {
            return Ok(Html::default());
        };
        let others = beside.iter().filter(|beside| beside.list == list && Some(beside.item.uuid()) != place.item);
        let items: Vec<ItemId> = others.map(|beside| beside.item).collect();
        let mut cards = read::headlines(reading, SiteId::from_uuid(place.site), &items).await?;
        cards.truncate(BESIDE);
        if cards.len() < AT_LEAST {
            return Ok(Html::default());
        }
        let section = match of_section {
            true => content::store::sections::by_id(reading, SectionId::from_uuid(section)).await?,
            false => None,
        };
        reading.note_all(section.as_ref().map(|section| Section::tag(section.id)));
        let rail = Rail {
            module: RailModule {
                shape: RailShape::Ranked,
                title: title(section.as_ref()),
                label: Some(words(period).1.to_owned()),
                cards,
                more: Some(Link::new("More of the most read", address(period, section.as_ref()))),
                ..RailModule::default()
            },
        };
        Ok(Html(app.views().render(&rail, &Value::UNDEFINED).map_err(HttpError::internal)?))
    })
}

/// Leads from a date, as other systems' addresses have them, to its page in the archive, when something was published
/// then. It is asked last: whatever else stands at such an address comes first.
pub(crate) fn resolve(app: App, visit: Visit) -> BoxFuture<'static, Result<Option<Response>, HttpError>> {
    Box::pin(async move {
        if is_most_read(&visit.path) && visit.path.ends_with('/') {
            return Ok(Some(lead_to(&read::href(visit.path.trim_end_matches('/')))));
        }
        let Some(dated) = Dated::of(&visit.path) else { return Ok(None) };
        let mut reading = app.reading().await?;
        let directory = Directory::load(&app, &mut reading, &visit).await?;
        let any = read::published_within(&mut reading, &directory, (dated.from, dated.to)).await?;
        Ok(any.then(|| lead_to(&dated.address())))
    })
}

/// Leads on for an hour: something else may stand here by then.
fn lead_to(address: &str) -> Response {
    let to = HeaderValue::try_from(address).unwrap_or(HeaderValue::from_static("/"));
    let for_an_hour = HeaderValue::from_static("public, max-age=3600");
    (StatusCode::MOVED_PERMANENTLY, [(LOCATION, to), (CACHE_CONTROL, for_an_hour)]).into_response()
}
