//! Which addresses of machines may be reached for somebody: public ones, unless told otherwise.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use serde::Deserialize;
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How far fetching reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// Nowhere: nobody is asked.
    Nothing,
    /// Public addresses only.
    #[default]
    Public,
    /// The house's own network and machine as well.
    Private,
}

impl FromStr for Reach {
    type Err = serde::de::value::Error;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::deserialize(serde::de::IntoDeserializer::into_deserializer(word))
    }
}

/// Resolves names as usual and leaves out what may not be reached. What it gives is what is connected to, at every hop
/// of a redirect anew, so that a name cannot mean one machine when it is looked at and another when it is used.
#[derive(Debug)]
pub(super) struct Guard {
    inner: DefaultResolver,
    reach: Reach,
}

impl Guard {
    pub fn new(reach: Reach) -> Self {
        Self { inner: DefaultResolver::default(), reach }
    }
}

/// The failure that says that an address is out of reach.
#[derive(Debug, thiserror::Error)]
pub(super) enum OutOfReach {
    /// It is private.
    #[error("it is at a private address, which is not fetched from unless told so")]
    Private,
    /// The house asks nobody.
    #[error("the house is told to fetch nothing")]
    Everything,
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        if self.reach == Reach::Nothing {
            return Err(Error::Other(Box::new(OutOfReach::Everything)));
        }
        let found = self.inner.resolve(uri, config, timeout)?;
        if self.reach == Reach::Private {
            return Ok(found);
        }
        let mut allowed = self.empty();
        let public = found.iter().filter(|address| is_public(address.ip()));
        let mut none = true;
        for address in public {
            allowed.push(*address);
            none = false;
        }
        if none {
            return Err(Error::Other(Box::new(OutOfReach::Private)));
        }
        Ok(allowed)
    }
}

/// Whether an address belongs to the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_unspecified()
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        // Shared between a provider's customers.
        || (a == 100 && (64..128).contains(&b))
        // Protocol assignments, and former relays.
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        // Benchmarks.
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // IPv4 written as IPv6: mapped, compatible, translated (NAT64), 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] => v4(high, low),
        [0, 0, 0, 0, 0, 0, ..] => false,
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        [0x64, 0xff9b, ..] => false,
        [0x2002, high, low, ..] => v4(high, low),
        // Only this eighth of all addresses is public; within it, tunnels, identifiers and documentation are not.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_private_however_written() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "0.1.2.3",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "fe80::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "fec0::1",
            "100::1",
        ] {
            assert!(!is_public(address.parse().expect("an address")), "{address}");
        }
    }

    #[test]
    fn public_addresses_are_public() {
        for address in [
            "93.184.216.34",
            "8.8.8.8",
            "100.128.0.1",
            "172.32.0.1",
            "2606:4700::1111",
            "2a00:1450::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::1",
        ] {
            assert!(is_public(address.parse().expect("an address")), "{address}");
        }
    }
}
