//! Each item's page beside its entry in the export: headline, bylines, day, original, pictures, links and words.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use content::rules::picture_address::normal;
use content::store::media;
use testkit::House;

use super::html::{self, Piece};
use super::reading::{Faults, open_all};
use super::told::{Entry, HOST};

/// Words that a page may lack of its source: this many, or one in a hundred of a long one.
const WORDS_SPARED: usize = 3;

pub async fn check(house: &Arc<House>, entries: &[Entry], remarks: &[String], faults: &mut Faults) {
    let (mut shown, mut lost, mut all) = (0, Vec::new(), 0);
    let known = pictures(house, entries).await;
    for part in entries.chunks(200) {
        let answers = open_all(house, part.iter().map(|entry| entry.address.clone()).collect()).await;
        for (entry, answer) in part.iter().zip(answers) {
            let expected = if entry.published { 200 } else { 404 };
            faults.expect(answer.status == expected, "status", || format!("{} at {}", answer.status, entry.address));
            if answer.status != 200 || !entry.published {
                continue;
            }
            let page = Page::of(answer.text());
            shown += page.shown.len();
            let key = format!("item post:{} ", entry.id);
            let remarks: Vec<&String> = remarks.iter().filter(|remark| remark.starts_with(&key)).collect();
            page.compare(entry, (&remarks, &known), faults);
            all += html::words(&seen(&entry.body)).values().sum::<usize>();
            lost.push((page.lacking(entry), entry));
        }
    }
    lost.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    let many: usize = lost.iter().map(|(words, _)| words.len()).sum();
    eprintln!("{shown} pictures are shown; {many} of {all} words are missing; worst:");
    for (words, entry) in lost.iter().take(10).filter(|(words, _)| !words.is_empty()) {
        eprintln!("  {} at {}: {:?}", words.len(), entry.address, &words[..words.len().min(20)]);
    }
    faults.expect(shown > 0, "pictures", || "none is shown".into());
}

/// Where the house has the pictures that these bodies show, by the addresses that the bodies have.
async fn pictures(house: &House, entries: &[Entry]) -> HashMap<String, String> {
    let written: HashSet<String> =
        entries.iter().flat_map(|entry| Leads::of(&entry.body).pictures).map(|(own, _)| own).collect();
    let form = |own: &str| normal(&html::encoded(own.trim()), Some("digital.gov"));
    let forms: Vec<String> = written.iter().map(|own| form(own)).collect();
    let mut conn = house.app.db().read().await.unwrap();
    let ids = media::ids_by_address(&mut conn, &forms).await.unwrap();
    let mut known = HashMap::new();
    for own in written {
        let Some(id) = ids.get(&form(&own)) else { continue };
        let found = media::by_id(&mut conn, *id).await.unwrap();
        known.extend(found.as_ref().and_then(content::media::picture).map(|picture| (own, picture.src)));
    }
    known
}

/// A page beside its entry: headline, byline, day, words.
pub fn compare_words(page: &str, entry: &Entry, faults: &mut Faults) {
    Page::of(page).compare_words(entry, faults);
}

/// What a reader finds on a page.
struct Page {
    headline: String,
    byline: String,
    times: Vec<String>,
    canonical: String,
    /// Where it leads and what it shows, the publication's own host left out.
    leads_to: HashSet<String>,
    /// Where pictures of the house are shown.
    shown: HashSet<String>,
    words: String,
}

impl Page {
    fn of(page: &str) -> Self {
        let pieces = html::pieces(page);
        let story = html::inside(&pieces, "article", Some("story"));
        let all = |pieces: &[Piece], tag: &str, name: &str| -> Vec<String> {
            pieces.iter().filter_map(|piece| piece.attribute(tag, name)).map(str::to_owned).collect()
        };
        let pictures = all(story, "img", "src");
        let tags = [("a", "href"), ("img", "src"), ("iframe", "src"), ("audio", "src"), ("video", "src")];
        let leads_to = tags.iter().flat_map(|(tag, name)| all(story, tag, name)).map(|address| local(&address));
        let canonical = pieces.iter().find(|piece| piece.attribute("link", "rel") == Some("canonical"));
        Self {
            headline: line(&html::seen(html::inside(story, "h1", None))),
            byline: line(&html::seen(html::inside(story, "ul", Some("byline")))),
            times: all(story, "time", "datetime"),
            canonical: canonical.and_then(|link| link.attribute("link", "href")).unwrap_or_default().to_owned(),
            shown: pictures.into_iter().filter(|picture| picture.starts_with("/media/")).collect(),
            leads_to: leads_to.collect(),
            words: html::seen(html::inside(&pieces, "div", Some("body"))),
        }
    }

