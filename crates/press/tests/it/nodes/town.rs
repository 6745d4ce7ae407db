//! A publication with stories that wait, for two nodes to show; and what any page of it says of a story.

use std::time::{Duration, Instant};

use content::model::ItemId;
use kit::{Timestamp, Uuid};
use serde_json::{Value, json};
use testkit::{Engine, House};

use super::places::Places;
use crate::binary::Serving;
use crate::cut_off::Place;
use crate::hidden::asking::Rounds;
use crate::hidden::secrets::{self, OPEN, Publication};

/// So soon everything of everywhere is seen.
const SOON: Duration = Duration::from_secs(1);
/// Words that stand nowhere but in one story each; the first is the one that the rounds of `hidden` go by.
pub const STORIES: [&str; 4] = [OPEN, "cragdale", "duskmere", "elmhurst"];

/// An article and an episode about one thing, whose every text has the same word in it.
pub struct Story {
    pub word: &'static str,
    items: [Uuid; 2],
    /// Where the bytes of its pictures and its sound are.
    files: Vec<String>,
}

impl Story {
    /// Where the article is read, and where the episode is.
    pub fn addresses(&self) -> [String; 2] {
        [format!("/quiet/{}", self.word), format!("/quiet/{}cast", self.word)]
    }

    /// The address at which this story is what `other` is at `address`.
    fn instead_of(&self, other: &Self, address: &str) -> String {
        let mut address = address.replace(other.word, self.word).replace(&other.word[..4], &self.word[..4]);
        for (own, other) in self.items.iter().zip(other.items) {
            address = address.replace(&other.to_string(), &own.to_string());
            address = address.replace(&other.simple().to_string(), &own.simple().to_string());
        }
        address
    }
}

/// What an answer says of a story: its status, how often it has the word, and how often the headlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub status: u16,
    pub times: usize,
    pub headlines: usize,
}

impl Seen {
    fn of(status: u16, text: &str, word: &str) -> Self {
        // What was asked for is marked.
        let text = text.to_lowercase().replace("<mark>", "").replace("</mark>", "");
        let headlines = ["", "cast"].map(|kind| text.matches(&format!("{word}{kind} in the headline")).count());
        Self { status, times: text.matches(word).count(), headlines: headlines.iter().sum() }
    }
}

/// The publication, of which nothing is out yet.
pub struct Town {
    pub place: Place,
    pub publication: Publication,
    pub stories: Vec<Story>,
}

impl Town {
    /// Makes it.
    pub async fn new() -> Self {
        let place = Place::at(Engine::Postgres, &Timestamp::now().to_string()).await;
        let house = place.house.another_node().await;
        secrets::take(&house, records()).await;
        let mut stories = Vec::new();
        for word in STORIES {
            let (article, episode) = (item(&house, word).await, item(&house, &format!("{word}cast")).await);
            let mut files = Vec::new();
            for word in [word.to_owned(), format!("{word}cast")] {
                files.extend(secrets::media(&house, &word).await.iter().flat_map(secrets::files_of));
            }
            stories.push(Story { word, items: [article.uuid(), episode.uuid()], files });
        }
        let publication = Publication {
            open_item: ItemId::from_uuid(stories[0].items[0]),
            open_address: format!("/quiet/{OPEN}"),
            open_labels: secrets::labels(&house, OPEN).await,
            hidden: Vec::new(),
            house,
        };
        Self { place, publication, stories }
    }

    /// A process that serves it, with an index of its own.
    pub fn node(&self, name: &str) -> Serving {
        let mut command = self.place.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env("MASTHEAD_INDEX", self.place.house.folder().join(name)).env("MASTHEAD_JOBS_LEASE_SECONDS", "2");
        Serving::start_command(command)
    }

    /// Runs a command about a story; when it was done.
    pub fn tell(&self, words: &[&str], story: &Story) -> Instant {
        let addresses = story.addresses();
        for addresses in if words[0] == "publish" { vec![&addresses[..]] } else { addresses.chunks(1).collect() } {
            let words: Vec<&str> = words.iter().copied().chain(addresses.iter().map(String::as_str)).collect();
            let done = self.place.run(&words);
            assert_eq!(done.code, 0, "{}{}", done.out, done.err);
        }
        Instant::now()
    }

