//! The page of answers, and how browsers are told of it.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use content::model::Site;
use content::read::{self, Asked, Directory, Here, chrome, head};
use content::views::{Feed, Link, Meta, Pager};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use kit::Tags;
use platform::App;
use platform::http::{Cacheable, HttpError, Reading, Visit};
use platform::minijinja::Value;
use platform::minijinja::value::Serde;
use platform::search::Order;

use crate::answers::{Finding, PAGES, SIZE, Shown, find};
use crate::narrow::{GROUPS, is_of_use, less, without};
use crate::views::{Answers, Chip, Form, State as Come};

/// Where the page stands.
pub(crate) const ADDRESS: &str = "/search";
/// Latest stories shown where nothing was found.
const LATEST: u32 = 4;

/// Answers a question, or asks for one.
///
/// Kept like any page: it is made anew when the index has learnt something.
pub(crate) async fn show_answers(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let asked = read::asked(&app, &mut reading, &directory, &visit).await?;
    let page = page_of(&visit).ok_or(HttpError::NotFound)?;
    let (come, finding) = match asked.is_something() {
        false => (Come::Blank, None),
        true => match find(&app, &mut reading, &directory, (&asked, page, Shown::Picture)).await? {
            None => (Come::Unready, None),
            Some(finding) if finding.total == 0 => (Come::Nothing, Some(finding)),
            Some(finding) if page > finding.pages() => return Err(HttpError::NotFound),
            Some(finding) => (Come::Found, Some(finding)),
        },
    };
    let mut view = view(&directory, &asked, page, (come, finding));
    if come != Come::Found {
        view.latest = read::latest(&mut reading, &directory, directory.site.id.uuid(), LATEST).await?;
        view.sections = sections(&directory);
    }
    answer(&app, reading, &directory, view).await
}

async fn answer(app: &App, mut reading: Reading, directory: &Directory, view: Answers) -> Result<Response, HttpError> {
    let mut around = chrome(app, &mut reading, directory, Here { address: ADDRESS, ..Here::default() }).await?;
    if let Some(feed) = &view.feed {
        let title = format!("{}: {}", directory.site.name, view.meta.title);
        around.feeds.push(Feed { title, address: feed.address.clone(), media_type: "application/rss+xml".to_owned() });
    }
    if view.state != Come::Unready {
        return Ok(read::render(app, reading, &view, &around)?.into_response());
    }
    let html = app.views().render(&view, &Value::from(Serde(&around))).map_err(HttpError::internal)?;
    let headers = [(CACHE_CONTROL, "no-store"), (RETRY_AFTER, "30")];
    Ok((StatusCode::SERVICE_UNAVAILABLE, headers, Html(html)).into_response())
}

/// The page that is asked for, as long as it can be turned to. What is no number is the first.
pub(crate) fn page_of(visit: &Visit) -> Option<u32> {
    let page = visit.query.get("page").and_then(|page| page.parse::<u32>().ok()).unwrap_or(1).max(1);
    (page <= PAGES).then_some(page)
}

fn view(directory: &Directory, asked: &Asked, page: u32, (state, finding): (Come, Option<Finding>)) -> Answers {
    let title = if asked.words.is_empty() { "Search".to_owned() } else { format!("Search: {}", asked.words) };
    let address = page_address(asked, page);
    let mut meta = Meta {
        description: Some(description(directory, asked, finding.as_ref())),
        robots: (!may_be_indexed(asked, page, state)).then(|| "noindex, follow".to_owned()),
        ..head(directory, &title, &address, &directory.crumbs(None))
    };
    let found =
        finding.as_ref().map(|finding| finding.found.iter().map(|found| found.card.clone()).collect::<Vec<_>>());
    let found = found.unwrap_or_default();
    meta.json_ld.push(directory.publisher().search_results(&title, &address, &found));
    let mut view = Answers {
        meta,
        form: form(asked),
        state,
        count: None,
        orders: Vec::new(),
        chips: chips(directory, asked),
        found: Vec::new(),
        narrowings: Vec::new(),
        sites: Vec::new(),
        meant: None,
        hint: (state == Come::Nothing).then(|| hint(&asked.words)).flatten().map(str::to_owned),
        wider: None,
        feed: asked.is_something().then(|| Link::new("Follow this search", asked.address("/search/feed"))),
        pager: Pager::default(),
        latest: Vec::new(),
        sections: Vec::new(),
    };
    let Some(finding) = finding else { return view };
    let bare = Asked { words: asked.words.clone(), order: asked.order, ..Asked::default() };
    view.wider = (bare != *asked && bare.is_something()).then(|| Link::new("", bare.address(ADDRESS)));
    view.meant = finding.meant.as_ref().map(|words| {
        let meant = Asked { words: words.clone(), ..asked.clone() };
        Link::new(words.as_str(), meant.address(ADDRESS))
    });
    view.count = count(page, &finding);
    view.orders = orders(asked);
    view.sites = sites(directory, asked, &finding);
    view.pager = pager(asked, page, finding.pages());
    view.found = finding.found;
    view.narrowings = finding.narrowings.into_iter().filter(|group| is_of_use(asked, group)).collect();
    view
}

