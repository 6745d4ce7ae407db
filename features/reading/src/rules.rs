//! What can be decided without I/O: who counts as a reader, what a ranking holds, which address is a date.

use std::collections::BTreeMap;
use std::net::IpAddr;

use content::model::ItemId;
use content::rules::hosts::host_of;
use http::HeaderMap;
use http::header::{ORIGIN, USER_AGENT};
use jiff::civil::Date;
use kit::Uuid;

use crate::model::Period;

/// Places of a ranking that are kept: a page of the most read.
pub(crate) const KEPT: usize = 20;
/// Places of the module beside a page.
pub(crate) const BESIDE: usize = 5;
/// Items that a site's ranking needs to be shown beside its pages, when no period has `BESIDE`.
const AT_LEAST: usize = 3;

/// Words in the names of programs that fetch pages without anybody who reads them: those that say so themselves, the
/// libraries that scripts are written with, and browsers without a window.
const PROGRAMS: [&str; 24] = [
    "crawl",
    "spider",
    "slurp",
    "scrap",
    "headless",
    "phantom",
    "puppeteer",
    "playwright",
    "selenium",
    "lighthouse",
    "pagespeed",
    "preview",
    "facebookexternalhit",
    "monitor",
    "curl",
    "wget",
    "python",
    "java/",
    "libwww",
    "okhttp",
    "go-http-client",
    "node-fetch",
    "axios",
    "http://",
];

/// Whether a browser that somebody looks at sent this, as far as it says so.
pub(crate) fn is_of_a_reader(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // A page that is fetched beforehand is not read yet, and may never be.
    let ahead = ["sec-purpose", "purpose", "x-moz", "x-purpose"];
    let is_ahead =
        ahead.iter().any(|name| ["prefetch", "prerender", "preview"].iter().any(|it| said(name).contains(it)));
    !is_ahead && !is_program(said(USER_AGENT.as_str()))
}

/// Whether the browser knows the page by a name that only this machine has: no proxy of the public's is between.
pub(crate) fn is_on_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok()).map_or("", host_of);
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let is_loopback = bare.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    is_loopback || bare == "localhost" || bare.ends_with(".localhost")
}

fn is_program(agent: &str) -> bool {
    let agent = agent.to_ascii_lowercase();
    // "Googlebot/2.1", "bot@", "+https://…/bot.html"; not "Cubot", which makes telephones.
    let is_bot = agent.match_indices("bot").any(|(at, _)| {
        let ends = agent[at + 3..].chars().next().is_none_or(|next| !next.is_ascii_alphabetic());
        ends && !agent[..at].ends_with("cu")
    });
    agent.is_empty() || is_bot || PROGRAMS.iter().any(|word| agent.contains(word))
}

/// The most read of each list, from items in the order of their reads and the lists that each stands in.
pub(crate) fn ranked(most_read: &[ItemId], lists_of: impl Fn(ItemId) -> Vec<Uuid>) -> BTreeMap<Uuid, Vec<ItemId>> {
    let mut ranks: BTreeMap<Uuid, Vec<ItemId>> = BTreeMap::new();
    for item in most_read {
        for list in lists_of(*item) {
            let rank = ranks.entry(list).or_default();
            if rank.len() < KEPT {
                rank.push(*item);
            }
        }
    }
    ranks
}

/// How widely a ranking is read: a section's pages fall back to the site's, the site's to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    Site,
    Section,
}

/// Which period is shown beside a list's pages: the shortest with enough in it. Of a section nothing older than a month;
/// of a site, in the end, whatever there is.
pub(crate) fn shown_beside(reach: Reach, ranked: impl Fn(Period) -> usize) -> Option<Period> {
    let enough = |periods: &[Period], items: usize| periods.iter().copied().find(|period| ranked(*period) >= items);
    let recent = [Period::Today, Period::Week, Period::Month];
    match reach {
        Reach::Section => enough(&recent, BESIDE),
        Reach::Site => enough(&Period::ALL, BESIDE).or_else(|| enough(&Period::ALL, AT_LEAST)),
    }
}

/// A year, a month or a day, as addresses of other systems write them: `/2018/05/03/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The first day of it.
    pub(crate) from: Date,
    /// The first day after it.
    pub(crate) to: Date,
    /// How many segments said it.
    segments: usize,
}

