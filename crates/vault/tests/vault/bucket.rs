//! A bucket that speaks as much of S3 as the vault asks of one, on this machine.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use vault::{Bucket, Vault};

const LAST_MODIFIED: &str = "Tue, 17 Mar 2020 10:15:02 GMT";

/// Bytes and media type by key.
type Shelf = Arc<Mutex<BTreeMap<String, (Bytes, String)>>>;

async fn find(State(shelf): State<Shelf>, Path((_, key)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some((bytes, media_type)) = shelf.lock().unwrap().get(&key).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let described = [
        (header::ETAG, "\"one\"".to_owned()),
        (header::LAST_MODIFIED, LAST_MODIFIED.to_owned()),
        (header::CONTENT_TYPE, media_type),
    ];
    let Some(range) = headers.get(header::RANGE) else {
        return (described, bytes).into_response();
    };
    let range = range.to_str().unwrap().strip_prefix("bytes=").unwrap();
    let (first, last) = range.split_once('-').unwrap();
    let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
    let content_range = [(header::CONTENT_RANGE, format!("bytes {first}-{last}/{}", bytes.len()))];
    (StatusCode::PARTIAL_CONTENT, described, content_range, bytes.slice(first..=last)).into_response()
}

async fn keep(
    State(shelf): State<Shelf>,
    Path((_, key)): Path<(String, String)>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    assert!(headers[header::AUTHORIZATION].to_str().unwrap().starts_with("AWS4-HMAC-SHA256"));
    let media_type = headers[header::CONTENT_TYPE].to_str().unwrap().to_owned();
    shelf.lock().unwrap().insert(key, (bytes, media_type));
    [(header::ETAG, "\"one\"")].into_response()
}

/// Forgetting several at once, which is how the vault's library forgets one.
async fn forget(State(shelf): State<Shelf>, body: String) -> Response {
    let keys = body.split("<Key>").skip(1).filter_map(|rest| rest.split_once("</Key>"));
    let mut deleted = String::new();
    for (key, _) in keys {
        shelf.lock().unwrap().remove(key);
        deleted += &format!("<Deleted><Key>{key}</Key></Deleted>");
    }
    format!("<DeleteResult>{deleted}</DeleteResult>").into_response()
}

async fn list(State(shelf): State<Shelf>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default().replace("%2F", "/");
    let prefix = query.split('&').find_map(|pair| pair.strip_prefix("prefix=")).unwrap_or_default();
    let entries: String = shelf
        .lock()
        .unwrap()
        .iter()
        .filter(|(key, _)| key.starts_with(prefix))
        .map(|(key, (bytes, _))| {
            let size = bytes.len();
            format!(
                "<Contents><Key>{key}</Key><Size>{size}</Size><ETag>\"one\"</ETag>\
                 <LastModified>2020-03-17T10:15:02.000Z</LastModified></Contents>"
            )
        })
        .collect();
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{entries}</ListBucketResult>").into_response()
}

async fn opened(under: &str) -> (Vault, Shelf) {
    let shelf = Shelf::default();
    let store = Router::new()
        .route("/{bucket}", get(list).post(forget))
        .route("/{bucket}/", get(list).post(forget))
        .route("/{bucket}/{*key}", get(find).put(keep))
        .with_state(shelf.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, store).await });
    let bucket = Bucket {
        name: "house".to_owned(),
        region: "auto".to_owned(),
        endpoint: Some(endpoint),
        access_key: "reader".to_owned(),
        secret_key: "not a secret".to_owned(),
        under: under.to_owned(),
    };
    assert!(!format!("{bucket:?}").contains("not a secret"));
    (Vault::s3(&bucket).unwrap(), shelf)
}

#[tokio::test]
async fn a_bucket_keeps_blobs() {
    let (vault, _) = opened("").await;
    crate::keeps_blobs(&vault).await;
}

#[tokio::test]
async fn a_part_of_a_bucket_keeps_blobs_with_their_media_types() {
    let (vault, shelf) = opened("/backhaul/blobs/").await;
    crate::keeps_blobs(&vault).await;
    let kept = shelf.lock().unwrap().clone();
    assert!(kept.keys().all(|key| key.starts_with("backhaul/blobs/")), "{:?}", kept.keys());
    assert_eq!(kept["backhaul/blobs/papers/three.pdf"].1, "application/pdf");
}
