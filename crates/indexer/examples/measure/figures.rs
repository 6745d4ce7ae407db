//! What was measured, as a table.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

/// Lines of the table.
#[derive(Debug, Default)]
pub struct Figures {
    single: Vec<(String, String)>,
    times: Vec<[String; 6]>,
}

impl Figures {
    /// One figure.
    pub fn line(&mut self, what: &str, figure: &str) {
        self.single.push((what.to_owned(), figure.to_owned()));
    }

    /// How long something took, many times, and how much of the processors all of it.
    pub fn times(&mut self, what: &str, mut times: Vec<Duration>, processor: Option<Duration>) {
        times.sort_unstable();
        let Some(last) = times.last() else { return };
        let share = |part: f64| milliseconds(times[((times.len() - 1) as f64 * part) as usize]);
        let many = u32::try_from(times.len()).unwrap_or(u32::MAX);
        let mean = times.iter().sum::<Duration>() / many;
        let processor = processor.map_or_else(String::new, |whole| milliseconds(whole / many));
        self.times.push([what.to_owned(), milliseconds(mean), share(0.5), share(0.99), milliseconds(*last), processor]);
    }

    /// Prints both tables.
    pub fn print(&self) {
        let mut text = String::from("| | |\n|---|--:|\n");
        for (what, figure) in &self.single {
            text.push_str(&format!("| {what} | {figure} |\n"));
        }
        text.push_str("\n| | mean | p50 | p99 | longest | processor time |\n|---|--:|--:|--:|--:|--:|\n");
        for line in &self.times {
            text.push_str(&format!("| {} |\n", line.join(" | ")));
        }
        // Whoever closed the pipe does not want it.
        let _ = io::stdout().write_all(text.as_bytes());
    }
}

/// A time in milliseconds.
pub fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

/// How much of the processors this process has had.
pub fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 =
        behind_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    // A hundred ticks a second, on every machine that this is measured on.
    Duration::from_millis(ticks * 10)
}

/// What the process holds: its own memory, and with pages of files that the system may take back.
pub fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let megabytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
    };
    format!("{} MB, {} MB", megabytes("RssAnon:"), megabytes("VmRSS:"))
}

/// How much the files below a folder hold.
pub fn megabytes_in(folder: &Path) -> io::Result<u64> {
    fn bytes(folder: &Path) -> io::Result<u64> {
        let mut sum = 0;
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            sum += if entry.file_type()?.is_dir() { bytes(&entry.path())? } else { entry.metadata()?.len() };
        }
        Ok(sum)
    }
    Ok(bytes(folder)? / 1_000_000)
}
