//! What the house is built from keeps to `deny.toml`: licences, doubles, crates that are not wanted, where they come from.
//! Cargo says what that is, for each machine the house is made for.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use toml::Table;

use crate::nothing;
use crate::tree::root;

/// A package that is not of the house itself.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    licence: String,
    source: String,
}

fn rules() -> Table {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("the rules are there");
    text.parse().expect("they are TOML")
}

/// All packages of the lock file that are compiled anywhere.
fn packages(rules: &Table) -> BTreeSet<Package> {
    words(&rules["graph"]["targets"]).iter().flat_map(|target| packages_for(target)).collect()
}

fn packages_for(target: &str) -> Vec<Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let words = ["metadata", "--format-version", "1", "--locked", "--all-features", "--filter-platform", target];
    let told = Command::new(cargo).args(words).current_dir(root()).output().expect("cargo runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).expect("cargo speaks JSON");
    let text = |package: &Value, name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let package = |package: &Value| Package {
        name: text(package, "name"),
        version: text(package, "version"),
        licence: text(package, "license"),
        source: text(package, "source"),
    };
    let all = told["packages"].as_array().expect("a list of packages").iter();
    all.filter(|package| !package["source"].is_null()).map(package).collect()
}

/// The words of a list.
fn words(list: &toml::Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

/// What the entries of a list have under this name.
fn named<'a>(list: &'a toml::Value, name: &str) -> Vec<&'a str> {
    list.as_array().into_iter().flatten().filter_map(|entry| entry.get(name)?.as_str()).collect()
}

/// Whether one may build with these licences alone: an expression as SPDX has it, or with strokes as it was once written.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "-WITH-");
    let mut words = spaced.split_whitespace().peekable();
    let allowed: Vec<String> = allowed.iter().map(|licence| licence.replace(" WITH ", "-WITH-")).collect();
    any(&mut words, &allowed) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut holds = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        holds |= all(words, allowed);
    }
    holds
}

fn all(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut holds = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        holds &= one(words, allowed);
    }
    holds
}

fn one(words: &mut Words<'_>, allowed: &[String]) -> bool {
    match words.next() {
        Some("(") => {
            let holds = any(words, allowed);
            words.next() == Some(")") && holds
        }
        Some(licence) => allowed.iter().any(|one| one == licence),
        None => false,
    }
}

#[test]
fn everything_the_house_is_built_from_may_be_used() {
    let rules = rules();
    let (licences, bans) = (&rules["licenses"], &rules["bans"]);
    let exceptions = licences["exceptions"].as_array().expect("a list");
    let unwanted = named(&bans["deny"], "crate");
    let packages = packages(&rules);
    assert!(packages.len() > 300, "cargo names {} packages", packages.len());
    // All of it comes from one registry, nothing out of a repository.
    let registry = packages.iter().map(|package| &package.source).find(|source| source.starts_with("registry+"));
    let findings = packages.iter().filter_map(|package| {
        let Package { name, version, licence, source } = package;
        let exception = exceptions.iter().find(|entry| entry["crate"].as_str() == Some(name));
        let mut allowed = words(&licences["allow"]);
        allowed.extend(exception.into_iter().flat_map(|entry| words(&entry["allow"])));
        let wrong = match () {
            () if !is_allowed(licence, &allowed) => format!("has the licence {licence:?}"),
            () if unwanted.contains(&name.as_str()) => "is not wanted".to_owned(),
            () if Some(source) != registry => format!("comes from {source}"),
            () => return None,
        };
        Some(format!("{name} {version} {wrong}"))
    });
    nothing("deny.toml says what may be used", findings.collect());
}

#[test]
fn two_versions_of_a_crate_have_a_reason() {
    let rules = rules();
    let mut skipped: BTreeSet<&str> = named(&rules["bans"]["skip"], "crate").into_iter().collect();
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages(&rules) {
        versions.entry(package.name).or_default().push(package.version);
    }
    let mut findings = Vec::new();
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        let unnamed = versions.iter().filter(|version| !skipped.remove(format!("{name}@{version}").as_str())).count();
        if unnamed > 1 {
            findings.push(format!("{name} is there as {}", versions.join(" and ")));
        }
    }
    findings.extend(skipped.iter().map(|double| format!("{double} is no double any more")));
    nothing("Doubles are taken out, or named in deny.toml with the reason", findings);
}

#[test]
fn licences_are_read_as_they_are_written() {
    let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "ISC"];
    for fine in [
        "MIT",
        "GPL-3.0 OR MIT",
        "MIT/Unlicense",
        "(MIT OR GPL-3.0) AND ISC",
        "Apache-2.0 WITH LLVM-exception OR BSL-1.0",
    ] {
        assert!(is_allowed(fine, &allowed), "{fine}");
    }
    for wrong in
        ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "MIT WITH other-exception", "(MIT", "MIT ISC"]
    {
        assert!(!is_allowed(wrong, &allowed), "{wrong}");
    }
}
