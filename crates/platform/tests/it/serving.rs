//! A house that listens: it says how it is, and stops without dropping anyone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::OnceLock;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use metrics_exporter_prometheus::PrometheusHandle;
use platform::http::{Listening, serve};
use platform::telemetry::start_counting;
use testkit::{Builder, House, both_engines};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::market::{market_with, renders, set_price};
use crate::workshop;

/// Figures are counted once a process.
fn figures() -> PrometheusHandle {
    static FIGURES: OnceLock<PrometheusHandle> = OnceLock::new();
    FIGURES.get_or_init(start_counting).clone()
}

/// A house that listens on a port of its own.
struct Open {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    serving: JoinHandle<anyhow::Result<()>>,
}

async fn listen(house: &House) -> Open {
    let (stop, stopped) = watch::channel(false);
    let at = Listening::open(&house.app).await.unwrap();
    let address = at.address;
    let serving = tokio::spawn(serve(house.app.clone(), at, figures(), stopped));
    Open { address, stop, serving }
}

impl Open {
    /// Asks by TCP, as browsers do.
    fn ask(&self, path: &str) -> JoinHandle<String> {
        let (address, path) = (self.address, path.to_owned());
        tokio::task::spawn_blocking(move || ask_at(address, &path))
    }

    async fn close(self) {
        self.stop.send(true).unwrap();
        let served = tokio::time::timeout(Duration::from_secs(20), self.serving).await.expect("it stops");
        served.unwrap().expect("it stops in good order");
    }
}

fn ask_at(address: SocketAddr, path: &str) -> String {
    ask_with(address, path, "")
}