    /// Has a story published by whichever node is up, and waits for the hour.
    pub fn schedule(&self, story: &Story) -> Instant {
        let at = Timestamp::now() + Duration::from_secs(3);
        self.tell(&["publish", "--at", &at.to_string()], story);
        std::thread::sleep((at.duration_since(Timestamp::now())).try_into().unwrap_or_default());
        Instant::now()
    }

    /// A house of the same publication, opened now: it has no page and no index of before.
    pub async fn opened_anew(&self) -> House {
        self.place.house.clock.set(Timestamp::now());
        let house = self.place.house.another_node().await;
        house.app.catch_up().await.unwrap();
        house
    }

    /// Many read this story, more than any other, and it is ranked so.
    pub async fn be_read(&self, story: &Story) -> Instant {
        self.place.house.clock.set(Timestamp::now());
        let readers = 5 * (1 + STORIES.iter().position(|word| *word == story.word).unwrap());
        self.publication.be_read_by(story.items.map(|item| (ItemId::from_uuid(item), readers))).await;
        self.publication.settle().await;
        let house = &self.publication.house;
        let order = platform::jobs::Order::new("reading.rank", (), house.app.now());
        let mut tx = house.app.db().write().await.unwrap();
        house.app.enqueue(&mut tx, order).await.unwrap();
        tx.commit().await.unwrap();
        house.run_jobs().await;
        Instant::now()
    }

    /// Where the first story is told of, which is out: of each route and set of parameters a few addresses.
    pub async fn places(&self) -> Places {
        self.place.house.clock.set(Timestamp::now());
        self.publication.house.app.catch_up().await.unwrap();
        let answers = Rounds::of(&self.publication).everything_open().await;
        Places::of(&self.publication.house, &self.stories[0], answers)
    }

    /// The same places for another story, and the bytes of its own.
    pub fn places_of(&self, story: &Story, places: &Places) -> Vec<String> {
        let told = places.addresses.iter().map(|address| story.instead_of(&self.stories[0], address));
        told.chain(story.files.iter().cloned()).collect()
    }

    /// What each of these nodes says of a story at these places, once the time is over in which everything is to be
    /// seen: each is asked once.
    pub fn soon(&self, nodes: &[&Serving], begun: Instant, story: &Story, places: &[String]) -> Vec<Vec<Seen>> {
        std::thread::sleep(SOON.saturating_sub(begun.elapsed()));
        let ask = |node: &Serving| places.iter().map(|place| seen(&node.get(place), story.word)).collect();
        std::thread::scope(|scope| {
            let asking: Vec<_> = nodes.iter().map(|node| scope.spawn(|| ask(node))).collect();
            asking.into_iter().map(|asking| asking.join().unwrap()).collect()
        })
    }

    /// All these nodes say of a story what a house says that is opened now; what that is.
    pub async fn assert_soon(&self, nodes: &[&Serving], begun: Instant, story: &Story, places: &[String]) -> Vec<Seen> {
        let told = self.soon(nodes, begun, story, places);
        let house = self.opened_anew().await;
        let mut expected = Vec::new();
        for place in places {
            let answer = house.get(place).await;
            expected.push(Seen::of(answer.status, &String::from_utf8_lossy(&answer.bytes), story.word));
        }
        house.app.db().close().await;
        for (number, told) in told.iter().enumerate() {
            let differing = places.iter().zip(told).zip(&expected).filter(|((_, told), expected)| told != expected);
            let differing: Vec<_> = differing.collect();
            assert!(differing.is_empty(), "node {number} on {}: {differing:#?}", story.word);
        }
        expected
    }
}

/// What an answer as it came says of a story.
fn seen(answer: &str, word: &str) -> Seen {
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Seen::of(status, body, word)
}

async fn item(house: &House, word: &str) -> ItemId {
    secrets::item(house, word).await.0
}

/// A site with two sections and a topic, and the stories, none of which is out.
fn records() -> Vec<Value> {
    let mut records = secrets::places();
    for word in STORIES {
        for (word, kind) in [(word.to_owned(), "article"), (format!("{word}cast"), "podcast")] {
            records.extend(secrets::belongings(&word));
            let waiting = json!({"publication_state": "unpublished", "published_at": null});
            records.push(secrets::story(&word, kind, waiting));
            records.push(json!({"kind": "correction", "key": format!("{word}-correction"), "item": word,
                "at": "2020-11-22T12:00:00Z", "text": format!("{word} was wrong.")}));
        }
    }
    records
}
