//! What is done by the clock is done once over all nodes, and after a house was closed.

use std::time::Duration;

use platform::timetable;
use testkit::{House, both_engines};
use tokio::task::JoinHandle;

use crate::workshop::{SWEEPS, features, lines};

/// Lets the timetables of both nodes be looked at, then leaves them.
async fn keep_for_a_moment(nodes: [&House; 2]) {
    let keepers = nodes.map(|node| tokio::spawn(timetable::keep(node.app.clone())));
    let ordered = async {
        while nodes[0].rows("platform_jobs").await == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
    };
    tokio::time::timeout(Duration::from_secs(20), ordered).await.expect("an order is written");
    keepers.iter().for_each(JoinHandle::abort);
}

#[tokio::test]
async fn a_timetable_is_kept_once_by_two_nodes() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let other = house.another_node().await;
        let hour = i64::try_from(SWEEPS.as_secs()).unwrap();
        keep_for_a_moment([&house, &other]).await;
        assert_eq!(house.rows("platform_jobs").await, 1, "one order for the two of them");
        assert_eq!(house.run_jobs().await, 0, "its time has not come");
        house.clock.advance(hour);
        assert_eq!(house.run_jobs().await + other.run_jobs().await, 1);
        keep_for_a_moment([&house, &other]).await;
        // Closed for a day: the one order that waited is done when the house opens.
        house.clock.advance(24 * hour);
        let reopened = house.another_node().await;
        assert_eq!(reopened.run_jobs().await, 1);
        assert_eq!(lines(&house).await, ["swept", "swept"]);
    })
    .await;
}
