//! Fetching a picture from the web, within bounds of time, bytes and reach.

use std::io::{Read, Write as _};
use std::time::Duration;

use ureq::Agent;
use ureq::config::Config;
use ureq::unversioned::transport::DefaultConnector;

use super::guard::{Guard, Reach};

/// How long a picture may take as a whole.
const WHOLE: Duration = Duration::from_secs(60);
/// How long a host may take to answer at all.
const ANSWER: Duration = Duration::from_secs(15);
/// How many redirects are followed, each guarded like the first address.
const HOPS: u32 = 5;

/// The web, as far as it may be reached.
#[derive(Debug)]
pub(super) struct Web {
    agent: Agent,
}

impl Web {
    pub fn new(reach: Reach) -> Self {
        let config = Config::builder()
            .http_status_as_error(true)
            .max_redirects(HOPS)
            // A proxy would resolve names itself, past the guard.
            .proxy(None)
            .timeout_global(Some(WHOLE))
            .timeout_connect(Some(ANSWER))
            .timeout_recv_response(Some(ANSWER))
            .user_agent(concat!("Masthead/", env!("CARGO_PKG_VERSION"), " (import)"))
            .accept("image/*,*/*;q=0.5")
            .build();
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), Guard::new(reach)) }
    }

    /// The bytes at an address.
    pub fn fetch(&self, address: &str, limit: u64) -> Result<Vec<u8>, String> {
        let address = escaped(address);
        let mut answer = self.agent.get(&address).call().map_err(|error| told(&error))?;
        let mut bytes = Vec::new();
        // One byte more than the limit tells that there are more.
        let mut body = answer.body_mut().as_reader().take(limit + 1);
        body.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        if bytes.len() as u64 > limit {
            return Err(format!("it is longer than {limit} bytes"));
        }
        Ok(bytes)
    }
}

fn told(error: &ureq::Error) -> String {
    match error {
        ureq::Error::StatusCode(status) => format!("it answered {status}"),
        ureq::Error::Other(cause) => cause.to_string(),
        other => other.to_string(),
    }
}

/// The address with its letters and spaces escaped, as exports seldom write it.
fn escaped(address: &str) -> String {
    let mut out = Vec::with_capacity(address.len());
    for byte in address.trim().split('#').next().unwrap_or_default().bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^') {
            out.push(byte);
        } else {
            write!(out, "%{byte:02X}").unwrap_or_default();
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::net::TcpListener;

    use super::*;

    /// A host on this machine that gives each answer once, in order.
    fn host(answers: Vec<String>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("bound"));
        std::thread::spawn(move || {
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else { return };
                let mut lines = BufReader::new(stream.try_clone().expect("a socket")).lines();
                while lines.next().and_then(Result::ok).is_some_and(|line| !line.is_empty()) {}
                stream.write_all(answer.as_bytes()).ok();
            }
        });
        address
    }

    fn answer(body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
    }

    #[test]
    fn this_machine_is_fetched_from_only_if_told_so() {
        let address = host(vec![answer("picture")]);
        let refused = Web::new(Reach::Public).fetch(&address, 100).expect_err("private");
        assert!(refused.contains("private address"), "{refused}");
        assert_eq!(Web::new(Reach::Private).fetch(&address, 100).as_deref(), Ok(&b"picture"[..]));
        for other in
            ["http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://0x7f.1/"]
        {
            assert!(Web::new(Reach::Public).fetch(other, 100).is_err(), "{other}");
        }
        assert!(Web::new(Reach::Public).fetch("file:///etc/passwd", 100).is_err());
    }

    #[test]
    fn answers_have_limits() {
        let long = host(vec![answer(&"x".repeat(1000))]);
        assert_eq!(Web::new(Reach::Private).fetch(&long, 999), Err("it is longer than 999 bytes".to_owned()));
        let gone = host(vec!["HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned()]);
        assert_eq!(Web::new(Reach::Private).fetch(&gone, 999), Err("it answered 404".to_owned()));
        let hop = "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned();
        let round = host(vec![hop; 10]);
        assert!(Web::new(Reach::Private).fetch(&round, 999).is_err());
    }

    #[test]
    fn letters_and_spaces_are_escaped() {
        assert_eq!(escaped("http://a.example/é b%20c.jpg#top"), "http://a.example/%C3%A9%20b%20c.jpg");
    }
}
