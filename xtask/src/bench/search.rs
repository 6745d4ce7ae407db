//! Search in an archive of any size: questions a second, and how long each thing takes.

use std::io::Write;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

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
    let figures = String::from_utf8(measured.stdout).context("the figures are no text")?;
    let text = format!(
        "{documents} documents of some 500 words each, in a made-up language of 60,000 words that are as frequent as \
         words are (Zipf), a sixth of each text from its two topics; 3 sites, 40 sections, 400 topics, 2,000 people. The \
         index alone, without the house around it.\n\n\
         Two threads ask 15,000 questions each, as fast as they are answered: of twenty three are of one word, seven of \
         two, four of three, one of four, all from the headline and standfirst of some document; two are phrases of two \
         words from a body; two are two words within a section, counted by section, format, topic and year; one is two \
         words of which one has two letters in each other's place. Ten answers each, with marked headline and \
         snippet, and how many there are in all.\n\n{figures}\n\
         Processor time is that of all threads, and does not depend on what else the machine does. Load when it began: \
         {load}.\n\nOn {}.",
        machine::describe()
    );
    sheet::write("Search", &text)?;
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
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
