//! Where pictures and files are kept: a folder, or a bucket where the settings name one.

use std::path::Path;

use vault::Vault;

/// Opens the place that the settings name: a folder, or `s3://BUCKET/PREFIX`.
pub(crate) fn open(place: &Path) -> anyhow::Result<Vault> {
    match bucket_of(place) {
        Some(bucket) => in_bucket(bucket),
        None => Ok(Vault::folder(place)?),
    }
}

/// Bucket and prefix, where the place is one.
pub(crate) fn bucket_of(place: &Path) -> Option<&str> {
    place.to_str()?.strip_prefix("s3://")
}

/// The keys of the bucket come from the variables that every tool for buckets reads, never from the settings file.
#[cfg(feature = "s3")]
fn in_bucket(place: &str) -> anyhow::Result<Vault> {
    use anyhow::Context;
    let (name, under) = place.split_once('/').unwrap_or((place, ""));
    let secret = |name: &str| std::env::var(name).with_context(|| format!("the variable {name} is not set"));
    Ok(Vault::s3(&vault::Bucket {
        name: name.to_owned(),
        region: std::env::var("AWS_REGION").unwrap_or_else(|_| "auto".to_owned()),
        endpoint: std::env::var("AWS_ENDPOINT_URL").ok(),
        access_key: secret("AWS_ACCESS_KEY_ID")?,
        secret_key: secret("AWS_SECRET_ACCESS_KEY")?,
        under: under.to_owned(),
    })?)
}

#[cfg(not(feature = "s3"))]
fn in_bucket(place: &str) -> anyhow::Result<Vault> {
    anyhow::bail!(
        "this program was built without buckets, so s3://{place} is out of reach: build it with --features s3"
    )
}
