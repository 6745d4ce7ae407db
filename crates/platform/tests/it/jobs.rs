//! Jobs are done: retried when they fail, given up visibly, taken over when their runner dies, never by two at once.

use std::collections::BTreeSet;
use std::time::Duration;

use kit::Timestamp;
use platform::db::query;
use platform::jobs::{ATTEMPTS, Order, Runner, delay_after};
use testkit::{Engine, House, both_engines};
use tokio::sync::watch;

use crate::workshop::{counts, features, given_up, has_begun, lines, order, order_now};

#[tokio::test]
async fn what_is_due_is_done_in_order_and_leaves_no_row() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let now = house.app.now();
        let later = now + Duration::from_secs(60);
        order(&house.app, Order::new("workshop.note", "third", now).at(later)).await;
        order_now(&house, "workshop.note", "second").await;
        order(&house.app, Order::new("workshop.note", "first", now).at(now - Duration::from_secs(5))).await;
        assert_eq!(house.run_jobs().await, 2);
        assert_eq!(lines(&house).await, ["first", "second"]);
        house.clock.advance(60);
        assert_eq!(house.run_jobs().await, 1);
        assert_eq!(counts(&house).await, (0, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_waits_longer_each_time_and_is_given_up_visibly() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        order_now(&house, "workshop.fail", "turn a leg").await;
        for attempt in 1..ATTEMPTS {
            assert_eq!(house.run_jobs().await, 1, "attempt {attempt}");
            assert_eq!(counts(&house).await, (1, 0, 0));
            let wait = i64::try_from(delay_after(attempt).unwrap().as_secs()).unwrap();
            house.clock.advance(wait - 1);
            assert_eq!(house.run_jobs().await, 0, "not before {wait} s");
            house.clock.advance(1);
        }
        assert_eq!(house.run_jobs().await, 1);
        assert_eq!(counts(&house).await, (0, 0, 1));
        let [job] = given_up(&house).await.try_into().expect("one job");
        assert_eq!((job.job.as_str(), job.payload.as_str()), ("workshop.fail", "\"turn a leg\""));
        assert_eq!(job.last_error.as_deref(), Some("the lathe is broken"));

        // An operator has it tried again.
        house.clock.advance(100_000);
        assert_eq!(house.run_jobs().await, 0, "never by itself");
        let mut tx = house.app.db().write().await.unwrap();
        assert_eq!(platform::jobs::retry(&mut tx, house.app.now()).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(house.run_jobs().await, 1);
        assert_eq!(counts(&house).await, (1, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_panic_is_a_failure_like_any_other() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        order_now(&house, "workshop.panic", "").await;
        order_now(&house, "workshop.note", "unharmed").await;
        assert_eq!(house.run_jobs().await, 2);
        assert_eq!(lines(&house).await, ["unharmed"]);
        let mut conn = house.app.db().read().await.unwrap();
        let why: String = query("SELECT last_error AS answer FROM platform_jobs").answer(&mut conn).await.unwrap();
        assert!(why.contains("a finger is missing"), "{why}");
    })
    .await;
}

#[tokio::test]
async fn a_job_whose_runner_died_is_taken_by_another_when_its_lease_has_run_out() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let other = house.another_node().await;
        order_now(&house, "workshop.hang", "done after all").await;
        let dying = tokio::spawn({
            let runner = Runner::new(house.app.clone());
            async move { runner.run_due().await }
        });
        while counts(&house).await != (0, 1, 0) || !has_begun(&house.app, "hang") {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        dying.abort();
        assert_eq!(other.run_jobs().await, 0, "it may live yet");
        house.clock.advance(61);
        assert_eq!(other.run_jobs().await, 1);
        assert_eq!(lines(&house).await, ["done after all"]);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_takes_every_runner_down_is_given_up() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        order_now(&house, "workshop.note", "poison").await;
        // As if as many processes as it has attempts had been killed while they did it.
        let mut tx = house.app.db().write().await.unwrap();
        let sql = "UPDATE platform_jobs SET state = 'running', attempts = $1, claimed_by = id";
        query(sql).bind(ATTEMPTS).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(house.run_jobs().await, 1);
        assert!(lines(&house).await.is_empty(), "it is not begun once more");
        assert_eq!(counts(&house).await, (0, 0, 1));
    })
    .await;
}