/// What of a question without answers was not understood as it was meant, said so that it can be put right.
fn hint(words: &str) -> Option<&'static str> {
    let is_a_date =
        |text: &str| text.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let lower = words.to_lowercase();
    let is_no_date = |word: &str| {
        let text =
            ["year:", "before:", "after:"].iter().find_map(|name| word.trim_start_matches('-').strip_prefix(name));
        text.is_some_and(|text| !is_a_date(text))
    };
    let names_nothing =
        |word: &str| ["headline:", "title:", "standfirst:", "byline:", "author:", "topic:", "body:"].contains(&word);
    if lower.split_whitespace().any(is_no_date) {
        return Some("Behind year:, before: and after: stands a year, a month or a day: year:2024, before:2020-06.");
    }
    if lower.split_whitespace().any(names_nothing) {
        return Some("Between headline: or byline: and its word there is no space: headline:merger.");
    }
    (lower.matches('"').count() % 2 == 1).then_some("One quotation mark is left over; a phrase stands between two.")
}

/// Whether search engines may keep the page: the search itself, and the first answers to plain words. What words of a
/// stranger's link find nothing would put in his words under our name, and narrowings have no end.
fn may_be_indexed(asked: &Asked, page: u32, state: Come) -> bool {
    let plain = Asked { words: asked.words.clone(), ..Asked::default() };
    page == 1 && *asked == plain && matches!(state, Come::Blank | Come::Found)
}

fn description(directory: &Directory, asked: &Asked, finding: Option<&Finding>) -> String {
    let name = &directory.site.name;
    match finding {
        Some(finding) if !asked.words.is_empty() => {
            let count = read::count(finding.total, "item", "items").unwrap_or_else(|| "Nothing".to_owned());
            format!("{count} in {name} on {}", asked.words)
        }
        _ => format!("Search the archive of {name}: by words, phrases, sections, authors, topics and days"),
    }
}

fn page_address(asked: &Asked, page: u32) -> String {
    let address = asked.address(ADDRESS);
    match (page, address.contains('?')) {
        (1, _) => address,
        (_, true) => format!("{address}&page={page}"),
        (_, false) => format!("{address}?page={page}"),
    }
}

fn form(asked: &Asked) -> Form {
    let mut kept: Vec<(String, String)> =
        asked.choices.iter().map(|choice| (choice.parameter.to_owned(), choice.value.clone())).collect();
    if asked.every_site {
        kept.push(("site".to_owned(), "all".to_owned()));
    }
    let day = |day: Option<_>| day.map(|day: jiff::civil::Date| day.to_string()).unwrap_or_default();
    Form { words: asked.words.clone(), from: day(asked.from), until: day(asked.until), kept }
}

/// What was chosen, and the way back from it.
fn chips(directory: &Directory, asked: &Asked) -> Vec<Chip> {
    let mut chips: Vec<Chip> = Vec::new();
    for choice in &asked.choices {
        let group = GROUPS.iter().find(|(_, parameter, _)| *parameter == choice.parameter);
        let address = less(asked, choice.parameter).address(ADDRESS);
        chips.push(Chip {
            kind: group.map(|(.., title)| (*title).to_owned()).unwrap_or_default(),
            label: choice.label.clone(),
            address,
        });
    }
    let day = |day: jiff::civil::Date| day.strftime("%-d %B %Y").to_string();
    if let Some(from) = asked.from {
        let address = Asked { from: None, ..asked.clone() }.address(ADDRESS);
        chips.push(Chip { kind: "From".to_owned(), label: day(from), address });
    }
    if let Some(until) = asked.until {
        let address = Asked { until: None, ..asked.clone() }.address(ADDRESS);
        chips.push(Chip { kind: "Until".to_owned(), label: day(until), address });
    }
    if asked.every_site {
        let address = without(asked, "site").address(ADDRESS);
        chips.push(Chip { kind: "Beyond".to_owned(), label: directory.site.name.clone(), address });
    }
    chips
}

/// "21–40 of 431 results".
fn count(page: u32, finding: &Finding) -> Option<String> {
    let all = read::count(finding.total, "result", "results")?;
    if finding.total <= u64::from(SIZE) {
        return Some(all);
    }
    let first = u64::from(page - 1) * u64::from(SIZE);
    let last = (first + u64::from(SIZE)).min(finding.total);
    Some(format!("{}–{last} of {all}", first + 1))
}

/// The orders to choose from. Without words there is nothing to match.
fn orders(asked: &Asked) -> Vec<Link> {
    let orders = [("Best match", Order::Relevance), ("Newest", Order::Newest), ("Oldest", Order::Oldest)];
    let offered = orders.into_iter().filter(|(_, order)| *order != Order::Relevance || !asked.words.is_empty());
    let link = |(label, order)| {
        let order = Some(order);
        let usual = Asked { order: None, ..asked.clone() };
        let address = match () {
            () if Some(asked.order()) == order => String::new(),
            () if Some(usual.order()) == order => usual.address(ADDRESS),
            () => Asked { order, ..asked.clone() }.address(ADDRESS),
        };
        Link::new(label, address)
    };
    offered.map(link).collect()
}

