//! Facets: chosen by, and counted.

use platform::search::{Batch, COUNTED, Facet, Question, SearchIndex};

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

#[tokio::test]
async fn the_site_that_every_document_is_of_narrows_nothing_and_is_counted() {
    let of_the_site =
        |number, headline: &str| under(document(number, headline), &[("site", "one"), ("format", "news")]);
    let paper = Paper::of(vec![of_the_site(1, "Fibre one"), of_the_site(2, "Copper two")]).await;
    // In a segment of its own.
    paper.put(vec![of_the_site(3, "Fibre three")], 7).await;
    let asked = |words: &str, sites: &[(&str, &str)]| Question { count: vec!["site"], ..counting(words, sites) };
    let answers = paper.ask(asked("fibre", &[("site", "one")])).await;
    assert_eq!((answers.total, told(&answers.counts)), (2, vec![("site", "one", 2)]));
    assert_eq!(paper.numbers(asked("fibre", &[("site", "one"), ("site", "two")])).await.len(), 2);
    assert!(paper.numbers(asked("fibre", &[("site", "two")])).await.is_empty());
    // One document of another site, and it narrows again: also what stands in segments that have none of it.
    paper.put(vec![under(document(4, "Fibre four"), &[("site", "two")]), document(5, "Fibre of no site")], 8).await;
    for words in ["fibre", "\"fibre four\"", ""] {
        let answers = paper.ask(asked(words, &[("site", "two")])).await;
        assert_eq!(answers.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [id(4)], "{words}");
    }
    let answers = paper.ask(asked("fibre", &[("site", "one")])).await;
    assert_eq!((answers.total, told(&answers.counts)), (2, vec![("site", "one", 2), ("site", "two", 1)]));
    let mut found = paper.numbers(question("fibre")).await;
    found.sort_unstable();
    assert_eq!(found, [1, 3, 4, 5]);
}

#[tokio::test]
async fn a_choice_that_many_have_is_looked_for_in_what_fits_and_a_rare_one_leads_to_it() {
    let document = |number: u128| {
        let (site, section) =
            (["one", "two"][usize::from(number.is_multiple_of(2))], if number < 3 { "rare" } else { "usual" });
        under(document(number, &format!("Fibre {number}")), &[("site", site), ("section", section)])
    };
    let paper = Paper::of((1..=30).map(document).collect()).await;
    for (facets, expected) in
        [(vec![("site", "two")], 15), (vec![("section", "rare")], 2), (vec![("site", "two"), ("section", "rare")], 1)]
    {
        for words in ["fibre", "fibre fibre", "fib*"] {
            let answers = paper.ask(Question { limit: 50, ..counting(words, &facets) }).await;
            assert_eq!((answers.total, answers.hits.len()), (expected, expected as usize), "{words} {facets:?}");
            if facets[0].0 == "site" {
                assert!(answers.hits.iter().all(|hit| hit.id.as_u128() % 2 == 0), "{words} {facets:?}");
            }
        }
    }
}

#[tokio::test]
async fn of_a_kind_those_are_counted_that_most_fit_under() {
    let many = COUNTED as u128 + 10;
    // The first topic is on one document more than the second, and so on.
    let topics = |number: u128| -> Vec<(&str, String)> {
        (0..many - number).map(|topic| ("topic", format!("t{topic:03}"))).collect()
    };
    let documents = (0..many).map(|number| {
        let facets = topics(number).into_iter().map(|(kind, key)| Facet::new(kind, key)).collect();
        platform::search::Document { facets, ..document(number + 1, "Fibre") }
    });
    let paper = Paper::of(documents.collect()).await;
    let answers = paper.ask(Question { count: vec!["topic"], ..question("fibre") }).await;
    let expected: Vec<(Facet, u64)> =
        (0..COUNTED as u64).map(|topic| (Facet::new("topic", format!("t{topic:03}")), many as u64 - topic)).collect();
    assert_eq!(answers.counts, expected);
    // What was chosen is told in any case.
    let rarest = Facet::new("topic", format!("t{:03}", many - 1));
    let chosen = vec![rarest.clone()];
    let answers = paper.ask(Question { facets: chosen, count: vec!["topic"], ..question("fibre") }).await;
    assert_eq!((answers.total, answers.counts.last()), (1, Some(&(rarest, 1))));
    assert_eq!(answers.counts[..COUNTED], expected);
}
