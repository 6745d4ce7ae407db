//! Serving: it answers, it stops when told to, and drops nobody.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::binary::{Serving, run, word};

fn new_house(folder: &tempfile::TempDir) -> String {
    let house = word(&folder.path().join("house")).to_owned();
    assert_eq!(run(&["init", &house]).code, 0);
    house
}

#[test]
fn a_house_answers_and_stops_within_a_second_of_being_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let house = new_house(&folder);
    for signal in ["TERM", "INT"] {
        let serving = Serving::start(&["serve", "--house", &house, "--listen", "127.0.0.1:0"]);
        assert!(serving.get("/healthz").ends_with("ok\n"));
        // A browser that keeps its connection open does not hold it up.
        let mut idle = serving.connect();
        write!(idle, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
        let mut start = [0; 12];
        idle.read_exact(&mut start).expect("an answer");
        serving.signal(signal);
        let (code, took) = serving.wait();
        assert_eq!(code, 0);
        assert!(took < Duration::from_secs(1), "it took {took:?}");
    }
}

/// A house that was told to stop while a request is open: begun, and not yet said to its end.
fn stopping_over_a_request() -> (tempfile::TempDir, Serving, TcpStream) {
    let folder = tempfile::tempdir().expect("a folder");
    let house = new_house(&folder);
    let serving = Serving::start(&["serve", "--house", &house, "--listen", "127.0.0.1:0"]);
    let mut open = serving.connect();
    write!(open, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n").expect("sent");
    std::thread::sleep(Duration::from_millis(100));
    serving.signal("TERM");
    std::thread::sleep(Duration::from_millis(200));
    (folder, serving, open)
}

#[test]
fn a_request_that_is_open_is_finished() {
    let (_folder, serving, mut open) = stopping_over_a_request();
    write!(open, "\r\n").expect("it still listens to who had begun");
    let mut answer = String::new();
    open.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"), "{answer}");
    let (code, took) = serving.wait();
    assert_eq!(code, 0);
    assert!(took < Duration::from_secs(1), "it took {took:?}");
}

#[test]
fn a_second_signal_does_not_wait() {
    let (_folder, serving, _open) = stopping_over_a_request();
    serving.signal("TERM");
    let (code, took) = serving.wait();
    assert_eq!(code, 1);
    assert!(took < Duration::from_secs(1), "it took {took:?}");
}

#[test]
fn a_door_that_is_taken_is_said_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let house = new_house(&folder);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let door = taken.local_addr().expect("an address").to_string();
    let said = run(&["serve", "--house", &house, "--listen", &door]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains(&format!("cannot listen on {door}")), "{}", said.err);
}
