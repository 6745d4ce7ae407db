//! Questions to a whole house, over HTTP: the page for readers, and the answer for programs.

use std::fmt::Write;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use super::figures::{Figure, table};
use super::prose::Dice;
use super::server::Server;
use super::{binary, houses, machine, sheet, wxr};

const ITEMS: u64 = 200_000;
/// Readers at once, each with a connection of its own, and how many questions each asks.
const READERS: u64 = 4;
const QUESTIONS: usize = 2_500;
/// Questions that each asks before anything is counted.
const WARM_UP: usize = 250;

const KINDS: [&str; 7] =
    ["one word", "two words", "three words", "four words", "a phrase", "words in a section", "two words, one misspelt"];

/// A question: of which kind, and what stands behind the question mark.
type Question = (&'static str, String);

/// How long each question took.
type Times = Vec<(&'static str, Duration)>;

/// Asks the house of 200,000 items for a while, and writes down what that took.
pub fn run() -> Result<()> {
    let binary = binary::path()?;
    let house = houses::of(&binary, ITEMS)?;
    let server = Server::open(&binary, &house, &[("CACHE_MEGABYTES", "0")])?;
    server.settle()?;
    let (mut figures, mut rows) = (Vec::new(), String::new());
    let forms = [("answer for programs", "/api/search", 1), ("page for readers", "/search", 2)];
    for (name, path, seed) in forms {
        ask_for_a_while(&server, path, 100 + seed, WARM_UP)?;
        let (begun, before) = (Instant::now(), server.processor_time()?);
        let times = ask_for_a_while(&server, path, seed, QUESTIONS)?;
        let (took, worked) = (begun.elapsed(), server.processor_time()? - before);
        let many = times.len() as f64;
        let all: Vec<Duration> = times.iter().map(|(_, took)| *took).collect();
        let (rate, a_second) = (format!("{name}, a second"), many / took.as_secs_f64());
        figures.push(match path {
            // A page is a question, and a page.
            "/search" => Figure::stated(rate, a_second, "/s"),
            _ => Figure::at_least(rate, a_second, "/s", 2_000.0),
        });
        figures.push(Figure::at_most(format!("{name}, 99 of 100 within"), part(&all, 99), "ms", 15.0));
        let worked = worked.as_secs_f64() * 1000.0 / many;
        figures.push(Figure::stated(format!("{name}, processor time of the house"), worked, "ms"));
        for kind in KINDS {
            let of: Vec<Duration> = times.iter().filter(|(known, _)| *known == kind).map(|(_, took)| *took).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(rows, "| {name}, {kind} | {:.2} ms | {:.2} ms |", part(&of, 50), part(&of, 99));
        }
    }
    let text = format!(
        "{READERS} readers, each with a connection that stays open, ask a running house of {ITEMS} items {QUESTIONS} \
         questions each, as fast as they are answered, on the same processors; the page cache is switched off \
         (`MASTHEAD_CACHE_MEGABYTES=0`), so that each is answered by the index, the database and the templates. The words \
         are those of headlines of the house: of twenty questions three are of one word, seven of two, four of three, one \
         of four; two are phrases of two words; two are two words within a section; one is two words of which one has two \
         letters in each other's place. They are of 60,000 words that are as frequent as words are (Zipf). Every answer \
         comes with the counts of all seven kinds of facets.\n\n{}\n| | p50 | p99 |\n|---|--:|--:|\n{rows}\nOn {}.",
        table(&figures),
        machine::describe()
    );
    sheet::tell("Search over HTTP", &text)
}

/// All readers ask at once; how long each question took.
fn ask_for_a_while(server: &Server, path: &str, seed: u64, questions: usize) -> Result<Times> {
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..READERS)
            .map(|reader| {
                let mut dice = Dice::new(seed * 1_000 + reader);
                let questions: Vec<Question> = (0..questions).map(|_| question(&mut dice)).collect();
                scope.spawn(move || ask(server, path, questions))
            })
            .collect();
        let mut times = Vec::new();
        for reader in asking {
            times.extend(reader.join().unwrap_or_else(|_| bail!("a reader gave up"))?);
        }
        Ok(times)
    })
}

fn ask(server: &Server, path: &str, questions: Vec<Question>) -> Result<Times> {
    let mut client = server.client()?;
    let mut times = Vec::with_capacity(questions.len());
    for (kind, query) in questions {
        let begun = Instant::now();
        let answer = client.get(&format!("{path}?{query}"))?;
        times.push((kind, begun.elapsed()));
        ensure!(answer.status == 200, "{path}?{query} answered {}", answer.status);
    }
    Ok(times)
}

/// Words of the headline of some item, in the shares that the index alone is asked in.
fn question(dice: &mut Dice) -> Question {
    let about = wxr::about(dice.below(ITEMS));
    let words: Vec<&str> = about.headline.split(' ').filter(|word| word.starts_with(char::is_alphabetic)).collect();
    let some = |dice: &mut Dice, many: usize| {
        let mut left = words.clone();
        let taken = (0..many.min(left.len())).map(|_| left.remove(place(dice, left.len())));
        taken.collect::<Vec<_>>()
    };
    match place(dice, 20) {
        0..3 => (KINDS[0], asked(&some(dice, 1))),
        3..10 => (KINDS[1], asked(&some(dice, 2))),
        10..14 => (KINDS[2], asked(&some(dice, 3))),
        14 => (KINDS[3], asked(&some(dice, 4))),
        15..17 => {
            let first = place(dice, words.len() - 1);
            (KINDS[4], format!("q=%22{}+{}%22", words[first], words[first + 1]))
        }
        17..19 => (KINDS[5], format!("{}&section={}", asked(&some(dice, 2)), about.section)),
        _ => {
            let two = some(dice, 2);
            let wrong = misspelt(two[0]);
            (KINDS[6], asked(&[&wrong, two[1]]))
        }
    }
}

/// The words of a headline are plain letters.
fn asked(words: &[&str]) -> String {
    format!("q={}", words.join("+"))
}

/// With its second and third letter in each other's place.
fn misspelt(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 2 {
        letters.swap(1, 2);
    }
    letters.into_iter().collect()
}

fn place(dice: &mut Dice, limit: usize) -> usize {
    usize::try_from(dice.below(limit as u64)).unwrap_or(0)
}

/// Milliseconds within which so many of a hundred were answered.
fn part(times: &[Duration], of_hundred: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = (times.len() * of_hundred / 100).min(times.len().saturating_sub(1));
    times.get(at).map_or(0.0, |took| took.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_of_every_kind_and_fit_into_an_address() {
        let mut dice = Dice::new(7);
        let questions: Vec<Question> = (0..400).map(|_| question(&mut dice)).collect();
        assert!(KINDS.iter().all(|kind| questions.iter().any(|(known, _)| known == kind)));
        let plain = |query: &str| query.chars().all(|c| c.is_ascii_alphanumeric() || "=+%&-".contains(c));
        assert!(questions.iter().all(|(_, query)| plain(query)), "{questions:?}");
        assert_eq!(misspelt("masts"), "msats");
    }

    #[test]
    fn of_a_hundred_times_the_last_but_one_is_told() {
        let times: Vec<Duration> = (1..=100).map(Duration::from_millis).collect();
        assert!((part(&times, 99) - 100.0).abs() < f64::EPSILON && (part(&times, 50) - 51.0).abs() < f64::EPSILON);
        assert!(part(&[], 99).abs() < f64::EPSILON);
    }
}
