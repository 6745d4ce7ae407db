//! What a page costs that is in no cache: processor time of the server, at two sizes of the archive.

use std::path::Path;

use anyhow::{Result, ensure};

use super::client::Client;
use super::figures::{Figure, table};
use super::server::Server;
use super::{binary, houses, machine, sheet, wxr};

/// Sizes of the archive.
const SMALL: u64 = 1_000;
const LARGE: u64 = 200_000;
/// Pages of a kind that are asked for.
const PAGES: u64 = 600;
/// Pages asked for before anything is counted.
const WARM_UP: u64 = 200;
/// How much dearer a page of the large archive may be.
const GROWTH: f64 = 1.5;

/// A kind of page, and what one may cost in milliseconds.
struct Kind {
    name: &'static str,
    goal: f64,
    address: fn(&Grounds, u64) -> String,
}

const KINDS: [Kind; 4] = [
    Kind { name: "article", goal: 0.8, address: |grounds, turn| wxr::address(grounds.spread(turn)) },
    Kind { name: "front page", goal: 1.3, address: |_, _| "/".to_owned() },
    Kind { name: "section front", goal: 1.3, address: |grounds, turn| grounds.section(turn) },
    Kind { name: "feed of the site", goal: 1.3, address: |_, _| "/feed".to_owned() },
];

/// The pages that a house has.
struct Grounds {
    items: u64,
    sections: Vec<String>,
}

impl Grounds {
    /// Items from all over the archive, none twice before it must be.
    fn spread(&self, turn: u64) -> u64 {
        turn * 7919 % self.items
    }

    fn section(&self, turn: u64) -> String {
        let place = usize::try_from(turn).unwrap_or(0) % self.sections.len();
        self.sections[place].clone()
    }
}

/// Measures every kind in both houses, and writes the table.
pub fn run() -> Result<()> {
    let binary = binary::path()?;
    let small = costs(&binary, SMALL, &KINDS, &[])?;
    let large = costs(&binary, LARGE, &KINDS, &[])?;
    let mut figures = Vec::new();
    for ((kind, small), large) in KINDS.iter().zip(small).zip(large) {
        let name = kind.name;
        figures.push(Figure::at_most(format!("{name}, {SMALL} items"), small, "ms", kind.goal));
        figures.push(Figure::at_most(format!("{name}, {LARGE} items"), large, "ms", kind.goal));
        figures.push(Figure::at_most(format!("{name}, growth"), large / small, "times", GROWTH));
    }
    let fronts: Vec<&Kind> = KINDS.iter().filter(|kind| kind.name != "article").collect();
    for items in [SMALL, LARGE] {
        let costs = costs(&binary, items, fronts.iter().copied(), &[("CACHE_SHELF", "false")])?;
        for (kind, cost) in fronts.iter().zip(costs) {
            figures.push(Figure::stated(format!("{} with an empty shelf, {items} items", kind.name), cost, "ms"));
        }
    }
    let text = format!(
        "Processor time of the server for one page, its own and the kernel's, the page cache switched off \
         (`MASTHEAD_CACHE_MEGABYTES=0`; what many pages have in common stands on the shelf, as it does in service; with \
         an empty shelf, by `MASTHEAD_CACHE_SHELF=false`, each page makes all of that anew, as the first one after a \
         publication does): {PAGES} pages of each kind one after another over one connection, articles from all over the \
         archive, after {WARM_UP} to warm up. SQLite, its file in \
         memory.\n\n{}\nOn {}.",
        table(&figures),
        machine::describe()
    );
    sheet::tell("Rendering", &text)
}

/// Milliseconds a page of each of these kinds, in the house of so many items under these settings.
fn costs<'k>(
    binary: &Path,
    items: u64,
    kinds: impl IntoIterator<Item = &'k Kind>,
    settings: &[(&str, &str)],
) -> Result<Vec<f64>> {
    let house = houses::of(binary, items)?;
    let server = Server::open(binary, &house, &[&[("CACHE_MEGABYTES", "0")], settings].concat())?;
    server.settle()?;
    let mut client = server.client()?;
    let grounds = Grounds { items, sections: sections(&client.page("/")?)? };
    kinds.into_iter().map(|kind| cost(&server, &mut client, kind, &grounds)).collect()
}

fn cost(server: &Server, client: &mut Client, kind: &Kind, grounds: &Grounds) -> Result<f64> {
    for turn in 0..WARM_UP {
        client.page(&(kind.address)(grounds, PAGES + turn))?;
    }
    let before = server.processor_time()?;
    for turn in 0..PAGES {
        client.page(&(kind.address)(grounds, turn))?;
    }
    let took = server.processor_time()? - before;
    Ok(took.as_secs_f64() * 1000.0 / PAGES as f64)
}

/// The sections that the front page leads to.
fn sections(front: &str) -> Result<Vec<String>> {
    let links = front.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut found: Vec<String> = links.filter(|link| link.starts_with("/section-")).map(str::to_owned).collect();
    found.sort_unstable();
    found.dedup();
    ensure!(!found.is_empty(), "the front page leads to no section");
    Ok(found)
}
