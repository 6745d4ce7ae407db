//! Slices stand on floors, and arrows point down. The compiler keeps what the manifests say; this keeps the manifests.

use std::collections::BTreeMap;

use toml::Table;

use crate::nothing;
use crate::tree::{File, files, root, sources};

/// The floor of each crate that is no feature. On one floor an arrow may point to a crate that stands before it here.
const FLOORS: [(&str, u8); 12] = [
    ("kit", 0),
    ("prose", 0),
    ("intake", 0),
    ("darkroom", 0),
    ("platform", 1),
    ("vault", 1),
    ("indexer", 1),
    ("people", 2),
    ("content", 2),
    ("press", 4),
    ("testkit", 4),
    ("xtask", 4),
];
const FEATURES: u8 = 3;

/// What only one crate may know: adapters, and what is for tests alone.
const KNOWN_TO: [(&str, &[&str]); 3] = [("vault", &["press"]), ("indexer", &["press", "testkit"]), ("testkit", &[])];

/// A crate and the crates of the house that it leans on.
struct Manifest {
    name: String,
    is_feature: bool,
    leans_on: Vec<String>,
    tests_lean_on: Vec<String>,
}

fn manifests() -> Vec<Manifest> {
    let own = |file: &File| file.path == format!("{}/Cargo.toml", file.slice());
    let files: Vec<File> = files().into_iter().filter(own).collect();
    let tables: Vec<(&File, Table)> = files
        .iter()
        .map(|file| (file, file.text.parse().unwrap_or_else(|why| panic!("{}: {why}", file.path))))
        .collect();
    let name = |table: &Table| table["package"]["name"].as_str().expect("a crate has a name").to_owned();
    let ours: Vec<String> = tables.iter().map(|(_, table)| name(table)).collect();
    let list = |table: &Table, part: &str| {
        let part = table.get(part).and_then(toml::Value::as_table);
        let names = part.into_iter().flat_map(Table::keys).filter(|name| ours.contains(name));
        names.cloned().collect::<Vec<_>>()
    };
    let manifest = |(file, table): &(&File, Table)| Manifest {
        name: name(table),
        is_feature: file.path.starts_with("features/"),
        leans_on: [list(table, "dependencies"), list(table, "build-dependencies")].concat(),
        tests_lean_on: list(table, "dev-dependencies"),
    };
    tables.iter().map(manifest).collect()
}

#[test]
fn arrows_point_down() {
    let manifests = manifests();
    let mut floors: BTreeMap<&str, (u8, usize)> = BTreeMap::new();
    for (place, (name, floor)) in FLOORS.iter().enumerate() {
        floors.insert(name, (*floor, place));
    }
    for manifest in manifests.iter().filter(|manifest| manifest.is_feature) {
        floors.insert(&manifest.name, (FEATURES, 0));
    }
    let mut findings = Vec::new();
    for manifest in &manifests {
        let Some(&(floor, place)) = floors.get(manifest.name.as_str()) else {
            findings.push(format!("{} stands on no floor: add it to FLOORS", manifest.name));
            continue;
        };
        for below in &manifest.leans_on {
            let known_to = KNOWN_TO.iter().find(|(name, _)| name == below).map(|(_, known_to)| *known_to);
            let stranger = known_to.is_some_and(|known_to| !known_to.contains(&manifest.name.as_str()));
            let down = floors.get(below.as_str()).is_some_and(|&(other, before)| {
                other < floor || (other == floor && floor != FEATURES && before < place)
            });
            if !down || stranger {
                findings.push(format!("{} must not know {below}", manifest.name));
            }
        }
    }
    nothing("An arrow points up, or sideways between features, or to what is press's alone", findings);
}

#[test]
fn no_feature_s_tests_need_another_feature() {
    let manifests = manifests();
    let features: Vec<&str> = manifests.iter().filter(|one| one.is_feature).map(|one| one.name.as_str()).collect();
    let findings = manifests.iter().filter(|one| one.name != "press").flat_map(|one| {
        let others = one.tests_lean_on.iter().filter(|other| features.contains(&other.as_str()));
        others.map(|other| format!("{}'s tests know {other}", one.name))
    });
    nothing("Stories of two features together stand with press", findings.collect());
}

#[test]
fn nothing_below_press_names_a_feature() {
    let manifests = manifests();
    let features: Vec<&str> = manifests.iter().filter(|one| one.is_feature).map(|one| one.name.as_str()).collect();
    let mut findings = Vec::new();
    for file in sources() {
        let above = ["crates/press", "crates/testkit", "xtask"].contains(&file.slice());
        for (number, line) in file.code().filter(|_| !above) {
            for feature in &features {
                let own = file.slice().ends_with(&format!("/{feature}"));
                if !own && names(line, feature) {
                    findings.push(format!("{}:{number}: {}", file.path, line.trim()));
                }
            }
        }
    }
    nothing("They meet through changes, slots and the floors below", findings);
}

/// Whether a line calls a feature's code, or knows one of its tables or jobs by name.
fn names(line: &str, feature: &str) -> bool {
    let begins = |form: String, in_text: bool| {
        line.match_indices(form.as_str()).any(|(at, _)| {
            let before = &line[..at];
            let whole = !before.ends_with(|c: char| c.is_alphanumeric() || "_:/".contains(c));
            whole && (!in_text || before.matches('"').count() % 2 == 1)
        })
    };
    begins(format!("{feature}::"), false) || begins(format!("{feature}."), true) || begins(format!("{feature}_"), true)
}

#[test]
fn every_feature_says_what_it_is_for() {
    let features = manifests().into_iter().filter(|one| one.is_feature);
    let silent = features.filter(|one| !root().join("features").join(&one.name).join("README.md").is_file());
    nothing("A feature has a README", silent.map(|one| one.name).collect());
}
