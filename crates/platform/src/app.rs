//! The app handle: what every handler, job and command is given. Nothing in it is for one feature.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Context;
use futures_util::future::BoxFuture;
use http::HeaderValue;
use kit::{Chance, Clock, Id, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::{Notify, watch};

use crate::blobs::Blobs;
use crate::cache::PageCache;
use crate::changes::{self, Change};
use crate::config::Config;
use crate::db::{Database, Migration, Result, Tx};
use crate::feature::{Feature, Features, JobHandler, SlotPlace};
use crate::fetch::Web;
use crate::http::{HttpError, Reading};
use crate::jobs::{self, Order};
use crate::search::SearchIndex;
use crate::views::{Embedded, Html, Samples, ThemeError, Views};

/// A running house. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    config: Config,
    db: Database,
    blobs: Arc<dyn Blobs>,
    search: Arc<dyn SearchIndex>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    cache: PageCache,
    web: Web,
    views: Views,
    features: Arc<Features>,
    local: RwLock<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
    jobs: Notify,
    changes: watch::Sender<u64>,
    closing: AtomicBool,
}

/// What press puts into the house.
pub struct Parts {
    /// The settings in force.
    pub config: Config,
    /// The database.
    pub db: Database,
    /// Where files are kept.
    pub blobs: Arc<dyn Blobs>,
    /// What is found by words. This node's own.
    pub search: Arc<dyn SearchIndex>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub chance: Arc<dyn Chance>,
    /// The list of features.
    pub features: Vec<Feature>,
}

/// The platform's own tables, as its own slice of the house.
pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "changes and jobs", sql: include_str!("../migrations/0001_changes_and_jobs.sql") },
    Migration { number: 2, name: "records", sql: include_str!("../migrations/0002_records.sql") },
    Migration { number: 3, name: "remarks of records", sql: include_str!("../migrations/0003_remarks_of_records.sql") },
];

impl App {
    /// Puts a house together. Nothing runs yet.
    ///
    /// # Errors
    /// When the theme is broken.
    pub fn new(parts: Parts) -> Result<Self, ThemeError> {
        let list = &parts.features;
        let none = Embedded::none();
        let files = |feature: &Feature| (feature.templates.unwrap_or(none), feature.assets.unwrap_or(none));
        let samples = Samples {
            views: list.iter().flat_map(|feature| feature.views.iter().copied()).collect(),
            chrome: list.iter().find_map(|feature| feature.chrome_sample).unwrap_or(|| minijinja::Value::UNDEFINED),
        };
        let views = Views::open(list.iter().map(files).collect(), samples, parts.config.theme.clone())?;
        let app = Self(Arc::new(Inner {
            cache: PageCache::with(&parts.config.cache),
            web: Web::new(parts.config.fetch.clone()),
            config: parts.config,
            db: parts.db,
            blobs: parts.blobs,
            search: parts.search,
            clock: parts.clock,
            chance: parts.chance,
            views,
            features: Features::new(parts.features),
            local: RwLock::default(),
            jobs: Notify::new(),
            changes: watch::Sender::new(0),
            closing: AtomicBool::new(false),
        }));
        let house = Arc::downgrade(&app.0);
        app.0.db.on_commit(move |effects| {
            if let Some(house) = house.upgrade() {
                house.cache.purge(&effects.tags);
                house.changes.send_modify(|commits| *commits += 1);
                if effects.jobs {
                    house.jobs.notify_one();
                }
            }
        });
        Ok(app)
    }

