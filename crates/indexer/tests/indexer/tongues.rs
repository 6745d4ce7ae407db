//! Several languages in one house.

use platform::search::{Document, Question, SearchIndex};

use crate::paper::{Paper, document, id, question};

async fn paper() -> Paper {
    let in_language = |number, language: &str, headline: &str, body: &str| Document {
        language: language.into(),
        body: body.into(),
        ..document(number, headline)
    };
    Paper::of(vec![
        in_language(1, "en-GB", "Networks are studied", "The operators publish what the studies say."),
        in_language(2, "de", "Die Netze der Städte", "Betreiber veröffentlichen die Störungen."),
        in_language(3, "fr-CA", "Les opérateurs et leurs réseaux", "L'été, la qualité baisse."),
        in_language(4, "ja", "東京の通信網", "光ファイバーが敷設された。"),
        in_language(5, "tlh", "Qo'noS 5G", "A language without stems."),
    ])
    .await
}

async fn found(paper: &Paper, language: &str, words: &str) -> Vec<u128> {
    let mut found = paper.numbers(Question { language: language.into(), ..question(words) }).await;
    found.sort_unstable();
    found
}

#[tokio::test]
async fn each_document_is_stemmed_by_its_own_language_and_found_from_any() {
    let paper = paper().await;
    assert_eq!(found(&paper, "en", "network study").await, [1]);
    assert_eq!(found(&paper, "de", "Netz Stadt").await, [2]);
    assert_eq!(found(&paper, "en", "netz störung").await, [2]);
    assert_eq!(found(&paper, "fr", "réseau opérateur").await, [3]);
    assert_eq!(found(&paper, "en", "reseaux ete").await, [3]);
    assert_eq!(found(&paper, "", "qualites").await, [3]);
    assert_eq!(found(&paper, "tlh", "qo'nos").await, [5]);
}

#[tokio::test]
async fn scripts_without_spaces_are_found_by_any_part() {
    let paper = paper().await;
    assert_eq!(found(&paper, "ja", "通信").await, [4]);
    assert_eq!(found(&paper, "ja", "光ファイバー").await, [4]);
    assert!(found(&paper, "ja", "信通").await.is_empty());
}

#[tokio::test]
async fn stop_words_are_those_of_the_question() {
    let paper = paper().await;
    assert_eq!(found(&paper, "de", "die Netze").await, [2]);
    assert_eq!(found(&paper, "en", "the networks of the").await, [1]);
    assert_eq!(found(&paper, "en", "are the").await, [1]);
    assert!(paper.index.like(id(2), &[], 3).await.unwrap().is_empty());
}

#[tokio::test]
async fn in_a_house_of_one_language_accents_are_typed_or_left_out() {
    let paper = Paper::of(vec![
        Document {
            names: vec!["Andr\u{e9} Dupr\u{e9}".into()],
            ..document(1, "An expos\u{e9} of Soci\u{e9}t\u{e9} G\u{e9}n\u{e9}rale")
        },
        Document { body: "The communique of a protege".into(), ..document(2, "Fibre") },
    ])
    .await;
    for words in
        ["dupre", "Dupr\u{e9}", "expose", "expos\u{e9}s", "generale", "andre dupre", "byline:dupre", "\"andre dupre\""]
    {
        let answers = paper.ask(question(words)).await;
        assert_eq!((answers.total, answers.hits[0].id, answers.meant), (1, id(1), None), "{words}");
    }
    for words in ["communiqu\u{e9}", "prot\u{e9}g\u{e9}s", "fibr\u{e9}"] {
        assert_eq!(found(&paper, "en", words).await, [2], "{words}");
    }
    let headline = &paper.ask(question("exposes")).await.hits[0].headline;
    assert_eq!(crate::paper::marked(headline), "An [expos\u{e9}] of Soci\u{e9}t\u{e9} G\u{e9}n\u{e9}rale");
}
