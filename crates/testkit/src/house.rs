//! A house of a test's own, and what a test does with it.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use http::{Method, Request};
use indexer::Index;
use kit::{Chance, FixedClock, StepChance, Timestamp};
use platform::config::Config;
use platform::db::{Database, Engine, query};
use platform::feature::Feature;
use platform::fetch::{FetchConfig, Reach};
use platform::jobs::Runner;
use platform::system::SystemChance;
use platform::{App, Parts};
use tower::ServiceExt;

use crate::answer::Answer;
use crate::blobs::FolderBlobs;
use crate::lodging::Lodging;

/// When a test's house opens, unless it says otherwise: a Monday morning.
pub const OPENED_AT: &str = "2020-11-23T09:00:00Z";

/// The features of a house. Called once for each node of it.
type Features = fn() -> Vec<Feature>;

/// A running house: one node, its clock, its web face. Jobs run when the test says so.
#[derive(Debug)]
pub struct House {
    /// The app handle.
    pub app: App,
    /// Its clock. All nodes of a house share it.
    pub clock: Arc<FixedClock>,
    router: Router,
    features: Features,
    lodging: Arc<Lodging>,
}

/// A house in the making.
#[must_use = "a house stands once it is opened"]
pub struct Builder {
    engine: Engine,
    features: Features,
    at: Timestamp,
    config: Config,
}

impl Builder {
    /// Gives it these features; without, it has none.
    pub fn features(mut self, features: Features) -> Self {
        self.features = features;
        self
    }

    /// Sets its clock: `2020-11-23T09:00:00Z`.
    ///
    /// # Panics
    /// When that is no time.
    pub fn at(mut self, at: &str) -> Self {
        self.at = at.parse().expect("a time as RFC 3339 writes it");
        self
    }

    /// Changes its settings. Folder and database are the test's own already.
    pub fn settings(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self
    }

    /// Opens it, with its tables made.
    pub async fn open(self) -> House {
        let house = self.open_empty().await;
        house.app.migrate().await.expect("the tables are made");
        house
    }

    /// Opens it before its tables are made.
    pub async fn open_empty(self) -> House {
        let lodging = Arc::new(Lodging::new(self.engine).await);
        let clock = Arc::new(FixedClock::at(self.at));
        let mut config = self.config;
        config.house = lodging.folder().to_owned();
        config.database = Some(lodging.address.clone());
        House::node(config, self.features, lodging, (clock, Arc::new(StepChance::default()))).await
    }
}

impl House {
    /// Begins a house on this engine.
    pub fn on(engine: Engine) -> Builder {
        let at = OPENED_AT.parse().expect("a time");
        // Nobody on the web is asked, unless a story is about just that.
        let fetch = FetchConfig { reach: Reach::Nothing, ..FetchConfig::default() };
        Builder { engine, features: Vec::new, at, config: Config { fetch, ..Config::default() } }
    }

    async fn node(
        config: Config,
        features: Features,
        lodging: Arc<Lodging>,
        (clock, chance): (Arc<FixedClock>, Arc<dyn Chance>),
    ) -> Self {
        let db = Database::open(&config.database()).await.expect("the database opens");
        let blobs = Arc::new(FolderBlobs::new(config.media()));
        // Each node has its own, and a house opened anew makes it anew.
        let search = Arc::new(Index::in_folder(lodging.index()));
        let parts = Parts { config, db, blobs, search, clock: Arc::clone(&clock) as _, chance, features: features() };
        let app = App::new(parts).expect("the theme is whole");
        let router = platform::http::router(app.clone());
        Self { app, clock, router, features, lodging }
    }

    /// Another node of this house: the same folder, database and clock, an app handle and a page cache of its own.
    pub async fn another_node(&self) -> Self {
        self.another_node_with(self.features).await
    }

    /// Another node, or this house opened anew, with other features. Its tables are made up to date.
    pub async fn another_node_with(&self, features: Features) -> Self {
        let node = self.empty_node_with(features).await;
        node.app.migrate().await.expect("the tables are made");
        node
    }

    /// Another node of this house that has not looked at its tables yet.
    pub async fn empty_node(&self) -> Self {
        self.empty_node_with(self.features).await
    }

    async fn empty_node_with(&self, features: Features) -> Self {
        let parts = (Arc::clone(&self.clock), Arc::new(SystemChance) as Arc<dyn Chance>);
        Self::node(self.app.config().clone(), features, Arc::clone(&self.lodging), parts).await
    }

    /// The folder it stands in.
    pub fn folder(&self) -> &Path {
        self.lodging.folder()
    }

    /// Which engine it stands on.
    pub fn engine(&self) -> Engine {
        self.app.db().engine()
    }

    /// What a reader gets at `path`, with its query if it has one.
    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    /// The same for a reader whose browser sends these headers.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers).await
    }

    /// Any request without a body. Its host is `localhost` unless a header names another.
    ///
    /// # Panics
    /// When method, path or headers make no request.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            request = request.header("host", "localhost");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::empty()).expect("a request")).await
    }

    /// Any request.
    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let Ok(response) = self.router.clone().oneshot(request).await;
        Answer::of(response).await
    }

    /// Does what is due, and what follows from it; how many jobs that were.
    ///
    /// # Panics
    /// When the table of jobs cannot be read. A job's own failure is in its row.
    pub async fn run_jobs(&self) -> u32 {
        Runner::new(self.app.clone()).run_due().await.expect("the table of jobs can be read")
    }

    /// How many rows a table has.
    ///
    /// # Panics
    /// When there is no such table.
    pub async fn rows(&self, table: &str) -> i64 {
        let mut conn = self.app.db().read().await.expect("a connection");
        query(format!("SELECT COUNT(*) AS answer FROM {table}")).answer(&mut conn).await.expect("there is such a table")
    }
}
