//! The counter of one process: who was here already, as fingerprints that nobody can trace, and what was counted since
//! the last time it was saved. In memory alone, and bounded.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use content::model::ItemId;
use jiff::SignedDuration;
use kit::Timestamp;

use crate::model::{Bucket, Count};

/// How long a reader who comes again is known, at the most. After it the salt is thrown away, and nobody, not even
/// whoever copied the memory, can tell who the fingerprints were of.
const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(24);
/// Fingerprints that are kept. When there are more the salt is thrown away before its time.
const FINGERPRINTS: usize = 200_000;
/// Items whose reads wait to be saved.
const WAITING: usize = 20_000;

/// Reads of one item that one line may add, while it is known: enough for an office whose people share an address, too
/// few for one machine that changes its name to be first in a trade title's ranking.
const OF_AN_ITEM: u16 = 10;
/// The same for one network of IPv6: who is given a /48 has 65,536 lines.
const OF_AN_ITEM_IN_A_NETWORK: u16 = 20;
/// Reads of all items that one network may add.
const OF_ALL: u16 = 2_000;

/// Who reads, for as long as the question is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) address: IpAddr,
    pub(crate) agent: &'a str,
}

/// What became of a read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It counts.
    Counted,
    /// The same reader read the same item already.
    Again,
    /// More came from this line or network than one house of readers reads.
    TooMany,
    /// More items wait to be saved than a publication has readers for.
    Full,
}

/// The counter.
#[derive(Default)]
pub(crate) struct Counter(Mutex<Counted>);

#[derive(Default)]
struct Counted {
    salt: [u8; 32],
    salted_at: Option<Timestamp>,
    seen: HashMap<u64, u16>,
    waiting: HashMap<(ItemId, Bucket), i64>,
}

impl Counter {
    /// Counts a read at `now`, unless it counted already. `chance` gives a new salt when it is time for one.
    pub(crate) fn count(
        &self,
        reader: Reader<'_>,
        item: ItemId,
        now: Timestamp,
        chance: impl Fn() -> [u8; 16],
    ) -> Outcome {
        let mut counted = self.lock();
        counted.forget_in_time(now, chance);
        counted.admit(reader, item, now)
    }

    /// What was counted since it was last taken.
    pub(crate) fn take(&self) -> Vec<Count> {
        let waiting = std::mem::take(&mut self.lock().waiting);
        waiting.into_iter().map(|((item, bucket), reads)| Count { item, bucket, reads }).collect()
    }

