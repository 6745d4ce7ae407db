//! How long a failed job waits, and when it is given up.

use std::time::Duration;

/// A job is given up after this many attempts: about five hours after the first.
pub const ATTEMPTS: u32 = 10;

/// How long to wait after the `attempt`-th attempt failed: 5 s, 20 s, 80 s … at most an hour. `None`: give up.
pub fn delay_after(attempt: u32) -> Option<Duration> {
    if attempt >= ATTEMPTS {
        return None;
    }
    let seconds = 5_u64.saturating_mul(4_u64.saturating_pow(attempt.saturating_sub(1)));
    Some(Duration::from_secs(seconds.min(3600)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let seconds: Vec<u64> = (1..ATTEMPTS).filter_map(delay_after).map(|wait| wait.as_secs()).collect();
        assert_eq!(seconds, [5, 20, 80, 320, 1280, 3600, 3600, 3600, 3600]);
        assert_eq!(delay_after(ATTEMPTS), None);
    }
}
