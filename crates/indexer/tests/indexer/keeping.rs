//! What a batch leaves behind: found at once, and still there after a kill.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use indexer::Index;
use platform::search::{Batch, Document, SearchIndex};

use crate::paper::{Paper, at, document, id, under};

/// Names the folder for a writer that will be killed.
const FOLDER: &str = "INDEXER_TEST_FOLDER";

#[tokio::test]
async fn a_batch_is_found_at_once_and_after_opening_again() {
    let paper = Paper::of(vec![document(1, "One"), document(2, "Two")]).await;
    paper.put(vec![document(1, "Uno"), document(3, "Three"), document(3, "Drei")], 7).await;
    assert_eq!(paper.found("uno").await, [1]);
    assert!(paper.found("one OR three").await.is_empty());
    assert_eq!(paper.found("drei").await, [3]);
    paper.index.take(Batch { put: Vec::new(), remove: vec![id(2)], position: 8 }).await.unwrap();
    let again = Index::in_folder(paper.folder.path().join("index"));
    assert_eq!(again.position().await.unwrap(), Some(8));
    assert_eq!(again.ids().await.unwrap(), [id(1), id(3)]);
    assert_eq!(paper.index.ids().await.unwrap(), [id(1), id(3)]);
}

#[tokio::test]
async fn what_the_index_has_of_a_document_is_what_it_was_told_last() {
    let whole = |number, headline: &str| Document {
        standfirst: "What follows from it".into(),
        body: "Two masts.\n\nOne of them is new: \u{201c}at last\u{201d}.".into(),
        names: vec!["Maya Lindqvist".into(), "Ada Ito".into()],
        topics: vec!["Sharing".into()],
        ..under(document(number, headline), &[("section", "5g"), ("section", "open-ran"), ("year", "2026")])
    };
    let german = Document { language: "de".into(), ..document(2, "Zwei Masten") };
    let paper = Paper::of(vec![whole(3, "Three"), german.clone(), whole(1, "One")]).await;
    assert_eq!(paper.index.documents().await.unwrap(), [whole(1, "One"), german.clone(), whole(3, "Three")]);
    let later = Document { published: at("2026-05-02T09:00:00Z"), names: Vec::new(), ..whole(3, "Drei") };
    paper.put(vec![later.clone()], 7).await;
    paper.index.take(Batch { put: Vec::new(), remove: vec![id(1)], position: 8 }).await.unwrap();
    assert_eq!(paper.index.documents().await.unwrap(), [german, later]);
}

#[tokio::test]
async fn many_small_batches_leave_few_files() {
    let paper = Paper::of(vec![document(0, "Nothing")]).await;
    for number in 1..30 {
        paper.put(vec![document(number, &format!("Number {number}"))], i64::try_from(number).unwrap()).await;
    }
    assert_eq!(paper.index.ids().await.unwrap().len(), 30);
    assert_eq!(paper.found("number").await.len(), 10);
    assert!(files(paper.folder.path()).count() < 30 * 7);
}

/// The batch with each number puts the document of that number, and removes the third before.
#[tokio::test]
async fn killed_at_any_instant_it_has_the_last_batch_whole() {
    let paper = Paper::of(vec![document(1, "Number 1")]).await;
    let folder = paper.folder.path().join("index");
    let mut highest = 0;
    for turn in 0..8 {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "keeping::a_writer_that_will_be_killed", "--ignored"])
            .env(FOLDER, &folder)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(Duration::from_millis(150 + turn * 61)).await;
        writer.kill().unwrap();
        writer.wait().unwrap();
        let index = Index::in_folder(folder.clone());
        let position = u128::try_from(index.position().await.unwrap().unwrap()).unwrap();
        let expected: Vec<_> = (position.saturating_sub(2).max(1)..=position).map(id).collect();
        assert_eq!(index.ids().await.unwrap(), expected);
        assert!(position >= highest);
        highest = position;
    }
    assert!(highest > 8, "{highest}");
}

#[tokio::test]
async fn what_a_writer_left_that_was_killed_before_its_commit_hinders_no_other() {
    let Paper { index, folder } = Paper::of(vec![document(1, "One"), document(2, "Two")]).await;
    let batch = Batch { put: vec![document(3, "Three")], remove: vec![id(1)], position: 2 };
    let commit = files(folder.path()).find(|path| path.ends_with("meta.json")).unwrap();
    let before = fs::read(&commit).unwrap();
    index.take(batch.clone()).await.unwrap();
    drop(index);
    assert!(files(folder.path()).any(|path| path.extension().is_some_and(|ending| ending == "del")));
    // As a kill leaves it: all files of the batch are there, and nothing says that they count.
    fs::write(&commit, before).unwrap();
    let index = Index::in_folder(folder.path().join("index"));
    assert_eq!(index.ids().await.unwrap(), [id(1), id(2)]);
    index.take(batch).await.unwrap();
    assert_eq!(index.ids().await.unwrap(), [id(2), id(3)]);
}

/// The files of the one index below a folder.
fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let indexes = fs::read_dir(folder.join("index")).unwrap().map(|entry| entry.unwrap().path());
    let files = indexes.filter(|path| path.is_dir()).flat_map(|index| fs::read_dir(index).unwrap());
    files.map(|entry| entry.unwrap().path())
}

#[tokio::test]
#[ignore = "it runs until it is killed: the story above starts it"]
async fn a_writer_that_will_be_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let index = Index::in_folder(folder.into());
    let mut position = index.position().await.unwrap().unwrap();
    loop {
        position += 1;
        let number = u128::try_from(position).unwrap();
        let put = vec![document(number, &format!("Number {number}"))];
        let remove = if number > 3 { vec![id(number - 3)] } else { Vec::new() };
        index.take(Batch { put, remove, position }).await.unwrap();
    }
}
