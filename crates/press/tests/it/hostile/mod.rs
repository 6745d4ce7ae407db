//! What attackers and unlucky writers type, as everything that a publication holds and as everything that can be asked:
//! nothing fails, nothing runs, and what is stored is what is shown.

mod asking;
mod browser;
mod payloads;
mod strict;
mod told;
mod written;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use content::store;
use importer::pictures::{Origin, keep_missing};
use importer::sources::{Form, Options};
use platform::db::Engine;
use platform::records::Outcome;
use testkit::{Answer, House, both_engines};

use crate::house::{Ear, house, import_file};
use crate::publication::html;
use crate::publication::reading::Faults;
use browser::Sheaf;
use payloads::OWN_COUNT;

/// A house into which all of it was imported.
async fn hostile_house(engine: Engine, texts: &[String], folder: &Path) -> House {
    let house = house(engine).await;
    let archive = folder.join("archive.jsonl");
    written::archive(&archive, texts);
    let (account, remarks) = import_file(&house, Form::Archive, &archive, Options::default()).await;
    for (kind, many) in [("item", 2 * texts.len()), ("person", texts.len()), ("media", texts.len())] {
        let created = account.report.of(kind, Outcome::Created);
        assert_eq!(created, many as u64, "{kind}: {}\n{:#?}", account.report, &remarks[..remarks.len().min(20)]);
    }
    house.run_jobs().await;
    house.app.catch_up().await.unwrap();
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_stored_is_what_is_shown_and_nothing_of_it_runs() {
    let texts = payloads::all();
    let folder = tempfile::tempdir().unwrap();
    let house = Arc::new(hostile_house(Engine::Sqlite, &texts, folder.path()).await);
    let mut asked: Vec<Asked> = ["/", "/cases", "/section-3", "/corrections", "/archive/2020/11", "/archive/2019/11"]
        .map(Asked::plainly)
        .into();
    for (at, text) in texts.iter().enumerate() {
        let plain = Asked::about(format!("/cases/plain-{at}"), text);
        asked.push(Asked { shows: Some((at, text.clone())), opens: at < OWN_COUNT || at % 6 == 0, ..plain });
        let marked = Asked::about(format!("/cases/marked-{at}"), text);
        // Neighbours have their bodies in other dialects: of each dialect as many are opened.
        asked.push(Asked { opens: at < OWN_COUNT || at / 4 % 2 == 0, ..marked });
        if at < OWN_COUNT || at % 5 == 0 {
            for label in [format!("/author/person-{at}"), format!("/topic/topic-{at}")] {
                asked.push(Asked { heads: Some(text.clone()), ..Asked::about(label, text) });
            }
        }
    }
    asked.extend(asking::questions(&house, &texts).await);
    let many = asked.len();
    let begun = Instant::now();
    let (mut faults, mut sheaf) = look_at_all(&house, asked).await;
    asking::with_headers(&house, &texts, &mut faults, &mut sheaf).await;
    faults.absorb(told::check(&house, texts.len()).await);
    let pages = sheaf.len();
    eprintln!("{} texts, {many} questions, {pages} different pages in {:.1?}", texts.len(), begun.elapsed());
    faults.assert_none();
    browser::assert_nothing_runs(&house, &sheaf, folder.path()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_keep_every_text_as_it_is() {
    both_engines(async |engine| {
        let texts = payloads::all();
        let folder = tempfile::tempdir().unwrap();
        let house = hostile_house(engine, &texts, folder.path()).await;
        let mut faults = Faults::default();
        let mut conn = house.app.db().read().await.unwrap();
        let site = store::sites::all(&mut conn).await.unwrap().remove(0).id;
        for (at, text) in texts.iter().enumerate() {
            let address = format!("/cases/plain-{at}");
            let item = store::items::by_address(&mut conn, site, &address).await.unwrap().expect("it is there");
            let revision = store::revisions::by_ids(&mut conn, &[item.latest_revision]).await.unwrap().remove(0);
            // Nothing holds a zero byte; browsers show this mark in its place.
            let kept = text.trim().replace('\0', "\u{fffd}");
            let is_kept = kept.is_empty() || revision.headline == kept;
            faults.expect(is_kept, "headline", || format!("{text:?} is {:?}", revision.headline));
        }
        drop(conn);
        // PostgreSQL shows a part of them: what is done with them afterwards is the same on both.
        for (at, text) in texts.iter().enumerate().step_by(9) {
            shows(&house.get(&format!("/cases/plain-{at}")).await, at, text, &mut faults);
        }
        faults.assert_none();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_of_wordpress_with_all_of_it_is_taken() {
    let texts = payloads::all();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.xml");
    let written = written::wordpress(&file, &texts);
    let house = Arc::new(house(Engine::Sqlite).await);
    let (account, _) = import_file(&house, Form::Wordpress, &file, Options::default()).await;
    assert_eq!(account.report.of("item", Outcome::Created), written.len() as u64, "{}", account.report);
    let asked = written
        .into_iter()
        .map(|at| Asked { opens: at < OWN_COUNT || at % 5 == 0, ..Asked::about(format!("/post-{at}/"), &texts[at]) })
        .collect();
    let (faults, sheaf) = look_at_all(&house, asked).await;
    let (again, _) = import_file(&house, Form::Wordpress, &file, Options::default()).await;
    assert_eq!(again.report.changed(), 0, "{}", again.report);
    faults.assert_none();
    browser::assert_nothing_runs(&house, &sheaf, folder.path()).await;
}

/// Otherwise a browser that sees nothing would prove nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_runs_what_it_was_given_is_noticed() {
    let page = |inside: &str| format!("<!doctype html><title>A page</title><body><main>{inside}</main>");
    let bad: [&str; 6] = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        "<button onmouseover=alert(3)>a button</button>",
        "<a href=\"java&#9;script:alert(4)\">a link</a>",
        "<img src=https://foreign.example/p.png alt=\"\">",
        "<textarea>all that follows",
    ];
    let folder = tempfile::tempdir().unwrap();
    for (at, inside) in bad.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{at}.html")), page(inside)).unwrap();
    }
    std::fs::write(folder.path().join("good.html"), page("<p>alert(1)</p>")).unwrap();
    let Some((succeeded, said)) = browser::open(folder.path()) else { return };
    assert!(!succeeded, "{said}");
    for at in 0..bad.len() {
        assert!(said.lines().any(|line| line.starts_with(&format!("{at}.html:"))), "{at} is not noticed: {said}");
    }
    assert!(!said.contains("good.html:"), "{said}");
}

/// A picture's record may name any file; only what lies in the archive's own folder is taken.
#[tokio::test(flavor = "multi_thread")]
async fn no_path_in_an_archive_leads_out_of_it() {
    let texts = payloads::all();
    let folder = tempfile::tempdir().unwrap();
    let (inside, outside) = (folder.path().join("archive"), folder.path().join("outside"));
    std::fs::create_dir(&inside).unwrap();
    std::fs::create_dir(&outside).unwrap();
    for at in 0..texts.len() {
        std::fs::write(outside.join(format!("{at}.png")), include_bytes!("../grey.png")).unwrap();
    }
    let house = hostile_house(Engine::Sqlite, &texts, &inside).await;
    let from = Origin { beside: Some(inside), ..Origin::default() };
    let had = keep_missing(&house.app, &from, Arc::new(Ear::default())).await.unwrap();
    assert_eq!((had.kept, had.missing), (0, texts.len() as u64));
    assert!(house.app.blobs().list("").await.unwrap().is_empty());
}

/// Something that is asked.
#[derive(Debug, Clone)]
struct Asked {
    address: String,
    /// What it is about, for who reads of a fault.
    about: String,
    /// The number and text that the page is to show.
    shows: Option<(usize, String)>,
    /// The name that heads the page.
    heads: Option<String>,
    /// Whether it is opened in a browser, too. All are looked through for what could run.
    opens: bool,
}

impl Asked {
    fn about(address: String, text: &str) -> Self {
        let about = format!("{address} {:?}", text.chars().take(200).collect::<String>());
        Self { address, about, shows: None, heads: None, opens: true }
    }

    fn plainly(address: &str) -> Self {
        Self::about(address.to_owned(), "")
    }
}

/// Readers at once.
const READERS: usize = 4;

/// Asks all of it, several at once; what was wrong, and the pages.
async fn look_at_all(house: &Arc<House>, asked: Vec<Asked>) -> (Faults, Sheaf) {
    let asked = Arc::new(asked);
    let mut readers = tokio::task::JoinSet::new();
    for reader in 0..READERS {
        let (house, asked) = (Arc::clone(house), Arc::clone(&asked));
        readers.spawn(async move {
            let (mut faults, mut sheaf) = (Faults::default(), Sheaf::default());
            for one in asked.iter().skip(reader).step_by(READERS) {
                let answer = house.get(&one.address).await;
                let mut unopened = Sheaf::default();
                look(&answer, &one.about, &mut faults, if one.opens { &mut sheaf } else { &mut unopened });
                if let Some((at, text)) = &one.shows {
                    shows(&answer, *at, text, &mut faults);
                }
                if let Some(name) = &one.heads {
                    let seen = line(&html::seen(html::inside(&html::pieces(answer.text()), "h1", None)));
                    let given = line(&name.replace('\0', "\u{fffd}"));
                    faults.expect(given.is_empty() || seen == given, "the name of a person or topic", || {
                        format!("{} is headed by {seen:?}", one.about)
                    });
                }
            }
            (faults, sheaf)
        });
    }
    let (mut faults, mut sheaf) = (Faults::default(), Sheaf::default());
    for (found, pages) in readers.join_all().await {
        faults.absorb(found);
        sheaf.absorb(pages);
    }
    (faults, sheaf)
}

/// The page of an item says the text wherever the text was given.
fn shows(page: &Answer, at: usize, text: &str, faults: &mut Faults) {
    let given = line(&text.replace('\0', "\u{fffd}"));
    faults.expect(page.status == 200, "status", || format!("{} for {at} {text:?}", page.status));
    if given.is_empty() || page.status != 200 {
        return;
    }
    let pieces = html::pieces(page.text());
    let shown = |tag: &str, class: Option<&str>| line(&html::seen(html::inside(&pieces, tag, class)));
    for (what, seen) in [("the headline", shown("h1", None)), ("the standfirst", shown("p", Some("story-standfirst")))]
    {
        faults.expect(seen == given, what, || format!("{at}: {given:?} is shown as {seen:?}"));
    }
    for (what, seen) in [("the body", shown("div", Some("body"))), ("the byline", shown("main", None))] {
        faults.expect(seen.contains(&given), what, || format!("{at}: {given:?} is not in {seen:?}"));
    }
}

/// Nothing in an answer runs, or is an error of ours.
fn look(answer: &Answer, what: &str, faults: &mut Faults, sheaf: &mut Sheaf) {
    faults.expect(answer.status < 500, "an error of ours", || format!("{} at {what}", answer.status));
    if answer.header("content-type").starts_with("text/html") {
        for fault in strict::faults(&String::from_utf8_lossy(&answer.bytes)) {
            faults.note("what does not belong on a page", format!("{fault} at {what}"));
        }
        sheaf.add(answer);
    }
    if let Err(why) = told::is_read(answer) {
        faults.note("what cannot be read", format!("{why} at {what}"));
    }
}

/// White space made one, as it is shown.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
