//! A visit: what a reader asked for, before anyone knows what stands there.

use std::collections::BTreeMap;
use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use http::header::HOST;
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, Uri};

/// The host, path and parameters of a request for a page.
#[derive(Debug, Clone, Default)]
pub struct Visit {
    /// Host name as asked for, lower case, without the port.
    pub host: String,
    /// Path with its percent-encoding undone, as addresses are kept.
    pub path: String,
    /// The parameters that pages ask for; of doubles the last.
    pub query: BTreeMap<String, String>,
    /// The request's id in the log; empty where nobody gave it one.
    pub reference: String,
}

/// The id that a request goes by in the log.
#[derive(Debug, Clone)]
pub(super) struct Reference(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let host = host(&parts.headers, &parts.uri);
        let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.contains(']') { host } else { name });
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map(|Query(pairs)| pairs);
        Ok(Self {
            host: name.to_ascii_lowercase(),
            path: percent_decoded(parts.uri.path()),
            query: query.unwrap_or_default().into_iter().collect(),
            reference: parts.extensions.get::<Reference>().map(|known| known.0.clone()).unwrap_or_default(),
        })
    }
}

/// The host that was asked for, with its port: from the header, or from the address itself, as HTTP/2 sends it.
pub(crate) fn host<'request>(headers: &'request HeaderMap, uri: &'request Uri) -> &'request str {
    let header = headers.get(HOST).and_then(|host| host.to_str().ok());
    header.or_else(|| uri.authority().map(Authority::as_str)).unwrap_or_default()
}

/// Undoes percent-encoding; bytes that are no UTF-8 stay as they were written.
pub fn percent_decoded(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match (first, code.and_then(|code| u8::from_str_radix(code, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_they_are_kept() {
        assert_eq!(percent_decoded("/2020/caf%C3%A9/"), "/2020/café/");
        assert_eq!(percent_decoded("/a%2"), "/a%2");
        assert_eq!(percent_decoded("/%ff"), "/%ff");
    }
}
