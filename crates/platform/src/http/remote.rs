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
pub struct RemoteAddress(pub IpAddr);

impl FromRequestParts<App> for RemoteAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        // A request that came by no wire was made on this machine.
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        Ok(Self(remote(peer, &parts.headers, &app.config().proxies)))
    }
}

/// Goes back from whoever connected, hop by hop, until an address that is no proxy of ours.
fn remote(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let is_ours = |address: IpAddr| proxies.iter().any(|network| network.holds(address));
    let lines = headers.get_all(FORWARDED_FOR).iter().rev().filter_map(|line| line.to_str().ok());
    let hops = lines.flat_map(|line| line.rsplit(',')).map(|hop| address_of(hop.trim()));
    let mut at = peer.to_canonical();
    for hop in hops {
        let (true, Some(hop)) = (is_ours(at), hop) else { break };
        at = hop.to_canonical();
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

    fn seen_from(peer: &str, forwarded: &str, proxies: &[Network]) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED_FOR, HeaderValue::from_str(forwarded).expect("a header"));
        remote(peer.parse().expect("an address"), &headers, proxies).to_string()
    }

    #[test]
    fn a_known_proxy_is_believed_and_nobody_else() {
        let proxies = [Network::LOOPBACK.to_vec(), vec!["10.0.0.0/8".parse().expect("a network")]].concat();
        assert_eq!(seen_from("127.0.0.1", "198.51.100.7", &proxies), "198.51.100.7");
        assert_eq!(seen_from("::ffff:127.0.0.1", "[2001:db8::1]:443", &proxies), "2001:db8::1");
        assert_eq!(seen_from("203.0.113.9", "198.51.100.7", &proxies), "203.0.113.9", "a reader who makes it up");
        // What the reader wrote stands left of what our proxies added.
        assert_eq!(seen_from("127.0.0.1", "1.2.3.4, 198.51.100.7, 10.1.1.1", &proxies), "198.51.100.7");
        assert_eq!(seen_from("127.0.0.1", "unknown", &proxies), "127.0.0.1");
    }

    #[test]
    fn networks_are_read_or_refused() {
        let network = |text: &str| text.parse::<Network>().ok();
        assert_eq!(network("10.0.0.0/8").map(|network| network.to_string()).as_deref(), Some("10.0.0.0/8"));
        assert!(network("0.0.0.0/0").is_some_and(|all| all.holds(IpAddr::V4(Ipv4Addr::BROADCAST))));
        assert_eq!((network("10.0.0.0/33"), network("here")), (None, None));
    }
}
