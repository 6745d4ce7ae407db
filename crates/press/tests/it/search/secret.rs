//! What readers may not see is found nowhere: no answer, no count, no suggestion, no "did you mean".

use content::acts;
use intake::{Access, PublicationState, Record};
use testkit::{House, both_engines};

use super::{MORNING, both_sides, headlines, house_with, suggested, told};
use crate::house::{LISTS, address, article, house, item_at, publication, take};

/// A word that stands nowhere else.
const WORD: &str = "quagga";

/// Stories that hold the word, none of which anybody may see now.
fn hidden() -> Vec<Record> {
    let story = |slug: &str| article(slug, &format!("The {WORD} {slug}"), MORNING);
    let with_access = |slug: &str, access| Record::new(slug, intake::Item { access, ..story(slug) });
    let in_state = |slug: &str, publication_state| Record::new(slug, intake::Item { publication_state, ..story(slug) });
    let later = Some("2020-11-23T12:00:00Z".parse().unwrap());
    vec![
        in_state("draft", PublicationState::Unpublished),
        in_state("withdrawn", PublicationState::Withdrawn),
        Record::new(
            "scheduled",
            intake::Item {
                publication_state: PublicationState::Scheduled,
                scheduled_at: later,
                published_at: None,
                ..story("scheduled")
            },
        ),
        Record::new("embargoed", intake::Item { embargo_until: later, ..story("embargoed") }),
        with_access("private", Access::Private),
        with_access("password", Access::Password),
        with_access("members", Access::Members),
        with_access("paid", Access::Paid(vec!["gold".into()])),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_from_search_engines_is_read_on_the_site_and_found_by_no_machine() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let seo = intake::Seo { hidden: true, ..intake::Seo::default() };
        let today = "2020-11-23T08:00:00Z";
        let kept = intake::Item { seo, ..article("kept", "The quagga kept apart", today) };
        let open = article("open", "The zebra for everybody", today);
        take(&house, "t", publication(vec![Record::new("kept", kept), Record::new("open", open)])).await;
        house.app.catch_up().await.unwrap();
        let page = house.get(&address("kept")).await;
        assert!(page.text().contains(r#"name="robots" content="noindex""#), "{}", page.text());
        for list in LISTS {
            for read in [list.to_owned(), format!("{}/feed", list.trim_end_matches('/'))] {
                let answer = house.get(&read).await;
                assert!(answer.text().contains("The quagga kept apart"), "readers have it on {read}");
            }
        }
        for machine in
            ["/sitemap/2020-11.xml", "/news-sitemap.xml", "/llms.txt", "/api/search?q=the", "/search?section=5g"]
        {
            let answer = house.get(machine).await;
            assert_eq!(answer.status, 200, "{machine}");
            let mentions = |slug: &str| answer.text().contains(&address(slug));
            assert!(!mentions("kept"), "{machine} has it: {}", answer.text());
            assert!(mentions("open"), "{machine} has nothing: {}", answer.text());
        }
        assert!(headlines(&house, "q=quagga").await.is_empty());
        assert!(suggested(&house, "quag").await.is_empty() && suggested(&house, "kept").await.is_empty());
    })
    .await;
}

/// Looks for the word in every way, and says where it is.
async fn leaks(house: &House) -> Vec<String> {
    let mut leaks = Vec::new();
    for path in [
        format!("/search?q={WORD}"),
        "/search?q=quaga".to_owned(),
        "/search?section=5g".to_owned(),
        "/search?q=the".to_owned(),
        format!("/api/search?q={WORD}"),
        "/api/search?q=quaga".to_owned(),
        "/api/search?topic=sharing".to_owned(),
        "/api/search/suggestions?q=quag".to_owned(),
        address("seen"),
    ] {
        let answer = house.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        // What was typed is repeated; that leaks nothing.
        let text = answer.text().to_lowercase();
        let said = ["the {}", "<mark>{}", "{}</bdi></a>", "\"{}\"]"].map(|said| said.replace("{}", WORD));
        leaks.extend(said.iter().filter(|said| text.contains(*said)).map(|said| format!("{path}: {said}")));
        if path.contains("quag") && path.starts_with("/api/search?") {
            let told: serde_json::Value = answer.json();
            if told["total"] != 0 || !told["meant"].is_null() {
                leaks.push(format!("{path}: {told}"));
            }
        }
    }
    leaks
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_is_found_in_no_way() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let mut stories = hidden();
        stories.push(Record::new("seen", article("seen", "What everybody sees", MORNING)));
        take(&house, "t", publication(stories)).await;
        house.app.catch_up().await.unwrap();
        assert_eq!(leaks(&house).await, Vec::<String>::new());
        assert_eq!(told(&house, "section=5g").await["total"], 1, "nobody counts what is hidden");
        let (visible, known) = both_sides(&house).await;
        assert_eq!((visible.len(), &known), (1, &visible));
        // Their hour comes.
        house.clock.advance(3 * 3600 + 1);
        house.run_jobs().await;
        house.app.catch_up().await.unwrap();
        let mut found = headlines(&house, &format!("q={WORD}")).await;
        found.sort();
        assert_eq!(found, ["The quagga embargoed", "The quagga scheduled"]);
        assert!(!suggested(&house, "quag").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_is_found_no_more() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("seen", "What everybody sees")]).await;
        take(&house, "t", publication(vec![super::draft("late", "The quagga late")])).await;
        let id = item_at(&house, &address("late")).await;
        for round in 0..2 {
            house.app.catch_up().await.unwrap();
            assert_eq!(leaks(&house).await, Vec::<String>::new(), "round {round}");
            acts::publish(&house.app, id, "editor").await.unwrap();
            house.app.catch_up().await.unwrap();
            assert_eq!(headlines(&house, "q=quagga").await, ["The quagga late"]);
            assert!(house.get("/search?q=quagga").await.text().contains("<mark>quagga</mark>"));
            match round {
                0 => acts::withdraw(&house.app, id, "Wrong.", "editor").await.unwrap(),
                _ => acts::unpublish(&house.app, id, "editor").await.unwrap(),
            };
            // The index has not followed yet; nobody sees it all the same.
            let page = house.get("/search?q=quagga").await;
            assert!(!page.text().contains("<mark>quagga</mark>"), "a withdrawn story is shown: {}", page.text());
            assert!(headlines(&house, "q=quagga").await.is_empty());
        }
        house.app.catch_up().await.unwrap();
        assert_eq!(leaks(&house).await, Vec::<String>::new());
    })
    .await;
}
