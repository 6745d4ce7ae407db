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
async fn short_words_phrases_and_exclusions_are_not_corrected() {
    let paper = paper().await;
    assert!(paper.found("teh").await.is_empty());
    assert!(paper.found("\"the netwrok\"").await.is_empty());
    assert_eq!(paper.found("network -harbuor").await.len(), 2);
    assert_eq!(paper.ask(question("network")).await.meant, None);
}
