//! Questions: words, phrases, fields, exclusions, dates, order.

use platform::search::{Document, Order, Question};

use crate::paper::{Paper, at, document, marked, question};

async fn paper() -> Paper {
    Paper::of(vec![
        Document {
            standfirst: "The last copper lines go".into(),
            body: "A ring of dark fibre replaces them. The operators pay for it.".into(),
            names: vec!["Ada Wu".into()],
            topics: vec!["Optical networks".into()],
            published: at("2020-02-03T10:00:00Z"),
            ..document(1, "Carrier lights its coastal ring")
        },
        Document {
            body: "Fibre was said to be dark here, and copper bright. A network engineer shrugged.".into(),
            names: vec!["Émile Zürn".into()],
            topics: vec!["Open RAN".into()],
            published: at("2018-07-01T10:00:00Z"),
            ..document(2, "Regulator studies sharing of masts")
        },
        Document {
            body: "It was about the operator's café. Nothing of carriers was said.".into(),
            published: at("2026-05-20T10:00:00Z"),
            ..document(3, "Wi-Fi in every café, says AT&T")
        },
    ])
    .await
}

#[tokio::test]
async fn all_words_must_fit_somewhere_in_any_form() {
    let paper = paper().await;
    assert_eq!(paper.found("operator copper").await, [1]);
    assert_eq!(paper.found("study mast").await, [2]);
    assert_eq!(paper.found("cafe").await, [3]);
    assert_eq!(paper.found("zurn").await, [2]);
    assert_eq!(paper.found("the ring of the carrier").await, [1]);
    assert!(paper.found("copper satellite").await.is_empty());
}

#[tokio::test]
async fn the_headline_weighs_more_than_the_body() {
    assert_eq!(paper().await.found("carrier").await, [1, 3]);
}

#[tokio::test]
async fn of_two_that_fit_about_as_well_the_newer_comes_first() {
    let paper = Paper::of(vec![
        Document {
            body: "They say that fibre is the way.".into(),
            published: at("2010-03-01T09:00:00Z"),
            ..document(1, "What carriers want")
        },
        Document {
            body: "They say that fibre is the one way forward.".into(),
            published: at("2026-03-01T09:00:00Z"),
            ..document(2, "What carriers want")
        },
        Document {
            body: "They say so.".into(),
            published: at("2010-03-01T09:00:00Z"),
            ..document(3, "Fibre, and fibre alone")
        },
    ])
    .await;
    for count in [Vec::new(), vec!["section"]] {
        let asked = |now: &str| Question { now: at(now), count: count.clone(), ..question("fibre") };
        // When neither was old yet, the first fitted better.
        assert_eq!(paper.numbers(asked("2010-03-01T09:00:00Z")).await, [3, 1, 2], "{count:?}");
        assert_eq!(paper.numbers(asked("2026-06-01T09:00:00Z")).await, [3, 2, 1], "{count:?}: what fits best stays");
    }
}

#[tokio::test]
async fn phrases_stand_in_a_row() {
    let paper = paper().await;
    assert_eq!(paper.found("\"dark fibre\"").await, [1]);
    assert_eq!(paper.found("dark fibre").await.len(), 2);
    assert_eq!(paper.found("wi-fi").await, [3]);
    assert_eq!(paper.found("AT&T").await, [3]);
    assert_eq!(paper.found("\"ada wu\"").await, [1]);
}

#[tokio::test]
async fn fields_exclusions_and_alternatives() {
    let paper = paper().await;
    assert_eq!(paper.found("headline:carriers").await, [1]);
    assert_eq!(paper.found("body:carrier").await, [3]);
    assert_eq!(paper.found("byline:\"emile zurn\"").await, [2]);
    assert_eq!(paper.found("topic:network").await, [1]);
    assert_eq!(paper.found("copper -ring").await, [2]);
    assert_eq!(paper.found("copper -\"dark fibre\"").await, [2]);
    assert_eq!(paper.found("copper -byline:wu").await, [2]);
    let mut either = paper.found("mast OR café").await;
    either.sort_unstable();
    assert_eq!(either, [2, 3]);
    assert_eq!(paper.found("-copper").await, [3]);
}

#[tokio::test]
async fn dates_bound_and_order() {
    let paper = paper().await;
    assert_eq!(paper.found("copper before:2019").await, [2]);
    assert_eq!(paper.found("copper after:2018").await, [1]);
    assert_eq!(paper.found("year:2020").await, [1]);
    let by = |order| Question { order, ..question("") };
    assert_eq!(paper.numbers(by(Order::Newest)).await, [3, 1, 2]);
    assert_eq!(paper.numbers(by(Order::Oldest)).await, [2, 1, 3]);
    let within =
        Question { from: Some(at("2019-01-01T00:00:00Z")), until: Some(at("2021-01-01T00:00:00Z")), ..question("") };
    assert_eq!(paper.numbers(within).await, [1]);
    let second = Question { offset: 1, limit: 1, order: Order::Newest, ..question("") };
    assert_eq!(paper.ask(second.clone()).await.total, 3);
    assert_eq!(paper.numbers(second).await, [1]);
}

#[tokio::test]
async fn what_fits_is_marked() {
    let answers = paper().await.ask(question("fibre copper")).await;
    let hit = &answers.hits[0];
    assert_eq!(marked(&hit.headline), "Carrier lights its coastal ring");
    assert_eq!(marked(&hit.snippet), "A ring of dark [fibre] replaces them. The operators pay for it.");
    let answers = paper().await.ask(question("carriers")).await;
    assert_eq!(marked(&answers.hits[0].headline), "[Carrier] lights its coastal ring");
}

