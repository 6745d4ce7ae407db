//! Making the index: when there is none, when it is damaged, and while the old one serves.

use std::fs;
use std::path::{Path, PathBuf};

use indexer::Index;
use platform::search::{Batch, SearchError, SearchIndex};

use crate::paper::{Paper, document, id, question};

#[tokio::test]
async fn an_index_that_was_never_made_has_no_position_and_answers_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::in_folder(folder.path().join("not").join("there"));
    assert_eq!(index.position().await.unwrap(), None);
    assert!(matches!(index.ask(question("word")).await, Err(SearchError::Unready)));
    assert!(matches!(index.take(Batch::default()).await, Err(SearchError::Unready)));
    index.begin_anew().await.unwrap().finish(3).await.unwrap();
    assert_eq!(index.position().await.unwrap(), Some(3));
    assert_eq!(index.ask(question("word")).await.unwrap().total, 0);
    assert!(index.suggest("wor", &[], 3).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_old_one_serves_until_the_new_one_is_finished() {
    let paper = Paper::of(vec![document(1, "Old")]).await;
    let mut anew = paper.index.begin_anew().await.unwrap();
    anew.take(vec![document(2, "New")]).await.unwrap();
    assert_eq!(paper.found("old").await, [1]);
    paper.put(vec![document(3, "Old too")], 5).await;
    assert_eq!(paper.index.ids().await.unwrap(), [id(1), id(3)]);
    anew.take(vec![document(4, "New too")]).await.unwrap();
    anew.finish(9).await.unwrap();
    assert_eq!(paper.index.ids().await.unwrap(), [id(2), id(4)]);
    assert_eq!(paper.index.position().await.unwrap(), Some(9));
    paper.put(vec![document(5, "Newer")], 10).await;
    assert_eq!(paper.found("newer").await, [5]);
    assert_eq!(indexes(&paper.folder.path().join("index")).len(), 1);
}

#[tokio::test]
async fn what_was_begun_and_not_finished_is_forgotten() {
    let paper = Paper::of(vec![document(1, "Old")]).await;
    let folder = paper.folder.path().join("index");
    drop(paper.index.begin_anew().await.unwrap());
    assert_eq!(indexes(&folder).len(), 1);
    // One that was killed leaves its folder.
    fs::create_dir(folder.join("index-0123456789abcdef")).unwrap();
    paper.index.begin_anew().await.unwrap().finish(2).await.unwrap();
    assert_eq!(indexes(&folder).len(), 1);
}

#[tokio::test]
async fn another_process_that_made_it_anew_is_noticed() {
    let paper = Paper::of(vec![document(1, "Old")]).await;
    let other = Index::in_folder(paper.folder.path().join("index"));
    let mut anew = other.begin_anew().await.unwrap();
    anew.take(vec![document(2, "New")]).await.unwrap();
    anew.finish(4).await.unwrap();
    assert_eq!(paper.index.position().await.unwrap(), Some(4));
    assert_eq!(paper.found("new").await, [2]);
}

#[tokio::test]
async fn damaged_files_have_no_position_and_are_made_anew() {
    let damage: [(&str, Harm); 4] = [
        ("meta.json", |file| fs::write(file, "{}").unwrap()),
        ("meta.json", |file| fs::remove_file(file).unwrap()),
        ("idx", |file| fs::write(file, "nothing of that kind").unwrap()),
        ("fast", |file| fs::write(file, vec![0xff; 4_000]).unwrap()),
    ];
    for (name, harm) in damage {
        let paper = Paper::of(vec![document(1, "Old")]).await;
        let folder = paper.folder.path().join("index");
        let files = fs::read_dir(&indexes(&folder)[0]).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|file| file.to_string_lossy().ends_with(name)).for_each(|file| harm(&file));
        let index = Index::in_folder(folder);
        assert_eq!(index.position().await.unwrap(), None, "{name}");
        let mut anew = index.begin_anew().await.unwrap();
        anew.take(vec![document(2, "New")]).await.unwrap();
        anew.finish(6).await.unwrap();
        assert_eq!(index.position().await.unwrap(), Some(6));
        assert_eq!(index.ids().await.unwrap(), [id(2)]);
    }
}

#[tokio::test]
async fn a_pointer_that_leads_elsewhere_is_not_followed() {
    let paper = Paper::of(vec![document(1, "Old")]).await;
    let folder = paper.folder.path().join("index");
    fs::write(folder.join("serving"), "../../etc").unwrap();
    assert_eq!(Index::in_folder(folder).position().await.unwrap(), None);
}

/// What becomes of a file.
type Harm = fn(&Path);

fn indexes(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).collect()
}
