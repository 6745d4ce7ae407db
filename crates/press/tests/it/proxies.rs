//! A house behind a proxy: who is counted, what a reader can make up, and what an operator is told of a proxy that does
//! not say for whom it asks.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use testkit::{House, both_engines};

use crate::binary::{Serving, masthead, run, word};
use crate::house::{address, item_at};
use crate::reading::{FIREFOX, house_of, read, reads, save_counts, say};

/// What the doctor hears of the feature.
async fn checkup(house: &House) -> Vec<String> {
    let feature = house.app.features().iter().find(|feature| feature.name == "reading").expect("a feature");
    feature.checkup.expect("it looks")(house.app.clone()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_makes_up_addresses_counts_once() {
    both_engines(async |engine| {
        let house = house_of(engine, 1).await;
        for number in 0..100 {
            let made_up = format!("198.51.100.{number}, 203.0.113.9");
            assert_eq!(read(&house, &address("s1"), &made_up, FIREFOX).await.status, 204);
        }
        save_counts(&house).await;
        assert_eq!(reads(&house).await, 1, "the proxy's own word stands right of what the reader says");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_names_nobody_is_told_of_until_it_does() {
    both_engines(async |engine| {
        let house = house_of(engine, 1).await;
        let counter = format!("/api/reading/{}", item_at(&house, &address("s1")).await);
        let by = ("user-agent", FIREFOX);
        let public = [("origin", "https://backhaul.example"), ("host", "backhaul.example"), by];
        for from in [&[by][..], &[&public[..], &[("x-forwarded-for", "198.51.100.7")]].concat()] {
            assert_eq!(say(&house, &counter, from).await.status, 204);
            save_counts(&house).await;
            assert_eq!(checkup(&house).await, Vec::<String>::new(), "{from:?}");
        }
        assert_eq!(say(&house, &counter, &public).await.status, 204);
        save_counts(&house).await;
        let told = checkup(&house).await;
        assert!(told.len() == 1 && told[0].contains("X-Forwarded-For"), "{told:?}");
        house.clock.advance(3_601);
        assert_eq!(checkup(&house).await, Vec::<String>::new());
    })
    .await;
}

#[test]
fn the_log_and_the_doctor_name_the_header_that_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let home = word(&folder.path().join("house")).to_owned();
    assert_eq!(run(&["init", &home, "--address", "https://duct.example"]).code, 0);
    let log = folder.path().join("log");
    let mut command = masthead(&["serve", "--house", &home, "--listen", "127.0.0.1:0"]);
    command.stderr(std::fs::File::create(&log).unwrap());
    let serving = Serving::start_command(command);
    let mut line = serving.connect();
    let item = "01940000-0000-7000-8000-000000000001";
    write!(
        line,
        "POST /api/reading/{item} HTTP/1.1\r\nHost: duct.example\r\nOrigin: https://duct.example\r\n\
         User-Agent: {FIREFOX}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    // What is not told yet is told at the close.
    serving.signal("TERM");
    assert_eq!(serving.wait().0, 0);
    let begun = Instant::now();
    let told = "127.0.0.1";
    let said = || std::fs::read_to_string(&log).unwrap();
    while !(said().contains("proxy_set_header X-Forwarded-For") && said().contains(told)) {
        assert!(begun.elapsed() < Duration::from_secs(5), "{}", said());
    }
    let doctor = run(&["doctor", "--house", &home]);
    assert_eq!(doctor.code, 1);
    assert!(doctor.out.contains("reading: a proxy did not say for whom it asked"), "{}", doctor.out);
}