impl Dated {
    /// The date that an address is, if it is one and nothing else.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.strip_prefix('/')?.trim_end_matches('/').split('/').collect();
        let number = |at: usize, digits: usize| -> Option<i16> {
            let Some(part) = parts.get(at) else { return Some(1) };
            let fits = part.len() <= digits && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| fits)
        };
        if parts.len() > 3 || parts.first()?.len() != 4 {
            return None;
        }
        let small = |at: usize| number(at, 2).and_then(|number| i8::try_from(number).ok());
        let from = Date::new(number(0, 4)?, small(1)?, small(2)?).ok()?;
        let to = match parts.len() {
            1 => from.last_of_year().tomorrow(),
            2 => from.last_of_month().tomorrow(),
            _ => from.tomorrow(),
        };
        Some(Self { from, to: to.ok()?, segments: parts.len() })
    }

    /// Its page in the archive.
    pub(crate) fn address(&self) -> String {
        let (year, month, day) = (self.from.year(), self.from.month(), self.from.day());
        match self.segments {
            1 => format!("/archive/{year:04}"),
            2 => format!("/archive/{year:04}/{month:02}"),
            _ => format!("/archive/{year:04}/{month:02}/{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use kit::Id;

    use super::*;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";

    fn counts(agent: &'static str, more: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, HeaderValue::from_static(agent));
        for (name, value) in more {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        is_of_a_reader(&headers)
    }

    #[test]
    fn a_page_of_this_machine_is_told_from_one_behind_a_proxy() {
        let from = |origin: &'static str| {
            is_on_this_machine(&HeaderMap::from_iter([(ORIGIN, HeaderValue::from_static(origin))]))
        };
        for own in ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000", "http://duct.localhost"] {
            assert!(from(own), "{own}");
        }
        for public in ["https://theduct.example", "https://localhost.example", "http://192.0.2.1", "null"] {
            assert!(!from(public), "{public}");
        }
    }

    #[test]
    fn readers_are_told_from_programs() {
        assert!(counts(FIREFOX, &[]));
        assert!(counts("Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 40) Chrome/126.0.0.0 Mobile Safari/537.36", &[]));
        for program in [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/124.0.0.0 Safari/537.36",
            "curl/8.5.0",
            "python-requests/2.31",
            "",
        ] {
            assert!(!counts(program, &[]), "{program:?}");
        }
        assert!(!counts(FIREFOX, &[("sec-purpose", "prefetch;prerender")]));
        assert!(!is_of_a_reader(&HeaderMap::new()));
    }

    #[test]
    fn a_section_with_little_read_has_no_module_and_a_site_shows_what_it_has() {
        let with = |today: usize, week: usize, year: usize| {
            move |period: Period| match period {
                Period::Today => today,
                Period::Week | Period::Month => week,
                Period::Year => year,
            }
        };
        assert_eq!(shown_beside(Reach::Section, with(5, 9, 9)), Some(Period::Today));
        assert_eq!(shown_beside(Reach::Section, with(4, 9, 9)), Some(Period::Week));
        assert_eq!(shown_beside(Reach::Section, with(4, 4, 20)), None);
        assert_eq!(shown_beside(Reach::Site, with(4, 4, 20)), Some(Period::Year));
        assert_eq!(shown_beside(Reach::Site, with(0, 3, 4)), Some(Period::Week));
        assert_eq!(shown_beside(Reach::Site, with(0, 0, 2)), None);
    }

    #[test]
    fn a_ranking_keeps_the_order_of_reads_and_ends() {
        let items: Vec<ItemId> = (1..=30).map(|n| Id::from_uuid(Uuid::from_u128(n))).collect();
        let (site, section) = (Uuid::from_u128(100), Uuid::from_u128(101));
        let odd = |item: ItemId| item.uuid().as_u128() % 2 == 1;
        let ranks = ranked(&items, |item| if odd(item) { vec![site, section] } else { vec![site] });
        assert_eq!(ranks[&site], items[..KEPT]);
        assert!(ranks[&section].len() == 15 && ranks[&section].iter().all(|item| odd(*item)));
    }

    #[test]
    fn dates_lead_to_the_archive() {
        let address = |path: &str| Dated::of(path).map(|dated| dated.address());
        assert_eq!(address("/2018/05/").as_deref(), Some("/archive/2018/05"));
        assert_eq!(address("/2018/5/3").as_deref(), Some("/archive/2018/05/03"));
        assert_eq!(address("/2018/").as_deref(), Some("/archive/2018"));
        for other in
            ["/2018/13/", "/2018/02/30/", "/18/05/", "/2018/05/03/slug/", "/5g/", "/", "/2018/+5/", "/2018//03"]
        {
            assert_eq!(address(other), None, "{other}");
        }
        let december = Dated::of("/2018/12/").expect("a month");
        assert_eq!((december.from.to_string(), december.to.to_string()), ("2018-12-01".into(), "2019-01-01".into()));
    }
}
