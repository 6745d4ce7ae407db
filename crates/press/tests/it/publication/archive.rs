//! The publication leaves the house as an archive, comes into an empty one, and leaves that the same.

use std::sync::Arc;
use std::time::Instant;

use importer::archive::export;
use importer::pictures::{Origin, keep_missing};
use importer::sources::{Form, Options};
use platform::db::Engine;

use super::{PICTURES, WORDPRESS, file, house};
use crate::archives::same;
use crate::house::{Ear, import_file};

#[tokio::test(flavor = "multi_thread")]
async fn the_publication_moves_from_house_to_house_and_is_the_same() {
    let (Some(path), Some(pictures)) = (file(WORDPRESS), file(PICTURES)) else { return };
    let begun = Instant::now();
    let first = house(Engine::Sqlite).await;
    import_file(&first, Form::Wordpress, &path, Options::default()).await;
    let from = Origin { beside: Some(pictures), ..Origin::default() };
    let had = keep_missing(&first.app, &from, Arc::new(Ear::default())).await.unwrap();
    assert!(had.kept > 0);
    first.run_jobs().await;
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let exported = export(&first.app, &one).await.unwrap();
    let second = house(Engine::Sqlite).await;
    let (account, remarks) = import_file(&second, Form::Archive, &one, Options::default()).await;
    assert_eq!(remarks, Vec::<String>::new());
    assert_eq!(account.report.total(), exported.records);
    let from = Origin { beside: Some(one.clone()), ..Origin::default() };
    let again = keep_missing(&second.app, &from, Arc::new(Ear::default())).await.unwrap();
    assert_eq!(again, had, "every picture that was there has moved, too");
    second.run_jobs().await;
    export(&second.app, &two).await.unwrap();
    same(&one, &two);
    eprintln!("{} records moved in {:.1?}", exported.records, begun.elapsed());
}