#[tokio::test]
async fn a_snippet_is_the_first_stretch_that_says_all_that_was_asked_for() {
    let between = "Nobody said anything about it for a long while, and then somebody did. ".repeat(20);
    let body = format!(
        "Fibre comes first. {between}Here fibres meet copper, and are spliced. {between}Copper, fibre, copper, fibre: fibre."
    );
    let paper = Paper::of(vec![Document { body, ..document(1, "Splicing") }]).await;
    let snippet = async |words: &str| marked(&paper.ask(question(words)).await.hits[0].snippet);
    assert_eq!(snippet("fibre").await.find("[Fibre] comes first."), Some(0));
    assert!(snippet("copper fibre").await.contains("Here [fibres] meet [copper], and are spliced."));
    // What nobody says in one stretch is looked for to the end.
    assert!(snippet("copper spliced OR joined").await.contains("meet [copper], and are [spliced]."));
}

#[tokio::test]
async fn a_heading_does_not_run_into_what_follows_it() {
    let body =
        "Why it broke.\n\nAsking the network\n\nThe method is old.\n\n- One mast\n- Two masts\n\nThe end".to_owned();
    let paper = Paper::of(vec![Document { body, ..document(1, "Splicing") }]).await;
    let snippet = async |words: &str| marked(&paper.ask(question(words)).await.hits[0].snippet);
    let told = "Asking the [network] · The method is old. - One mast - Two masts · The end";
    assert_eq!(snippet("network").await, format!("… {told}"));
    let told = "Asking the network · The [method] is old. - One mast - Two masts · The end";
    assert!(told.ends_with(snippet("method").await.trim_start_matches("… ")));
}

#[tokio::test]
async fn a_word_is_marked_that_ends_otherwise_than_the_one_asked_for() {
    let documents =
        ["Carries on", "A cry for spectrum", "Skies over masts", "5G in 2026", "Übertragung", "Using it", "Hoped for"];
    let numbered = (1..).zip(documents).map(|(number, headline)| document(number, headline));
    let paper = Paper::of(numbered.collect()).await;
    for (asked, expected) in [
        ("carried", "[Carries] on"),
        ("cries", "A [cry] for spectrum"),
        ("sky", "[Skies] over masts"),
        ("5g", "[5G] in 2026"),
        ("used", "[Using] it"),
        ("hoping", "[Hoped] for"),
        ("ubertragung", "[Übertragung]"),
    ] {
        assert_eq!(marked(&paper.ask(question(asked)).await.hits[0].headline), expected, "{asked}");
    }
}

#[tokio::test]
async fn the_ways_of_researchers_are_understood() {
    let paper = paper().await;
    assert_eq!(paper.found("copper NOT masts").await, [1]);
    assert_eq!(paper.found("copper AND masts").await, [2]);
    assert_eq!(paper.found("NOT copper").await, [3]);
    assert_eq!(paper.found("standfirst:copper").await, [1]);
    assert_eq!(paper.found("copper -year:2018").await, [1]);
    assert_eq!(paper.found("copper NOT after:2019").await, [2]);
    assert_eq!(paper.found("shru* OR replac*").await.len(), 2);
    assert_eq!(paper.found("byline:zur*").await, [2]);
    assert_eq!(paper.found("fibre -repl*").await, [2]);
    let answers = paper.ask(question("carr* coast*")).await;
    assert_eq!(marked(&answers.hits[0].headline), "[Carrier] lights its [coastal] ring");
}

#[tokio::test]
async fn what_the_trade_writes_in_two_ways_is_found_by_both() {
    let paper = Paper::of(vec![
        document(1, "Wi-Fi at 3.5GHz for AT&T and 11,000 masts"),
        document(2, "WiFi at 3.5 GHz for ATT and 11000 masts, says O'Brien"),
    ])
    .await;
    for words in ["wifi", "Wi-Fi", "3.5 GHz", "3.5GHz", "AT&T", "att", "11000", "11,000 masts"] {
        let mut found = paper.found(words).await;
        found.sort_unstable();
        assert_eq!(found, [1, 2], "{words}");
    }
    assert_eq!(paper.found("obrien").await, [2]);
    assert_eq!(paper.found("\"wi-fi\"").await, [1], "in quotes it is as it is written");
    let headline = |words: &'static str| async {
        let mut answers = paper.ask(question(words)).await;
        answers.hits.sort_by_key(|hit| hit.id);
        marked(&answers.hits.swap_remove(0).headline)
    };
    assert_eq!(headline("wifi").await, "[Wi-Fi] at 3.5GHz for AT&T and 11,000 masts");
    assert_eq!(headline("11000").await, "Wi-Fi at 3.5GHz for AT&T and [11,000] masts");
}

#[tokio::test]
async fn days_are_those_of_the_zone_of_whoever_asks() {
    let paper = Paper::of(vec![Document { published: at("2024-01-01T03:00:00Z"), ..document(1, "A party") }]).await;
    let asked = |zone: &str, words: &str| Question { zone: jiff::tz::TimeZone::get(zone).unwrap(), ..question(words) };
    assert_eq!(paper.numbers(asked("America/New_York", "party year:2023")).await, [1]);
    assert!(paper.numbers(asked("America/New_York", "party year:2024")).await.is_empty());
    assert_eq!(paper.numbers(asked("Europe/London", "party after:2023")).await, [1]);
}
