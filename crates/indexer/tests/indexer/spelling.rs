//! Words that nobody wrote.

use platform::search::Document;

use crate::paper::{Paper, document, marked, question};

async fn paper() -> Paper {
    Paper::of(vec![
        Document { body: "The network of the harbour".into(), ..document(1, "Spectrum is auctioned") },
        Document { body: "A network for everybody".into(), ..document(2, "Interoperability is tested") },
        document(3, "Notwork"),
    ])
    .await
}

#[tokio::test]
async fn a_misspelt_word_finds_what_was_meant_and_says_so() {
    let paper = paper().await;
    let answers = paper.ask(question("harbour netwrok")).await;
    assert_eq!(answers.hits[0].id.as_u128(), 1);
    assert_eq!(marked(&answers.hits[0].snippet), "The [network] of the [harbour]");
    assert_eq!(answers.meant.as_deref(), Some("harbour network"));
    assert_eq!(paper.found("interoprability").await, [2]);
    assert_eq!(paper.found("interporability").await, [2]);
    assert_eq!(paper.found("pectrum").await, [1]);
}

#[tokio::test]
async fn a_word_that_somebody_wrote_is_taken_to_the_letter_unless_nothing_fits() {
    let paper = paper().await;
    assert_eq!(paper.found("notwork").await, [3]);
    let answers = paper.ask(question("harbour notwork")).await;
    assert_eq!(answers.hits[0].id.as_u128(), 1);
    assert_eq!(answers.meant.as_deref(), Some("harbour network"));
}

#[tokio::test]
async fn short_words_phrases_and_exclusions_are_taken_as_they_are() {
    let paper = paper().await;
    assert!(paper.found("teh").await.is_empty());
    assert!(paper.found("\"the netwrok\"").await.is_empty());
    assert_eq!(paper.found("network -harbuor").await.len(), 2);
    assert_eq!(paper.ask(question("network")).await.meant, None);
}

#[tokio::test]
async fn a_word_misspelt_in_a_field_or_a_phrase_is_named() {
    let paper = Paper::of(vec![Document {
        body: "The open ran of the harbour".into(),
        names: vec!["Ada Lindqvist".into()],
        ..document(1, "A ledger is kept")
    }])
    .await;
    let answers = paper.ask(question("title:legder")).await;
    assert_eq!((answers.total, answers.meant.as_deref()), (1, Some("title:ledger")));
    assert_eq!(marked(&answers.hits[0].headline), "A [ledger] is kept");
    assert_eq!(paper.ask(question("byline:lindqist")).await.meant.as_deref(), Some("byline:lindqvist"));
    let answers = paper.ask(question("\"opne ran\" harbour")).await;
    assert_eq!((answers.total, answers.meant.as_deref()), (0, Some("\"open ran\" harbour")), "a phrase is not changed");
}

#[tokio::test]
async fn each_word_between_signs_is_corrected_alone() {
    let paper = Paper::of(vec![document(1, "Norrvik Telecom (operator) on Open-RAN")]).await;
    for (typed, meant) in [
        ("norvik/telecom", "norrvik/telecom"),
        ("operatr/norvik", "operator/norrvik"),
        ("(norvik)", "(norrvik)"),
        ("section:norvik", ""),
        ("standfirst:norvik", ""),
    ] {
        let answers = paper.ask(question(typed)).await;
        assert_eq!(answers.meant.as_deref().unwrap_or_default(), meant, "{typed}");
        if !meant.is_empty() {
            assert_eq!(paper.found(meant).await, [1]);
        }
    }
}

#[tokio::test]
async fn words_that_are_spelt_right_are_not_made_into_others_that_nobody_wrote_together() {
    let mut documents: Vec<Document> = (1..=4).map(|number| document(number, "The blocked road")).collect();
    documents.push(document(5, "Carriers of the north"));
    documents.push(document(6, "A blacked lamp and carries"));
    let paper = Paper::of(documents).await;
    let answers = paper.ask(question("blocked carriers")).await;
    assert_eq!((answers.total, answers.meant), (0, None), "one word at a time, and no rarer one");
}

#[tokio::test]
async fn what_is_found_as_it_is_written_was_meant_so() {
    let paper = paper().await;
    let answers = paper.ask(question("spectrum OR notwrk")).await;
    assert_eq!((answers.hits[0].id.as_u128(), answers.meant), (1, None));
    assert_eq!(paper.ask(question("network -headline:spectrun")).await.total, 2, "nobody is left out by a guess");
    assert_eq!(paper.ask(question("harbour -headline:spectrum")).await.total, 0);
}
