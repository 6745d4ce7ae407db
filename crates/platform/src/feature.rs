//! The contract: all that a feature is to the rest of the house, as one plain value.
//!
//! `pub fn feature() -> Feature` of each slice fits on a screen. Press lists them; `masthead features` and the map are
//! printed from them. Nothing registers itself.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use axum::routing::MethodRouter;
use futures_util::future::BoxFuture;
use http::{HeaderValue, StatusCode};
use kit::Uuid;
use serde_json::Value;

use crate::app::App;
use crate::changes::Logged;
use crate::db::Migration;
use crate::http::{HttpError, Reading, Visit, policy};
use crate::records::{Giver, Taker};
use crate::setting::Setting;
use crate::views::{Embedded, Html, SampledView};

/// A slice of the house as the platform sees it.
#[derive(Default)]
pub struct Feature {
    /// Its crate's name.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub summary: &'static str,
    /// Its tables.
    pub migrations: &'static [Migration],
    /// Templates, by name.
    pub templates: Option<Embedded>,
    /// Style sheets, scripts, pictures.
    pub assets: Option<Embedded>,
    /// Its templates' contexts, with samples.
    pub views: Vec<SampledView>,
    /// An example of what surrounds every page, from the one slice that makes it.
    pub chrome_sample: Option<fn() -> minijinja::Value>,
    /// Its routes.
    pub routes: Vec<Route>,
    /// Tells what stands at an address that no route has.
    pub resolver: Option<Resolver>,
    /// Query parameters that change what the resolver tells. Those of a route are said with it.
    pub parameters: &'static [&'static str],
    /// Designs error pages. One slice does.
    pub error_page: Option<ErrorPage>,
    /// Origins of players that its pages put into a frame once a reader asks for it: `https://player.vimeo.com`.
    pub frames: Vec<&'static str>,
    /// Places in pages that it fills.
    pub slots: Vec<SlotFill>,
    /// Places in its pages that others may fill.
    pub offers: &'static [&'static str],
    /// Changes that it writes.
    pub changes: &'static [&'static str],
    /// Changes that it hears of.
    pub hears: Vec<Hearer>,
    /// Work that it does outside requests.
    pub jobs: Vec<Job>,
    /// Work that it does by the clock, once over all nodes.
    pub timetables: Vec<Timetable>,
    /// What each node keeps for itself, after the change log.
    pub follows: Vec<Follower>,
    /// Work that each node does for itself by the clock.
    pub chores: Vec<Chore>,
    /// Record kinds that it takes from an import.
    pub takes: Vec<Taker>,
    /// Record kinds that it gives to an export.
    pub gives: Vec<Giver>,
    /// Settings of a site that it reads.
    pub settings: &'static [Setting],
    /// Commands of the binary.
    pub commands: Vec<Command>,
    /// Looks for what is wrong in its own rooms.
    pub checkup: Option<Checkup>,
}

/// Which face of the house a route belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// Pages for readers: through the page cache, with designed errors.
    Site,
    /// Data for programs: errors by RFC 9457.
    Api,
    /// Files: assets, pictures.
    File,
}

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Anybody.
    Everybody,
}

/// One route.
pub struct Route {
    /// Whose it is.
    pub surface: Surface,
    /// The methods, for the map: `GET`.
    pub methods: &'static str,
    /// The path, in the router's words: `/topic/{slug}`.
    pub path: &'static str,
    /// Who may.
    pub permission: Permission,
    /// What it does: `show_topic`.
    pub name: &'static str,
    /// Query parameters that change what it answers. A page never sees others, and is kept once whatever they are.
    pub parameters: &'static [&'static str],
    /// Makes the handler.
    pub handler: fn() -> MethodRouter<App>,
}

impl Route {
    /// A page that everybody may read.
    pub fn page(path: &'static str, name: &'static str, handler: fn() -> MethodRouter<App>) -> Self {
        Self {
            surface: Surface::Site,
            methods: "GET",
            path,
            permission: Permission::Everybody,
            name,
            parameters: &[],
            handler,
        }
    }

    /// A file that everybody may have.
    pub fn file(path: &'static str, name: &'static str, handler: fn() -> MethodRouter<App>) -> Self {
        Self { surface: Surface::File, ..Self::page(path, name, handler) }
    }

    /// What programs of everybody may ask.
    pub fn api(path: &'static str, name: &'static str, handler: fn() -> MethodRouter<App>) -> Self {
        Self { surface: Surface::Api, ..Self::page(path, name, handler) }
    }

    /// The same for a handler that reads these query parameters.
    #[must_use]
    pub fn reading(self, parameters: &'static [&'static str]) -> Self {
        Self { parameters, ..self }
    }
}

/// Tells what stands at an address, if it knows.
pub type Resolver = fn(App, Visit) -> BoxFuture<'static, Result<Option<Response>, HttpError>>;

/// Makes an error page: status, and the sentence for the reader.
pub type ErrorPage = fn(App, Visit, StatusCode, String) -> BoxFuture<'static, anyhow::Result<String>>;

/// Where a slot stands: on whose page.
#[derive(Debug, Clone, Copy)]
pub struct SlotPlace<'page> {
    /// The page's address, from the root.
    pub path: &'page str,
    /// The site.
    pub site: Uuid,
    /// The section that the page belongs to.
    pub section: Option<Uuid>,
    /// The item that the page shows.
    pub item: Option<Uuid>,
    /// The topic whose page it is.
    pub topic: Option<Uuid>,
    /// The person whose page it is.
    pub person: Option<Uuid>,
}

