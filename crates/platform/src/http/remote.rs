//! Who is at the other end: the address that a request came from, through the proxies that we know.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;

use anyhow::{Context, ensure};
use axum::extract::{ConnectInfo, FromRequestParts};
use http::HeaderMap;
use http::request::Parts;
use serde::Deserialize;

use crate::app::App;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address that a reader's request came from. For limits alone: it is never written down.
///
/// A proxy's word (`X-Forwarded-For`) counts only where the settings name that proxy; anybody can write a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemoteAddress {
    /// The address.
    pub address: IpAddr,
    /// Whether it is a proxy's of ours, which did not say for whom it asks.
    pub is_unnamed: bool,
}

impl FromRequestParts<App> for RemoteAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        // A request that came by no wire was made on this machine.
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        Ok(remote(peer, &parts.headers, &app.config().proxies))
    }
}

/// Goes back from whoever connected, hop by hop, until an address that is no proxy of ours: the right-most one. What
/// stands left of it a reader may have made up; proxies hand that on unless they are told otherwise.
fn remote(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> RemoteAddress {
    let is_ours = |address: IpAddr| proxies.iter().any(|network| network.holds(address));
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    let hops = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
    let hops = hops.map(|hop| address_of(std::str::from_utf8(hop).ok()?.trim()));
    let mut at = RemoteAddress { address: peer.to_canonical(), is_unnamed: is_ours(peer.to_canonical()) };
    for hop in hops {
        let (true, Some(hop)) = (is_ours(at.address), hop) else { break };
        at = RemoteAddress { address: hop.to_canonical(), is_unnamed: false };
    }
    at
}

/// An address as proxies write it: bare, with a port, or in brackets.
fn address_of(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip()).ok();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    bare.parse().ok().or_else(with_port)
}

/// An address, or all that begin alike: `10.0.0.0/8`, `::1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    /// This machine itself.
    pub const LOOPBACK: [Self; 2] = [
        Self { address: IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), bits: 8 },
        Self { address: IpAddr::V6(std::net::Ipv6Addr::LOCALHOST), bits: 128 },
    ];

    fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let shift = 32 - u32::from(self.bits);
                own.to_bits().checked_shr(shift).unwrap_or(0) == other.to_bits().checked_shr(shift).unwrap_or(0)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let shift = 128 - u32::from(self.bits);
                own.to_bits().checked_shr(shift).unwrap_or(0) == other.to_bits().checked_shr(shift).unwrap_or(0)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self, anyhow::Error> {
        let wanted = || format!("{text:?} is no network: write 10.0.0.0/8 or 192.0.2.7");
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse().with_context(wanted)?)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().with_context(wanted)?;
        let whole = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(whole);
        ensure!(bits <= whole, wanted());
        Ok(Self { address, bits })
    }
}

impl TryFrom<String> for Network {
    type Error = anyhow::Error;

    fn try_from(text: String) -> Result<Self, anyhow::Error> {
        text.parse()
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn seen(peer: &str, forwarded: &[&[u8]], proxies: &[Network]) -> RemoteAddress {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(line).expect("a header"));
        }
        remote(peer.parse().expect("an address"), &headers, proxies)
    }

    fn seen_from(peer: &str, forwarded: &str, proxies: &[Network]) -> String {
        seen(peer, &[forwarded.as_bytes()], proxies).address.to_string()
    }

    fn proxies() -> Vec<Network> {
        [Network::LOOPBACK.to_vec(), vec!["10.0.0.0/8".parse().expect("a network")]].concat()
    }

    #[test]
    fn a_known_proxy_is_believed_and_nobody_else() {
        let proxies = proxies();
        assert_eq!(seen_from("127.0.0.1", "198.51.100.7", &proxies), "198.51.100.7");
        assert_eq!(seen_from("::ffff:127.0.0.1", "[2001:db8::1]:443", &proxies), "2001:db8::1");
        assert_eq!(seen_from("203.0.113.9", "198.51.100.7", &proxies), "203.0.113.9", "a reader who makes it up");
        assert_eq!(seen_from("127.0.0.1", "unknown", &proxies), "127.0.0.1");
    }

    #[test]
    fn what_a_reader_made_up_stands_left_of_what_our_proxies_added_and_is_not_read() {
        let proxies = proxies();
        for made_up in ["1.2.3.4", "10.9.9.9", "127.0.0.1", "1.2.3.4, 10.9.9.9", "unknown", ", ,", "\u{fc}"] {
            let added = format!("{made_up}, 198.51.100.7");
            assert_eq!(seen_from("127.0.0.1", &added, &proxies), "198.51.100.7", "{added}");
            let by_two = format!("{made_up}, 198.51.100.7, 10.1.1.1");
            assert_eq!(seen_from("127.0.0.1", &by_two, &proxies), "198.51.100.7", "{by_two}");
            // A proxy that adds a line of its own, below the reader's.
            let lines = [made_up.as_bytes(), b"198.51.100.7"];
            assert_eq!(seen("127.0.0.1", &lines, &proxies).address.to_string(), "198.51.100.7", "{made_up}");
        }
    }

    #[test]
    fn a_proxy_that_does_not_say_for_whom_it_asks_is_told_from_readers() {
        let is_unnamed = |peer: &str, lines: &[&[u8]]| seen(peer, lines, &proxies()).is_unnamed;
        assert!(is_unnamed("127.0.0.1", &[]) && is_unnamed("10.1.1.1", &[b"unknown"]));
        assert!(!is_unnamed("127.0.0.1", &[b"198.51.100.7"]) && !is_unnamed("203.0.113.9", &[]));
        assert!(!is_unnamed("10.1.1.1", &[b"10.7.7.7"]), "somebody of the house's own network");
    }

    #[test]
    fn networks_are_read_or_refused() {
        let network = |text: &str| text.parse::<Network>().ok();
        assert_eq!(network("10.0.0.0/8").map(|network| network.to_string()).as_deref(), Some("10.0.0.0/8"));
        assert!(network("0.0.0.0/0").is_some_and(|all| all.holds(IpAddr::V4(Ipv4Addr::BROADCAST))));
        assert_eq!((network("10.0.0.0/33"), network("here")), (None, None));
    }
}
