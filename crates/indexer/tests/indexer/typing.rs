//! Suggestions while something is being typed.

use platform::search::{Batch, Document, Facet, SearchIndex};

use crate::paper::{Paper, document, id, under};

async fn paper() -> Paper {
    let by = |number, headline: &str, name: &str, topic: &str| Document {
        names: vec![name.into()],
        topics: vec![topic.into()],
        ..document(number, headline)
    };
    Paper::of(vec![
        under(by(1, "Open networks are tested", "Ópal Öberg", "Open RAN"), &[("site", "one")]),
        under(by(2, "Open cables", "Ada Wu", "Open RAN"), &[("site", "one")]),
        under(by(3, "The opera house gets 5G", "Ada Wu", "Operations"), &[("site", "two")]),
    ])
    .await
}

async fn suggested(paper: &Paper, begun: &str, site: &str) -> Vec<String> {
    let facets: Vec<Facet> = [Facet::new("site", site)].into_iter().filter(|_| !site.is_empty()).collect();
    paper.index.suggest(begun, &facets, 5).await.unwrap()
}

#[tokio::test]
async fn names_and_topics_come_whole_and_before_words_and_headlines() {
    let paper = paper().await;
    assert_eq!(suggested(&paper, "op", "").await, ["Open RAN", "Operations", "Ópal Öberg", "open", "opera"]);
    assert_eq!(suggested(&paper, "open", "one").await, ["Open RAN", "Open cables", "Open networks are tested"]);
    assert_eq!(suggested(&paper, "obe", "").await, ["Ópal Öberg"]);
    assert_eq!(suggested(&paper, "open ne", "").await, ["open networks", "Open networks are tested"]);
}

#[tokio::test]
async fn a_word_that_is_typed_to_its_end_leads_to_headlines_that_hold_it() {
    let paper = paper().await;
    assert_eq!(suggested(&paper, "house", "").await, ["The opera house gets 5G"]);
    assert_eq!(suggested(&paper, "house ", "").await, ["The opera house gets 5G"]);
    assert_eq!(suggested(&paper, "5g", "two").await, ["The opera house gets 5G"]);
    assert_eq!(suggested(&paper, "5g opera", "").await, ["The opera house gets 5G"]);
    assert_eq!(suggested(&paper, "5g", "one").await, Vec::<String>::new(), "it is on another site");
    assert_eq!(suggested(&paper, "the", "").await, Vec::<String>::new(), "it says nothing");
    paper.index.take(Batch { put: Vec::new(), remove: vec![id(3)], position: 2 }).await.unwrap();
    assert_eq!(suggested(&paper, "house", "").await, Vec::<String>::new());
}

#[tokio::test]
async fn only_what_is_there_and_fits_is_proposed() {
    let paper = paper().await;
    assert_eq!(suggested(&paper, "oper", "one").await, ["open"], "what begins so is on another site");
    assert_eq!(suggested(&paper, "oper", "two").await, ["Operations", "opera"]);
    paper.index.take(Batch { put: Vec::new(), remove: vec![id(3)], position: 2 }).await.unwrap();
    assert_eq!(suggested(&paper, "oper", "").await, ["open"]);
    assert_eq!(suggested(&paper, "", "").await, Vec::<String>::new());
    assert_eq!(suggested(&paper, " ?! ", "").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_word_goes_on_from_the_one_before_it() {
    let paper = Paper::of(vec![
        document(1, "Open RAN is late"),
        document(2, "Open roads are read about"),
        document(3, "How the island was found"),
    ])
    .await;
    assert_eq!(
        suggested(&paper, "open r", "").await,
        ["open ran", "open roads", "Open RAN is late", "Open roads are read about"]
    );
    assert_eq!(suggested(&paper, "how is", "").await, Vec::<String>::new());
}

#[tokio::test]
async fn what_begins_nothing_is_taken_as_what_is_spelt_almost_so() {
    let paper = paper().await;
    assert_eq!(suggested(&paper, "opne", "").await, ["open"]);
    assert_eq!(suggested(&paper, "house opear", "").await, ["house opera"]);
    assert_eq!(suggested(&paper, "opear", "one").await, Vec::<String>::new(), "it is on another site");
}
