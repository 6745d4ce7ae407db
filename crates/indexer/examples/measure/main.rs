//! Measures the index: `cargo run --release --package indexer --example measure [-- DOCUMENTS [FOLDER]]`. Prints what
//! `cargo xtask bench search` writes down. An index that is in the folder already is measured as it is.

mod archive;
mod figures;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indexer::Index;
use jiff::tz::TimeZone;
use kit::Timestamp;
use platform::search::{Batch, Document, Facet, Order, Question, SearchIndex};
use tokio::runtime::{Builder, Runtime};

use crate::archive::{Archive, Dice, id};
use crate::figures::Figures;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Questions that each asker asks.
const QUESTIONS: usize = 15_000;
/// After which nothing is held for writing.
const RESTING: Duration = Duration::from_secs(30);
/// At once, as the machine has cores.
const ASKERS: u64 = 2;
/// Documents put one by one.
const PUT: u64 = 300;

fn main() -> Outcome<()> {
    let mut words = std::env::args().skip(1);
    let documents = words.next().map_or(Ok(200_000), |number| number.parse())?;
    let own = tempfile::tempdir()?;
    let folder = words.next().map_or_else(|| own.path().to_owned(), PathBuf::from);
    let archive = Archive::new();
    let runtime = Builder::new_current_thread().enable_time().build()?;
    let mut figures = Figures::default();

    make(&runtime, &archive, &folder, documents, &mut figures)?;
    let opening = Instant::now();
    let index = Index::in_folder(folder.clone());
    runtime.block_on(index.ask(question("the first question".to_owned())))?;
    figures.line("open and answer the first question", &figures::milliseconds(opening.elapsed()));
    figures.line("memory then (own, with mapped files)", &figures::memory());
    ask_for_a_while(&index, &archive, documents, &mut figures)?;
    while_typing(&runtime, &index, &archive, &mut figures)?;
    likeness(&runtime, &index, documents, &mut figures)?;
    put_one_by_one(&runtime, &index, &archive, documents, &mut figures)?;
    figures.line("memory after all of it", &figures::memory());
    runtime.block_on(async { tokio::time::sleep(RESTING).await });
    figures.line("memory half a minute later", &figures::memory());
    figures.print();
    Ok(())
}

/// Makes the index, unless it is there.
fn make(runtime: &Runtime, archive: &Archive, folder: &Path, documents: u64, figures: &mut Figures) -> Outcome<()> {
    let index = Index::in_folder(folder.to_owned());
    if runtime.block_on(index.position())?.is_none() {
        let begun = Instant::now();
        let mut anew = runtime.block_on(index.begin_anew())?;
        for first in (0..documents).step_by(1_000) {
            let batch = (first..documents.min(first + 1_000)).map(|number| archive.document(number)).collect();
            runtime.block_on(anew.take(batch))?;
        }
        runtime.block_on(anew.finish(1))?;
        let each = documents as f64 / begun.elapsed().as_secs_f64();
        figures.line("made anew, documents a second", &format!("{each:.0}"));
    }
    figures.line("size on the disk", &format!("{} MB", figures::megabytes_in(folder)?));
    Ok(())
}

