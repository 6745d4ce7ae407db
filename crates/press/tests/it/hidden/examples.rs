//! What a reader could put into the gaps of a route and behind its question mark: values of what is open, and of what
//! is hidden, each of these beside one that never was.

use kit::Uuid;

use super::secrets::{BASE, Labels, MARK, OPEN, Publication};

/// A value of something hidden, and one like it that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub hidden: String,
    pub unknown: String,
}

impl Pair {
    /// The pair of a text with a hidden word in it, or with an id.
    pub fn of(hidden: impl Into<String>) -> Self {
        let hidden = hidden.into();
        let unknown = match hidden.contains(&MARK[..5]) {
            true => hidden.replace(&MARK[..5], "zirko"),
            false => other_digit(&hidden),
        };
        Self { hidden, unknown }
    }
}

/// The same with its last digit another: of ids and of years.
fn other_digit(text: &str) -> String {
    let (rest, last) = text.split_at(text.len() - 1);
    format!("{rest}{}", if last == "4" { "5" } else { "4" })
}

/// Values for one gap or parameter.
#[derive(Debug, Clone, Default)]
pub struct Values {
    pub open: Vec<String>,
    pub hidden: Vec<Pair>,
}

/// Values for a gap in a route's path.
///
/// # Panics
/// When nothing is known of a gap of that name.
pub fn of_gap(publication: &Publication, gap: &str, route: &str) -> Values {
    match gap {
        "slug" | "topic" | "author" | "person" | "section" | "format" | "path" | "rest" => slugs(publication),
        "id" if route.starts_with("/media/card/topic/") => labelled(publication, |labels| labels.topic),
        "id" if route.starts_with("/media/card/author/") => labelled(publication, |labels| labels.author),
        // Sites and sections are everybody's: their cards are found by following what pages offer.
        "id" if ["/media/card/site/", "/media/card/section/"].iter().any(|start| route.starts_with(start)) => {
            known(&["00000000000000000000000000000000"])
        }
        "id" | "item" | "media" => ids(publication),
        "year" => Values { open: vec!["2020".into()], hidden: vec![Pair::of("2016")] },
        "month" => Values { open: vec!["11".into()], hidden: vec![Pair { hidden: "05".into(), unknown: "06".into() }] },
        "day" => Values { open: vec!["20".into()], hidden: vec![Pair { hidden: "04".into(), unknown: "03".into() }] },
        "form" => known(&["atom", "json", "full", "podcast"]),
        "period" => known(&["today", "week", "month", "day"]),
        "name" if route.starts_with("/sitemap/") => {
            let hidden = Pair { hidden: "2016-05.xml".into(), unknown: "2014-05.xml".into() };
            Values { open: vec!["lists.xml".into(), "pages.xml".into(), "2020-11.xml".into()], hidden: vec![hidden] }
        }
        // Of a name like it the house says what it is now, where there is something to be drawn.
        "name" if route.starts_with("/media/card/") => known(&["0123456789abcdef.png"]),
        "name" if route.starts_with("/feed/cover/") => known(&["0123456789abcdef.png"]),
        "name" if route.starts_with("/media/cover/") => known(&["rose-1-640.webp"]),
        // Made of bytes: found by following what pages offer, and by the addresses of the hidden pictures themselves.
        "fingerprint" | "name" | "file" => Values { open: vec!["0123456789abcdef".into()], hidden: Vec::new() },
        unknown => panic!(
            "{route} has a gap {unknown:?} of which this test knows no values: say in hidden/examples.rs what readers \
             put there, for what is open and for what is hidden"
        ),
    }
}

