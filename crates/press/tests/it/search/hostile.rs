//! Whatever is asked, the search answers; and what was typed is never markup.

use serde_json::Value;
use testkit::{Engine, House, both_engines};

use super::house_with;
use crate::house::{are_everywhere, real};

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
        let searches = searches(&house);
        assert!(searches.len() > 3, "{searches:?}");
        for value in odd.into_iter().chain([long.as_str(), many.as_str(), deep.as_str()]) {
            one_by_one(&house, &searches, value).await;
            at_once(&house, &searches, value).await;
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
        let searches = searches(&house);
        let every = match engine {
            _ if are_everywhere() => 1,
            Engine::Sqlite => 3,
            Engine::Postgres => 20,
        };
        for value in values.iter().step_by(every) {
            at_once(&house, &searches, value).await;
            if are_everywhere() {
                one_by_one(&house, &searches, value).await;
            }
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

/// Every route that takes words, with all that it is asked besides: read off the list of features.
fn searches(house: &House) -> Vec<(String, &'static [&'static str])> {
    let routes = house.app.features().iter().flat_map(|feature| &feature.routes);
    let taking = routes.filter(|route| route.parameters.contains(&"q"));
    taking.map(|route| (route.path.replace("{form}", "json"), route.parameters)).collect()
}

/// Asks with this value in each parameter, one at a time: alone, and beside words that find something.
async fn one_by_one(house: &House, searches: &[(String, &'static [&'static str])], value: &str) {
    for (path, parameters) in searches {
        for name in *parameters {
            assert_answered(house, &format!("{path}?{name}="), value, "").await;
            if *name != "q" {
                assert_answered(house, &format!("{path}?q=masts&{name}="), value, "").await;
            }
        }
    }
}

/// Asks with this value in every parameter at once.
async fn at_once(house: &House, searches: &[(String, &'static [&'static str])], value: &str) {
    for (path, parameters) in searches {
        let others: String = parameters[1..].iter().map(|name| format!("&{name}={}", encoded(value))).collect();
        assert_answered(house, &format!("{path}?{}=", parameters[0]), value, &others).await;
    }
}

/// A request has room for so much of a value.
fn encoded(value: &str) -> String {
    let value: String = value.chars().take(1_200).collect();
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// An answer is no error of ours, and what was typed is no markup in it.
async fn assert_answered(house: &House, before: &str, value: &str, after: &str) {
    let answer = house.get(&format!("{before}{}{after}", encoded(value))).await;
    assert!(answer.status < 500, "{} to {before} with {value:?}: {}", answer.status, answer.text());
    let markup = value.contains("<s") && answer.header("content-type").starts_with("text/html");
    let own = ["<section", "<span", "<svg", "<search", "<summary", "<strong", "<source", "<script src", "<style"];
    if markup && value.len() > 12 && !own.iter().any(|own| value.starts_with(own)) {
        assert!(!answer.text().contains(value), "{before} repeats {value:?} as it came");
    }
}
