//! What a reader got for a request.

use axum::body::Bytes;
use axum::response::Response;
use http::HeaderMap;
use serde::de::DeserializeOwned;

/// Status, headers and body of one answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status in figures: `assert_eq!(answer.status, 404)`.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub bytes: Bytes,
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("the body comes from memory");
        Self { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }

    /// The body as text.
    ///
    /// # Panics
    /// When it is no UTF-8.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("the body is text")
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|why| panic!("{why}: {}", self.text()))
    }

    /// A header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers of ours are plain text"))
    }
}
