//! The same story with every store: blobs are kept, found in part or in whole, listed and forgotten.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[cfg(feature = "s3")]
mod bucket;

use bytes::Bytes;
use platform::blobs::{BlobError, Blobs};
use vault::Vault;

fn bytes(text: &'static str) -> Bytes {
    Bytes::from_static(text.as_bytes())
}

/// What every store must do.
async fn keeps_blobs(vault: &Vault) {
    assert_eq!(vault.get("media/one.jpg").await.unwrap(), None);
    vault.put("media/one.jpg", bytes("first"), "image/jpeg").await.unwrap();
    vault.put("media/one.jpg", bytes("second"), "image/jpeg").await.unwrap();
    vault.put("media/two/b.webp", bytes("b"), "image/webp").await.unwrap();
    vault.put("media/two/a.webp", bytes(""), "image/webp").await.unwrap();
    vault.put("papers/three.pdf", bytes("paper"), "application/pdf").await.unwrap();

    assert_eq!(vault.get("media/one.jpg").await.unwrap(), Some(bytes("second")));
    assert_eq!(vault.length("media/two/a.webp").await.unwrap(), Some(0));
    assert!(vault.exists("media/two/b.webp").await.unwrap());
    assert!(!vault.exists("media/two").await.unwrap());

    let part = |range| vault.get_range("media/one.jpg", range);
    assert_eq!(part(1..3).await.unwrap(), Some(bytes("ec")));
    assert_eq!(part(4..400).await.unwrap(), Some(bytes("nd")));
    assert_eq!(part(40..400).await.unwrap(), Some(bytes("")));
    assert_eq!(vault.get_range("media/none", 0..1).await.unwrap(), None);

    let all = ["media/one.jpg", "media/two/a.webp", "media/two/b.webp", "papers/three.pdf"];
    assert_eq!(vault.list("").await.unwrap(), all);
    assert_eq!(vault.list("media/").await.unwrap(), all[..3]);
    assert_eq!(vault.list("media/two/b").await.unwrap(), all[2..3]);
    assert_eq!(vault.list("me").await.unwrap(), all[..3]);
    assert!(vault.list("nothing/here").await.unwrap().is_empty());

    vault.delete("media/one.jpg").await.unwrap();
    vault.delete("media/one.jpg").await.unwrap();
    assert_eq!(vault.get("media/one.jpg").await.unwrap(), None);
    assert_eq!(vault.list("").await.unwrap(), all[1..]);
}

#[tokio::test]
async fn a_folder_keeps_blobs_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("not/yet/there");
    keeps_blobs(&Vault::folder(&path).unwrap()).await;
    let again = Vault::folder(&path).unwrap();
    assert_eq!(again.get("papers/three.pdf").await.unwrap(), Some(bytes("paper")));
}

#[tokio::test]
async fn memory_keeps_blobs() {
    keeps_blobs(&Vault::memory()).await;
}

#[tokio::test]
async fn a_key_that_climbs_or_hides_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::folder(&folder.path().join("blobs")).unwrap();
    let long = "x".repeat(600);
    let keys = [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../outside",
        "a/../../outside",
        "a/./b",
        "a//b",
        "a/",
        ".hidden",
        "a\\b",
        "a%2f..",
        "a b",
        "a\0b",
        "C:x",
        "a#1",
        "ü",
        long.as_str(),
    ];
    for key in keys {
        let refused = |answer: Option<BlobError>| matches!(answer, Some(BlobError::Key(_)));
        assert!(refused(vault.put(key, bytes("x"), "text/plain").await.err()), "put {key:?}");
        assert!(refused(vault.get(key).await.err()), "get {key:?}");
        assert!(refused(vault.delete(key).await.err()), "delete {key:?}");
    }
    for prefix in ["/", "..", "../", "a/../", "a//", "/a"] {
        assert!(matches!(vault.list(prefix).await, Err(BlobError::Key(_))), "{prefix:?}");
    }
    let outside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(outside.len(), 1);
}

#[tokio::test]
async fn one_blob_put_many_times_at_once_is_always_whole() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::folder(folder.path()).unwrap();
    let writers = (0..16_u8).map(|letter| {
        let vault = vault.clone();
        tokio::spawn(async move { vault.put("one", Bytes::from(vec![letter; 50_000]), "x/y").await })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap().unwrap();
        let found = vault.get("one").await.unwrap().unwrap();
        assert_eq!(found.len(), 50_000);
        assert!(found.iter().all(|letter| *letter == found[0]));
    }
    assert_eq!(vault.list("").await.unwrap(), ["one"]);
}

#[tokio::test]
async fn platform_knows_it_as_its_store_of_blobs() {
    let blobs: std::sync::Arc<dyn Blobs> = std::sync::Arc::new(Vault::memory());
    blobs.put("a/b", bytes("x"), "text/plain").await.unwrap();
    assert_eq!(blobs.get("a/b").await.unwrap(), Some(bytes("x")));
    assert_eq!(blobs.list("a").await.unwrap(), ["a/b"]);
    blobs.delete("a/b").await.unwrap();
}
