//! The houses that are measured: publications of so many items, imported once and kept for the next run.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{process, wxr};
use crate::project;

/// Grows when what is written into the houses changes.
const EDITION: u32 = 3;

/// The house of `items` items, made now if there is none. Its files are read once, so that they are in memory, as those of a
/// house are that has been at work for a day.
pub fn of(binary: &Path, items: u64) -> Result<PathBuf> {
    let house = project::path(&format!("target/bench/{items}-items-{EDITION}"));
    let whole = house.join("whole");
    if whole.exists() {
        read(&house)?;
        return Ok(house);
    }
    if house.exists() {
        fs::remove_dir_all(&house).context("a half-made house cannot be removed")?;
    }
    fs::create_dir_all(house.parent().context("no folder for houses")?)?;
    writeln!(std::io::stderr(), "making a house of {items} items; the next run finds it")?;
    process::watch(Command::new(binary).arg("init").arg(&house))?;
    take(binary, &house, "items", |file| wxr::write(file, items))?;
    File::create(whole)?;
    Ok(house)
}

/// Reads whatever is in the folder.
fn read(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path)?;
        } else {
            std::io::copy(&mut File::open(path)?, &mut std::io::sink())?;
        }
    }
    Ok(())
}

/// Imports what `write` writes.
pub fn take(
    binary: &Path,
    house: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<()> {
    let export = house.join(format!("{name}.xml"));
    let mut file = BufWriter::new(File::create(&export)?);
    write(&mut file)?;
    file.flush()?;
    let mut import = Command::new(binary);
    import.args(["import", "wordpress"]).arg(&export).arg("--house").arg(house).env("MASTHEAD_LOG", "warn");
    let done = import.output().context("the import cannot be started")?;
    ensure!(done.status.success(), "the import failed: {}", String::from_utf8_lossy(&done.stderr));
    fs::remove_file(&export)?;
    Ok(())
}
