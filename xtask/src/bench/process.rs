//! Running a program to its end, with a watch on its time and memory.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::machine;

/// What a program took.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    /// From start to end.
    pub time: Duration,
    /// The most memory it held at once, in megabytes.
    pub megabytes: u64,
}

/// Runs a command to its end. It must succeed.
pub fn watch(command: &mut Command) -> Result<Took> {
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {command:?}"))?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // The kernel's own high-water mark: only what is added after the last look is missed.
        let held = machine::field(&status, "VmHWM").and_then(|text| machine::kilobytes(&text));
        peak = peak.max(held.unwrap_or(0));
        if let Some(outcome) = child.try_wait()? {
            ensure!(outcome.success(), "{command:?} failed: {outcome}");
            return Ok(Took { time: begun.elapsed(), megabytes: peak / 1024 });
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