    /// Puts back what could not be saved.
    pub(crate) fn put_back(&self, counts: Vec<Count>) {
        let mut counted = self.lock();
        for Count { item, bucket, reads } in counts {
            *counted.waiting.entry((item, bucket)).or_default() += reads;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counted {
    fn forget_in_time(&mut self, now: Timestamp, chance: impl Fn() -> [u8; 16]) {
        let is_fresh = self.salted_at.is_some_and(|since| now.duration_since(since).abs() < KNOWN_FOR);
        if !is_fresh || self.seen.len() + 4 > FINGERPRINTS {
            self.salt[..16].copy_from_slice(&chance());
            self.salt[16..].copy_from_slice(&chance());
            self.salted_at = Some(now);
            self.seen = HashMap::new();
        }
    }

    fn admit(&mut self, Reader { address, agent }: Reader<'_>, item: ItemId, now: Timestamp) -> Outcome {
        let (from, item_bytes) = (From::of(address), item.uuid().into_bytes());
        let of_reader = self.fingerprint(&[b"reader", &from.household, &item_bytes, agent.as_bytes()]);
        if self.seen.contains_key(&of_reader) {
            return Outcome::Again;
        }
        let limited = [
            (self.fingerprint(&[b"line", &from.line, &item_bytes]), OF_AN_ITEM),
            (self.fingerprint(&[b"network", &from.network, &item_bytes]), OF_AN_ITEM_IN_A_NETWORK),
            (self.fingerprint(&[b"all", &from.network]), OF_ALL),
        ];
        if limited.iter().any(|(print, most)| self.seen.get(print).copied().unwrap_or(0) >= *most) {
            return Outcome::TooMany;
        }
        let key = (item, Bucket::hour_of(now));
        if self.waiting.len() >= WAITING && !self.waiting.contains_key(&key) {
            return Outcome::Full;
        }
        for print in limited.map(|(print, _)| print).into_iter().chain([of_reader]) {
            *self.seen.entry(print).or_default() += 1;
        }
        *self.waiting.entry(key).or_default() += 1;
        Outcome::Counted
    }

    /// A fingerprint of these parts under the salt. Each part's length goes in, so that no two lists of parts are alike.
    fn fingerprint(&self, parts: &[&[u8]]) -> u64 {
        let mut hasher = blake3::Hasher::new_keyed(&self.salt);
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut start = [0; 8];
        start.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(start)
    }
}

/// Where a reader comes from, as providers give out addresses. Of IPv4 all three are the address.
struct From {
    /// What a machine or a household has: a /64.
    household: [u8; 16],
    /// What a line is given at the most: a /56.
    line: [u8; 16],
    /// What a firm is given: a /48.
    network: [u8; 16],
}

impl From {
    fn of(address: IpAddr) -> Self {
        let first = |bits: u32| match address {
            IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> (128 - bits) << (128 - bits)).octets(),
        };
        Self { household: first(64), line: first(56), network: first(48) }
    }
}

#[cfg(test)]
mod tests {
    use kit::{Id, Uuid};

    use super::*;

    fn at(hour: i64) -> Timestamp {
        kit::timestamp_from_millis(1_606_122_000_000 + hour * 3_600_000)
    }

    fn item(number: u128) -> ItemId {
        Id::from_uuid(Uuid::from_u128(number))
    }

    fn read(counter: &Counter, address: &str, agent: &str, number: u128, hour: i64) -> Outcome {
        let reader = Reader { address: address.parse().expect("an address"), agent };
        counter.count(reader, item(number), at(hour), || [u8::try_from(hour).unwrap_or(9); 16])
    }

    #[test]
    fn whoever_reloads_counts_once_until_the_salt_is_thrown_away() {
        let counter = Counter::default();
        assert_eq!(read(&counter, "192.0.2.1", "Firefox", 1, 0), Outcome::Counted);
        for hour in 0..24 {
            assert_eq!(read(&counter, "192.0.2.1", "Firefox", 1, hour), Outcome::Again);
        }
        assert_eq!(read(&counter, "192.0.2.1", "Firefox", 2, 1), Outcome::Counted, "another item");
        assert_eq!(read(&counter, "192.0.2.2", "Firefox", 1, 1), Outcome::Counted, "another reader");
        assert_eq!(read(&counter, "192.0.2.1", "Firefox", 1, 24), Outcome::Counted, "another day");
        let reads: i64 = counter.take().iter().map(|count| count.reads).sum();
        assert_eq!((reads, counter.take().len()), (4, 0));
    }

    /// How many reads count of a machine at this address that calls itself otherwise each time.
    fn loop_of(counter: &Counter, address: &str) -> usize {
        (0..200).filter(|n| read(counter, address, &format!("Browser {n}"), 1, 0) == Outcome::Counted).count()
    }

    #[test]
    fn a_machine_that_changes_its_name_counts_ten_times_a_day_at_the_most() {
        let counter = Counter::default();
        assert_eq!(loop_of(&counter, "192.0.2.1"), 10);
        assert_eq!(loop_of(&counter, "192.0.2.2"), 10, "another line");
        let items = (2..4_000).filter(|n| read(&counter, "192.0.2.1", "Firefox", *n, 0) == Outcome::Counted).count();
        assert_eq!(items, usize::from(OF_ALL) - 10);
    }

    #[test]
    fn a_machine_that_changes_its_address_too_stays_within_its_line_and_its_network() {
        let counter = Counter::default();
        assert_eq!(loop_of(&counter, "2001:db8:0:aa01::1"), 10);
        assert_eq!(loop_of(&counter, "2001:db8:0:aa01::dead:beef"), 0, "the same household");
        assert_eq!(loop_of(&counter, "2001:db8:0:aaff::1"), 0, "the same line");
        assert_eq!(loop_of(&counter, "2001:db8:0:bb01::1"), 10, "the same network");
        assert_eq!(loop_of(&counter, "2001:db8:0:cc01::1"), 0, "the same network once more");
        assert_eq!(loop_of(&counter, "2001:db8:1::1"), 10, "another network");
    }

    #[test]
    fn an_office_behind_one_address_counts_and_so_do_two_households_with_one_browser() {
        let counter = Counter::default();
        let office = (0..9).filter(|n| read(&counter, "192.0.2.1", &format!("Browser {n}"), 1, 0) == Outcome::Counted);
        assert_eq!(office.count(), 9);
        assert_eq!(read(&counter, "2001:db8::1", "Firefox", 1, 0), Outcome::Counted);
        assert_eq!(read(&counter, "2001:db8:0:1::1", "Firefox", 1, 0), Outcome::Counted);
    }

    #[test]
    fn memory_is_bounded() {
        let counter = Counter::default();
        let address = |n: u32| std::net::Ipv4Addr::from_bits(n).to_string();
        let full =
            (0..25_000).filter(|n| read(&counter, &address(*n), "F", u128::from(*n), 0) == Outcome::Full).count();
        assert_eq!(full, 5_000);
        let counted = counter.lock();
        assert!(counted.seen.len() <= FINGERPRINTS && counted.waiting.len() == WAITING);
    }

    #[test]
    fn what_could_not_be_saved_is_counted_still() {
        let counter = Counter::default();
        read(&counter, "192.0.2.1", "Firefox", 1, 0);
        let taken = counter.take();
        read(&counter, "192.0.2.2", "Firefox", 1, 0);
        counter.put_back(taken);
        assert_eq!(counter.take().iter().map(|count| count.reads).collect::<Vec<_>>(), [2]);
    }
}