/// Markup for a slot.
pub type SlotMaker = for<'a> fn(&'a App, &'a mut Reading, SlotPlace<'a>) -> BoxFuture<'a, Result<Html, HttpError>>;

/// A feature's contribution to a slot.
#[derive(Clone, Copy)]
pub struct SlotFill {
    /// The slot: `rail`.
    pub slot: &'static str,
    /// Lower comes first.
    pub order: i32,
    /// Makes the markup.
    pub fill: SlotMaker,
}

/// Does a job. Every job may run twice.
pub type JobHandler = fn(App, Value) -> BoxFuture<'static, anyhow::Result<()>>;

/// A kind of job.
#[derive(Clone, Copy)]
pub struct Job {
    /// Its name: `content.publish_item`.
    pub name: &'static str,
    /// Does it.
    pub handler: JobHandler,
}

/// One who hears of changes of a kind, each as a job of its own.
#[derive(Clone, Copy)]
pub struct Hearer {
    /// The kind of change: `ItemMoved`.
    pub change: &'static str,
    /// Name of the job: `redirects.remember_address`.
    pub name: &'static str,
    /// Does what follows. May be called twice for one change.
    pub handler: fn(App, Logged) -> BoxFuture<'static, anyhow::Result<()>>,
}

/// A job that is done again and again.
#[derive(Clone, Copy)]
pub struct Timetable {
    /// The job.
    pub job: &'static str,
    /// From one time to the next.
    pub every: Duration,
}

/// Brings what a node keeps for itself (a search index, say) up to the end of the change log.
///
/// It is asked at the start of a node, at once after each commit of this process, and soon after another's. It knows
/// itself how far it has come, and may be asked when there is nothing new.
#[derive(Clone, Copy)]
pub struct Follower {
    /// Its name, for the map and the log: `search.index`.
    pub name: &'static str,
    /// Catches up.
    pub catch_up: fn(App) -> BoxFuture<'static, anyhow::Result<()>>,
}

/// Work that each node does for itself by the clock, and once more when it closes.
#[derive(Clone, Copy)]
pub struct Chore {
    /// Its name, for the map and the log: `reading.save_counts`.
    pub name: &'static str,
    /// From one time to the next.
    pub every: Duration,
    /// Does it.
    pub run: fn(App) -> BoxFuture<'static, anyhow::Result<()>>,
}

/// A command of the binary.
pub struct Command {
    /// How it is called and what it takes.
    pub usage: fn() -> clap::Command,
    /// Does it. The number is the exit code: 0 done, 1 failed.
    pub run: fn(App, clap::ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>>,
}

/// What a check-up found: sentences that say what is wrong and what to do.
pub type Checkup = fn(App) -> BoxFuture<'static, anyhow::Result<Vec<String>>>;

/// The features of a house in their order, with what is looked up by name.
pub(crate) struct Features {
    pub(crate) list: Vec<Feature>,
    pub(crate) jobs: BTreeMap<&'static str, JobHandler>,
    pub(crate) hearers: BTreeMap<&'static str, Vec<Hearer>>,
    pub(crate) slots: BTreeMap<&'static str, Vec<SlotFill>>,
    /// By path: the parameters that the page of a route asks for.
    asked_by_route: matchit::Router<&'static [&'static str]>,
    /// Those that count at any other address.
    asked_elsewhere: Vec<&'static str>,
    pub(crate) policy: HeaderValue,
}

impl Features {
    pub(crate) fn new(list: Vec<Feature>) -> Arc<Self> {
        let mut features = Self {
            jobs: list.iter().flat_map(|feature| &feature.jobs).map(|job| (job.name, job.handler)).collect(),
            hearers: BTreeMap::new(),
            slots: BTreeMap::new(),
            asked_by_route: asked_by_route(&list),
            asked_elsewhere: list.iter().flat_map(|feature| feature.parameters).copied().collect(),
            policy: policy(&list.iter().flat_map(|feature| feature.frames.iter().copied()).collect::<Vec<_>>()),
            list,
        };
        for feature in &features.list {
            for hearer in &feature.hears {
                features.hearers.entry(hearer.change).or_default().push(*hearer);
            }
            for fill in &feature.slots {
                features.slots.entry(fill.slot).or_default().push(*fill);
            }
        }
        features.slots.values_mut().for_each(|fills| fills.sort_by_key(|fill| fill.order));
        Arc::new(features)
    }

    /// Query parameters that count for the page at this path, as it was asked for.
    pub(crate) fn parameters_at(&self, path: &str) -> &[&'static str] {
        self.asked_by_route.at(path).map_or(&self.asked_elsewhere, |route| route.value)
    }

    pub(crate) fn hearer(&self, name: &str) -> Option<Hearer> {
        self.hearers.values().flatten().find(|hearer| hearer.name == name).copied()
    }
}

/// What the pages of all routes ask for. They are found as the router finds them.
fn asked_by_route(list: &[Feature]) -> matchit::Router<&'static [&'static str]> {
    let mut pages = matchit::Router::new();
    let routes = list.iter().flat_map(|feature| &feature.routes).filter(|route| route.surface == Surface::Site);
    for route in routes {
        // Of a path that two routes have, which the router refuses, the first counts.
        let _ = pages.insert(route.path, route.parameters);
    }
    pages
}
