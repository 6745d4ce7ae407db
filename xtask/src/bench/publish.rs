//! From the instant of publication to every page that tells of it.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};
use kit::Timestamp;

use super::drafts::{self, Draft, PLACES, draft};
use super::figures::{Figure, table};
use super::server::Server;
use super::{binary, houses, machine, sheet};

const ITEMS: u64 = 200_000;
/// Stories published, one after another.
const STORIES: u64 = 9;
/// How long a story may take to show before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(10);
const GOAL: f64 = 50.0;

/// Publishes stories at known instants in a running house, and watches the pages that should tell of them.
pub fn run() -> Result<()> {
    let binary = binary::path()?;
    let house = houses::of(&binary, ITEMS)?;
    let edition = seconds_now()?;
    houses::take(&binary, &house, "drafts", |file| drafts::write(file, edition, STORIES))?;
    let server = Server::open(&binary, &house, &[])?;
    server.settle()?;
    let mut times = vec![Vec::new(); PLACES.len()];
    for story in 0..STORIES {
        let seen = publish_one(&binary, &house, &server, &draft(edition, story))?;
        writeln!(std::io::stderr(), "story {story}: {}", row(&seen))?;
        for (times, seen) in times.iter_mut().zip(seen) {
            times.push(seen);
        }
    }
    let mut figures = Vec::new();
    for ((name, _), mut times) in PLACES.iter().zip(times) {
        times.sort_by(f64::total_cmp);
        figures.push(Figure::at_most(format!("{name}, median"), times[times.len() / 2], "ms", GOAL));
        figures.push(Figure::at_most(format!("{name}, slowest"), times[times.len() - 1], "ms", GOAL));
    }
    let text = format!(
        "A story is scheduled in a running house of {ITEMS} items, with search index and page cache. From the instant \
         of its schedule (the job's claim, the transaction with its writes to the disk, purge and render are in the \
         figure) to the last byte of a page that shows it, each page asked for every {} ms by a reader of its own, \
         unless it is as it was (`ETag`); {STORIES} stories.\n\n{}\nOn {}.",
        PAUSE.as_millis(),
        table(&figures),
        machine::describe()
    );
    sheet::tell("Published and seen", &text)
}

/// Milliseconds until each place showed a story, in a line.
fn row(seen: &[f64]) -> String {
    PLACES.iter().zip(seen).map(|((name, _), seen)| format!("{name} {seen:.0} ms")).collect::<Vec<_>>().join(", ")
}

/// From one look at a page to the next.
const PAUSE: Duration = Duration::from_millis(2);
/// From giving the order to the instant that it names: enough for the command, and for all pages to be in the cache.
const AHEAD: u64 = 4;

/// Milliseconds until each place shows it.
fn publish_one(binary: &Path, house: &Path, server: &Server, story: &Draft) -> Result<Vec<f64>> {
    let second = seconds_now()? + AHEAD;
    let at = Timestamp::from_second(second.cast_signed()).context("a clock past all time")?;
    let mut order = Command::new(binary);
    order.arg("publish").arg(&story.address).args(["--at", &at.to_string()]).arg("--house").arg(house);
    let said = order.env("MASTHEAD_LOG", "warn").output()?;
    ensure!(said.status.success(), "not scheduled: {}", String::from_utf8_lossy(&said.stdout));
    let instant = UNIX_EPOCH + Duration::from_secs(second);
    ensure!(SystemTime::now() < instant, "the order took too long");
    std::thread::scope(|scope| {
        let watching: Vec<_> = PLACES
            .iter()
            .map(|(_, address)| scope.spawn(move || watch(server, &address(story), &story.address, instant)))
            .collect();
        let joined = watching.into_iter().map(|watch| watch.join().unwrap_or_else(|_| bail!("a reader gave up")));
        joined.collect()
    })
}

/// Milliseconds from the instant until the page has the story's address.
fn watch(server: &Server, page: &str, story: &str, instant: SystemTime) -> Result<f64> {
    let mut client = server.client()?;
    // Once before, so that the page of before is in the cache.
    let mut last = client.get(page)?;
    let wait = instant.duration_since(SystemTime::now()).unwrap_or_default();
    std::thread::sleep(wait);
    loop {
        // As readers of feeds ask: what is read again and again would take the processors from the house.
        let answer = client.get_unless(page, last.header("etag"))?;
        let since = SystemTime::now().duration_since(instant).unwrap_or_default();
        if answer.status == 200 && contains(&answer.body, story.as_bytes()) {
            return Ok(since.as_secs_f64() * 1000.0);
        }
        ensure!(since < PATIENCE, "{page} does not show {story}");
        if answer.status != 304 {
            last = answer;
        }
        std::thread::sleep(PAUSE);
    }
}

fn contains(body: &[u8], story: &[u8]) -> bool {
    body.windows(story.len()).any(|part| part == story)
}

fn seconds_now() -> Result<u64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH).context("a clock before 1970")?.as_secs())
}