    fn compare(&self, entry: &Entry, (remarks, known): (&[&String], &HashMap<String, String>), faults: &mut Faults) {
        let at = &entry.address;
        self.compare_words(entry, faults);
        let original = entry.canonical.clone().unwrap_or_else(|| format!("{HOST}{at}"));
        faults.expect(self.canonical == original, "original", || {
            format!("{:?} instead of {original} at {at}", self.canonical)
        });
        let source = Leads::of(&entry.body);
        let there = |address: &str| self.leads_to.contains(&local(address));
        let shown = |own: &str| known.get(own).is_some_and(|address| self.shown.contains(address));
        let pictures: Vec<_> = source
            .pictures
            .iter()
            .filter(|(own, around)| !shown(own) && !there(own) && !around.as_deref().is_some_and(there))
            .collect();
        faults.expect(pictures.is_empty(), "pictures", || format!("{pictures:?} at {at}"));
        let said = |address: &str| remarks.iter().any(|remark| remark.contains(&format!("({address})")));
        let past = |link: &str| past_counter(link).is_some_and(|to| there(&to));
        let lost = |link: &&String| !link.is_empty() && !there(link) && !said(link) && !past(link);
        let links: Vec<_> = source.links.iter().filter(lost).collect();
        faults.expect(links.is_empty(), "links", || format!("{links:?} at {at}"));
    }

    fn compare_words(&self, entry: &Entry, faults: &mut Faults) {
        let at = &entry.address;
        faults.expect(self.headline == entry.headline, "headline", || {
            format!("{:?} instead of {:?} at {at}", self.headline, entry.headline)
        });
        for author in &entry.authors {
            faults.expect(self.byline.contains(author), "byline", || {
                format!("{author:?} is not in {:?} at {at}", self.byline)
            });
        }
        faults.expect(self.times.iter().any(|time| time.starts_with(&entry.day)), "day", || {
            format!("{} is not in {:?} at {at}", entry.day, self.times)
        });
        let lacking = self.lacking(entry);
        let spared = WORDS_SPARED.max(html::words(&seen(&entry.body)).values().sum::<usize>() / 100);
        faults.expect(lacking.len() <= spared, "words", || {
            format!("{} at {at}: {:?}", lacking.len(), &lacking[..lacking.len().min(30)])
        });
    }

    /// Words of the source that the page has not, each as often as it is missing.
    fn lacking(&self, entry: &Entry) -> Vec<String> {
        let there = html::words(&self.words);
        let mut lacking = Vec::new();
        for (word, times) in html::words(&seen(&entry.body)) {
            let missing = times.saturating_sub(there.get(&word).copied().unwrap_or(0));
            lacking.extend(std::iter::repeat_n(word, missing));
        }
        lacking.sort();
        lacking
    }
}

/// Where a body of the source leads, and what it shows.
#[derive(Default)]
struct Leads {
    /// Links that have words or a picture; nobody can follow an empty one.
    links: Vec<String>,
    /// Pictures, and the link that each stands in. Not those in tables: a cell tells a picture that is not there by
    /// its words alone.
    pictures: Vec<(String, Option<String>)>,
}

impl Leads {
    fn of(body: &str) -> Self {
        let mut leads = Self::default();
        let (mut around, mut followed): (Option<String>, bool) = (None, false);
        let mut in_tables = 0;
        for piece in html::pieces(body) {
            match &piece {
                Piece::Open(name, _) if name == "table" => in_tables += 1,
                Piece::Close(name) if name == "table" => in_tables -= 1,
                _ => {}
            }
            if let Some(to) = piece.attribute("a", "href") {
                (around, followed) = (Some(to.to_owned()), false);
            } else if let Some(own) = piece.attribute("img", "src") {
                followed = true;
                if in_tables == 0 {
                    leads.pictures.push((own.to_owned(), around.clone()));
                }
            }
            match piece {
                Piece::Text(text) if !text.trim().is_empty() => followed = true,
                Piece::Close(name) if name == "a" => leads.links.extend(around.take().filter(|_| followed)),
                _ => {}
            }
        }
        leads
    }
}

/// Where a link leads that goes by way of Google's counter, which its documents put before every address.
fn past_counter(link: &str) -> Option<String> {
    let (_, query) = link.split_once("://www.google.com/url?q=")?;
    let mut bytes = Vec::new();
    let mut rest = query.split('&').next()?;
    while let Some((plain, code)) = rest.split_once('%') {
        bytes.extend_from_slice(plain.as_bytes());
        bytes.push(u8::from_str_radix(code.get(..2)?, 16).ok()?);
        rest = &code[2..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok()
}

/// What a reader of the source saw: shortcodes are no words.
fn seen(body: &str) -> String {
    let mut text = String::new();
    let mut rest = body;
    while let Some((at, end)) = SHORTCODES.iter().filter_map(|code| within(rest, code)).min() {
        text.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    html::text(&(text + rest))
}

/// Shortcodes of the publication.
const SHORTCODES: [&str; 2] = ["[youtube", "[soundcloud"];

fn within(text: &str, code: &str) -> Option<(usize, usize)> {
    let at = text.find(code)?;
    // "[youtube.com/x](…)" is a link that somebody wrote by hand.
    let closed = at + text[at..].find(']')? + 1;
    text[at + code.len()..].starts_with([' ', '=']).then_some((at, closed))
}

/// An address without the publication's own host, as browsers understand it.
fn local(address: &str) -> String {
    let address = html::encoded(address.trim());
    let address = address.strip_prefix("//").map_or(address.clone(), |rest| format!("https://{rest}"));
    let address = address.replace("http://www.digital.gov", HOST);
    match address.strip_prefix(HOST) {
        Some("") => "/".to_owned(),
        // Of notes under a text only the order counts.
        None if address.starts_with('#') => "#".to_owned(),
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        _ => address,
    }
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
