//! Asking every route with everything, and following what comes back.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use http::Method;
use platform::feature::Surface;
use testkit::Answer;

use super::examples::{Pair, Values, of_gap, of_parameter};
use super::links;
use super::secrets::{Hidden, MARK, Publication};

/// Answers at the most: more would be a trap for crawlers, and a fault of its own.
const AT_MOST: usize = 6_000;

/// Whether an answer has a word anywhere, in its body or its headers.
pub fn tells(answer: &Answer, word: &str) -> bool {
    let headers = answer.headers.values().map(|value| String::from_utf8_lossy(value.as_bytes()).to_lowercase());
    String::from_utf8_lossy(&answer.bytes).to_lowercase().contains(word)
        || headers.into_iter().any(|value| value.contains(word))
}

/// All that can be asked of a publication.
pub struct Rounds<'p> {
    publication: &'p Publication,
    routes: Vec<Way>,
    /// Every parameter that is read anywhere.
    parameters: BTreeSet<&'static str>,
}

/// A route, or a page at an address that no route has.
struct Way {
    /// With its gaps.
    path: &'static str,
    is_read: bool,
    surface: Surface,
    /// What it says that it reads.
    parameters: Vec<&'static str>,
}

impl<'p> Rounds<'p> {
    /// Reads the routes off the list of features.
    pub fn of(publication: &'p Publication) -> Self {
        let features = publication.house.app.features();
        let routes = features.iter().flat_map(|feature| &feature.routes).map(|route| Way {
            path: route.path,
            is_read: route.methods.contains("GET"),
            surface: route.surface,
            parameters: route.parameters.to_vec(),
        });
        let elsewhere: Vec<&'static str> = features.iter().flat_map(|feature| feature.parameters).copied().collect();
        let fronts =
            ["/", "/5g"].map(|path| Way { path, is_read: true, surface: Surface::Site, parameters: elsewhere.clone() });
        let routes: Vec<Way> = routes.chain(fronts).collect();
        let parameters = routes.iter().flat_map(|way| &way.parameters).copied().collect();
        Self { publication, routes, parameters }
    }

    /// Asks everything about what is open, and follows every address that comes back.
    pub async fn everything_open(&self) -> BTreeMap<String, Answer> {
        let mut waiting: VecDeque<String> = ["/".to_owned(), self.publication.open_address.clone()].into();
        for way in &self.routes {
            for path in self.filled(way.path) {
                if !way.is_read {
                    self.send(&path).await;
                    continue;
                }
                waiting.push_back(path);
            }
        }
        let counting = self.counting().await;
        let searches: BTreeSet<String> =
            counting.iter().filter(|(_, name, _)| *name == "q").map(|(path, ..)| path.clone()).collect();
        for (path, name, values) in counting {
            for value in values.open.iter().map(|value| encoded(value)) {
                waiting.push_back(format!("{path}?{name}={value}"));
                if name != "q" && searches.contains(&path) {
                    waiting.push_back(format!("{path}?q=networks&{name}={value}"));
                }
            }
        }
        self.follow(waiting).await
    }

    async fn follow(&self, mut waiting: VecDeque<String>) -> BTreeMap<String, Answer> {
        let mut answers = BTreeMap::new();
        while let Some(address) = waiting.pop_front() {
            if answers.contains_key(&address) {
                continue;
            }
            let answer = self.publication.house.get(&address).await;
            // Answers to questions lead to further questions, and these to further ones, without an end.
            let is_question = address.contains('?');
            let found = links::addresses(&answer).into_iter();
            waiting.extend(found.filter(|found| {
                let leads_on = is_question && found.contains('?');
                !leads_on && !answers.contains_key(found)
            }));
            answers.insert(address, answer);
            assert!(answers.len() < AT_MOST, "there is no end of addresses: {:?}", answers.keys().next_back());
        }
        answers
    }

