//! Time and chance as arguments: the traits, and the fixed ones that tests use.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;

/// Tells the time. Rules take a `Timestamp`; only the outermost layer asks a clock.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// Gives randomness for ids and tokens.
pub trait Chance: Send + Sync + std::fmt::Debug {
    /// Sixteen bytes that nobody can foresee (in tests: bytes that everybody can).
    fn bytes(&self) -> [u8; 16];
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows `at`, to the millisecond.
    pub fn at(at: Timestamp) -> Self {
        Self(AtomicI64::new(millis(at)))
    }

    /// Moves the clock to `at`.
    pub fn set(&self, at: Timestamp) {
        self.0.store(millis(at), Ordering::SeqCst);
    }

    /// Moves the clock on (or back) by `seconds`.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        timestamp_from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that counts 1, 2, 3 …, so that ids in tests are distinct and repeatable.
#[derive(Debug, Default)]
pub struct StepChance(AtomicU64);

impl Chance for StepChance {
    fn bytes(&self) -> [u8; 16] {
        let step = self.0.fetch_add(1, Ordering::Relaxed);
        let mut bytes = [0; 16];
        bytes[8..].copy_from_slice(&step.to_be_bytes());
        bytes
    }
}

/// Milliseconds since 1970, as the database keeps time. Finer parts are cut off.
pub fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// The instant of `millis` milliseconds since 1970; the nearest representable one when out of range.
pub fn timestamp_from_millis(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(if millis < 0 { Timestamp::MIN } else { Timestamp::MAX })
}
