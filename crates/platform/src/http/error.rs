//! Errors at the edge: few, by status. Readers get a sentence, operators the chain.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header::CACHE_CONTROL, header::CONTENT_TYPE};
use serde::Serialize;

use crate::db::DbError;

/// What a request can come to grief over.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// There is nothing at this address.
    #[error("there is nothing at this address")]
    NotFound,
    /// There was something, and it was withdrawn.
    #[error("this was withdrawn")]
    Gone {
        /// What readers are told about it.
        notice: String,
    },
    /// The request cannot be understood.
    #[error("{0}")]
    BadRequest(String),
    /// The address is right, the method is not.
    #[error("this address does not take that method")]
    Method,
    /// Whoever asks may not.
    #[error("you may not do this")]
    Forbidden,
    /// We cannot answer just now.
    #[error("the publication is busy; try again in a moment")]
    Unavailable,
    /// Our fault.
    #[error("something went wrong on our side")]
    Internal(#[source] anyhow::Error),
}

impl HttpError {
    /// An error of ours.
    pub fn internal(error: impl Into<anyhow::Error>) -> Self {
        Self::Internal(error.into())
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone { .. } => StatusCode::GONE,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a reader is told beyond the status: a notice of withdrawal, what was wrong with the request.
    pub fn sentence(&self) -> String {
        match self {
            Self::Gone { notice } if !notice.is_empty() => notice.clone(),
            other => other.to_string(),
        }
    }
}

impl From<DbError> for HttpError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Sql(sqlx::Error::PoolTimedOut) => Self::Unavailable,
            other => Self::Internal(other.into()),
        }
    }
}

impl From<anyhow::Error> for HttpError {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

/// An error as the API tells it (RFC 9457).
#[derive(Debug, Serialize)]
pub struct Problem {
    /// What kind of problem: `about:blank` means no more than the status.
    pub r#type: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// The status in figures.
    pub status: u16,
    /// What was wrong this time, and what to do.
    pub detail: String,
}

impl From<&HttpError> for Problem {
    fn from(error: &HttpError) -> Self {
        let status = error.status();
        Self {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: error.sentence(),
        }
    }
}

/// Marks an answer as an error, so that the router can give it the face of its surface.
#[derive(Debug, Clone)]
pub(super) struct Failed {
    pub(super) status: StatusCode,
    pub(super) sentence: String,
}

impl IntoResponse for HttpError {
    /// The plain form, as the API gives it. On the site the router puts a designed page in its place.
    fn into_response(self) -> Response {
        if let Self::Internal(error) = &self {
            tracing::error!(error = format!("{error:#}"), "a request failed");
        }
        let mut response = (self.status(), Json(Problem::from(&self))).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response.extensions_mut().insert(Failed { status: self.status(), sentence: self.sentence() });
        response
    }
}