    /// Asks everything about what is hidden, beside the same about what never was. Sentences on what differs, and how
    /// much was asked.
    pub async fn everything_hidden(&self) -> (Vec<String>, usize) {
        let mut pairs = self.addresses();
        for route in self.routes.iter().map(|way| way.path) {
            for (at, gap) in gaps(route).into_iter().enumerate() {
                let values = of_gap(self.publication, gap, route);
                pairs.extend(values.hidden.iter().map(|pair| {
                    let fill = |value: &str| self.fill(route, Some((at, value)));
                    (Pair { hidden: fill(&pair.hidden), unknown: fill(&pair.unknown) }, pair.clone())
                }));
            }
        }
        let mut faults = Vec::new();
        let mut asked = pairs.len();
        for (addresses, pair) in &pairs {
            faults.extend(self.differs(addresses, pair).await);
        }
        for (path, name, values) in self.counting().await {
            asked += values.hidden.len();
            for pair in &values.hidden {
                let address = |value: &str| format!("{path}?{name}={}", encoded(value));
                let addresses = Pair { hidden: address(&pair.hidden), unknown: address(&pair.unknown) };
                faults.extend(self.differs(&addresses, pair).await);
            }
        }
        (faults, asked)
    }

    /// Where which parameter counts, and the values to ask it with: where it is said to be read, and where it changes
    /// the answer though nobody says so. Of pages it cannot: the house takes off what they do not say.
    async fn counting(&self) -> Vec<(String, &'static str, Values)> {
        let mut counting = Vec::new();
        for way in self.routes.iter().filter(|way| way.is_read) {
            let path = self.fill(way.path, None);
            let mut heard = way.parameters.clone();
            if way.surface != Surface::Site {
                heard.extend(self.heard_unsaid(way, &path).await);
            }
            counting.extend(heard.into_iter().map(|name| (path.clone(), name, of_parameter(self.publication, name))));
        }
        counting
    }

    /// Parameters of others that change the answer of a route that does not say so.
    async fn heard_unsaid(&self, way: &Way, path: &str) -> Vec<&'static str> {
        let house = &self.publication.house;
        let plain = house.get(path).await;
        let mut heard = Vec::new();
        for name in self.parameters.iter().filter(|name| !way.parameters.contains(name)) {
            let values = of_parameter(self.publication, name);
            let open = values.open.iter().take(1).chain(values.hidden.first().map(|pair| &pair.hidden));
            for value in open {
                let answer = house.get(&format!("{path}?{name}={}", encoded(value))).await;
                if !heard.contains(name) && (answer.status != plain.status || answer.bytes != plain.bytes) {
                    heard.push(*name);
                }
            }
        }
        heard
    }

    /// What differs between the answers to the two questions of a pair.
    async fn differs(&self, addresses: &Pair, pair: &Pair) -> Option<String> {
        let (hidden, unknown) = (self.ask(&addresses.hidden).await, self.ask(&addresses.unknown).await);
        if self.is_of_withdrawn(addresses, &hidden) {
            return None;
        }
        let (ours, theirs) = (normal(&hidden, None), normal(&unknown, Some(pair)));
        if ours == theirs {
            return None;
        }
        let at = ours.bytes().zip(theirs.bytes()).take_while(|(ours, theirs)| ours == theirs).count();
        let around =
            |text: &str| text.get(at.saturating_sub(60)..).unwrap_or_default().chars().take(160).collect::<String>();
        Some(format!("{}\n  hidden:  {}\n  unknown: {}", addresses.hidden, around(&ours), around(&theirs)))
    }

    /// Reads an address; writes there where it belongs to a route that is only written to.
    async fn ask(&self, address: &str) -> Answer {
        let begins = |route: &str| address.starts_with(route.split('{').next().unwrap_or(route));
        let is_written = self.routes.iter().any(|way| !way.is_read && begins(way.path));
        let method = if is_written { Method::POST } else { Method::GET };
        self.publication.house.send(method, address, &[("origin", "http://localhost")]).await
    }

    /// Whether an answer says no more than that something was withdrawn: its notice, its bytes that are gone, the way
    /// there from where it was before.
    fn is_of_withdrawn(&self, addresses: &Pair, answer: &Answer) -> bool {
        let own = |known: &&Hidden| known.marks().any(|mark| addresses.hidden.contains(&mark));
        let Some(known) = self.publication.hidden.iter().filter(|known| known.state == "withdrawn").find(own) else {
            return false;
        };
        match answer.status {
            410 => !tells(answer, &format!("{} in the", known.word)),
            301 => answer.header("location") == known.address,
            _ => false,
        }
    }

    /// Where hidden items and their pictures are, were, and would be looked for.
    fn addresses(&self) -> Vec<(Pair, Pair)> {
        let of_item = |word: &str, address: &str| {
            let own = [address.to_owned(), format!("{address}/"), format!("/old/{word}/"), format!("/old/{word}")];
            own.into_iter().chain([format!("/before/{word}"), format!("/{word}"), format!("/open-ran/{word}")])
        };
        let texts = self.publication.hidden.iter().flat_map(|hidden| {
            of_item(&hidden.word, &hidden.address).map(|address| (Pair::of(address.clone()), Pair::of(address)))
        });
        let files = self.publication.hidden.iter().flat_map(|hidden| {
            hidden.files.iter().map(|file| {
                let id = file.split('/').nth(2).unwrap_or_default();
                let pair = Pair { hidden: id.to_owned(), unknown: Pair::of(id).unknown };
                (Pair { hidden: file.clone(), unknown: file.replace(id, &pair.unknown) }, pair)
            })
        });
        texts.chain(files).collect()
    }

    /// A route with every open value in each of its gaps.
    fn filled(&self, route: &str) -> Vec<String> {
        let gaps = gaps(route);
        if gaps.is_empty() {
            return vec![route.to_owned()];
        }
        let each = gaps.iter().enumerate().flat_map(|(at, gap)| {
            let values = of_gap(self.publication, gap, route).open;
            values.into_iter().map(move |value| (at, value))
        });
        each.map(|(at, value)| self.fill(route, Some((at, &value)))).collect()
    }

    /// A route with this value in one gap, and the first open one in the others.
    fn fill(&self, route: &str, own: Option<(usize, &str)>) -> String {
        let mut path = route.to_owned();
        for (at, gap) in gaps(route).into_iter().enumerate() {
            let first = of_gap(self.publication, gap, route).open.swap_remove(0);
            let value = own.filter(|(place, _)| *place == at).map_or(first, |(_, value)| value.to_owned());
            let value = if path.contains(&format!("{{*{gap}}}")) { value } else { value.replace('/', "%2F") };
            path = path.replacen(&format!("{{*{gap}}}"), &value, 1).replacen(&format!("{{{gap}}}"), &value, 1);
        }
        path
    }

    /// A route that is not read is written to, with nothing; it tells nothing either.
    async fn send(&self, path: &str) {
        let answer = self.ask(path).await;
        assert!(!tells(&answer, MARK) && answer.status < 500, "{} at {path}", answer.status);
    }
}

