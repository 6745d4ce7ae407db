//! The beginning of a connection: as long as a reader asks for pages that are kept, nothing else is set in motion.
//!
//! A request is answered here only if nothing about it could be meant otherwise than it is read: GET or HEAD by
//! HTTP/1.1, without a body, without conditions, each header whole. At the first other one the connection goes, with
//! every byte that was read, to where HTTP is spoken in full, and stays there.

use std::io::{self, IoSlice};

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncReadExt, AsyncWriteExt, Interest};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::hits::{Asked, Hit, Hits};

/// Bytes of a request's head that are looked at here. Longer ones are for the whole of HTTP.
const HEAD_AT_MOST: usize = 8 * 1024;
/// Headers likewise.
const HEADERS_AT_MOST: usize = 48;

/// How the beginning of a connection ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// For good.
    Closed,
    /// With something to answer in full: what was read and not answered.
    HandedOn(TcpStream, Bytes),
}

/// What stands at the beginning of what was read.
enum Head<'read> {
    /// A request that may be answered here, and how many bytes it has.
    Plain(Asked<'read>, usize),
    /// Part of a head.
    Unfinished,
    /// Anything else.
    Other,
}

/// Answers requests for kept pages until another comes, the reader goes, or the house closes.
pub(super) async fn begin(mut stream: TcpStream, hits: &Hits, stop: &mut watch::Receiver<bool>) -> io::Result<Ended> {
    let mut read = BytesMut::with_capacity(HEAD_AT_MOST);
    let mut closing = std::pin::pin!(async { stop.wait_for(|stop| *stop).await.is_ok() });
    loop {
        let answered = match head(&read) {
            Head::Plain(asked, length) => hits.find(&asked).map(|hit| (hit, length)),
            Head::Unfinished if read.len() < HEAD_AT_MOST => {
                read.reserve(HEAD_AT_MOST);
                let more = tokio::select! {
                    more = stream.read_buf(&mut read) => more?,
                    _ = &mut closing, if read.is_empty() => 0,
                };
                if more == 0 {
                    return Ok(Ended::Closed);
                }
                continue;
            }
            Head::Unfinished | Head::Other => None,
        };
        let Some((hit, length)) = answered else { return Ok(Ended::HandedOn(stream, read.freeze())) };
        write(&mut stream, &hit).await?;
        read.advance(length);
    }
}

/// Writes an answer, whole.
async fn write(stream: &mut TcpStream, hit: &Hit) -> io::Result<()> {
    let Some(region) = hit.region() else { return write_parts(stream, hit).await };
    let mut parts = hit.parts().map(IoSlice::new);
    let mut left = &mut parts[..];
    loop {
        IoSlice::advance_slices(&mut left, 0);
        if left.is_empty() {
            break;
        }
        let sent = stream.async_io(Interest::WRITABLE, || region.send_before(&*stream, left)).await?;
        IoSlice::advance_slices(&mut left, some(sent)?);
    }
    let mut sent = 0;
    while sent < region.length() {
        sent += some(stream.async_io(Interest::WRITABLE, || region.send(&*stream, sent)).await?)?;
    }
    Ok(())
}

/// A socket that takes nothing any more is at its end.
fn some<Count: PartialEq + Default>(sent: Count) -> io::Result<Count> {
    if sent == Count::default() { Err(io::ErrorKind::WriteZero.into()) } else { Ok(sent) }
}

async fn write_parts(stream: &mut TcpStream, hit: &Hit) -> io::Result<()> {
    let mut parts = hit.parts().map(IoSlice::new);
    let mut left = &mut parts[..];
    loop {
        IoSlice::advance_slices(&mut left, 0);
        if left.is_empty() {
            return Ok(());
        }
        let written = stream.write_vectored(left).await?;
        IoSlice::advance_slices(&mut left, some(written)?);
    }
}

/// Headers that say nothing about how the request is to be read, and those that [`Hits`] goes by.
fn is_plain(name: &str, value: &[u8]) -> bool {
    const OTHERS: [&str; 11] = [
        "content-length",
        "transfer-encoding",
        "upgrade",
        "expect",
        "te",
        "trailer",
        "range",
        "if-none-match",
        "if-modified-since",
        "if-match",
        "if-unmodified-since",
    ];
    if name.eq_ignore_ascii_case("connection") {
        return value.eq_ignore_ascii_case(b"keep-alive");
    }
    !name.to_ascii_lowercase().starts_with("proxy-") && !OTHERS.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// Reads the head of a request.
fn head(read: &[u8]) -> Head<'_> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_AT_MOST];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(read) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Head::Unfinished,
        Err(_) => return Head::Other,
    };
    let is_head = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Head::Other,
    };
    let plain = request.version == Some(1) && request.headers.iter().all(|header| is_plain(header.name, header.value));
    let target = request.path.filter(|target| plain && target.starts_with('/') && !target.contains('#'));
    let Some(target) = target else { return Head::Other };
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let mut found = [None; 3];
    for header in request.headers.iter() {
        let Some(place) = WANTED.iter().position(|wanted| header.name.eq_ignore_ascii_case(wanted)) else { continue };
        // Two hosts would be two meanings.
        match std::str::from_utf8(header.value) {
            Ok(value) if found[place].is_none() => found[place] = Some(value),
            _ => return Head::Other,
        }
    }
    let [Some(host), encodings, id] = found else { return Head::Other };
    Head::Plain(Asked { is_head, host, path, query, encodings, id }, length)
}

/// Headers that the answer goes by, in the order in which [`Asked`] has them.
const WANTED: [&str; 3] = ["host", "accept-encoding", "x-request-id"];

#[cfg(test)]
mod tests {
    use super::*;

    fn is_answered_here(request: &str) -> bool {
        matches!(head(request.as_bytes()), Head::Plain(_, length) if length == request.len())
    }

    #[test]
    fn only_requests_that_mean_one_thing_are_answered_here() {
        assert!(is_answered_here("GET /a?b=c HTTP/1.1\r\nHost: a.example\r\nAccept-Encoding: gzip\r\n\r\n"));
        assert!(is_answered_here("HEAD / HTTP/1.1\r\nhost: a.example\r\nConnection: Keep-Alive\r\n\r\n"));
        for other in [
            "GET / HTTP/1.0\r\nHost: a.example\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a.example\r\nContent-Length: 5\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a.example\r\nIf-None-Match: \"a\"\r\n\r\n",
            "GET http://b.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a.example\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ] {
            assert!(!is_answered_here(other), "{other}");
        }
    }

    #[test]
    fn a_head_that_comes_in_parts_is_waited_for() {
        let request = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
        for end in 0..request.len() {
            assert!(matches!(head(&request.as_bytes()[..end]), Head::Unfinished), "{end}");
        }
    }
}