fn ask_with(address: SocketAddr, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn listening(builder: Builder) -> Builder {
    builder.settings(|config| config.listen = ([127, 0, 0, 1], 0).into())
}

#[tokio::test]
async fn it_says_whether_it_lives_and_whether_it_is_ready() {
    both_engines(async |engine| {
        let house = market_with(listening(House::on(engine)), &["plums"]).await;
        let open = listen(&house).await;
        assert!(open.ask("/healthz").await.unwrap().starts_with("HTTP/1.1 200"));
        assert!(open.ask("/readyz").await.unwrap().ends_with("ready\n"));
        let page = open.ask("/stall/plums").await.unwrap();
        assert!(page.contains("price 1"));
        let tag = page.lines().find(|line| line.starts_with("etag: ")).unwrap().replace("etag", "if-none-match");
        let address = open.address;
        let known = tokio::task::spawn_blocking(move || ask_with(address, "/stall/plums", &format!("{tag}\r\n")));
        let known = known.await.unwrap();
        assert!(known.starts_with("HTTP/1.1 304") && known.ends_with("\r\n\r\n"), "{known}");
        house.app.db().close().await;
        let sick = open.ask("/readyz").await.unwrap();
        assert!(sick.starts_with("HTTP/1.1 503") && sick.ends_with("the database does not answer\n"), "{sick}");
        assert!(open.ask("/healthz").await.unwrap().starts_with("HTTP/1.1 200"), "it lives all the same");
        assert!(open.ask("/stall/plums").await.unwrap().contains("price 1"), "and shows what it has kept");
        assert!(open.ask("/stall/pears").await.unwrap().starts_with("HTTP/1.1 500"));
        open.close().await;
    })
    .await;
}

/// So many requests for a page are written before any answer is read, so that the socket is full again and again.
const AT_ONCE: usize = 300;

#[tokio::test]
async fn a_page_that_many_ask_for_is_the_same_to_each_until_it_changes() {
    both_engines(async |engine| {
        let house = market_with(listening(House::on(engine)), &["ada"]).await;
        let open = listen(&house).await;
        for price in [1, 2] {
            set_price(&house, "ada", price).await;
            let address = open.address;
            let asking = tokio::task::spawn_blocking(move || ask_often(address, "/stall/ada", "identity"));
            let bodies: Vec<String> =
                asking.await.unwrap().into_iter().map(|(_, body)| String::from_utf8(body).unwrap()).collect();
            assert_eq!(bodies.len(), AT_ONCE);
            assert!(bodies[0].contains(&format!("price {price}")) && bodies[0].ends_with("trees. </p>"));
            assert!(bodies.iter().all(|body| *body == bodies[0]));
        }
        open.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_packed_once_more_is_the_same_page_to_each() {
    both_engines(async |engine| {
        let house = market_with(listening(House::on(engine)), &["ada"]).await;
        let open = listen(&house).await;
        let mut bodies = BTreeMap::new();
        let begun = Instant::now();
        while bodies.len() < 2 {
            assert!(begun.elapsed() < Duration::from_secs(120), "it is packed within reason");
            let address = open.address;
            let asking = tokio::task::spawn_blocking(move || ask_often(address, "/stall/ada", "br"));
            for (tag, body) in asking.await.unwrap() {
                assert_eq!(*bodies.entry(tag).or_insert_with(|| body.clone()), body, "one tag, one row of bytes");
            }
        }
        let texts = bodies.values().map(|body| {
            let mut text = String::new();
            brotli::Decompressor::new(&body[..], 4096).read_to_string(&mut text).unwrap();
            text
        });
        let texts: BTreeSet<String> = texts.collect();
        assert!(texts.len() == 1 && texts.iter().all(|text| text.contains("price 1")), "{texts:?}");
        open.close().await;
    })
    .await;
}

/// Asks many times over one connection, and reads the answers when all has been asked. Their entity tags and bodies.
fn ask_often(address: SocketAddr, path: &str, encoding: &str) -> Vec<(String, Vec<u8>)> {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: {encoding}\r\n\r\n");
    stream.write_all(request.repeat(AT_ONCE).as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let (mut read, mut bodies) = (BufReader::new(stream), Vec::new());
    for _ in 0..AT_ONCE {
        let (mut length, mut tag, mut line) = (0, String::new(), String::new());
        while line != "\r\n" {
            line.clear();
            read.read_line(&mut line).unwrap();
            length = line.strip_prefix("content-length: ").map_or(length, |length| length.trim_end().parse().unwrap());
            tag = line.strip_prefix("etag: ").map_or(tag, |tag| tag.trim_end().to_owned());
        }
        let mut body = vec![0; length];
        read.read_exact(&mut body).unwrap();
        bodies.push((tag, body));
    }
    bodies
}

#[tokio::test]
async fn a_request_in_hand_is_finished_and_none_is_taken_after() {
    both_engines(async |engine| {
        let house = market_with(listening(House::on(engine)), &["plums"]).await;
        let open = listen(&house).await;
        renders(&house.app).hold.store(true, Ordering::SeqCst);
        let slow = open.ask("/stall/plums");
        renders(&house.app).held.notified().await;
        open.stop.send(true).unwrap();
        let refused = async {
            while TcpStream::connect(open.address).is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), refused).await.expect("the door is shut");
        assert!(!open.serving.is_finished(), "but somebody is still inside");
        renders(&house.app).go_on.notify_one();
        assert!(slow.await.unwrap().contains("price 1"));
        tokio::time::timeout(Duration::from_secs(10), open.serving).await.expect("it stops").unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_job_in_hand_is_finished() {
    both_engines(async |engine| {
        let house = listening(House::on(engine)).features(workshop::features).open().await;
        let open = listen(&house).await;
        workshop::order_now(&house, "workshop.slow", "ended").await;
        while workshop::lines(&house).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        open.close().await;
        // The house has closed its connections; the next one looks.
        let next = house.another_node().await;
        assert_eq!(workshop::lines(&next).await, ["begun", "ended"]);
        assert_eq!(workshop::counts(&next).await.1, 0);
    })
    .await;
}

#[tokio::test]
async fn a_slow_job_does_not_keep_others_from_their_time() {
    both_engines(async |engine| {
        let house = listening(House::on(engine)).features(workshop::features).open().await;
        let open = listen(&house).await;
        workshop::order_now(&house, "workshop.hang", "never").await;
        while workshop::counts(&house).await.1 == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        workshop::order_now(&house, "workshop.note", "on time").await;
        let noted = async {
            while workshop::lines(&house).await.is_empty() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(3), noted).await.expect("another hand does it");
        open.serving.abort();
    })
    .await;
}

#[tokio::test]
async fn figures_are_given_on_a_door_of_their_own() {
    both_engines(async |engine| {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let house =
            market_with(listening(House::on(engine)).settings(|config| config.metrics.listen = Some(free)), &["plums"])
                .await;
        let open = listen(&house).await;
        let figures = [r#"masthead_requests_total{route="/stall/{name}",status="200"}"#, "masthead_page_cache_pages 1"];
        open.ask("/stall/plums").await.unwrap();
        let told = tokio::task::spawn_blocking(move || ask_at(free, "/metrics")).await.unwrap();
        for figure in figures {
            assert!(told.contains(figure), "{figure} is missing in\n{told}");
        }
        assert!(open.ask("/metrics").await.unwrap().starts_with("HTTP/1.1 404"), "not for readers");
        open.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = taken.local_addr().unwrap();
    let house = House::on(testkit::Engine::Sqlite).settings(|config| config.listen = at).open().await;
    let error = Listening::open(&house.app).await.err().expect("it is taken");
    assert!(format!("{error:#}").contains(&format!("cannot listen on {at}: is it in use?")), "{error:#}");
}