    /// Brings the tables up to date; the steps that were run.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn migrate(&self) -> Result<Vec<String>> {
        self.0.db.migrate(&self.migrations(), self.now()).await
    }

    /// All migrations, the platform's first.
    pub fn migrations(&self) -> Vec<(&'static str, &'static [Migration])> {
        let own = [("platform", MIGRATIONS)];
        own.into_iter().chain(self.features().iter().map(|feature| (feature.name, feature.migrations))).collect()
    }

    /// The settings in force.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The database.
    pub fn db(&self) -> &Database {
        &self.0.db
    }

    /// Where files are kept.
    pub fn blobs(&self) -> &dyn Blobs {
        &*self.0.blobs
    }

    /// What is found by words, on this node.
    pub fn search(&self) -> &dyn SearchIndex {
        &*self.0.search
    }

    /// What a slice keeps in the memory of this process: made when first asked for, gone with the process.
    pub fn local<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let kept = |any: &Arc<dyn Any + Send + Sync>| Arc::clone(any).downcast().ok();
        let id = TypeId::of::<T>();
        if let Some(found) = self.0.local.read().unwrap_or_else(PoisonError::into_inner).get(&id).and_then(kept) {
            return found;
        }
        let mut local = self.0.local.write().unwrap_or_else(PoisonError::into_inner);
        let any = local.entry(id).or_insert_with(|| Arc::new(T::default()));
        kept(any).expect("what is kept under a type is of that type")
    }

    /// Other machines on the web, as far as the house may ask them.
    pub fn web(&self) -> &Web {
        &self.0.web
    }

    /// The page cache.
    pub fn cache(&self) -> &PageCache {
        &self.0.cache
    }

    /// Templates and assets.
    pub fn views(&self) -> &Views {
        &self.0.views
    }

    /// The features, in press's order.
    pub fn features(&self) -> &[Feature] {
        &self.0.features.list
    }

    /// The instant.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Sixteen random bytes.
    pub fn chance(&self) -> [u8; 16] {
        self.0.chance.bytes()
    }

    /// A new id, made now.
    pub fn new_id<Noun>(&self) -> Id<Noun> {
        Id::new(self.now(), self.chance())
    }

    /// Begins to read for a page.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn reading(&self) -> Result<Reading> {
        let begun = self.cache().shelf().purges();
        Ok(Reading::new(self.clone(), begun, self.0.db.read_page().await?))
    }

    /// Writes a change into the transaction that makes it true, and the jobs of those who hear of it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn record(&self, tx: &mut Tx, change: Change) -> Result<i64> {
        let kind = change.kind;
        let seq = changes::append(tx, self.now(), change).await?;
        for hearer in self.0.features.hearers.get(kind).into_iter().flatten() {
            let heard = Heard { seq, hearer: hearer.name.to_owned() };
            self.enqueue(tx, Order::new(hearer.name, heard, self.now())).await?;
        }
        Ok(seq)
    }

    /// Enqueues a job in the transaction of its cause.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn enqueue(&self, tx: &mut Tx, order: Order) -> Result<()> {
        jobs::enqueue(tx, self.new_id::<Order>().uuid(), order).await
    }

    /// What all features put into a slot, in order.
    ///
    /// # Errors
    /// When one of them cannot.
    pub async fn fill(&self, reading: &mut Reading, slot: &str, place: SlotPlace<'_>) -> Result<Html, HttpError> {
        let mut markup = Html::default();
        for fill in self.0.features.slots.get(slot).into_iter().flatten() {
            markup.0.push_str(&(fill.fill)(self, reading, place).await?.0);
        }
        Ok(markup)
    }

    /// Who does the job of this name: a job that a feature declares, or the hearing of a change.
    pub(crate) fn job(&self, name: &str) -> Option<JobHandler> {
        let declared = self.0.features.jobs.get(name).copied();
        declared.or_else(|| self.0.features.hearer(name).is_some().then_some(hear as JobHandler))
    }

    /// Query parameters that the page at this path asks for.
    pub(crate) fn parameters_at(&self, path: &str) -> &[&'static str] {
        self.0.features.parameters_at(path)
    }

    /// The content security policy of every page.
    pub(crate) fn policy(&self) -> &HeaderValue {
        &self.0.features.policy
    }

    /// Returns when a commit of this process left jobs.
    pub(crate) async fn jobs_waiting(&self) {
        self.0.jobs.notified().await;
    }

    /// Sees each commit of this process, and soon those of others: the number grows.
    pub(crate) fn commits(&self) -> watch::Receiver<u64> {
        self.0.changes.subscribe()
    }

    /// Says that another process has committed something.
    pub(crate) fn heard_of_others(&self) {
        self.0.changes.send_modify(|commits| *commits += 1);
    }

    /// Brings everything that this node keeps for itself up to the change log, each as far as it can.
    ///
    /// # Errors
    /// The first thing that went wrong.
    pub async fn catch_up(&self) -> anyhow::Result<()> {
        let mut outcome = Ok(());
        for follower in self.features().iter().flat_map(|feature| &feature.follows) {
            outcome = outcome.and((follower.catch_up)(self.clone()).await.context(follower.name));
        }
        outcome
    }

    /// Whether the house has been told to close.
    pub fn is_closing(&self) -> bool {
        self.0.closing.load(Ordering::Relaxed)
    }

    /// Tells long work to stop at the next good place.
    pub fn close(&self) {
        self.0.closing.store(true, Ordering::Relaxed);
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("database", &self.0.db.engine()).finish_non_exhaustive()
    }
}

/// What the job of a hearer knows: which change, and who hears.
#[derive(Debug, Serialize, Deserialize)]
struct Heard {
    seq: i64,
    hearer: String,
}

/// Tells a hearer of a change.
fn hear(app: App, payload: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let heard: Heard = serde_json::from_value(payload)?;
        let hearer = app.0.features.hearer(&heard.hearer).context("nobody of that name hears changes any more")?;
        let mut conn = app.db().read().await?;
        let change = changes::by_seq(&mut conn, heard.seq).await?.context("the change log has no such number")?;
        drop(conn);
        (hearer.handler)(app, change).await
    })
}
