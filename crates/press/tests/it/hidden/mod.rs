//! What readers may not see is nowhere: generated from the list of all routes, so that no route can forget it.
//!
//! Every hidden item bears a word that stands nowhere else. Every route is asked with every value that a reader could
//! know or guess, every address in an answer is followed, and the word must not come back; nor may an answer about
//! what is hidden differ from one about what never was.

pub mod asking;
mod examples;
mod links;
pub mod secrets;

use std::collections::{BTreeMap, BTreeSet};

use content::acts;
use testkit::{Answer, both_engines};

use asking::{Rounds, tells};
use secrets::{MARK, OPEN, Publication, STATES, UNFOUND};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_is_in_no_answer() {
    both_engines(async |engine| {
        let publication = Publication::open(engine).await;
        let answers = Rounds::of(&publication).everything_open().await;
        let telling: Vec<&String> =
            answers.iter().filter(|(_, answer)| tells(answer, MARK)).map(|(at, _)| at).collect();
        assert!(telling.is_empty(), "hidden items are told of at {telling:#?}");
        let open = answers.iter().filter(|(_, answer)| tells(answer, OPEN)).count();
        assert!(open > 10, "what is open is told of at {open} addresses only: nothing was looked at");
        let broken: Vec<_> = answers.iter().filter(|(_, answer)| answer.status >= 500).map(|(at, _)| at).collect();
        assert!(broken.is_empty(), "{broken:#?}");
        let unfound_at = format!("/5g/{UNFOUND}<");
        let maps = answers.iter().filter(|(_, answer)| is_map(answer) && tells(answer, &unfound_at));
        let maps: Vec<&String> = maps.map(|(at, _)| at).collect();
        assert!(maps.is_empty(), "search engines are led to what they are asked to leave out: {maps:?}");
        let unfound = &answers[&format!("/5g/{UNFOUND}")];
        assert!(unfound.status == 200 && unfound.text().contains("noindex"), "{}", unfound.status);
        let mut by_start: BTreeMap<&str, usize> = BTreeMap::new();
        for at in answers.keys() {
            *by_start.entry(at[1..].split(['/', '?']).next().unwrap_or_default()).or_default() += 1;
        }
        eprintln!("{} answers looked through on {engine:?}: {by_start:?}", answers.len());
    })
    .await;
}

/// Whether an answer is a map of the site for search engines.
fn is_map(answer: &Answer) -> bool {
    answer.header("content-type").contains("xml") && answer.text().contains("http://www.sitemaps.org/schemas/sitemap")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_about_what_is_hidden_is_answered_as_one_about_what_never_was() {
    both_engines(async |engine| {
        let publication = Publication::open(engine).await;
        let rounds = Rounds::of(&publication);
        let (faults, asked) = rounds.everything_hidden().await;
        eprintln!("{asked} questions about hidden items asked on {engine:?}");
        assert!(faults.is_empty(), "{} answers give something away:\n{}", faults.len(), faults.join("\n"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_out_is_wherever_its_like_is() {
    both_engines(async |engine| {
        let publication = Publication::open(engine).await;
        // Asked before its time, so that whatever was kept then would be found here.
        let before = Rounds::of(&publication).everything_open().await;
        publication.house.clock.advance(secrets::UNTIL_THE_HOUR);
        publication.settle().await;
        publication.be_read().await;
        publication.settle().await;
        let shown = before.iter().filter(|(_, answer)| answer.status == 200 && tells(answer, OPEN));
        // What came out later is not among what came out until then.
        let shown: Vec<&String> = shown.map(|(at, _)| at).filter(|at| !at.contains("until=")).collect();
        for state in ["embargoed", "scheduled"] {
            let word = secrets::word(state, "article");
            let out = publication.hidden.iter().find(|hidden| hidden.word == word).unwrap();
            let mut missing = Vec::new();
            for address in shown.iter().filter_map(|address| publication.instead(address, out)) {
                let answer = publication.house.get(&address).await;
                if answer.status != 200 || !tells(&answer, &word) {
                    missing.push(address);
                }
            }
            assert!(missing.is_empty(), "{state}: it is out, and not at {missing:#?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_is_gone_everywhere_at_once() {
    both_engines(async |engine| {
        let publication = Publication::open(engine).await;
        let house = &publication.house;
        let before: BTreeSet<String> = Rounds::of(&publication).everything_open().await.into_keys().collect();
        let mut own = publication.addresses_of_its_own(OPEN).await;
        let id = publication.open_item.uuid();
        let marks = [OPEN.to_owned(), id.to_string(), id.simple().to_string()];
        let bytes = before.iter().filter(|address| address.starts_with("/media/"));
        own.extend(bytes.filter(|address| marks.iter().any(|mark| address.contains(mark))).cloned());
        assert!(own.len() > 3, "{own:#?}");
        acts::withdraw(&house.app, publication.open_item, "It was wrong.", "editor").await.unwrap();
        house.app.catch_up().await.unwrap();
        let mut telling = Vec::new();
        for address in before.iter().filter(|address| !address.contains(OPEN)) {
            let answer = house.get(address).await;
            if tells(&answer, OPEN) {
                telling.push(address);
            }
        }
        assert!(telling.is_empty(), "it is withdrawn, and told of at {telling:#?}");
        for address in &own {
            let answer = house.get(address).await;
            assert!([404, 410].contains(&answer.status), "{} at {address}", answer.status);
        }
        let notice = house.get(&publication.open_address).await;
        assert_eq!(notice.status, 410);
        assert!(notice.text().contains("It was wrong.") && !tells(&notice, &format!("{OPEN} in the headline")));
    })
    .await;
}

#[test]
fn every_state_has_a_word_of_its_own() {
    let words: BTreeSet<String> = STATES.iter().map(|(state, _)| secrets::word(state, "article")).collect();
    assert_eq!(words.len(), STATES.len());
}
