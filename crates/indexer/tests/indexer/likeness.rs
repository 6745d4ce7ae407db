//! Related documents.

use platform::search::{Document, Facet, SearchIndex};

use crate::paper::{Paper, document, id, under};

const SATELLITES: &str = "The operator of forty satellites in low orbit leases capacity to ferries, islands and mines \
                          along the northern route, and says that ground stations are what it lacks most of all now";

async fn paper() -> Paper {
    let about = |number, headline: &str, topic: &str, body: &str| {
        let document = Document { topics: vec![topic.into()], body: body.into(), ..document(number, headline) };
        under(document, &[("site", if number < 6 { "one" } else { "two" })])
    };
    Paper::of(vec![
        about(1, "Satellites serve the ferries", "Satellite", SATELLITES),
        about(2, "Ferries want satellites and get them", "Satellite", "A captain is content."),
        about(3, "Copper is torn out", "Access", "The last lines go."),
        about(4, "Satellites serve the ferries!", "Satellite", "The same headline with other words under it."),
        about(5, "Ferries served from orbit", "Satellite", &SATELLITES.replace("forty", "fifty")),
        about(6, "Satellites over the desert", "Satellite", "Sand is no hindrance."),
    ])
    .await
}

#[tokio::test]
async fn what_is_like_a_document_is_found_but_never_the_same_story() {
    let paper = paper().await;
    let like = paper.index.like(id(1), &[], 5).await.unwrap();
    assert_eq!(like, [id(2), id(6)]);
}

#[tokio::test]
async fn only_of_those_with_the_facets_and_never_more_than_asked_for() {
    let paper = paper().await;
    let facets = [Facet::new("site", "one")];
    assert_eq!(paper.index.like(id(6), &facets, 1).await.unwrap().len(), 1);
    assert!(!paper.index.like(id(6), &facets, 9).await.unwrap().contains(&id(3)));
    assert_eq!(paper.index.like(id(1), &facets, 5).await.unwrap(), [id(2)]);
    assert!(paper.index.like(id(99), &[], 5).await.unwrap().is_empty());
}
