//! Whatever is typed, and whatever is put in: answered, and never a fault.

use std::path::PathBuf;

use platform::search::{Document, SearchIndex};

use crate::paper::{Paper, document, question};

/// Lines of the collections that lie beside the project, and some of our own.
fn strings() -> Vec<String> {
    let own = [
        "\"",
        "\"\"",
        "-",
        "--",
        "-\"",
        "-\"\"",
        "headline:",
        "headline:\"",
        "OR",
        "OR OR OR",
        "a OR",
        "year:99999999999999999",
        "before:0000-00-00",
        "after:-1",
        "(((((",
        "a AND (b",
        "*",
        "?*",
        "~2",
        "^",
        "field:[a TO b]",
        "\u{0}\u{1f}\u{1e}",
        "\u{feff}",
        "\u{202e}abc",
        "🦀🦀",
        "ﷺ",
        "İstanbul",
        "ß",
        "ﬃ",
        "日本語の検索",
        "ไทย",
        "e\u{301}e\u{301}",
        "'s",
        "’s s's",
        "\\",
        "%00",
        "...",
    ];
    let mut strings: Vec<String> = own.iter().map(|text| (*text).to_owned()).collect();
    strings.extend([
        "x".repeat(100_000),
        "é".repeat(50_000),
        "\"a\" ".repeat(10_000),
        "-".repeat(10_000),
        " ".repeat(10_000),
    ]);
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/hostile"));
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("NOT CHECKED: {} is not there, so that only our own strange strings were tried", folder.display());
        return strings;
    };
    for path in files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_none_or(|kind| kind != "xz")) {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        strings.extend(text.lines().map(str::to_owned));
    }
    strings
}

#[tokio::test]
async fn no_question_is_an_error() {
    let paper = Paper::of(vec![document(1, "A headline"), document(2, "Another of them")]).await;
    for string in strings() {
        for typed in
            [string.clone(), format!("headline:\"{string}"), format!("another -{string}"), format!("\"{string}\" OR x")]
        {
            paper.ask(question(&typed)).await;
        }
        paper.index.suggest(&string, &[], 5).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_put_in_is_what_is_answered() {
    let shown =
        |text: &str| text.split(|sign: char| sign.is_whitespace() || sign.is_control()).collect::<Vec<_>>().join(" ");
    let strings: Vec<String> =
        strings().into_iter().filter(|text| text.len() < 2_000 && !text.trim().is_empty()).collect();
    let documents = strings.iter().zip(1..).map(|(text, number)| Document {
        body: format!("{text} unmistakable{number}"),
        names: vec![text.clone()],
        topics: vec![text.clone()],
        language: text.chars().take(8).collect(),
        ..document(number, text)
    });
    let paper = Paper::of(documents.collect()).await;
    for (text, number) in strings.iter().zip(1..).step_by(23) {
        let answers = paper.ask(question(&format!("unmistakable{number}"))).await;
        let headline: String = answers.hits[0].headline.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(headline.split_whitespace().collect::<Vec<_>>(), shown(text).split_whitespace().collect::<Vec<_>>());
        paper.index.like(answers.hits[0].id, &[], 5).await.unwrap();
    }
}
