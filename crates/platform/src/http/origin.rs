//! Where a request to write comes from.

use axum::extract::FromRequestParts;
use http::HeaderMap;
use http::header::ORIGIN;
use http::request::Parts;

use super::HttpError;
use super::visit::host;
use crate::app::App;

/// Says that a request comes from a page of this publication, not from somebody else's. Browsers name the origin with
/// everything but reading, and no script of another page can change what they say.
#[derive(Debug, Clone, Copy)]
pub struct OwnOrigin;

impl FromRequestParts<App> for OwnOrigin {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, HttpError> {
        let asked = host(&parts.headers, &parts.uri);
        // A proxy may have put its own name for us in the place of the host.
        let known = app.config().address.split_once("://").map_or("", |(_, host)| host);
        let is_own = is_from(&parts.headers, [asked, known]);
        if is_own { Ok(Self) } else { Err(HttpError::Forbidden) }
    }
}

fn is_from(headers: &HeaderMap, hosts: [&str; 2]) -> bool {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let origin = said(ORIGIN.as_str()).and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    let is_ours = origin.is_some_and(|origin| hosts.iter().any(|host| origin.eq_ignore_ascii_case(host)));
    is_ours && said("sec-fetch-site").is_none_or(|site| site == "same-origin")
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn other_pages_do_not_write_here() {
        let from = |headers: &[(&'static str, &'static str)]| {
            let pairs = headers.iter().map(|(name, value)| (http::HeaderName::from_static(name), *value));
            let headers = pairs.map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
            is_from(&headers, ["paper.example:8080", "www.paper.example"])
        };
        assert!(from(&[("origin", "http://paper.example:8080")]));
        assert!(from(&[("origin", "https://www.paper.example"), ("sec-fetch-site", "same-origin")]));
        assert!(!from(&[("origin", "https://paper.example.evil.test")]));
        assert!(!from(&[("origin", "https://www.paper.example"), ("sec-fetch-site", "cross-site")]));
        assert!(!from(&[("origin", "null")]));
        assert!(!from(&[]), "nobody said where it comes from");
    }
}