/// This site or all of them; nothing where the others have nothing that fits.
fn sites(directory: &Directory, asked: &Asked, finding: &Finding) -> Vec<Link> {
    let own = directory.site.id.to_string();
    if !finding.sites.iter().any(|(site, _)| *site != own) {
        return Vec::new();
    }
    let here = finding.sites.iter().filter(|(site, _)| *site == own).map(|(_, count)| count).sum::<u64>();
    let all = finding.sites.iter().map(|(_, count)| count).sum::<u64>();
    let link = |label: &str, count: u64, every_site: bool| {
        let other = Asked { every_site, ..without(asked, "site") };
        let address = if other == *asked { String::new() } else { other.address(ADDRESS) };
        Link::new(format!("{label} ({count})"), address)
    };
    vec![link(&directory.site.name, here, false), link("All sites", all, true)]
}

fn pager(asked: &Asked, page: u32, pages: u32) -> Pager {
    if pages <= 1 {
        return Pager::default();
    }
    let to = |label: &str, page: u32| Link::new(label, page_address(asked, page));
    Pager {
        newer: (page > 1).then(|| to("Previous", page - 1)),
        older: (page < pages).then(|| to("Next", page + 1)),
        place: Some(format!("Page {page} of {pages}")),
    }
}

fn sections(directory: &Directory) -> Vec<Link> {
    directory.children(None).map(|section| Link::new(&*section.name, read::href(&section.path))).collect()
}

/// How browsers and other programs ask: an OpenSearch description.
pub(crate) async fn describe_search(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let (name, origin) = (escaped(&directory.site.name), escaped(&directory.site.address));
    // Sixteen letters are all that a short name may have.
    let short: String = escaped(&directory.site.name.chars().take(16).collect::<String>());
    let language = escaped(&directory.site.language);
    let text = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{short}</ShortName>
<LongName>{name}</LongName>
<Description>Search {name}</Description>
<Language>{language}</Language>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Url type="text/html" template="{origin}/search?q={{searchTerms}}"/>
<Url type="application/rss+xml" template="{origin}/search/feed?q={{searchTerms}}"/>
<Url type="application/x-suggestions+json" template="{origin}/api/search/suggestions?q={{searchTerms}}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="{origin}/opensearch.xml"/>
</OpenSearchDescription>
"#
    );
    let media_type = HeaderValue::from_static("application/opensearchdescription+xml; charset=utf-8");
    let mut response = (HeaderMap::from_iter([(CONTENT_TYPE, media_type)]), text).into_response();
    let tags = Tags::from([Site::tag(directory.site.id)]);
    response.extensions_mut().insert(Cacheable { tags, fresh_until: None });
    Ok(response)
}

/// A text as it stands in XML.
fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_turned_to_as_far_as_they_go() {
        let visit = |page: &str| Visit { query: [("page".to_owned(), page.to_owned())].into(), ..Visit::default() };
        assert_eq!(page_of(&Visit::default()), Some(1));
        for (page, read) in
            [("2", Some(2)), ("50", Some(50)), ("51", None), ("0", Some(1)), ("-1", Some(1)), ("x", Some(1))]
        {
            assert_eq!(page_of(&visit(page)), read, "{page}");
        }
        let asked = Asked { words: "fibre".into(), ..Asked::default() };
        let first = pager(&asked, 1, 3);
        assert_eq!((first.newer, first.older.unwrap().address.as_str()), (None, "/search?q=fibre&page=2"));
        assert_eq!(pager(&asked, 2, 3).newer.unwrap().address, "/search?q=fibre");
        assert_eq!(pager(&asked, 1, 1), Pager::default());
    }

    #[test]
    fn the_order_in_force_leads_nowhere() {
        let asked = Asked { words: "fibre".into(), ..Asked::default() };
        let labels = |orders: Vec<Link>| orders.into_iter().map(|link| link.address).collect::<Vec<_>>();
        assert_eq!(labels(orders(&asked)), ["", "/search?q=fibre&order=newest", "/search?q=fibre&order=oldest"]);
        let newest = Asked { order: Some(Order::Newest), ..asked };
        assert_eq!(labels(orders(&newest)), ["/search?q=fibre", "", "/search?q=fibre&order=oldest"]);
    }

    #[test]
    fn what_was_not_understood_is_named() {
        for words in ["fibre year:last", "-before:soon", "after:2020-x", "headline: merger", "\"dark fibre"] {
            assert!(hint(words).is_some(), "{words}");
        }
        for words in ["", "fibre year:2018 -after:2020-01", "headline:merger", "\"dark fibre\""] {
            assert_eq!(hint(words), None, "{words}");
        }
    }
}
