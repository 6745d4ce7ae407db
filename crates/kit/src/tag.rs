//! Cache tags: what a rendered page was made of, so that a change to it can find the page.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

/// A thing that pages depend on: `item:0190…`, `section:…`, `menu:main`.
///
/// Kept as a 64-bit fingerprint of its name: small in memory, short in a CDN's header. Two names that fall together
/// cost one needless purge, never a missed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(u64);

impl Tag {
    /// The tag of the thing `name` of this `kind`.
    pub fn new(kind: &str, name: impl fmt::Display) -> Self {
        let mut fnv = Fnv(0xcbf2_9ce4_8422_2325);
        fnv.eat(kind.as_bytes());
        fnv.eat(b":");
        // Writing to the hasher cannot fail.
        let _ = fmt::Write::write_fmt(&mut fnv, format_args!("{name}"));
        Self(fnv.0)
    }

    /// The tag that every page carries: purging it empties the cache.
    pub fn everything() -> Self {
        Self(0)
    }

    /// The fingerprint, for the change log.
    pub const fn fingerprint(self) -> u64 {
        self.0
    }

    /// The tag with this fingerprint.
    pub const fn from_fingerprint(fingerprint: u64) -> Self {
        Self(fingerprint)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.0)
    }
}

impl Hash for Tag {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

/// FNV-1a, 64 bits: stable over processes and versions, which `std`'s hashers do not promise.
struct Fnv(u64);

impl Fnv {
    fn eat(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

impl fmt::Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.eat(text.as_bytes());
        Ok(())
    }
}

/// A set of tags, in order.
pub type Tags = BTreeSet<Tag>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_differ_by_kind_and_name_and_stay_the_same() {
        assert_ne!(Tag::new("item", 1), Tag::new("section", 1));
        assert_ne!(Tag::new("item", 1), Tag::new("item", 2));
        // Written into change logs: must never move.
        assert_eq!(Tag::new("item", 1).to_string(), "67345b13ab1a095f");
    }
}
