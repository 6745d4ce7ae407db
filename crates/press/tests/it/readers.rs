//! What readers find, and when: stories that other publishing systems have told the hard way.

use content::acts;
use intake::{PublicationState, Record};
use testkit::both_engines;

use crate::house::{LISTS, address, article, house, item_at, publication, take};

const MORNING: &str = "2020-11-20T08:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn publishing_shows_at_once_wherever_the_item_belongs() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let draft =
            intake::Item { publication_state: PublicationState::Unpublished, ..article("late", "Late news", MORNING) };
        let items = vec![Record::new("1", article("early", "Early news", MORNING)), Record::new("2", draft)];
        take(&house, "t", publication(items)).await;
        for list in LISTS {
            let page = house.get(list).await;
            assert_eq!(page.status, 200, "{list}");
            assert!(page.text().contains("Early news") && !page.text().contains("Late news"), "{list}");
        }
        let id = item_at(&house, &address("late")).await;
        assert_eq!(house.get(&address("late")).await.status, 404);
        acts::publish(&house.app, id, "editor").await.unwrap();
        assert_eq!(house.get(&address("late")).await.status, 200, "the address that was asked before its time");
        for list in LISTS {
            assert!(house.get(list).await.text().contains("Late news"), "{list} is stale after publishing");
        }
        acts::withdraw(&house.app, id, "Pulled: the figures were wrong.", "editor").await.unwrap();
        let gone = house.get(&address("late")).await;
        assert_eq!(gone.status, 410);
        assert!(gone.text().contains("Pulled: the figures were wrong."));
        for list in LISTS {
            assert!(!house.get(list).await.text().contains("Late news"), "{list} is stale after withdrawing");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduled_address_asked_too_early_is_there_in_time() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let at = "2020-11-23T10:00:00Z";
        let scheduled = intake::Item {
            publication_state: PublicationState::Scheduled,
            scheduled_at: Some(at.parse().unwrap()),
            published_at: None,
            ..article("ten", "At ten", MORNING)
        };
        take(&house, "t", publication(vec![Record::new("1", scheduled)])).await;
        assert_eq!(house.get(&address("ten")).await.status, 404);
        assert_eq!(house.run_jobs().await, 0, "it is not time yet");
        house.clock.advance(3600);
        assert!(house.run_jobs().await > 0);
        assert_eq!(house.get(&address("ten")).await.status, 200);
        assert!(house.get("/").await.text().contains("At ten"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_that_was_closed_at_the_time_catches_up() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let draft =
            intake::Item { publication_state: PublicationState::Unpublished, ..article("night", "By night", MORNING) };
        take(&house, "t", publication(vec![Record::new("1", draft)])).await;
        let id = item_at(&house, &address("night")).await;
        let at = house.app.now() + std::time::Duration::from_secs(600);
        acts::schedule(&house.app, id, at, "editor").await.unwrap();
        // The house closes; it opens again a day after the time.
        house.clock.advance(86_400);
        let opened = house.another_node().await;
        assert!(opened.run_jobs().await > 0);
        assert_eq!(opened.get(&address("night")).await.status, 200);
        assert_eq!(opened.run_jobs().await, 0, "once is enough");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_time_overtakes_the_old() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let draft =
            intake::Item { publication_state: PublicationState::Unpublished, ..article("moved", "Moved", MORNING) };
        take(&house, "t", publication(vec![Record::new("1", draft)])).await;
        let id = item_at(&house, &address("moved")).await;
        let (first, second) = (std::time::Duration::from_secs(60), std::time::Duration::from_secs(7200));
        acts::schedule(&house.app, id, house.app.now() + first, "editor").await.unwrap();
        acts::schedule(&house.app, id, house.app.now() + second, "editor").await.unwrap();
        house.clock.advance(61);
        house.run_jobs().await;
        assert_eq!(house.get(&address("moved")).await.status, 404, "the first time no longer counts");
        house.clock.advance(7200);
        house.run_jobs().await;
        assert_eq!(house.get(&address("moved")).await.status, 200);
        let later = acts::schedule(&house.app, id, house.app.now() + second, "editor").await;
        assert!(matches!(later, Err(acts::ActError::Out)), "what is out does not vanish until a time");
        assert_eq!(house.get(&address("moved")).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embargo_ends_by_itself() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let held = intake::Item {
            embargo_until: Some("2020-11-23T12:00:00Z".parse().unwrap()),
            ..article("held", "Held back", MORNING)
        };
        take(&house, "t", publication(vec![Record::new("1", held)])).await;
        assert_eq!(house.get(&address("held")).await.status, 404);
        for list in LISTS {
            assert!(!house.get(list).await.text().contains("Held back"), "{list}");
        }
        house.clock.advance(3 * 3600 + 1);
        house.run_jobs().await;
        assert_eq!(house.get(&address("held")).await.status, 200);
        for list in LISTS {
            assert!(house.get(list).await.text().contains("Held back"), "{list}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_an_item_had_leads_on() {
    both_engines(async |engine| {
        let house = house(engine).await;
        take(&house, "t", publication(vec![Record::new("1", article("one", "One", MORNING))])).await;
        let id = item_at(&house, &address("one")).await;
        for to in ["/5g/open-ran/two", "/5g/open-ran/three"] {
            acts::move_item(&house.app, id, to, "editor").await.unwrap();
            house.run_jobs().await;
        }
        for old in [address("one"), address("two")] {
            let answer = house.get(&old).await;
            assert_eq!((answer.status, answer.header("location")), (301, "/5g/open-ran/three"), "{old}");
        }
        assert_eq!(house.get("/5g/open-ran/three").await.status, 200);
        // Back to where it began: nothing leads in a circle.
        acts::move_item(&house.app, id, &address("one"), "editor").await.unwrap();
        house.run_jobs().await;
        assert_eq!(house.get(&address("one")).await.status, 200);
        assert_eq!(house.get("/5g/open-ran/three").await.header("location"), address("one"));
        // Heard of in whichever order: several moves, and home again.
        for to in ["/5g/open-ran/four", "/5g/open-ran/five", &address("one")] {
            acts::move_item(&house.app, id, to, "editor").await.unwrap();
        }
        house.run_jobs().await;
        assert_eq!(house.get(&address("one")).await.status, 200);
        for old in ["/5g/open-ran/four", "/5g/open-ran/five"] {
            assert_eq!(house.get(old).await.header("location"), address("one"), "{old}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pattern_leads_to_no_other_host() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let to = Some(intake::Target::Address("/*".into()));
        let redirect = intake::Redirect { from: "/blog/*".into(), to, status: 301, extra: intake::Map::new() };
        take(&house, "t", publication(vec![Record::new("/blog/*", redirect)])).await;
        for (asked, led) in [("/blog/a/b", "/a/b"), ("/blog//evil.example", "/evil.example")] {
            assert_eq!(house.get(asked).await.header("location"), led, "{asked}");
        }
        assert_eq!(house.get("/blog/%5Cevil.example").await.header("location"), "/evil.example");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_that_come_together_lead_in_no_circle() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let lead = |from: &str, to: &str| {
            let to = Some(intake::Target::Address(to.into()));
            Record::new(from, intake::Redirect { from: from.into(), to, status: 301, extra: intake::Map::new() })
        };
        take(&house, "t", publication(vec![lead("/a", "/b"), lead("/b", "/c"), lead("/c", "/a")])).await;
        assert_eq!(house.get("/a").await.header("location"), "/b");
        assert_eq!(house.get("/c").await.status, 404, "the one that closes the circle is refused");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_stands_on_the_item_and_in_the_list() {
    both_engines(async |engine| {
        let house = house(engine).await;
        take(&house, "t", publication(vec![Record::new("1", article("wrong", "Wrong figure", MORNING))])).await;
        assert!(!house.get("/corrections").await.text().contains("not 212"));
        let id = item_at(&house, &address("wrong")).await;
        acts::correct(&house.app, id, "The number is 122, not 212.", "editor").await.unwrap();
        assert!(house.get(&address("wrong")).await.text().contains("not 212"));
        let list = house.get("/corrections").await;
        assert!(list.text().contains("not 212") && list.text().contains("Wrong figure"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_save_is_refused_and_both_texts_are_kept() {
    both_engines(async |engine| {
        let house = house(engine).await;
        take(&house, "t", publication(vec![Record::new("1", article("edit", "Edited", MORNING))])).await;
        let id = item_at(&house, &address("edit")).await;
        let mut conn = house.app.db().read().await.unwrap();
        let first = content::store::items::by_id(&mut conn, id).await.unwrap().unwrap().latest_revision;
        drop(conn);
        let draft = |headline: &str| acts::Draft {
            based_on: first,
            headline: headline.into(),
            standfirst: None,
            body: prose::from_markdown("New text.", &prose::Options::default()).body,
        };
        let saved = acts::save(&house.app, id, draft("First to save"), "a").await.unwrap();
        assert!(matches!(saved, acts::Saved::Saved(_)));
        let stale = acts::save(&house.app, id, draft("Second to save"), "b").await.unwrap();
        let acts::Saved::Stale { theirs, ours } = stale else { panic!("it was taken: {stale:?}") };
        assert_eq!((theirs.headline.as_str(), ours.headline.as_str()), ("First to save", "Second to save"));
        assert!(house.get(&address("edit")).await.text().contains("Edited"), "readers have the live revision");
        acts::publish(&house.app, id, "a").await.unwrap();
        assert!(house.get(&address("edit")).await.text().contains("First to save"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_purge_each_other_within_a_second() {
    let house = house(platform::db::Engine::Postgres).await;
    take(&house, "t", publication(vec![Record::new("1", article("seen", "Before", MORNING))])).await;
    let other = house.another_node().await;
    let following = tokio::spawn(platform::changes::follow(other.app.clone()));
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(other.get("/").await.text().contains("Before"));
    let id = item_at(&house, &address("seen")).await;
    acts::withdraw(&house.app, id, "", "editor").await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
    assert!(!other.get("/").await.text().contains("Before"), "the other node still shows what was withdrawn");
    assert_eq!(other.get(&address("seen")).await.status, 410);
    following.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_river_has_an_end_and_each_part_of_it_is_a_page_of_its_own() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let items = (0..30).map(|n| {
            Record::new(
                n.to_string(),
                article(&format!("s{n}"), &format!("Story {n}"), &format!("2020-10-{:02}T08:00:00Z", n + 1)),
            )
        });
        take(&house, "t", publication(items.collect())).await;
        let first = house.get("/5g").await;
        let after = |page: &str| page.split("/5g?after=").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        let second = after(first.text()).expect("a way on");
        let address = format!("/5g?after={second}");
        let page = house.get(&address).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(&format!("rel=\"canonical\" href=\"https://backhaul.example{address}\"")));
        assert!(page.text().contains("Story 0<") && !page.text().contains("Story 29<"));
        let oldest = kit::Cursor { at: kit::Timestamp::UNIX_EPOCH, id: kit::Uuid::nil() };
        assert_eq!(house.get(&format!("/5g?after={}", oldest.encode())).await.status, 404, "past the end");
        assert_eq!(house.get("/5g?after=nonsense").await.status, 404);
    })
    .await;
}

/// The links of masthead and footer that say where their reader is.
fn currents(html: &str) -> Vec<String> {
    let links = html.split("<a ").skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag);
    let within = |tag: &str, name: &str| Some(tag.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.to_owned());
    links.filter_map(|tag| Some(format!("{} {}", within(tag, "href")?, within(tag, "aria-current")?))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn menus_say_where_their_reader_is_though_many_pages_share_them() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let story = |slug: &str, headline: &str| article(slug, headline, MORNING);
        let one = Record::new("1", story("one", "One mast"));
        let two = Record::new("2", story("two", "Two masts"));
        let elsewhere = intake::Item { sections: Vec::new(), ..story("three", "Three masts") };
        take(&house, "t", publication(vec![one, two, Record::new("3", elsewhere)])).await;
        let (within, none) = (["/5g true".to_owned()], Vec::<String>::new());
        for (page, expected) in [
            (address("one"), &within[..]),
            ("/5g".to_owned(), &["/5g page".to_owned()]),
            (address("two"), &within),
            ("/5g/open-ran".to_owned(), &["/5g true".to_owned(), "/5g/open-ran page".to_owned()]),
            ("/three".to_owned(), &none),
            ("/corrections".to_owned(), &["/corrections page".to_owned()]),
            ("/topic/sharing".to_owned(), &none),
        ] {
            let answer = house.get(&page).await;
            assert_eq!((answer.status, currents(answer.text())), (200, expected.to_vec()), "{page}");
        }
        let renamed = intake::Section { slug: "5g".into(), name: "5G and after".into(), ..intake::Section::default() };
        take(&house, "t", vec![Record::new("5g", renamed)]).await;
        for page in [address("one"), address("two"), "/three".to_owned(), "/corrections".to_owned()] {
            assert!(house.get(&page).await.text().contains("5G and after</a>"), "{page}");
        }
    })
    .await;
}