/// The names of the gaps in a route: `year` and `month` of `/archive/{year}/{month}`.
fn gaps(route: &str) -> Vec<&str> {
    let inside = route.split('{').skip(1).filter_map(|part| part.split_once('}'));
    inside.map(|(name, _)| name.trim_start_matches('*')).collect()
}

/// A value as it stands in a query.
fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    value.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Headers that differ from answer to answer.
const OF_THE_MOMENT: [&str; 4] = ["x-request-id", "date", "etag", "content-length"];

/// An answer as text: what was echoed of the unknown value is put as if it had been the hidden one.
fn normal(answer: &Answer, echoed: Option<&Pair>) -> String {
    let mut text = format!("{}\n", answer.status);
    for (name, value) in answer.headers.iter().filter(|(name, _)| !OF_THE_MOMENT.contains(&name.as_str())) {
        text += &format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()));
    }
    // The ids that feeds of questions have are made of the questions.
    for (at, part) in String::from_utf8_lossy(&answer.bytes).split("urn:uuid:").enumerate() {
        text += if at == 0 { part } else { part.get(36..).unwrap_or_default() };
    }
    match echoed {
        Some(pair) => said_as(&text.replace("zirko", &MARK[..5]), &pair.unknown, &pair.hidden),
        None => text,
    }
}

/// A text with one value in the place of another, where that stands for itself: a month's `06` is no part of an
/// asset's `06577e`.
fn said_as(text: &str, value: &str, instead: &str) -> String {
    let goes_on = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    let mut said = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices(value) {
        let end = at + value.len();
        said += &text[from..at];
        let is_whole = !goes_on(text[..at].chars().next_back()) && !goes_on(text[end..].chars().next());
        said += if is_whole { instead } else { value };
        from = end;
    }
    said + &text[from..]
}
