//! Exit codes, help, and the commands that features bring.

use crate::binary::{run, word};

#[test]
fn wrong_usage_is_two_and_says_what_is_right() {
    for words in [&[][..], &["prnt"], &["serve", "--listen", "here"], &["init"], &["features", "--mpa"]] {
        let said = run(words);
        assert_eq!(said.code, 2, "{words:?}: {}", said.err);
        assert_eq!(said.out, "");
        assert!(said.err.contains("--help") || said.err.contains("Usage:"), "{words:?}: {}", said.err);
    }
}

#[test]
fn help_lists_the_commands_of_press_and_of_the_features() {
    let said = run(&["--help"]);
    assert_eq!(said.code, 0);
    let theirs = press::features().into_iter().flat_map(|feature| feature.commands);
    let theirs = theirs.map(|command| (command.usage)());
    let theirs = theirs.map(|usage| format!("{} {}", usage.get_name(), usage.get_about().cloned().unwrap_or_default()));
    let own = ["demo", "init", "serve", "migrate", "doctor", "jobs", "features"].map(str::to_owned);
    for name in own.into_iter().chain(theirs) {
        assert!(words(&said.out).contains(&format!(" {name} ")), "{name} is missing in\n{}", said.out);
    }
}

/// The text with single spaces between words.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn where_there_is_no_publication_every_command_says_how_to_make_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for words in [&["serve"][..], &["migrate"], &["doctor"], &["jobs"], &["reindex"]] {
        let said = run(&[words, &["--house", word(folder.path())]].concat());
        assert_eq!(said.code, 1, "{words:?}");
        assert!(said.err.contains("masthead init"), "{words:?}: {}", said.err);
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing was made");
    }
}

#[test]
fn a_command_of_a_feature_wants_tables_that_are_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("masthead.toml"), "").expect("written");
    let said = run(&["reindex", "--house", word(folder.path())]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("masthead migrate"), "{}", said.err);
}

#[test]
fn whoever_has_heard_enough_is_no_error() {
    use std::process::Stdio;
    let mut process =
        crate::binary::masthead(&["features"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    drop(process.stdout.take());
    let said = crate::binary::said(process.wait_with_output().expect("ends"));
    assert_eq!((said.code, said.err.as_str()), (0, ""));
}
