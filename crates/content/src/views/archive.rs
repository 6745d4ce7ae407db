//! The archive: all years, one year, one month day by day.

use platform::views::View;
use serde::Serialize;

use super::{Card, Link, Listing, Meta, Moment, Pager, samples};

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

/// One month, day by day; a part of it where there is more than a page holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArchiveMonth {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// "September 2020".
    pub title: String,
    /// "42 stories".
    pub count: Option<String>,
    /// All its days.
    pub calendar: Calendar,
    /// Days with items, latest first.
    pub days: Vec<ArchiveDay>,
    /// The way through a month of several parts.
    pub pager: Pager,
    /// The month before that has items.
    pub previous: Option<Link>,
    /// The month after that has items.
    pub next: Option<Link>,
}

/// A month as a sheet of paper on the wall: weeks from Monday to Sunday.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Calendar {
    /// "September 2020", and where its page is.
    pub month: Link,
    /// Its weeks. Places before the first day and after the last are empty.
    pub weeks: Vec<Vec<Option<DayCount>>>,
}

/// One day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayCount {
    /// "14", and where its page is; the address is empty for a day without items.
    pub day: Link,
    /// "14 September 2020: 3 stories".
    pub says: String,
    /// How full it is beside the fullest of the month, in fifths: 0 to 5.
    pub weight: u8,
    /// Whether the page is this day's.
    pub is_here: bool,
}

/// One day of the archive, on the page of its month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArchiveDay {
    /// The day.
    pub date: Moment,
    /// Its own page.
    pub address: String,
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
            count: Some("42 stories".into()),
            calendar: samples::calendar(None),
            days,
            pager: Pager { older: Some(Link::new("Earlier", "?after=x")), ..Pager::default() },
            previous: Some(Link::new("August 2020", "/archive/2020/08")),
            next: Some(Link::new("October 2020", "/archive/2020/10")),
        };
        let extreme = ArchiveDay {
            date: samples::moment(14),
            address: "/archive/2020/09/14".into(),
            cards: samples::extreme_cards(),
        };
        let empty = ArchiveMonth {
            previous: None,
            next: None,
            count: None,
            calendar: Calendar::default(),
            pager: Pager::default(),
            ..page(Vec::new())
        };
        vec![("full", page(samples::days())), ("empty", empty), ("extreme", page(vec![extreme]))]
    }
}

/// One day, on a page of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArchiveDate {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// The day.
    pub date: Moment,
    /// The days of its month.
    pub calendar: Calendar,
    /// What appeared on it, latest first.
    pub listing: Listing,
    /// The day before that has items.
    pub previous: Option<Link>,
    /// The day after that has items.
    pub next: Option<Link>,
}

impl View for ArchiveDate {
    const TEMPLATE: &'static str = "archive_day.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |listing| ArchiveDate {
            meta: samples::meta("Monday 14 September 2020", "/archive/2020/09/14"),
            crumbs: [
                ("Home", "/"),
                ("Archive", "/archive"),
                ("2020", "/archive/2020"),
                ("September", "/archive/2020/09"),
            ]
            .map(|(label, address)| Link::new(label, address))
            .into(),
            date: samples::moment(14),
            calendar: samples::calendar(Some(14)),
            listing,
            previous: Some(Link::new("11 September 2020", "/archive/2020/09/11")),
            next: None,
        };
        let empty = ArchiveDate { previous: None, ..page(Listing::default()) };
        vec![("full", page(samples::listing())), ("empty", empty), ("extreme", page(samples::extreme_listing()))]
    }
}
