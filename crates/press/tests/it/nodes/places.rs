//! Where a story is told of, read off the list of features: a route that is forgotten is named.

use std::collections::{BTreeMap, BTreeSet};

use platform::feature::Surface;
use testkit::{Answer, House};

use super::town::{Seen, Story};
use crate::hidden::asking::tells;

/// Routes for readers and programs that tell of no story, whatever is out.
const SILENT: [&str; 10] = [
    "/.well-known/security.txt",
    "/ads.txt",
    "/archive",
    "/feeds",
    "/humans.txt",
    "/manifest.webmanifest",
    "/opensearch.xml",
    "/robots.txt",
    "/security.txt",
    // It names the parts, which tell.
    "/sitemap.xml",
];

/// Of each route, set of parameters and status so many addresses are asked.
const A_FEW: usize = 4;

/// Addresses that tell of a story, and the routes that should.
pub struct Places {
    pub addresses: Vec<String>,
    routes: Vec<&'static str>,
}

impl Places {
    /// Those among all answers of a publication that tell of this story.
    pub fn of(house: &House, story: &Story, answers: BTreeMap<String, Answer>) -> Self {
        let routes = house.app.features().iter().flat_map(|feature| &feature.routes);
        let asked = routes.filter(|route| route.surface != Surface::File && route.methods.contains("GET"));
        let routes: Vec<&'static str> = asked.map(|route| route.path).collect();
        let mut alike: BTreeMap<(Option<&str>, Vec<String>, u16), usize> = BTreeMap::new();
        let mut addresses = Vec::new();
        for (address, answer) in answers {
            let is_file = ["/media/", "/assets/", "/feed/cover/"].iter().any(|start| address.starts_with(start));
            if is_file || !tells(&answer, story.word) {
                continue;
            }
            let many = alike.entry((route_of(&routes, &address), parameters(&address), answer.status)).or_default();
            *many += 1;
            if *many <= A_FEW {
                addresses.push(address);
            }
        }
        Self { addresses, routes }
    }

    /// Every route tells of a story at one of its addresses at least once it is out, or is known to be silent.
    pub fn assert_whole(&self, places: &[String], before: &[Seen], after: &[Seen]) {
        let grew = |(before, after): (&Seen, &Seen)| after.status == 200 && before.times < after.times;
        let grown = places.iter().zip(before.iter().zip(after)).filter(|(_, seen)| grew(*seen));
        let telling: BTreeSet<&str> = grown.filter_map(|(place, _)| route_of(&self.routes, place)).collect();
        let forgotten: Vec<_> =
            self.routes.iter().filter(|route| telling.contains(**route) == SILENT.contains(route)).collect();
        assert!(
            forgotten.is_empty(),
            "these routes tell of no story and are not known to be silent, or are known so and tell: {forgotten:#?}"
        );
    }
}

/// The names of the parameters of an address.
fn parameters(address: &str) -> Vec<String> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    query.split('&').map(|pair| pair.split('=').next().unwrap_or_default().to_owned()).collect()
}

/// The route of an address: of several the one that says most of it.
fn route_of<'r>(routes: &[&'r str], address: &str) -> Option<&'r str> {
    let path = address.split('?').next().unwrap_or_default();
    let fits = |route: &&&str| {
        let mut parts = path.split('/');
        for part in route.split('/') {
            let Some(given) = parts.next() else { return false };
            if part.starts_with("{*") {
                return true;
            }
            if part != given && !part.starts_with('{') {
                return false;
            }
        }
        parts.next().is_none()
    };
    let plain = |route: &&str| route.split('/').filter(|part| !part.starts_with('{')).count();
    routes.iter().filter(fits).max_by_key(|route| plain(route)).copied()
}

#[test]
fn the_route_of_an_address_is_the_one_that_says_most_of_it() {
    let routes = ["/feed/{form}", "/feed/chapters/{id}", "/most-read/{period}/{*section}", "/feed"];
    assert_eq!(route_of(&routes, "/feed/atom"), Some("/feed/{form}"));
    assert_eq!(route_of(&routes, "/feed/chapters/7?a=b"), Some("/feed/chapters/{id}"));
    assert_eq!(route_of(&routes, "/most-read/week/5g/open-ran"), Some("/most-read/{period}/{*section}"));
    assert_eq!(route_of(&routes, "/5g"), None);
}
