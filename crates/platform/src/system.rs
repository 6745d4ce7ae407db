//! The real clock and real chance. Press puts them into the house; rules never see them.

use kit::{Chance, Clock, Timestamp, timestamp_from_millis};

/// The machine's clock, to the millisecond, as the database keeps time.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        timestamp_from_millis(Timestamp::now().as_millisecond())
    }
}

/// The machine's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).expect("the system has randomness from early boot on");
        bytes
    }
}
