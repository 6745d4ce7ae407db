//! Two nodes on one PostgreSQL, each a process of its own with a page cache and an index of its own: what becomes of an
//! item on one is seen on the other within a second, and what one leaves behind the other ends.

mod places;
mod town;

use std::time::{Duration, Instant};

use kit::Timestamp;
use platform::db::query;
use testkit::House;

use self::town::{Seen, Town};

/// How many of these tell of the story.
fn telling(seen: &[Seen]) -> usize {
    seen.iter().filter(|seen| seen.status == 200 && seen.times > 0).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_on_one_node_every_page_of_the_other_shows_within_a_second() {
    let town = Town::new().await;
    let (one, other) = (town.node("index-one"), town.node("index-other"));
    let nodes = [&one, &other];
    // There is something everywhere, so that every place is a page that is kept.
    let [first, second, third, _] = &town.stories[..] else { unreachable!("there are four") };
    town.tell(&["publish"], first);
    town.be_read(first).await;
    let places = town.places().await;
    let of_second = town.places_of(second, &places);
    let begun = Instant::now();
    let before = town.assert_soon(&nodes, begun, second, &of_second).await;
    let begun = town.tell(&["publish"], second);
    town.assert_soon(&nodes, begun, second, &of_second).await;
    let begun = town.be_read(second).await;
    let after = town.assert_soon(&nodes, begun, second, &of_second).await;
    places.assert_whole(&of_second, &before, &after);
    eprintln!("{} places, {} of which tell of a story that is out", of_second.len(), telling(&after));
    // One of the two does this; the other hears of it.
    let of_third = town.places_of(third, &places);
    town.assert_soon(&nodes, begun, third, &of_third).await;
    let begun = town.schedule(third);
    let out = town.assert_soon(&nodes, begun, third, &of_third).await;
    assert!(telling(&out) * 10 > telling(&after) * 8, "{} places tell of it", telling(&out));
    let begun = town.tell(&["withdraw", "--notice", "Pulled: the figures were wrong."], second);
    let gone = town.assert_soon(&nodes, begun, second, &of_second).await;
    for ((place, before), gone) in of_second.iter().zip(&before).zip(&gone) {
        let says_what_is_asked = place.contains(&second.word[..4]);
        assert!(gone.times == before.times || says_what_is_asked, "{place}: {before:?}, and then {gone:?}");
        assert_eq!(gone.headlines, 0, "{place}");
    }
    for node in nodes {
        let gone = node.get(&second.addresses()[0]);
        assert!(gone.starts_with("HTTP/1.1 410") && gone.contains("Pulled: the figures were wrong."), "{gone}");
    }
    assert_eq!(town.assert_soon(&nodes, begun, third, &of_third).await, out, "nothing else has gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_node_killed_the_other_serves_on() {
    let town = Town::new().await;
    let (one, other) = (town.node("index-one"), town.node("index-other"));
    let [first, second, third, _] = &town.stories[..] else { unreachable!("there are four") };
    town.schedule(first);
    town.be_read(first).await;
    let places = town.places().await;
    let of_first = town.places_of(first, &places);
    let seen = town.assert_soon(&[&one, &other], Instant::now(), first, &of_first).await;
    // Dropped, it is killed.
    drop(one);
    assert_eq!(town.soon(&[&other], Instant::now(), first, &of_first), std::slice::from_ref(&seen));
    // What is told it, and what it does itself.
    for (story, by_itself) in [(second, false), (third, true)] {
        let of_story = town.places_of(story, &places);
        town.assert_soon(&[&other], Instant::now(), story, &of_story).await;
        let begun = if by_itself { town.schedule(story) } else { town.tell(&["publish"], story) };
        let out = town.assert_soon(&[&other], begun, story, &of_story).await;
        assert!(telling(&out) * 10 > telling(&seen) * 8, "{} places tell of it", telling(&out));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_node_had_begun_when_it_was_killed_the_other_ends() {
    let town = Town::new().await;
    let (place, house) = (&town.place, town.place.house.another_node().await);
    let [first, second, ..] = &town.stories[..] else { unreachable!("there are four") };
    town.tell(&["publish"], first);
    let of_second = town.places_of(second, &town.places().await);
    let one = town.node("index-one");
    let at = Timestamp::now() + Duration::from_millis(1500);
    town.tell(&["publish", "--at", &at.to_string()], second);
    // Whoever publishes it waits until we let go of it.
    let mut held = house.app.db().write().await.unwrap();
    query("UPDATE content_items SET slug = slug").run(&mut held).await.unwrap();
    let begun = Instant::now();
    while running(&house).await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "nobody publishes it");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let other = town.node("index-other");
    town.assert_soon(&[&other], Instant::now(), second, &of_second).await;
    drop(one);
    drop(held);
    let begun = Instant::now();
    let is_out = |address: &String| other.get(address).starts_with("HTTP/1.1 200");
    while !second.addresses().iter().all(is_out) {
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "the other does not take it over: {}",
            place.run(&["jobs"]).out
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    town.assert_soon(&[&other], Instant::now(), second, &of_second).await;
    let mut conn = house.app.db().read().await.unwrap();
    let sql = "SELECT COUNT(*) AS answer FROM platform_changes WHERE kind = 'ItemPublished'";
    assert_eq!(query(sql).answer::<i64>(&mut conn).await.unwrap(), 4);
    drop(conn);
    house.app.db().close().await;
    place.assert_well();
}

/// How many publications a node is at.
async fn running(house: &House) -> i64 {
    let sql = "SELECT COUNT(*) AS answer FROM platform_jobs WHERE state = 'running' AND job LIKE 'content.publish%'";
    query(sql).answer(&mut house.app.db().read().await.unwrap()).await.unwrap()
}
