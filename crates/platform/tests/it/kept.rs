//! Records of kinds that nobody takes wait whole, and are taken when a taker moves in.

use platform::records::{Mode, Outcome, kept_page, take_kept};
use testkit::{House, both_engines};

use crate::records::{features, run, topic};

#[tokio::test]
async fn kept_records_are_taken_when_their_feature_arrives() {
    both_engines(async |engine| {
        let house = House::on(engine).open().await;
        let all: Vec<_> = (0..450).map(|number| topic(&format!("t{number:03}"), &format!("T{number}"))).collect();
        let (report, _) = run(&house.app, Mode::Import, vec![all.clone()]).await;
        assert_eq!(report.of("topic", Outcome::Kept), 450);
        let mut conn = house.app.db().read().await.unwrap();
        let kept = kept_page(&mut conn, None, 1000).await.unwrap();
        assert_eq!(kept.first().and_then(|kept| kept.record.clone()), Some(all[0].clone()), "with all its fields");
        drop(conn);

        let house = house.another_node_with(features).await;
        let changes = house.rows("platform_changes").await;
        let report = take_kept(&house.app).await.unwrap();
        assert_eq!(report.of("topic", Outcome::Created), 450);
        assert_eq!((house.rows("shelf_topics").await, house.rows("platform_kept_records").await), (450, 0));
        assert_eq!(house.rows("platform_changes").await - changes, 3, "one change a batch of 200");
        assert_eq!(take_kept(&house.app).await.unwrap().total(), 0);
        let (again, _) = run(&house.app, Mode::Import, vec![all]).await;
        assert_eq!(again.of("topic", Outcome::Unchanged), 450, "they are known by their source and key");
    })
    .await;
}

#[tokio::test]
async fn one_that_cannot_be_taken_stays_and_stops_nobody() {
    both_engines(async |engine| {
        let house = House::on(engine).open().await;
        let batch = vec![topic("a", "A"), topic("b", "cursed"), topic("c", ""), topic("d", "D")];
        run(&house.app, Mode::Import, vec![batch]).await;
        let house = house.another_node_with(features).await;
        let report = take_kept(&house.app).await.unwrap();
        assert_eq!((report.of("topic", Outcome::Created), report.of("topic", Outcome::Refused)), (2, 2));
        assert_eq!((house.rows("shelf_topics").await, house.rows("platform_kept_records").await), (2, 2));
    })
    .await;
}

#[tokio::test]
async fn a_feature_that_left_and_came_back_finds_what_it_had() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        run(&house.app, Mode::Import, vec![vec![topic("a", "A"), topic("b", "B")]]).await;
        let without = house.another_node_with(Vec::new).await;
        run(&without.app, Mode::Import, vec![vec![topic("a", "A"), topic("b", "Bee")]]).await;
        let back = without.another_node_with(features).await;
        let report = take_kept(&back.app).await.unwrap();
        assert_eq!((report.of("topic", Outcome::Updated), report.of("topic", Outcome::Created)), (1, 0));
        assert_eq!((back.rows("shelf_topics").await, back.rows("platform_kept_records").await), (2, 0));
    })
    .await;
}
