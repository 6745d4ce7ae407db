//! Imports of many items from WordPress: items a second, and the most memory each held.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::figures::{Figure, table};
use super::process::Took;
use super::{binary, machine, process, sheet, wxr};

/// Items where nothing else is said: of two files the larger must not take more memory.
const ITEMS: [u64; 2] = [20_000, 100_000];
/// Items a second.
const SPEED: f64 = 2_000.0;
/// Megabytes.
const MEMORY: f64 = 200.0;
/// How many times the memory of the smallest file the largest may take, for "however large the file".
const GROWTH: f64 = 1.1;

/// What the two imports of a file took.
struct Taken {
    items: u64,
    /// Of the file.
    megabytes: u64,
    first: Took,
    again: Took,
}

/// Writes files of so many items, imports each twice into a house of its own, and writes down what that took.
pub fn run(words: impl Iterator<Item = String>) -> Result<()> {
    let sizes = sizes(words)?;
    let binary = binary::path()?;
    let taken = sizes.iter().map(|items| take(&binary, *items)).collect::<Result<Vec<_>>>()?;
    let files: Vec<String> =
        taken.iter().map(|taken| format!("{} items ({} MB)", taken.items, taken.megabytes)).collect();
    let text = format!(
        "WordPress exports of {} into SQLite: bodies of some 500 words with headings, lists, quotes, tables, figures and \
         links; 60 authors, 40 sections, 400 topics, and a picture to {} items.\n\n{}\nOn {}.",
        files.join(" and "),
        wxr::ITEMS_A_PICTURE,
        table(&figures(&taken)),
        machine::describe()
    );
    sheet::tell("Import", &text)
}

fn take(binary: &Path, items: u64) -> Result<Taken> {
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let (export, house) = (folder.path().join("export.xml"), folder.path().join("house"));
    let mut file = BufWriter::new(std::fs::File::create(&export)?);
    wxr::write(&mut file, items)?;
    file.flush()?;
    drop(file);
    let megabytes = std::fs::metadata(&export)?.len() / (1024 * 1024);
    process::watch(masthead(binary).arg("init").arg(&house))?;
    let first = process::watch(&mut import(binary, &house, &export))?;
    let again = process::watch(&mut import(binary, &house, &export))?;
    Ok(Taken { items, megabytes, first, again })
}

fn figures(taken: &[Taken]) -> Vec<Figure> {
    let mut figures = Vec::new();
    for Taken { items, first, again, .. } in taken {
        let speed = |took: &Took| *items as f64 / took.time.as_secs_f64();
        figures.extend([
            Figure::at_least(format!("{items} items: a second"), speed(first), "items", SPEED),
            Figure::at_most(format!("{items} items: most memory"), first.megabytes as f64, "MB", MEMORY),
            Figure::at_least(format!("{items} items, once more, unchanged: a second"), speed(again), "items", SPEED),
            Figure::at_most(format!("{items} items, once more: most memory"), again.megabytes as f64, "MB", MEMORY),
        ]);
    }
    if let [least, .., most] = taken {
        let growth = most.first.megabytes as f64 / least.first.megabytes as f64;
        figures.push(Figure::at_most("growth of memory from the smaller file to the larger", growth, "times", GROWTH));
    }
    figures
}

/// The sizes asked for.
fn sizes(mut words: impl Iterator<Item = String>) -> Result<Vec<u64>> {
    match (words.next().as_deref(), words.next()) {
        (None, _) => Ok(ITEMS.to_vec()),
        (Some("--items"), Some(number)) => {
            Ok(vec![number.parse().with_context(|| format!("{number:?} is no number"))?])
        }
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
