//! A running house: started, watched, stopped.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::client::Client;
use super::machine;

/// The kernel counts processor time in hundredths of a second here.
const TICK: Duration = Duration::from_millis(10);
/// How long a start may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// `masthead serve`, ended when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it answers.
    pub port: u16,
    /// From its start to its first page.
    pub start: Duration,
}

/// Memory of a process, in megabytes.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// Its own.
    pub own: f64,
    /// Pages of files that it has mapped: the program itself, and segments of the index. They are the system's, which
    /// takes them back when it needs them.
    pub mapped: f64,
}

impl Server {
    /// Opens a house under these settings, and waits for its front page.
    pub fn open(binary: &Path, house: &Path, settings: &[(&str, &str)]) -> Result<Self> {
        Self::open_with("serve", binary, house, settings)
    }

    /// Opens the sample publication, in a folder that is not there yet.
    pub fn open_sample(binary: &Path, house: &Path) -> Result<Self> {
        Self::open_with("demo", binary, house, &[])
    }

    fn open_with(command: &str, binary: &Path, house: &Path, settings: &[(&str, &str)]) -> Result<Self> {
        let port = free_port()?;
        let begun = Instant::now();
        let child = Command::new(binary)
            .args([command, "--listen", &format!("127.0.0.1:{port}"), "--house"])
            .arg(house)
            .env("MASTHEAD_LOG", "warn")
            .envs(settings.iter().map(|(name, value)| (format!("MASTHEAD_{name}"), value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("the server cannot be started")?;
        let mut server = Self { child, port, start: Duration::ZERO };
        loop {
            ensure!(server.child.try_wait()?.is_none(), "the server ended at once");
            if Client::connect(port).and_then(|mut client| client.page("/")).is_ok() {
                server.start = begun.elapsed();
                return Ok(server);
            }
            ensure!(begun.elapsed() < PATIENCE, "the server did not answer within a minute");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// A connection to it.
    pub fn client(&self) -> Result<Client> {
        Client::connect(self.port)
    }

    /// Waits until it has nothing more to do by itself: after an import the search index is made.
    pub fn settle(&self) -> Result<()> {
        let begun = Instant::now();
        let mut quiet = 0;
        while quiet < 2 {
            ensure!(begun.elapsed() < Duration::from_secs(1800), "the server does not come to rest");
            let before = self.processor_time()?;
            std::thread::sleep(Duration::from_secs(1));
            quiet = if self.processor_time()? - before < Duration::from_millis(50) { quiet + 1 } else { 0 };
        }
        Ok(())
    }

    /// Processor time that it has taken so far, its own and the kernel's on its behalf.
    pub fn processor_time(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name, in brackets, may have spaces in it.
        let fields: Vec<&str> = stat.rsplit_once(')').context("no stat line")?.1.split_whitespace().collect();
        let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<u32>().ok());
        let (user, kernel) = ticks(11).zip(ticks(12)).context("a stat line without times")?;
        Ok(TICK * (user + kernel))
    }

    /// Megabytes of memory that it holds.
    pub fn held(&self) -> Result<Held> {
        let megabytes = |name: &str| {
            let field = machine::field(&format!("/proc/{}/status", self.child.id()), name);
            let kilobytes = field.as_deref().and_then(machine::kilobytes).context("the server is gone")?;
            anyhow::Ok(kilobytes as f64 / 1024.0)
        };
        Ok(Held { own: megabytes("RssAnon")? + megabytes("RssShmem")?, mapped: megabytes("RssFile")? })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is asked to close first, so that it leaves its house in order.
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let begun = Instant::now();
        while asked.as_ref().is_ok_and(std::process::ExitStatus::success) && begun.elapsed() < Duration::from_secs(5) {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
