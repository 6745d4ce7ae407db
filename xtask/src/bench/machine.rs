//! What the figures were taken on.

use std::process::Command;

/// Processor, cores, memory, compiler and state of the project, in a line.
pub fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let model = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "an unnamed processor".to_owned());
    let memory = field("/proc/meminfo", "MemTotal").and_then(|text| kilobytes(&text)).unwrap_or(0) / (1024 * 1024);
    let compiler = said_by("rustc", &["--version"]);
    let state = said_by("git", &["rev-parse", "--short", "HEAD"]);
    format!("{model}, {cores} cores, {memory} GB; {compiler}; at {state}")
}

/// A field of one of the kernel's files: `MemTotal:  24000000 kB`.
pub fn field(path: &str, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// The number before ` kB`.
pub fn kilobytes(text: &str) -> Option<u64> {
    text.trim_end_matches("kB").trim().parse().ok()
}

fn said_by(program: &str, words: &[&str]) -> String {
    let output = Command::new(program).args(words).output();
    output.map_or_else(|_| program.to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