/// Values for a query parameter.
///
/// # Panics
/// When nothing is known of a parameter of that name.
pub fn of_parameter(publication: &Publication, name: &str) -> Values {
    match name {
        "q" => words(publication),
        "url" => addresses(publication),
        "section" | "topic" | "author" | "format" => Values {
            hidden: publication.some_hidden().flat_map(|known| labels(&known.word, name)).map(Pair::of).collect(),
            ..slugs(publication)
        },
        "site" => known(&["all", "backhaul.example"]),
        "kind" => known(&["article", "video", "podcast", "page"]),
        "order" => known(&["newest", "oldest"]),
        "from" | "until" => known(&["2020-11-20", "2016-05-04"]),
        "maxwidth" | "maxheight" => known(&["320"]),
        "feed" => known(&["rss2", "atom"]),
        "p" | "page_id" | "attachment_id" => Values { open: vec!["1".into()], hidden: Vec::new() },
        // Markers of a page's own making: followed where pages offer them.
        "after" | "page" => Values { open: vec!["2".into()], hidden: Vec::new() },
        "year" => of_gap(publication, "year", "?"),
        unknown => panic!(
            "there is a query parameter {unknown:?} of which this test knows no values: say in hidden/examples.rs what \
             readers ask with it, for what is open and for what is hidden"
        ),
    }
}

/// Values that are the house's own words.
fn known(words: &[&str]) -> Values {
    Values { open: words.iter().map(|word| (*word).to_owned()).collect(), hidden: Vec::new() }
}

/// What is guessed of a label that only one item bears: the word itself, and the label's own slug.
fn labels(word: &str, kind: &str) -> [String; 2] {
    [word.to_owned(), format!("{word}-{kind}")]
}

fn slugs(publication: &Publication) -> Values {
    let own =
        |word: &str| [word.to_owned(), format!("{word}-author"), format!("{word}-topic"), format!("{word}-format")];
    let mut open: Vec<String> =
        ["maya", "sharing", "5g", "open-ran", "5g/open-ran", "quiet"].map(String::from).to_vec();
    open.extend(own(OPEN));
    open.push(publication.open_address[1..].to_owned());
    let mut hidden: Vec<Pair> = publication.some_hidden().flat_map(|hidden| own(&hidden.word)).map(Pair::of).collect();
    hidden.extend(publication.some_hidden().map(|hidden| Pair::of(&hidden.address[1..])));
    Values { open, hidden }
}

/// The ids of labels that only one item bears.
fn labelled(publication: &Publication, id: fn(&Labels) -> Uuid) -> Values {
    let text = |labels: &Labels| id(labels).simple().to_string();
    let hidden = publication.some_hidden().map(|hidden| Pair::of(text(&hidden.labels)));
    Values { open: vec![text(&publication.open_labels)], hidden: hidden.collect() }
}

fn ids(publication: &Publication) -> Values {
    let forms = |id: Uuid| [id.simple().to_string(), id.to_string()];
    let hidden = publication.some_hidden().flat_map(|hidden| {
        let media = hidden.media.iter().map(|media| media.uuid());
        [hidden.item.uuid()].into_iter().chain(media).flat_map(forms).map(Pair::of)
    });
    Values { open: forms(publication.open_item.uuid()).to_vec(), hidden: hidden.collect() }
}

/// What somebody types: words that hidden items have alone, whole and begun, and words that open items have too.
fn words(publication: &Publication) -> Values {
    let open =
        ["networks", "means networks", OPEN, &OPEN[..4], "maya", "sharing", "\"means for\"", "-nothing", "2016", ""];
    let mut hidden: Vec<Pair> = publication.some_hidden().map(|hidden| Pair::of(&*hidden.word)).collect();
    for typed in [&MARK[..5], &MARK[..6], MARK, "headline:quolviqembargoedarticle", "quolviqembargoedartcile"] {
        hidden.push(Pair::of(typed));
    }
    Values { open: open.map(String::from).to_vec(), hidden }
}

fn addresses(publication: &Publication) -> Values {
    let whole = |address: &str| format!("{BASE}{address}");
    let open = vec![whole(&publication.open_address), whole("/"), whole("/5g"), whole("/topic/sharing")];
    let hidden = publication.some_hidden().flat_map(|hidden| {
        let author = format!("/author/{}-author", hidden.word);
        [Pair::of(whole(&hidden.address)), Pair::of(whole(&author))]
    });
    Values { open, hidden: hidden.collect() }
}