#[tokio::test]
async fn what_a_killed_process_held_is_free_at_the_next_start_on_sqlite() {
    let house = House::on(Engine::Sqlite).features(features).open().await;
    order_now(&house, "workshop.note", "at once").await;
    let mut tx = house.app.db().write().await.unwrap();
    let lease = house.app.now() + Duration::from_secs(60);
    let sql = "UPDATE platform_jobs SET state = 'running', attempts = 1, claimed_by = id, run_at = $1";
    query(sql).bind(lease).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(Runner::new(house.app.clone()).run(stopped));
    while lines(&house).await.is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    stop.send(true).unwrap();
    running.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn runners_side_by_side_never_do_a_job_twice() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let mut tx = house.app.db().write().await.unwrap();
        for number in 0..60 {
            let order = Order::new("workshop.note", format!("{number:02}"), house.app.now());
            house.app.enqueue(&mut tx, order).await.unwrap();
        }
        tx.commit().await.unwrap();
        let nodes = [house.another_node().await, house.another_node().await, house.another_node().await];
        let runs = nodes.each_ref().map(|node| {
            let runner = Runner::new(node.app.clone());
            tokio::spawn(async move { runner.run_due().await.unwrap() })
        });
        let mut done = 0;
        for run in runs {
            done += run.await.unwrap();
        }
        let lines = lines(&house).await;
        assert_eq!((done, lines.len()), (60, 60));
        assert_eq!(lines.into_iter().collect::<BTreeSet<_>>().len(), 60);
    })
    .await;
}

#[tokio::test]
async fn of_orders_with_one_mark_one_waits_at_the_earlier_time() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let now = house.app.now();
        let at = |seconds| now + Duration::from_secs(seconds);
        let noted = |line: &str, at: Timestamp| Order::new("workshop.note", line, now).at(at).once("the door");
        order(&house.app, noted("kept", at(60))).await;
        order(&house.app, noted("not needed", at(90))).await;
        assert_eq!(house.rows("platform_jobs").await, 1);
        order(&house.app, noted("not needed either", at(30))).await;
        assert_eq!(house.rows("platform_jobs").await, 1);
        house.clock.advance(30);
        assert_eq!(house.run_jobs().await, 1, "the earliest time counts");
        assert_eq!(lines(&house).await, ["kept"]);
        order(&house.app, noted("anew", at(30))).await;
        assert_eq!(house.run_jobs().await, 1, "the mark is free again");
    })
    .await;
}

#[tokio::test]
async fn what_is_ordered_while_the_job_runs_is_not_lost() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let first = Order::new("workshop.order_again", "mended", house.app.now()).once("the order");
        order(&house.app, first).await;
        assert_eq!(house.run_jobs().await, 2, "itself, and what was ordered in its midst");
        assert_eq!(lines(&house).await, ["mended", "mended"]);
        // It failed: it waits without its mark, since another waited under it then.
        house.clock.advance(6);
        assert_eq!(house.run_jobs().await, 1);
        assert_eq!(counts(&house).await, (0, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn the_job_in_hand_is_finished_before_the_runner_stops_and_no_other_is_begun() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        order_now(&house, "workshop.slow", "ended").await;
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(Runner::new(house.app.clone()).run(stopped));
        while lines(&house).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        stop.send(true).unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        order_now(&house, "workshop.note", "too late").await;
        tokio::time::timeout(Duration::from_secs(20), running).await.expect("it ends").unwrap();
        assert_eq!(lines(&house).await, ["begun", "ended"]);
        assert_eq!(counts(&house).await, (1, 0, 0));
    })
    .await;
}
