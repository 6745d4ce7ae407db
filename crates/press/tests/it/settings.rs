//! Which setting wins: the file, then variables, then flags.

use crate::binary::{masthead, run, said, word};

#[test]
fn flags_win_over_variables_and_variables_over_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let house = word(folder.path());
    let settings = "listen = \"127.0.0.1:4001\"\naddress = \"https://file.example/\"\n[log]\nfilter = \"warn\"\n";
    std::fs::write(folder.path().join("masthead.toml"), settings).expect("written");
    assert_eq!(run(&["migrate", "--house", house]).code, 0);

    let doctor = |words: &[&str], variables: &[(&str, &str)]| {
        let mut command = masthead(&[&["doctor"], words].concat());
        said(command.envs(variables.iter().copied()).output().expect("the binary starts"))
    };
    let by_file = doctor(&["--house", house], &[]).out;
    assert!(by_file.contains("127.0.0.1:4001") && by_file.contains("https://file.example\n"), "{by_file}");

    let variables = [("MASTHEAD_HOUSE", house), ("MASTHEAD_LISTEN", "127.0.0.1:4002"), ("MASTHEAD_LOG", "error")];
    let by_variable = doctor(&[], &variables).out;
    assert!(by_variable.contains("127.0.0.1:4002") && by_variable.contains("  error\n"), "{by_variable}");

    let elsewhere = format!("sqlite://{house}/elsewhere.db");
    let variables = [("MASTHEAD_DATABASE", "sqlite:///nowhere/at/all.db")];
    let by_flag = doctor(&["--house", house, "--database", &elsewhere], &variables).out;
    assert!(by_flag.contains("elsewhere.db") && !by_flag.contains("nowhere"), "{by_flag}");
}

#[test]
fn a_setting_that_cannot_be_is_named_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let house = word(folder.path());
    std::fs::write(folder.path().join("masthead.toml"), "[cache]\nmegabites = 5\n").expect("written");
    let wrong = run(&["serve", "--house", house]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("masthead.toml") && wrong.err.contains("megabites"), "{}", wrong.err);

    std::fs::write(folder.path().join("masthead.toml"), "").expect("written");
    let wrong = masthead(&["serve", "--house", house]).env("MASTHEAD_LISTEN", "here").output().expect("starts");
    assert!(said(wrong).err.contains("MASTHEAD_LISTEN=\"here\""));
}

#[test]
fn folders_in_the_file_stand_in_the_house() {
    let folder = tempfile::tempdir().expect("a folder");
    let house = word(folder.path());
    let settings = "media = \"pictures\"\ndatabase = \"sqlite://here.db\"\n";
    std::fs::write(folder.path().join("masthead.toml"), settings).expect("written");
    let migrated = masthead(&["migrate", "--house", house]).current_dir("/").output().expect("starts");
    assert_eq!(said(migrated).code, 0);
    assert!(folder.path().join("here.db").exists() && folder.path().join("pictures").is_dir());
}
