//! Asking again: whoever has an answer is not sent it a second time, whatever it is. Generated from the list of all routes.

use std::collections::BTreeSet;

use testkit::{House, both_engines};

use crate::hidden::asking::Rounds;
use crate::hidden::secrets::Publication;

/// What the publication has not: files of which it says nothing, and anything open to be heard.
const NOT_THERE: [&str; 7] = [
    "/.well-known/security.txt",
    "/ads.txt",
    "/feed/chapters/{id}",
    "/feed/cover/{id}/{name}",
    "/humans.txt",
    "/media/chapters/{item}/{name}",
    "/security.txt",
];

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_an_answer_is_not_sent_it_again() {
    both_engines(async |engine| {
        let publication = Publication::open(engine).await;
        let house = &publication.house;
        let answers = Rounds::of(&publication).everything_open().await;
        let given: Vec<&String> =
            answers.iter().filter(|(_, answer)| answer.status == 200).map(|(address, _)| address).collect();
        let mut faults = Vec::new();
        for address in &given {
            faults.extend(sent_again(house, address).await);
        }
        assert!(faults.is_empty(), "{} answers of {}:\n{}", faults.len(), given.len(), faults.join("\n"));
        let routes = house.app.features().iter().flat_map(|feature| &feature.routes);
        let routes: Vec<&str> = routes.filter(|route| route.methods.contains("GET")).map(|route| route.path).collect();
        let asked: BTreeSet<&str> = given.iter().filter_map(|address| route_of(&routes, address)).collect();
        let unasked: Vec<&&str> =
            routes.iter().filter(|route| !asked.contains(**route) && !NOT_THERE.contains(route)).collect();
        assert!(unasked.is_empty(), "nothing was asked of {unasked:?}");
    })
    .await;
}

/// What is wrong with the answer to who has it already.
async fn sent_again(house: &House, address: &str) -> Option<String> {
    let first = house.get(address).await;
    let known = match (first.header("etag"), first.header("last-modified")) {
        ("", "") => return Some(format!("{address} has no validator")),
        ("", modified) => ("if-modified-since", modified),
        (tag, _) if tag.starts_with('"') => ("if-none-match", tag),
        (tag, _) => return Some(format!("{address} has no strong tag: {tag}")),
    };
    let again = house.get_with(address, &[known]).await;
    if (again.status, again.bytes.len()) != (304, 0) {
        return Some(format!("{address} answers {} with {} bytes to {known:?}", again.status, again.bytes.len()));
    }
    let keeps = ["etag", "cache-control", "vary"].into_iter().find(|name| first.header(name) != again.header(name));
    keeps.map(|name| format!("{address} says another {name} to who has it: {:?}", again.header(name)))
}

/// The route that answers at an address: of those that fit the one with the most words of its own.
fn route_of<'r>(routes: &[&'r str], address: &str) -> Option<&'r str> {
    let path = address.split('?').next().unwrap_or(address);
    let fitting = routes.iter().filter(|route| fits(route, path));
    fitting.max_by_key(|route| route.split('/').filter(|part| !part.starts_with('{')).count()).copied()
}

fn fits(route: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    for wanted in route.split('/') {
        if wanted.starts_with("{*") {
            return parts.next().is_some();
        }
        match parts.next() {
            Some(part) if wanted == part || wanted.starts_with('{') && !part.is_empty() => {}
            _ => return false,
        }
    }
    parts.next().is_none()
}

#[test]
fn an_address_belongs_to_the_route_that_says_it_best() {
    let routes =
        ["/media/{id}/{fingerprint}/{name}", "/media/card/{item}/{name}", "/assets/{fingerprint}/{*name}", "/feed"];
    assert_eq!(route_of(&routes, "/media/card/1/x.png"), Some(routes[1]));
    assert_eq!(route_of(&routes, "/media/1/2/x.png?y=1"), Some(routes[0]));
    assert_eq!(route_of(&routes, "/assets/1/a/b.css"), Some(routes[2]));
    assert_eq!((route_of(&routes, "/feed/atom"), route_of(&routes, "/")), (None, None));
}
