//! Blobs in a bucket of S3, or of anything that speaks its language (MinIO, R2, Ceph).

use std::sync::Arc;

use object_store::aws::AmazonS3Builder;
use platform::blobs::BlobError;

use crate::{MediaTypes, Vault, key};

/// Where the bucket is and how to get in.
#[derive(Clone)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Where it stands, such as `eu-central-1`; `auto` with stores that have no regions.
    pub region: String,
    /// Address of the store unless it is Amazon's. `http://` is understood, for a store on the same machine.
    pub endpoint: Option<String>,
    /// Name of the key pair.
    pub access_key: String,
    /// Its secret half.
    pub secret_key: String,
    /// Names that all keys lie under, such as `backhaul/blobs`; empty for the whole bucket.
    pub under: String,
}

impl std::fmt::Debug for Bucket {
    /// Leaves the secret out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bucket")
            .field("name", &self.name)
            .field("region", &self.region)
            .field("endpoint", &self.endpoint)
            .field("under", &self.under)
            .finish_non_exhaustive()
    }
}

impl Vault {
    /// Blobs in a bucket. Nothing is asked of the store before the first blob.
    pub fn s3(bucket: &Bucket) -> Result<Self, BlobError> {
        // Another part of the program may have chosen ring already, which is as good.
        let _chosen_before = rustls::crypto::ring::default_provider().install_default();
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.access_key)
            .with_secret_access_key(&bucket.secret_key);
        if let Some(endpoint) = &bucket.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        let store =
            builder.build().map_err(|fault| BlobError::Store { key: bucket.name.clone(), why: fault.to_string() })?;
        let under = bucket.under.trim_matches('/');
        let under = if under.is_empty() { String::new() } else { format!("{}/", key::place("", under)?) };
        Ok(Self { store: Arc::new(store), under, media_types: MediaTypes::Kept })
    }
}
