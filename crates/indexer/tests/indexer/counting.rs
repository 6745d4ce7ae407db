//! Facets: chosen by, and counted.

use platform::search::{Batch, Facet, Question, SearchIndex};

use crate::paper::{Paper, document, id, question, under};

async fn paper() -> Paper {
    Paper::of(vec![
        under(document(1, "Fibre one"), &[("section", "a"), ("format", "news"), ("topic", "x"), ("topic", "y")]),
        under(document(2, "Fibre two"), &[("section", "a"), ("format", "opinion"), ("topic", "x")]),
        under(document(3, "Fibre three"), &[("section", "b"), ("format", "news")]),
        under(document(4, "Copper four"), &[("section", "b"), ("format", "news"), ("topic", "x")]),
        document(5, "Fibre without anything"),
    ])
    .await
}

fn counting(words: &str, facets: &[(&str, &str)]) -> Question {
    let facets = facets.iter().map(|(kind, key)| Facet::new(kind, key)).collect();
    Question { facets, count: vec!["section", "format"], ..question(words) }
}

fn told(counts: &[(Facet, u64)]) -> Vec<(&str, &str, u64)> {
    counts.iter().map(|(facet, many)| (facet.kind.as_str(), facet.key.as_str(), *many)).collect()
}

#[tokio::test]
async fn what_fits_is_counted_under_the_kinds_asked_for() {
    let answers = paper().await.ask(counting("fibre", &[])).await;
    assert_eq!(answers.total, 4);
    assert_eq!(
        told(&answers.counts),
        [("format", "news", 2), ("section", "a", 2), ("format", "opinion", 1), ("section", "b", 1)]
    );
}

#[tokio::test]
async fn a_choice_does_not_narrow_the_counts_of_its_own_kind() {
    let paper = paper().await;
    let answers = paper.ask(counting("", &[("section", "b")])).await;
    assert_eq!(answers.total, 2);
    assert_eq!(told(&answers.counts), [("format", "news", 2), ("section", "a", 2), ("section", "b", 2)]);
    let answers = paper.ask(counting("", &[("section", "a"), ("format", "news")])).await;
    assert_eq!(answers.total, 1);
    assert_eq!(
        told(&answers.counts),
        [("section", "b", 2), ("format", "news", 1), ("format", "opinion", 1), ("section", "a", 1)]
    );
}

#[tokio::test]
async fn of_each_kind_one_must_fit() {
    let paper = paper().await;
    let mut found = paper.numbers(counting("", &[("section", "a"), ("section", "b"), ("topic", "x")])).await;
    found.sort_unstable();
    assert_eq!(found, [1, 2, 4]);
    assert!(paper.numbers(counting("", &[("section", "c")])).await.is_empty());
}

#[tokio::test]
async fn what_was_removed_is_counted_no_more() {
    let paper = paper().await;
    paper.index.take(Batch { put: Vec::new(), remove: vec![id(1), id(99)], position: 2 }).await.unwrap();
    let answers = paper.ask(counting("fibre", &[])).await;
    assert_eq!(answers.total, 3);
    assert_eq!(
        told(&answers.counts),
        [("format", "news", 1), ("format", "opinion", 1), ("section", "a", 1), ("section", "b", 1)]
    );
}
