//! An import of many items from WordPress: items a second, and the most memory it held.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::process::Took;
use super::{binary, machine, process, sheet, wxr};

/// Items where nothing else is said.
const ITEMS: u64 = 100_000;

/// Writes a file of that many items, imports it twice, and writes down what that took.
pub fn run(words: impl Iterator<Item = String>) -> Result<()> {
    let items = items(words)?;
    let binary = binary::path()?;
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let (export, house) = (folder.path().join("export.xml"), folder.path().join("house"));
    let mut file = BufWriter::new(std::fs::File::create(&export)?);
    wxr::write(&mut file, items)?;
    file.flush()?;
    drop(file);
    let megabytes = std::fs::metadata(&export)?.len() / (1024 * 1024);

    process::watch(masthead(&binary).arg("init").arg(&house))?;
    let first = process::watch(&mut import(&binary, &house, &export))?;
    let again = process::watch(&mut import(&binary, &house, &export))?;
    let text = format!(
        "A WordPress export of {items} items ({megabytes} MB: bodies of some 500 words with headings, lists, quotes, \
         tables, figures and links; 60 authors, 40 sections, 400 topics, {} pictures) into SQLite.\n\n\
         | | time | items a second | most memory |\n|---|--:|--:|--:|\n{}{}\nOn {}.",
        items / wxr::ITEMS_A_PICTURE,
        row("first import", items, first),
        row("once more, nothing changed", items, again),
        machine::describe()
    );
    sheet::tell("Import", &text)
}

fn items(mut words: impl Iterator<Item = String>) -> Result<u64> {
    match (words.next().as_deref(), words.next()) {
        (None, _) => Ok(ITEMS),
        (Some("--items"), Some(number)) => number.parse().with_context(|| format!("{number:?} is no number")),
        _ => bail!("bench import takes --items N and nothing else"),
    }
}

fn masthead(binary: &Path) -> Command {
    let mut command = Command::new(binary);
    command.env("MASTHEAD_LOG", "warn");
    command
}

fn import(binary: &Path, house: &Path, export: &Path) -> Command {
    let mut command = masthead(binary);
    command.args(["import", "wordpress"]).arg(export).arg("--house").arg(house);
    command
}

fn row(name: &str, items: u64, took: Took) -> String {
    let seconds = took.time.as_secs_f64();
    format!("| {name} | {seconds:.1} s | {:.0} | {} MB |\n", items as f64 / seconds, took.megabytes)
}
