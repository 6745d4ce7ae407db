//! Pages of the other forms of the publication beside their sources: a sample of each, spread over its years.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use importer::sources::{Form, Options};
use platform::db::Engine;

use super::pages::compare_words;
use super::reading::{Faults, open_all};
use super::told::{Entry, entries, of_ghost, text};
use super::{GHOST, MARKDOWN, WORDPRESS, file, house, told_addresses};
use crate::house::import_file;

/// Pages opened of each form, at least.
const SAMPLE: usize = 120;

/// As many of these as the sample is large, of each year some.
fn sample(entries: Vec<Entry>) -> Vec<Entry> {
    let every = (entries.len() / SAMPLE).max(1);
    let mut years: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        years.entry(entry.day[..4].to_owned()).or_default().push(entry);
    }
    // Some of WordPress's bodies are Markdown there that nobody rendered: its words are not those that a reader sees.
    let is_rendered = |entry: &Entry| !entry.body.contains("](http");
    years.into_values().flat_map(|year| year.into_iter().step_by(every)).filter(is_rendered).collect()
}

async fn read(form: Form, path: &std::path::Path, options: Options, told: Vec<Entry>) -> Faults {
    let told = sample(told);
    let years: HashSet<&str> = told.iter().map(|entry| &entry.day[..4]).collect();
    eprintln!("{} pages of {} years are read of {}", told.len(), years.len(), path.display());
    assert!(told.len() >= 100, "{}", told.len());
    let house = Arc::new(house(Engine::Sqlite).await);
    import_file(&house, form, path, options).await;
    house.run_jobs().await;
    let mut faults = Faults::default();
    let answers = open_all(&house, told.iter().map(|entry| entry.address.clone()).collect()).await;
    for (entry, answer) in told.iter().zip(answers) {
        faults.expect(answer.status == 200, "status", || format!("{} at {}", answer.status, entry.address));
        if answer.status == 200 {
            compare_words(answer.text(), entry, &mut faults);
        }
    }
    faults
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_ghost_form_say_what_the_export_says() {
    let Some(path) = file(GHOST) else { return };
    let mut told = of_ghost(&text(&path));
    told.retain(|entry| entry.published);
    let options = told_addresses(&[("", "/:year/:month/:day/:slug/")]);
    read(Form::Ghost, &path, options, told).await.assert_none();
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_markdown_form_say_what_the_same_pages_say_in_wordpress() {
    let (Some(path), Some(export)) = (file(MARKDOWN), file(WORDPRESS)) else { return };
    let mut told = entries(&text(&export));
    told.retain(|entry| entry.published && !entry.event);
    let options =
        told_addresses(&[("news", "/:year/:month/:day/:slug/"), ("events", "/event/:year/:month/:day/:slug/")]);
    read(Form::Markdown, &path, options, told).await.assert_none();
}