/// Two threads ask as fast as they are answered.
fn ask_for_a_while(index: &Index, archive: &Archive, documents: u64, figures: &mut Figures) -> Outcome<()> {
    let questions: Vec<Vec<_>> = (0..ASKERS)
        .map(|asker| {
            let mut dice = Dice::new(1_000 + asker);
            (0..QUESTIONS).map(|_| any_question(archive, documents, &mut dice)).collect()
        })
        .collect();
    let (begun, before) = (Instant::now(), figures::processor());
    let times = std::thread::scope(|scope| {
        let askers: Vec<_> = questions.iter().map(|questions| scope.spawn(move || ask(index, questions))).collect();
        let gave_up = |_| Err("an asker gave up".into());
        askers.into_iter().map(|asker| asker.join().unwrap_or_else(gave_up)).collect::<Outcome<Vec<_>>>()
    })?;
    let (took, processor) = (begun.elapsed(), figures::processor() - before);
    let times: Vec<(&'static str, Duration)> = times.into_iter().flatten().collect();
    figures.line("questions a second, two at once", &format!("**{:.0}**", times.len() as f64 / took.as_secs_f64()));
    figures.times("all questions", times.iter().map(|(_, took)| *took).collect(), Some(processor));
    for kind in KINDS {
        figures.times(kind, times.iter().filter(|(of, _)| *of == kind).map(|(_, took)| *took).collect(), None);
    }
    Ok(())
}

const KINDS: [&str; 7] = [
    "one word",
    "two words",
    "three words",
    "four words",
    "a phrase",
    "words in a section, counted",
    "two words, one misspelt",
];

fn ask(index: &Index, questions: &[(&'static str, Question)]) -> Outcome<Vec<(&'static str, Duration)>> {
    let runtime = Builder::new_current_thread().enable_time().build()?;
    let mut times = Vec::with_capacity(questions.len());
    for (kind, question) in questions {
        let begun = Instant::now();
        runtime.block_on(index.ask(question.clone()))?;
        times.push((*kind, begun.elapsed()));
    }
    Ok(times)
}

/// Of twenty questions three have one word, seven two, four three, one four, two are phrases, two counted, one misspelt.
fn any_question(archive: &Archive, documents: u64, dice: &mut Dice) -> (&'static str, Question) {
    let words = |dice: &mut Dice, many| question(archive.asked(dice, documents, many).join(" "));
    match dice.below(20) {
        0..3 => (KINDS[0], words(dice, 1)),
        3..10 => (KINDS[1], words(dice, 2)),
        10..14 => (KINDS[2], words(dice, 3)),
        14 => (KINDS[3], words(dice, 4)),
        15..17 => (KINDS[4], question(format!("\"{}\"", archive.phrase(dice, documents)))),
        17..19 => {
            let facets = vec![Facet::new("section", dice.below(40))];
            let count = vec!["section", "format", "topic", "year"];
            (KINDS[5], Question { facets, count, ..words(dice, 2) })
        }
        _ => {
            let mut asked = archive.asked(dice, documents, 2);
            asked[0] = misspelt(&asked[0], dice);
            (KINDS[6], question(asked.join(" ")))
        }
    }
}

/// With two letters in each other's place.
fn misspelt(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 2 {
        let at = 1 + dice.below(letters.len() as u64 - 2) as usize;
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

fn while_typing(runtime: &Runtime, index: &Index, archive: &Archive, figures: &mut Figures) -> Outcome<()> {
    let mut dice = Dice::new(3);
    let site = [Facet::new("site", 1)];
    let mut times = Vec::new();
    let before = figures::processor();
    for _ in 0..1_000 {
        let name = archive.name(&mut dice).to_lowercase();
        let begun: String = name.chars().take(2 + dice.below(6) as usize).collect();
        let asked = Instant::now();
        runtime.block_on(index.suggest(&begun, &site, 8))?;
        times.push(asked.elapsed());
    }
    figures.times("while typing (2 to 7 letters, of one site of three)", times, Some(figures::processor() - before));
    Ok(())
}

fn likeness(runtime: &Runtime, index: &Index, documents: u64, figures: &mut Figures) -> Outcome<()> {
    let mut dice = Dice::new(4);
    let site = [Facet::new("site", 1)];
    let mut times = Vec::new();
    let before = figures::processor();
    for _ in 0..2_000 {
        let asked = Instant::now();
        runtime.block_on(index.like(id(dice.below(documents)), &site, 6))?;
        times.push(asked.elapsed());
    }
    figures.times("six documents like one, of one site of three", times, Some(figures::processor() - before));
    Ok(())
}

/// Every other one replaces a document of the archive.
fn put_one_by_one(
    runtime: &Runtime,
    index: &Index,
    archive: &Archive,
    documents: u64,
    figures: &mut Figures,
) -> Outcome<()> {
    let (mut taken, mut found) = (Vec::new(), Vec::new());
    let before = figures::processor();
    for number in 0..PUT {
        let id = id(if number % 2 == 0 { number * 97 % documents } else { documents + number });
        let headline = format!("Sighted only now under qq{number}qq");
        let document = Document { id, headline, ..archive.document(documents + number) };
        let begun = Instant::now();
        runtime.block_on(index.take(Batch { put: vec![document], remove: Vec::new(), position: 2 + number as i64 }))?;
        taken.push(begun.elapsed());
        let answers = runtime.block_on(index.ask(question(format!("qq{number}qq"))))?;
        found.push(begun.elapsed());
        if answers.hits.first().map(|hit| hit.id) != Some(id) {
            return Err("a document that was taken is not found".into());
        }
    }
    figures.times("take one document, durably", taken, None);
    figures.times("… until it has been found", found, Some(figures::processor() - before));
    Ok(())
}

fn question(words: String) -> Question {
    Question {
        words,
        language: "en".to_owned(),
        zone: TimeZone::UTC,
        facets: Vec::new(),
        from: None,
        until: None,
        order: Order::Relevance,
        offset: 0,
        limit: 10,
        count: Vec::new(),
        now: Timestamp::from_second(1_767_225_600).unwrap_or(Timestamp::UNIX_EPOCH),
    }
}
