//! Starting the binary, with nothing of this machine's own settings.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The binary, to be told what to do.
pub fn masthead(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MASTHEAD_")) {
        command.env_remove(name);
    }
    command.args(words).stdin(Stdio::null());
    command
}

/// What came of it.
pub struct Said {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs the binary to its end.
pub fn run(words: &[&str]) -> Said {
    said(masthead(words).output().expect("the binary starts"))
}

/// What an ended program said.
pub fn said(output: Output) -> Said {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A house that serves, as a process of its own; killed when dropped.
pub struct Serving {
    process: Child,
    /// Host and port.
    pub at: String,
}

impl Serving {
    /// Starts `masthead` with these words and waits until it says where it is open.
    pub fn start(words: &[&str]) -> Self {
        Self::start_command(masthead(words))
    }

    /// The same for a command with settings of its own.
    pub fn start_command(mut command: Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the binary starts");
        let out = process.stdout.take().expect("its output is ours");
        let mut lines = BufReader::new(out).lines();
        let line = lines.by_ref().map_while(Result::ok).find(|line| line.contains(" is open at "));
        let line = line.expect("it says where it is open");
        let at = line.rsplit_once("http://").expect("an address").1.trim().to_owned();
        // Read on, so that it never waits for somebody to listen.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, at }
    }

    /// A connection to it.
    pub fn connect(&self) -> TcpStream {
        let port = self.at.rsplit_once(':').expect("a port").1;
        let stream = TcpStream::connect(format!("127.0.0.1:{port}")).expect("it answers");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket");
        stream
    }

    /// The whole answer to a GET, head and all.
    pub fn get(&self, path: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.at).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Sends it a signal by the name that `kill` knows.
    pub fn signal(&self, name: &str) {
        let outcome = Command::new("kill").args(["-s", name, &self.process.id().to_string()]).status();
        assert!(outcome.expect("kill runs").success());
    }

    /// Waits for its end: the exit code and how long that took.
    pub fn wait(mut self) -> (i32, Duration) {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(40) {
            if let Some(status) = self.process.try_wait().expect("it can be waited for") {
                return (status.code().unwrap_or(-1), begun.elapsed());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it does not end");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The path as the command line takes it.
pub fn word(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
