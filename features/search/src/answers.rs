//! From a question to what is shown: asking the index, and showing of its answers what the one read path lets through.

use std::sync::Arc;

use content::model::ItemId;
use content::read::{self, Asked, Directory, facets};
use platform::App;
use platform::http::{HttpError, Reading};
use platform::search::{Answers, Run, SearchError};

use crate::narrow::{GROUPS, Names, groups};
use crate::views::{Found, Narrowing};

/// Answers on a page.
pub(crate) const SIZE: u32 = 20;
/// Pages that can be turned to. Who looks further asks better.
pub(crate) const PAGES: u32 = 50;

/// What is shown of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Its picture and its words.
    Picture,
    /// Its words alone.
    Words,
}

/// What was found.
pub(crate) struct Finding {
    /// How many fit.
    pub(crate) total: u64,
    /// Those of the page.
    pub(crate) found: Vec<Found>,
    /// What they can be narrowed to.
    pub(crate) narrowings: Vec<Narrowing>,
    /// How many fit on which site, by the sites' ids.
    pub(crate) sites: Vec<(String, u64)>,
    /// Words that would find more.
    pub(crate) meant: Option<String>,
}

impl Finding {
    /// How many pages there are.
    pub(crate) fn pages(&self) -> u32 {
        u32::try_from(self.total.div_ceil(u64::from(SIZE))).unwrap_or(PAGES).min(PAGES)
    }
}

/// Asks, and shows. Nothing when the index cannot answer just now.
///
/// What the reader may not see is left out here, whatever the index says: it is a moment behind.
pub(crate) async fn find(
    app: &App,
    reading: &mut Reading,
    directory: &Arc<Directory>,
    (asked, page, shown): (&Asked, u32, Shown),
) -> Result<Option<Finding>, HttpError> {
    let mut question = asked.question(directory, reading.now(), ((page - 1) * SIZE, SIZE));
    question.count = GROUPS.iter().map(|(kind, ..)| *kind).collect();
    let answers = match read::ask(app, reading, question).await {
        Ok(answers) => answers,
        Err(SearchError::Unready) => return Ok(None),
        Err(error) => {
            tracing::error!(%error, "a search could not be answered");
            return Ok(None);
        }
    };
    let names = Names::load(reading, &answers.counts).await?;
    let whose = read::directory_asked(app, reading, directory, &asked.choices).await?;
    let narrowings = groups((directory, &whose), asked, &answers.counts, &names);
    let sites = answers.counts.iter().filter(|(facet, _)| facet.kind == facets::SITE);
    let sites = sites.map(|(facet, count)| (facet.key.clone(), *count)).collect();
    let Answers { total, meant, .. } = answers;
    let ids: Vec<ItemId> = answers.hits.iter().map(|hit| ItemId::from_uuid(hit.id)).collect();
    let mut cards = match shown {
        Shown::Picture => read::cards_by_id(reading, directory, &ids).await?,
        Shown::Words => read::briefs_by_id(reading, directory, &ids).await?,
    };
    let found = answers.hits.into_iter().filter_map(|hit| {
        let id = ItemId::from_uuid(hit.id);
        let card = cards.remove(&id)?;
        let headline = if says(&hit.headline, &card.headline) { hit.headline } else { plain(&card.headline) };
        Some(Found::new(id, card, headline, hit.snippet))
    });
    Ok(Some(Finding { total, found: found.collect(), narrowings, sites, meant }))
}

/// Whether these runs are this text. A headline may have changed since the index learnt it.
fn says(runs: &[Run], text: &str) -> bool {
    let mut rest = text;
    runs.iter().all(|run| rest.strip_prefix(run.text.as_str()).map(|left| rest = left).is_some()) && rest.is_empty()
}

fn plain(text: &str) -> Vec<Run> {
    vec![Run { text: text.to_owned(), fits: false }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_marked_only_where_it_is_the_present_one() {
        let run = |text: &str, fits| Run { text: text.into(), fits };
        let runs = [run("Open ", false), run("RAN", true)];
        assert!(says(&runs, "Open RAN"));
        assert!(!says(&runs, "Open RAN?") && !says(&runs, "Open"));
        assert!(!says(&[], "Open RAN"));
    }
}
