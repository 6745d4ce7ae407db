//! What programs are told: feeds, maps, answers in XML and JSON. Each is read whole by a strict reader, and the headlines
//! in it are those that are kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use roxmltree::{Document, Node};
use serde_json::Value;
use testkit::{Answer, House};

use super::line;
use super::payloads::OWN_COUNT;
use super::written::{BASE, stands_in_xml};
use crate::publication::reading::Faults;

/// A headline of an answer, and the address it stands by there.
type Told = (String, String);

/// What is asked about the text with this number, by its topic or its address.
const FORMS: [&str; 10] = [
    "/topic/topic-{}/feed",
    "/topic/topic-{}/feed/full",
    "/topic/topic-{}/feed/atom",
    "/topic/topic-{}/feed/json",
    "/search/feed?topic=topic-{}",
    "/search/feed/json?topic=topic-{}",
    "/author/person-{}/feed/atom",
    "/api/search?topic=topic-{}",
    "/api/oembed?url=https://backhaul.example/cases/plain-{}",
    "/api/oembed?url=https://backhaul.example/cases/plain-{}&format=xml",
];

/// What is asked once.
const ONCE: [&str; 12] = [
    "/feed",
    "/feed/full",
    "/feed/atom",
    "/feed/json",
    "/cases/feed/full",
    "/section-3/feed/atom",
    "/section-4/feed/json",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/api/search?q=alert",
    "/opensearch.xml",
    "/manifest.webmanifest",
];

/// Asks for all of it.
pub async fn check(house: &Arc<House>, texts: usize) -> Faults {
    let kept = kept(house).await;
    let mut asked: Vec<(String, Option<usize>)> = ONCE.iter().map(|path| ((*path).to_owned(), None)).collect();
    for at in 0..texts {
        let forms = FORMS.iter().enumerate();
        // Each of our own is told in every other form, of other people's every sixth in one: all in turn.
        let own = |form: usize| at < OWN_COUNT && (at + form).is_multiple_of(2);
        let turn = forms.filter(|(form, _)| own(*form) || at % (6 * FORMS.len()) == 6 * form);
        asked.extend(turn.map(|(_, form)| (form.replace("{}", &at.to_string()), Some(at))));
    }
    let maps = parts(&house.get("/sitemap.xml").await);
    asked.extend(maps.into_iter().map(|part| (part, None)));
    let (mut faults, mut headlines) = (Faults::default(), 0);
    for (path, about) in &asked {
        let answer = house.get(path).await;
        let told = match told(&answer) {
            Ok(told) if answer.status == 200 => told,
            Ok(_) => {
                faults.note("a status", format!("{} at {path}", answer.status));
                continue;
            }
            Err(why) => {
                faults.note("what cannot be read", format!("{why} at {path}"));
                continue;
            }
        };
        if let Some(at) = about {
            let address = format!("{BASE}/cases/plain-{at}");
            faults.expect(
                told.iter().any(|(own, _)| *own == address || own.is_empty()),
                "a story that is missing",
                || format!("{address} at {path}"),
            );
        }
        headlines += told.len();
        let plain = format!("{BASE}/cases/plain-{}", about.unwrap_or_default());
        for (address, headline) in told {
            let address = if address.is_empty() { &plain } else { &address };
            let stored = kept.get(address).map_or("", String::as_str);
            let expected = if is_xml(&answer) { line(&in_xml(stored)) } else { stored.to_owned() };
            let headline = if is_xml(&answer) { line(&headline) } else { headline };
            faults.expect(headline == expected, "a headline", || format!("{expected:?} is {headline:?} at {path}"));
        }
    }
    eprintln!("{} answers for programs read, {headlines} headlines in them", asked.len());
    faults
}

/// Whether an answer that says that it is for programs can be read at all.
pub fn is_read(answer: &Answer) -> Result<(), String> {
    told(answer).map(drop)
}

/// The headlines that are kept, by their addresses.
async fn kept(house: &House) -> BTreeMap<String, String> {
    let mut conn = house.app.db().read().await.unwrap();
    let (mut kept, mut after) = (BTreeMap::new(), None);
    loop {
        let items = content::store::items::page(&mut conn, after, 500).await.unwrap();
        let Some(last) = items.last() else { return kept };
        after = Some(last.id);
        kept.extend(items.into_iter().map(|item| (format!("{BASE}{}", item.address), item.headline)));
    }
}

fn media_type(answer: &Answer) -> &str {
    answer.header("content-type").split(';').next().unwrap_or_default().trim()
}

fn is_xml(answer: &Answer) -> bool {
    let media_type = media_type(answer);
    media_type.ends_with("/xml") || media_type.ends_with("+xml")
}

/// What is left of a text in XML, in which an end of line is one whatever it was before.
fn in_xml(text: &str) -> String {
    text.replace('\r', "\n").chars().filter(|c| stands_in_xml(*c)).collect()
}

/// The headlines in an answer. One that is neither XML nor JSON has none.
fn told(answer: &Answer) -> Result<Vec<Told>, String> {
    let text = || std::str::from_utf8(&answer.bytes).map_err(|why| why.to_string());
    if is_xml(answer) {
        let document = Document::parse(text()?).map_err(|why| why.to_string())?;
        return Ok(told_in_xml(&document));
    }
    if media_type(answer).ends_with("json") {
        let value: Value = serde_json::from_str(text()?).map_err(|why| why.to_string())?;
        return Ok(told_in_json(&value));
    }
    Ok(Vec::new())
}

fn told_in_xml(document: &Document) -> Vec<Told> {
    let text = |node: Node| node.descendants().filter(Node::is_text).filter_map(|part| part.text()).collect();
    let one = |node: Node| match node.tag_name().name() {
        "item" => Some((text(within(node, "link")?), text(within(node, "title")?))),
        "entry" => Some((page_of(node)?.to_owned(), text(within(node, "title")?))),
        "url" => Some((text(within(node, "loc")?), text(within(within(node, "news")?, "title")?))),
        "oembed" => Some((String::new(), text(within(node, "title")?))),
        _ => None,
    };
    document.descendants().filter_map(one).collect()
}

/// The first element of this name in another.
fn within<'a, 'd>(node: Node<'a, 'd>, name: &str) -> Option<Node<'a, 'd>> {
    node.children().find(|child| child.tag_name().name() == name)
}

/// The page that an entry leads to.
fn page_of<'a>(entry: Node<'a, '_>) -> Option<&'a str> {
    let mut links = entry.children().filter(|child| child.tag_name().name() == "link");
    links.find(|link| link.attribute("rel") == Some("alternate"))?.attribute("href")
}

fn told_in_json(value: &Value) -> Vec<Told> {
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let list = |name: &str| value[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let feed = list("items").iter().map(|item| (text(item, "url"), text(item, "title")));
    let answers = list("results").iter().map(|result| (text(result, "address"), text(result, "headline")));
    let link = (value["type"] == "link").then(|| (String::new(), text(value, "title")));
    feed.chain(answers).chain(link).collect()
}

/// The parts that a map of maps names, from the root.
fn parts(index: &Answer) -> Vec<String> {
    let document = Document::parse(index.text()).unwrap();
    let locations = document.descendants().filter(|node| node.tag_name().name() == "loc");
    locations.filter_map(|node| Some(node.text()?.strip_prefix(BASE)?.to_owned())).collect()
}
