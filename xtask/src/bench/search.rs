//! Search in an archive of any size: questions a second, and how long each thing takes.

use std::io::Write;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::figures::{Figure, table};
use super::{machine, sheet};
use crate::project;

/// Documents where nothing else is said.
const DOCUMENTS: u64 = 200_000;

/// Makes an index of that many documents, asks, types, puts, and writes down what that took.
pub fn run(words: impl Iterator<Item = String>) -> Result<()> {
    let documents = documents(words)?;
    let load = load();
    let mut measure = Command::new("cargo");
    measure.args(["run", "--release", "--locked", "--package", "indexer", "--example", "measure", "--"]);
    let measured = measure.arg(documents.to_string()).current_dir(project::path("")).output()?;
    std::io::stderr().write_all(&measured.stderr)?;
    ensure!(measured.status.success(), "the index could not be measured");
    let found = String::from_utf8(measured.stdout).context("the figures are no text")?;
    let a_second = number_in(&found, "questions a second, two at once", 1)?;
    let p99 = number_in(&found, "all questions", 3)?;
    let (known, misspelt) = known_items()?;
    let figures = [
        Figure::at_least("questions a second", a_second, "/s", 2_000.0),
        Figure::at_most("99 of 100 are answered within", p99, "ms", 15.0),
        Figure::at_least("a known item by three of its words", known, "of 100", 99.0),
        Figure::at_least("the same, one word misspelt", misspelt, "of 100", 97.0),
    ];
    let text = format!(
        "{documents} documents of some 500 words each, in a made-up language of 60,000 words that are as frequent as \
         words are (Zipf), a sixth of each text from its two topics; 3 sites, 40 sections, 400 topics, 2,000 people. The \
         index alone, without the house around it.\n\n\
         Two threads ask 15,000 questions each, as fast as they are answered: of twenty three are of one word, seven of \
         two, four of three, one of four, all from the headline and standfirst of some document; two are phrases of two \
         words from a body; two are two words within a section, counted by section, format, topic and year; one is two \
         words of which one has two letters in each other's place. Ten answers each, with marked headline and \
         snippet, and how many there are in all. Known items are those of a real publication, among the first ten \
         answers (`crates/indexer/tests/indexer/known.rs`).\n\n{}\n{found}\n\
         Processor time is that of all threads, and does not depend on what else the machine does. Load when it began: \
         {load}.\n\nOn {}.",
        table(&figures),
        machine::describe()
    );
    sheet::tell("Search", &text)
}

/// The number in a line of the figures: in the column `place` of the line that begins with `name`.
fn number_in(figures: &str, name: &str, place: usize) -> Result<f64> {
    let cells = figures.lines().map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    let line = cells.into_iter().find(|cells| cells.first() == Some(&name));
    let cell = line.and_then(|cells| cells.get(place).copied()).with_context(|| format!("no figure of {name:?}"))?;
    let digits = cell.trim_matches('*').split(' ').next().unwrap_or_default();
    digits.parse().with_context(|| format!("{cell:?} is no number"))
}

/// Of a hundred known items of a real publication, how many are found by three of their words, and with one misspelt.
fn known_items() -> Result<(f64, f64)> {
    let mut ask = Command::new("cargo");
    ask.args(["test", "--locked", "--package", "indexer", "--test", "indexer", "--", "known::", "--nocapture"]);
    let asked = ask.current_dir(project::path("")).output().context("cargo cannot be started")?;
    let said = String::from_utf8_lossy(&asked.stderr);
    let line = said.lines().find(|line| line.contains(" in 100 found, "));
    let line = line.with_context(|| format!("no real publication was searched: {said}"))?;
    let numbers: Vec<f64> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
    match numbers[..] {
        [_asked, found, _hundred, misspelt] => Ok((found, misspelt)),
        _ => bail!("the test says something else: {line}"),
    }
}

fn documents(mut words: impl Iterator<Item = String>) -> Result<u64> {
    match (words.next().as_deref(), words.next()) {
        (None, _) => Ok(DOCUMENTS),
        (Some("--items"), Some(number)) => number.parse().with_context(|| format!("{number:?} is no number")),
        _ => bail!("bench search takes --items N and nothing else"),
    }
}

/// How many programs want a processor, over the last minute.
fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned()
}
