//! Whatever is asked, the search answers; and what was typed is never markup.

use serde_json::Value;
use testkit::{Engine, House, both_engines};

use super::house_with;
use crate::house::real;

const PARAMETERS: [&str; 12] =
    ["q", "site", "section", "topic", "author", "format", "kind", "year", "from", "until", "order", "page"];

#[tokio::test(flavor = "multi_thread")]
async fn odd_questions_are_answered() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "Masts")]).await;
        let long = "a".repeat(5_000);
        let many = "a OR ".repeat(400);
        let deep = format!("{}a{}", "(\"".repeat(300), "\")".repeat(300));
        let odd = [
            "\"",
            "\"\"",
            "-",
            "--",
            "-\"",
            "OR",
            "OR OR",
            "a OR",
            ":",
            "headline:",
            "headline:\"",
            "byline:-",
            "*",
            "?",
            "a*",
            "before:",
            "before:x",
            "after:99999-99-99",
            "year:-1",
            "year:999999999999",
            "[a TO b]",
            "a^9",
            "a~9",
            "\u{0}",
            "%",
            "%00",
            "\u{202e}",
            "\u{1f600}",
            "ß",
            "İ",
            "ｆｕｌｌ",
            "日本語",
            "عربي",
            "'; DROP TABLE x; --",
            "<script>alert(1)</script>",
            "{{ 7*7 }}",
            "\\",
            "/",
            "\n\r\t",
            "..",
            "-a -b -c",
            "NOT a",
            "AND",
            "+",
            "+-",
            "\u{301}",
        ];
        for value in odd.into_iter().chain([long.as_str(), many.as_str(), deep.as_str()]) {
            ask(&house, value).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_values_in_every_parameter_break_nothing() {
    let Some(folder) = real("hostile") else { return };
    let mut values: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") => texts(&serde_json::from_str(&text).unwrap(), &mut values),
            Some("txt" | "fuzz") => values.extend(text.lines().map(str::to_owned)),
            _ => {}
        }
    }
    assert!(values.len() > 1_000);
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "Masts")]).await;
        let every = if engine == Engine::Sqlite { 3 } else { 20 };
        for value in values.iter().step_by(every) {
            ask(&house, value).await;
        }
    })
    .await;
}

fn texts(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, all)),
        Value::Object(map) => map.values().for_each(|value| texts(value, all)),
        _ => {}
    }
}

/// Asks with this value as the words, then with it in every parameter at once, of page and programs.
async fn ask(house: &House, value: &str) {
    // A request has room for so much.
    let value: String = value.chars().take(1_200).collect();
    let encoded: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let all: Vec<String> = PARAMETERS.iter().map(|name| format!("{name}={encoded}")).collect();
    let others = all[1..].join("&");
    for query in [all[0].clone(), format!("q=masts&{others}"), all.join("&")] {
        for path in ["/search", "/api/search", "/api/search/suggestions"] {
            let answer = house.get(&format!("{path}?{query}")).await;
            assert!(answer.status < 500, "{} to {path} with {value:?}: {}", answer.status, answer.text());
            let markup = value.contains("<s") && answer.header("content-type").starts_with("text/html");
            let own =
                ["<section", "<span", "<svg", "<search", "<summary", "<strong", "<source", "<script src", "<style"];
            if markup && value.len() > 12 && !own.iter().any(|own| value.starts_with(own)) {
                assert!(!answer.text().contains(&value), "{path} repeats {value:?} as it came");
            }
        }
    }
}
