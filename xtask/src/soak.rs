//! What holds and takes too long to be shown every day: `cargo xtask soak`.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};

use crate::bench::{machine, sheet};
use crate::{new_feature, project};

/// How often each story kills.
const KILLS: &str = "100";
/// Inputs that each property is asked of.
const INPUTS: &str = "20000";
/// The feature that is begun, in a copy of the project.
const FEATURE: &str = "trackers";

/// `soak [kills|hostile|inputs|feature]`; without a name all of them.
pub fn run(mut words: impl Iterator<Item = String>) -> Result<()> {
    match words.next().as_deref() {
        None => {
            kills()?;
            hostile()?;
            inputs()?;
            feature()
        }
        Some("kills") => kills(),
        Some("hostile") => hostile(),
        Some("inputs") => inputs(),
        Some("feature") => feature(),
        Some(other) => bail!("soak: {other:?} is not known: kills, hostile, inputs, feature"),
    }
}

/// Kills houses and imports on both engines, and writes down what each story came to.
fn kills() -> Result<()> {
    let said = stories("cut_off::", &[("MASTHEAD_TEST_KILLS", KILLS)])?;
    let tallies: Vec<&str> = said.iter().filter_map(|line| Some(line.split_once("tally: ")?.1)).collect();
    let mut rows: Vec<String> = tallies.iter().map(|tally| format!("| {tally} |\n")).collect();
    rows.sort();
    ensure!(!rows.is_empty(), "no story was told");
    let text = format!(
        "Programs are killed (SIGKILL) at moments that dice choose, while they import, publish, wait for the hour of \
         schedules, follow with their index or make it anew. Afterwards everything that was acknowledged is there, once; \
         an import has come to the same archive as one that nobody killed; every document of the index says what the \
         database says; `masthead doctor` finds nothing. All stories ended so, in a build with debug assertions \
         (`cargo xtask soak kills`; their seeds are printed, `crates/press/tests/it/cut_off` and `search_cut_off`).\n\n\
         | who was killed | engine | kills | what came of it | took |\n|---|---|--:|---|--:|\n{}\nOn {}.",
        rows.concat(),
        machine::describe()
    );
    sheet::tell("Killed", &text)
}

/// Asks every gap and every parameter of every route with every hostile text that there is.
fn hostile() -> Result<()> {
    let said = stories("hostile::", &[("MASTHEAD_TEST_FOREIGN", "everywhere")])?;
    let asked = said.iter().find(|line| line.contains(" questions, ")).context("nothing was asked")?;
    Ok(writeln!(std::io::stdout(), "hostile: {asked}")?)
}

/// Tells the stories of the house whose names have this in them, one after another; what they said.
fn stories(name: &str, variables: &[(&str, &str)]) -> Result<Vec<String>> {
    let mut test = Command::new("cargo");
    test.args(["test", "--workspace", "--locked", "--test", "it", "--", "--nocapture", "--test-threads", "1", name]);
    test.envs(variables.iter().copied()).env("MASTHEAD_LOG", "off").current_dir(project::path(""));
    let mut telling = test.stderr(Stdio::piped()).spawn().context("cargo cannot be started")?;
    let mut said = Vec::new();
    for line in BufReader::new(telling.stderr.take().context("it says nothing")?).lines() {
        let line = line?;
        writeln!(std::io::stderr(), "{line}")?;
        said.push(line);
    }
    ensure!(telling.wait()?.success(), "a story ended badly; its seed is above");
    Ok(said)
}

/// Asks every property of inputs that nobody has seen yet.
fn inputs() -> Result<()> {
    let seed = SystemTime::now().duration_since(UNIX_EPOCH)?.subsec_nanos().to_string();
    let mut test = Command::new("cargo");
    test.args("test --locked --package kit --package prose --package intake --package darkroom".split(' '))
        .envs([("PROPTEST_CASES", INPUTS), ("PROPTEST_RNG_SEED", &seed)])
        .current_dir(project::path(""));
    ensure!(
        test.status().context("cargo cannot be started")?.success(),
        "a property does not hold; the seed is {seed}"
    );
    Ok(writeln!(std::io::stdout(), "inputs: each property held for {INPUTS} of them, from the seed {seed}")?)
}

/// Begins a feature in a copy of the project: that compiles, with all that lists it, and no lint complains.
fn feature() -> Result<()> {
    let folder = project::path("target/soak");
    let copy = folder.join("project");
    if copy.exists() {
        std::fs::remove_dir_all(&copy).context("the copy of before cannot be removed")?;
    }
    copy_project(&copy)?;
    new_feature::begin(&copy, FEATURE)?;
    for words in [
        &["fmt", "--all", "--check"][..],
        &["clippy", "--offline", "--package", FEATURE, "--package", "press", "--lib", "--", "--deny", "warnings"],
    ] {
        let mut check = Command::new("cargo");
        check.args(words).current_dir(&copy).env("CARGO_TARGET_DIR", folder.join("target"));
        ensure!(check.status().context("cargo cannot be started")?.success(), "cargo {words:?} is not content");
    }
    Ok(writeln!(std::io::stdout(), "feature: a new one compiles, and no lint complains")?)
}

/// Copies what is in the project's history, as it lies here now.
fn copy_project(to: &Path) -> Result<()> {
    let list = Command::new("git").args(["ls-files", "-z"]).current_dir(project::path("")).output()?;
    ensure!(list.status.success(), "git does not say what belongs to the project");
    let list = String::from_utf8(list.stdout).context("a name that is not UTF-8")?;
    for name in list.split_terminator('\0').filter(|name| project::path(name).is_file()) {
        let file = to.join(name);
        std::fs::create_dir_all(file.parent().context("a file without a folder")?)?;
        std::fs::copy(project::path(name), &file).with_context(|| format!("cannot copy {name}"))?;
    }
    Ok(())
}
