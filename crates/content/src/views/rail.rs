//! The modules beside an article or a front.

use platform::views::Html;
use serde::Serialize;

use super::{Card, Link};

/// One module of the right rail. An empty one is not shown.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct RailModule {
    /// How it is set.
    pub shape: RailShape,
    /// "Featured video".
    pub title: String,
    /// The line under the title: "Content from our sponsors".
    pub label: Option<String>,
    /// Items, for every shape but `resources` and `text`.
    pub cards: Vec<Card>,
    /// For `resources`.
    pub resources: Vec<Resource>,
    /// For `text`: what a feature brings along.
    pub body: Option<Html>,
    /// Where there is more of it.
    pub more: Option<Link>,
}

/// How a rail module is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RailShape {
    /// Headlines under each other.
    #[default]
    List,
    /// Numbered headlines.
    Ranked,
    /// One item with a large picture: a featured video.
    Feature,
    /// Papers, guides, courses.
    Resources,
    /// Paid for, and marked so: partner perspectives.
    Partner,
    /// Written by people from outside: guest perspectives.
    Guest,
    /// Whatever a feature brings.
    Text,
}

/// One educational resource.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Resource {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// "White paper", "Course".
    pub kind: Option<String>,
    /// Who made it.
    pub source: Option<String>,
}
