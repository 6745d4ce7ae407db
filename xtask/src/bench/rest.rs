//! What the house takes when nobody asks for anything, and when many do: memory, time to start, size.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::figures::{Figure, table};
use super::server::{Held, Server};
use super::{binary, houses, machine, sheet, wxr};

/// Megabytes of the page cache, and how much more than that and what it held at rest the house may hold under load.
const CACHE: f64 = 64.0;
const BESIDES: f64 = 32.0;
/// Pages asked for as load: far more than the cache has room for.
const PAGES: u64 = 6_000;
const READERS: usize = 8;
/// Every so many-th page is asked for so often by brotli that it is packed once more.
const HOT: u64 = 20;
const OFTEN: usize = 20;
const MEGABYTE: f64 = 1024.0 * 1024.0;

/// Memory and start at two sizes of the archive, and the size of the program.
pub fn run() -> Result<()> {
    let binary = binary::path()?;
    let size = std::fs::metadata(&binary).context("no program")?.len() as f64 / MEGABYTE;
    let mut figures = vec![Figure::at_most("program", size, "MB", 60.0)];
    let mut mapped = String::from("| files that are mapped | at rest | after the pages |\n|---|--:|--:|\n");
    for (items, goal) in [(1_000, 60.0), (200_000, 150.0)] {
        let Rest { start, idle, loaded } = measure(&binary, items)?;
        let all = idle.own + idle.mapped;
        figures.push(Figure::at_most(format!("memory at rest with mapped files, {items} items"), all, "MB", goal));
        let bound = idle.own + CACHE + BESIDES;
        figures.push(Figure::at_most(format!("memory after {PAGES} pages, {items} items"), loaded.own, "MB", bound));
        mapped.push_str(&format!("| {items} items | {:.0} MB | {:.0} MB |\n", idle.mapped, loaded.mapped));
        figures.push(Figure::at_most(format!("start to first page, {items} items"), start, "ms", 300.0));
    }
    let text = format!(
        "Resident memory three seconds after the start with one page served, and again after {PAGES} pages from all \
         over the archive by eight readers, each page plain, by gzip and by brotli, one of {HOT} so often that it is \
         packed once more, with a page cache of {CACHE} MB: the bound is \
         what was held at rest, the cache and {BESIDES} MB. It counts what is the process's own. Files that it has \
         mapped (the program, the search index) are the system's own copies of them, which it takes back as soon as it \
         needs the room; they count at rest and stand by themselves under load. The start is measured from the command \
         to the last byte of the front page, the best of three.\n\n{}\n{mapped}\nOn {}.",
        table(&figures),
        machine::describe()
    );
    sheet::tell("At rest and under load", &text)
}

struct Rest {
    start: f64,
    idle: Held,
    loaded: Held,
}

fn measure(binary: &Path, items: u64) -> Result<Rest> {
    let house = houses::of(binary, items)?;
    let settings = [("CACHE_MEGABYTES", "64")];
    Server::open(binary, &house, &settings)?.settle()?;
    let mut start = f64::MAX;
    for _ in 0..2 {
        start = start.min(milliseconds(Server::open(binary, &house, &settings)?.start));
    }
    let server = Server::open(binary, &house, &settings)?;
    start = start.min(milliseconds(server.start));
    std::thread::sleep(Duration::from_secs(3));
    let idle = server.held()?;
    load(&server, items)?;
    Ok(Rest { start, idle, loaded: server.held()? })
}

/// Many readers of many pages.
fn load(server: &Server, items: u64) -> Result<()> {
    std::thread::scope(|scope| {
        let reader = |first: u64| {
            let mut client = server.client()?;
            for turn in (first..PAGES).step_by(READERS) {
                let page = wxr::address(turn * 7919 % items);
                client.get(&page)?;
                client.get_as(&page, "gzip")?;
                for _ in 0..if turn % HOT == 0 { OFTEN } else { 1 } {
                    client.get_as(&page, "br")?;
                }
            }
            anyhow::Ok(())
        };
        let reading: Vec<_> = (0..READERS as u64).map(|first| scope.spawn(move || reader(first))).collect();
        reading.into_iter().try_for_each(|reader| reader.join().unwrap_or_else(|_| bail!("a reader gave up")))
    })
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
