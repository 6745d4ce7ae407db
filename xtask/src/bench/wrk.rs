//! The load generator `wrk`.

use std::process::Command;

use anyhow::{Context, Result, ensure};

/// What one run of it found.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// Requests answered in a second.
    pub a_second: f64,
    /// Milliseconds within which 99 of 100 were.
    pub p99: f64,
}

/// Asks for one address as fast as it is answered: one thread, 32 connections, kept open.
pub fn ask(url: &str, encoding: &str, seconds: u32) -> Result<Found> {
    let output = Command::new("wrk")
        .args(["--threads", "1", "--connections", "32", "--latency", "--duration", &format!("{seconds}s")])
        .args(["--header", &format!("Accept-Encoding: {encoding}"), url])
        .output()
        .context("wrk cannot be started (Debian: apt install wrk)")?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "wrk failed: {text}");
    ensure!(!text.contains("Non-2xx") && !text.contains("Socket errors"), "not every request was answered:\n{text}");
    let word_after = |mark: &str| text.lines().find_map(|line| line.trim().strip_prefix(mark)).map(str::trim);
    let a_second = word_after("Requests/sec:").and_then(|number| number.parse().ok());
    let p99 = word_after("99%").and_then(milliseconds);
    let (a_second, p99) = a_second.zip(p99).with_context(|| format!("wrk said something else:\n{text}"))?;
    Ok(Found { a_second, p99 })
}

/// `812.00us`, `1.20ms`, `1.02s`.
fn milliseconds(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f64 = digits.parse().ok()?;
    match &text[digits.len()..] {
        "us" => Some(number / 1000.0),
        "ms" => Some(number),
        "s" => Some(number * 1000.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_unit() {
        assert_eq!(milliseconds("812.00us"), Some(0.812));
        assert_eq!(milliseconds("1.20ms"), Some(1.2));
        assert_eq!(milliseconds("1.02s"), Some(1020.0));
        assert_eq!(milliseconds("1.02h"), None);
    }
}
