//! The archive: all years, one year, one month day by day.

use platform::views::View;
use serde::Serialize;

use super::{Card, Link, Meta, Moment, samples};

/// Every year and month that has items.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArchiveIndex {
    /// The head.
    pub meta: Meta,
    /// Latest first.
    pub years: Vec<YearCount>,
    /// "4,812 stories since 1998".
    pub count: Option<String>,
}

/// One year of the archive's index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearCount {
    /// `2020`, and where its page is.
    pub year: Link,
    /// Items in the year.
    pub count: u64,
    /// All twelve months, in order.
    pub months: Vec<MonthCount>,
}

/// One month of the archive's index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthCount {
    /// "September", and where its page is; the address is empty for a month without items.
    pub month: Link,
    /// Items in the month.
    pub count: u64,
    /// How full the month is beside the fullest of the archive, in tenths: 0 to 10.
    pub weight: u8,
}

impl View for ArchiveIndex {
    const TEMPLATE: &'static str = "archive.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |years, count: Option<&str>| ArchiveIndex {
            meta: samples::meta("Archive", "/archive"),
            years,
            count: count.map(str::to_owned),
        };
        vec![("full", page(samples::years(), Some("4,812 stories since 2016"))), ("empty", page(Vec::new(), None))]
    }
}

/// One year: its months, and what was read or chosen from each.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArchiveYear {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// The year and its months.
    pub year: YearCount,
    /// The year before, if it has items.
    pub previous: Option<Link>,
    /// The year after, if it has items.
    pub next: Option<Link>,
    /// Items of the year, latest first; as many as the house likes to show.
    pub cards: Vec<Card>,
}

impl View for ArchiveYear {
    const TEMPLATE: &'static str = "archive_year.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |cards, previous: Option<Link>| ArchiveYear {
            meta: samples::meta("2020", "/archive/2020"),
            crumbs: vec![Link::new("Home", "/"), Link::new("Archive", "/archive")],
            year: samples::year(2020, 42),
            previous,
            next: None,
            cards,
        };
        vec![
            ("full", page(samples::cards(9), Some(Link::new("2019", "/archive/2019")))),
            ("empty", page(Vec::new(), None)),
        ]
    }
}

/// One month, day by day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArchiveMonth {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// "September 2020".
    pub title: String,
    /// Days with items, latest first.
    pub days: Vec<ArchiveDay>,
    /// The month before that has items.
    pub previous: Option<Link>,
    /// The month after that has items.
    pub next: Option<Link>,
}

/// One day of the archive.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArchiveDay {
    /// The day.
    pub date: Moment,
    /// What appeared on it, latest first.
    pub cards: Vec<Card>,
}

impl View for ArchiveMonth {
    const TEMPLATE: &'static str = "archive_month.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |days| ArchiveMonth {
            meta: samples::meta("September 2020", "/archive/2020/09"),
            crumbs: vec![Link::new("Home", "/"), Link::new("Archive", "/archive"), Link::new("2020", "/archive/2020")],
            title: "September 2020".into(),
            days,
            previous: Some(Link::new("August 2020", "/archive/2020/08")),
            next: Some(Link::new("October 2020", "/archive/2020/10")),
        };
        let extreme = ArchiveDay { date: samples::moment(14), cards: samples::extreme_cards() };
        vec![
            ("full", page(samples::days())),
            ("empty", ArchiveMonth { previous: None, next: None, ..page(Vec::new()) }),
            ("extreme", page(vec![extreme])),
        ]
    }
}
