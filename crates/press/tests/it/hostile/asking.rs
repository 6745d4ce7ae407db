//! Every text as every part of a request: in the gaps of routes, in parameters, as an address, in headers.

use std::collections::BTreeSet;

use testkit::{Answer, House};

use super::browser::Sheaf;
use super::payloads::OWN_COUNT;
use super::{Asked, look};
use crate::house::are_everywhere;
use crate::publication::reading::Faults;

/// Parameters that routes may take without saying so.
const UNSAID: [&str; 6] = ["q", "url", "format", "page", "section", "callback"];

/// Headers that something of ours reads.
const HEADERS: [&str; 9] = [
    "accept-encoding",
    "accept",
    "if-none-match",
    "if-modified-since",
    "range",
    "if-range",
    "host",
    "x-request-id",
    "user-agent",
];

/// Words that many of the texts have: answers to them show a good part of them, with what was asked for marked.
const WORDS: [&str; 8] = ["alert", "script", "onerror", "javascript", "img", "svg", "xss", "link"];

/// What is asked of routes and parameters: each of our own texts in every gap and every parameter, one at a time; of
/// other people's every text takes the next of them, so that each gets its share. `MASTHEAD_TEST_FOREIGN=everywhere`
/// puts these everywhere too.
pub async fn questions(house: &House, texts: &[String]) -> Vec<Asked> {
    let mut places: Vec<(String, String)> = vec![("/".into(), String::new()), ("/cases/".into(), String::new())];
    places.extend(gaps(house));
    let parameters = parameters(house).await;
    eprintln!("{} gaps; parameters that count: {parameters:?}", places.len());
    let searches: BTreeSet<String> =
        parameters.iter().filter(|(_, name)| *name == "q").map(|(path, _)| path.clone()).collect();
    let plainly = searches.iter().flat_map(|path| WORDS.map(|word| Asked::plainly(&format!("{path}?q={word}"))));
    let mut asked: Vec<Asked> = plainly.collect();
    for (path, name) in parameters {
        places.push((format!("{path}?{name}="), String::new()));
        // Beside words that find something, there is something to be shown.
        if name != "q" && searches.contains(&path) {
            places.push((format!("{path}?q={}&{name}=", WORDS[0]), String::new()));
        }
    }
    for (at, text) in texts.iter().enumerate() {
        let value = encoded(text);
        // No server takes a longer head.
        if value.len() > 30_000 {
            continue;
        }
        let every = if at < OWN_COUNT || are_everywhere() { 1 } else { places.len() };
        let turn = places.iter().skip(at % every).step_by(every);
        let opens = at < OWN_COUNT;
        let question = |(before, after): &(String, String)| Asked::about(format!("{before}{value}{after}"), text);
        asked.extend(turn.map(|place| Asked { opens, ..question(place) }));
    }
    asked
}

/// The front page, asked with a text in each header that something of ours reads.
pub async fn with_headers(house: &House, texts: &[String], faults: &mut Faults, sheaf: &mut Sheaf) {
    for (at, text) in texts.iter().enumerate() {
        let name = HEADERS[at % HEADERS.len()];
        if let Some(answer) = with_header(house, name, text).await {
            look(&answer, &format!("{name}: {text:?}"), faults, sheaf);
        }
    }
}

/// Each gap of each route that is read: what stands before it and behind it, other gaps filled.
fn gaps(house: &House) -> Vec<(String, String)> {
    let routes = house.app.features().iter().flat_map(|feature| &feature.routes);
    let read = routes.filter(|route| route.methods.contains("GET")).map(|route| route.path);
    read.flat_map(|path| {
        let starts: Vec<usize> = path.match_indices('{').map(|(at, _)| at).collect();
        starts.into_iter().map(move |start| {
            let end = start + path[start..].find('}').unwrap_or(0) + 1;
            (filled(&path[..start]), filled(&path[end..]))
        })
    })
    .collect()
}

fn filled(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + "2020" + part.split_once('}').map_or("", |(_, rest)| rest))
}

/// Where which parameter counts: where it is said to be read, and where it changes the answer though nobody says so.
async fn parameters(house: &House) -> Vec<(String, &'static str)> {
    let features = house.app.features();
    let routes = features.iter().flat_map(|feature| &feature.routes);
    let read = routes.filter(|route| route.methods.contains("GET"));
    let said: Vec<(String, &'static str)> = read
        .clone()
        .flat_map(|route| route.parameters.iter().map(|name| (filled(route.path), *name)))
        .chain(features.iter().flat_map(|feature| feature.parameters).map(|name| ("/".to_owned(), *name)))
        .collect();
    let names: BTreeSet<&'static str> = said.iter().map(|(_, name)| *name).chain(UNSAID).collect();
    let mut counting: BTreeSet<(String, &'static str)> = said.into_iter().collect();
    for path in read.map(|route| filled(route.path)).chain(["/".to_owned(), "/cases".to_owned()]) {
        let plain = house.get(&path).await;
        for name in &names {
            let asked = house.get(&format!("{path}?{name}=%3C")).await;
            if asked.status != plain.status || asked.bytes != plain.bytes {
                counting.insert((path.clone(), *name));
            }
        }
    }
    counting.into_iter().collect()
}

/// The front page, asked with a text in a header. Nothing where no header can hold it.
async fn with_header(house: &House, name: &str, text: &str) -> Option<Answer> {
    let request = http::Request::builder().uri("/").header(name, text.as_bytes());
    let request = match name {
        "host" => request,
        _ => request.header("host", "localhost"),
    };
    Some(house.ask(request.body(Default::default()).ok()?).await)
}

/// A text as it stands in an address, whatever it is.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
