//! Words that have no place in the house.

use crate::nothing;
use crate::tree::files;

/// Left on a desk by mistake: marks of unfinished work, filler, places on one person's machine, hosts that the lock files
/// know already.
const NOWHERE: [&str; 10] = [
    "lorem ipsum",
    "fixme",
    "xxx:",
    "todo!(",
    "unimplemented!(",
    "dbg!(",
    "registry.npmjs.org",
    "static.crates.io",
    "/home/",
    "/users/",
];

/// Names of files that say nothing.
const SAY_NOTHING: [&str; 8] = ["util", "utils", "helper", "helpers", "misc", "common", "manager", "part2"];

const READ: [&str; 14] =
    ["rs", "md", "toml", "html", "css", "ts", "mjs", "js", "json", "sql", "yaml", "yml", "sh", "npmrc"];

#[test]
fn nothing_was_left_lying_about() {
    let mut findings = Vec::new();
    for file in files() {
        let kind = file.path.rsplit(['.', '/']).next().unwrap_or_default();
        let here = file.path.starts_with("crates/testkit/tests/tidy/");
        // Tests bring what others publish, addresses and all.
        if here || !READ.contains(&kind) || file.is_test() {
            continue;
        }
        for (number, line) in file.text.lines().enumerate() {
            let low = line.to_ascii_lowercase();
            for word in NOWHERE.iter().filter(|word| low.contains(**word)) {
                findings.push(format!("{}:{}: {word}", file.path, number + 1));
            }
        }
    }
    nothing("Take it away", findings);
}

#[test]
fn files_are_named_for_what_is_in_them() {
    let silent = files().into_iter().filter(|file| {
        let parts = file.path.split(['/', '.']);
        parts.clone().any(|part| SAY_NOTHING.contains(&part))
    });
    nothing("A name of the newsroom, or of what it does", silent.map(|file| file.path).collect());
}

#[test]
fn prose_counts_from_no_other_time() {
    let past = ["previously,", "used to be", "no longer needed", "old implementation", "legacy code"];
    let mut findings = Vec::new();
    for file in files().iter().filter(|file| file.path.ends_with(".rs") && !file.is_test()) {
        for (number, line) in file.text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("//")) {
            if past.iter().any(|word| line.to_ascii_lowercase().contains(word)) {
                findings.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    nothing("A comment says why, not what was", findings);
}
