//! What the reading pages are given: plain structs, one a template, each with samples.
//!
//! Nothing here reads a database, a clock or a setting. Whoever answers a request loads what it needs, fills one of
//! these and hands it to the theme. Field names are the contract with every theme: adding one is free, renaming one
//! breaks the themes of other people.

mod accent;
mod archive;
mod byline;
mod card;
mod chrome;
mod correction;
mod figure;
mod icon;
mod json_ld;
mod link;
mod listing;
mod meta;
mod moment;
mod notice;
mod page;
mod rail;
pub mod samples;
mod story;
pub mod theme;

pub use accent::Accent;
pub use archive::{
    ArchiveDate, ArchiveDay, ArchiveIndex, ArchiveMonth, ArchiveYear, Calendar, DayCount, MonthCount, YearCount,
};
pub use byline::{AuthorBox, Credit, Signed};
pub use card::{Card, Kind};
pub use chrome::{Chrome, Feed, Frame, MenuLink, SiteName, Standing};
pub use correction::{CorrectionEntry, CorrectionNote, Corrections};
pub use figure::{Figure, Focus, Picture, Source};
pub use icon::Icon;
pub use json_ld::{Facts, Genre, Heard, HouseFacts, OpenTo, POLICIES, Publisher, Watched};
pub use link::{Link, SectionLink};
pub use listing::{Author, Listing, Pager, Topic};
pub use meta::{Alternate, Meta, PageKind, Recording, ShareImage, locale};
pub use moment::Moment;
pub use notice::{Broken, NotFound, Withdrawn};
pub use page::Page;
pub use rail::{RailModule, RailShape, Resource};
pub use story::{
    Article, AudioFile, Captions, ChapterMark, Chapters, Episode, MoreFrom, Playback, Story, Video, VideoFile,
};
