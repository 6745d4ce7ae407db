//! A reader with one connection that is kept open. Does what the measurements need of HTTP/1.1, and no more.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// So long may a page take to be packed densely.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open connection.
#[derive(Debug)]
pub struct Client(BufReader<TcpStream>);

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its bytes, packed if they were asked for so.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Client {
    /// Connects to a server on this machine.
    pub fn connect(port: u16) -> Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self(BufReader::with_capacity(64 * 1024, stream)))
    }

    /// The page at a path.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.get_as(path, "identity")
    }

    /// The page at a path in an encoding.
    pub fn get_as(&mut self, path: &str, encoding: &str) -> Result<Answer> {
        self.ask(path, &format!("Accept-Encoding: {encoding}\r\n"))
    }

    /// The page at a path by brotli, as it goes out once it is often asked for: packed densely.
    pub fn get_densely(&mut self, path: &str) -> Result<Answer> {
        let begun = Instant::now();
        loop {
            let answer = self.get_as(path, "br")?;
            if answer.header("etag").is_some_and(|tag| tag.ends_with("-br11\"")) {
                return Ok(answer);
            }
            anyhow::ensure!(begun.elapsed() < PATIENCE, "{path} is packed no denser than at first");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// The page at a path, if it is another than the one of this `ETag`; else an answer of status 304 without a body.
    pub fn get_unless(&mut self, path: &str, tag: Option<&str>) -> Result<Answer> {
        let known = tag.map(|tag| format!("If-None-Match: {tag}\r\n")).unwrap_or_default();
        self.ask(path, &format!("Accept-Encoding: identity\r\n{known}"))
    }

    fn ask(&mut self, path: &str, headers: &str) -> Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
        self.0.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no answer in HTTP")?;
        let mut headers = Vec::new();
        loop {
            line.clear();
            self.0.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer { status, headers, body: Vec::new() };
        if status != 304 {
            let length = answer.header("content-length").and_then(|value| value.parse().ok());
            let Some(length) = length else { bail!("{path} did not say how long it is") };
            answer.body.resize(length, 0);
            self.0.read_exact(&mut answer.body)?;
        }
        Ok(answer)
    }

    /// The text of the page at a path, which must be there.
    pub fn page(&mut self, path: &str) -> Result<String> {
        let answer = self.get(path)?;
        anyhow::ensure!(answer.status == 200, "{path} answered {}", answer.status);
        Ok(String::from_utf8_lossy(&answer.body).into_owned())
    }
}
