//! What an operator reads in the log of a house that serves.

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::binary::{Serving, masthead, run, word};

/// A house in a folder, with these settings, whose log goes into a file.
fn house_with(folder: &tempfile::TempDir, settings: &[(&str, &str)]) -> Serving {
    let house = word(&folder.path().join("house")).to_owned();
    assert_eq!(run(&["init", &house]).code, 0);
    let mut command = masthead(&["serve", "--house", &house, "--listen", "127.0.0.1:0"]);
    let log = File::create(folder.path().join("log")).expect("a file");
    command.env("MASTHEAD_LOG_JSON", "true").envs(settings.iter().copied()).stderr(Stdio::from(log));
    Serving::start_command(command)
}

/// The lines of the log that are of requests, what they say: once there are so many, or after a while.
fn requests(folder: &tempfile::TempDir, expected: usize) -> Vec<Value> {
    let begun = Instant::now();
    loop {
        let log = std::fs::read_to_string(folder.path().join("log")).expect("a log");
        let whole = log.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let lines = whole.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|why| panic!("{why}: {line}")));
        let lines: Vec<Value> = lines.filter(|line: &Value| line["target"] == "requests").collect();
        if lines.len() >= expected || begun.elapsed() > Duration::from_secs(5) {
            return lines;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Asks on a connection of its own that stays open, as kept pages go out on: the whole answer.
fn ask(serving: &Serving, request: &str, headers: &str) -> String {
    let mut stream = serving.connect();
    write!(stream, "{request} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", serving.at).expect("sent");
    let mut answer = String::new();
    let mut some = [0; 4096];
    loop {
        let read = stream.read(&mut some).expect("an answer");
        answer.push_str(std::str::from_utf8(&some[..read]).expect("plain ASCII"));
        let Some((head, body)) = answer.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
        if read == 0 || request.starts_with("HEAD") || body.len() >= length {
            return answer;
        }
    }
}

#[test]
fn each_request_has_a_line_in_the_log_when_that_is_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let serving = house_with(&folder, &[("MASTHEAD_LOG_REQUESTS", "true"), ("MASTHEAD_LOG", "warn")]);
    let first = ask(&serving, "GET /corrections?about=me", "X-Request-Id: from-the-proxy\r\n");
    assert!(first.starts_with("HTTP/1.1 200"), "{first}");
    let etag = first.lines().find_map(|line| line.strip_prefix("etag: ")).expect("an etag").to_owned();
    for (request, headers, status) in [
        ("GET /corrections", String::new(), 200),
        ("HEAD /corrections", String::new(), 200),
        ("GET /corrections", format!("If-None-Match: {etag}\r\n"), 304),
        ("GET /nowhere/at/all", String::new(), 404),
        ("DELETE /corrections", String::new(), 405),
    ] {
        let answer = ask(&serving, request, &headers);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{request}: {answer}");
    }
    let lines = requests(&folder, 6);
    let said = |line: &Value| {
        let fields = &line["fields"];
        let text = |name: &str| fields[name].as_str().unwrap_or_default().to_owned();
        (text("method"), text("path"), fields["status"].as_u64().unwrap(), fields["cached"].as_bool().unwrap())
    };
    let expected = [
        ("GET", "/corrections", 200, false),
        ("GET", "/corrections", 200, true),
        ("HEAD", "/corrections", 200, true),
        ("GET", "/corrections", 304, true),
        ("GET", "/nowhere/at/all", 404, false),
        ("DELETE", "/corrections", 405, false),
    ];
    let expected = expected.map(|(method, path, status, cached)| (method.to_owned(), path.to_owned(), status, cached));
    assert_eq!(lines.iter().map(said).collect::<Vec<_>>(), expected);
    assert_eq!(lines[0]["fields"]["id"], "from-the-proxy");
    let ids: HashSet<&str> = lines.iter().map(|line| line["fields"]["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), lines.len());
    let body = first.split_once("\r\n\r\n").expect("a body").1.len() as u64;
    for line in &lines {
        assert!(line["fields"]["seconds"].as_f64().is_some_and(|seconds| seconds < 60.0), "{line}");
        assert_eq!((line["level"].as_str(), line["timestamp"].is_string()), (Some("INFO"), true), "{line}");
        assert!(!line.to_string().contains("about=me") && !line.to_string().contains("127.0.0.1"), "{line}");
    }
    assert_eq!((&lines[1]["fields"]["bytes"], &lines[2]["fields"]["bytes"]), (&body.into(), &0.into()));
}

#[test]
fn without_being_asked_the_log_has_no_line_of_a_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let serving = house_with(&folder, &[]);
    for path in ["/corrections", "/corrections", "/nowhere/at/all"] {
        ask(&serving, &format!("GET {path}"), "");
    }
    serving.signal("TERM");
    assert_eq!(serving.wait().0, 0);
    assert_eq!(requests(&folder, 0), Vec::<Value>::new());
    assert!(std::fs::read_to_string(folder.path().join("log")).expect("a log").contains("\"level\":\"INFO\""));
}
