//! The client: one for the whole process, its answers within bounds of time and bytes.

use std::io::{Read, Write as _};
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{Request, Response};
use ureq::config::Config;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use super::FetchConfig;
use super::guard::{Guard, OutOfReach, Reach};

/// How long an answer may take as a whole.
const WHOLE: Duration = Duration::from_secs(60);
/// How long a host may take to answer at all.
const BEGIN: Duration = Duration::from_secs(15);
/// How many redirects are followed, each guarded like the first address.
const HOPS: u32 = 5;
/// The longest answer to what is sent.
const RECEIPT: u64 = 64 << 10;
/// Who asks.
const WHO: &str = concat!("Masthead/", env!("CARGO_PKG_VERSION"));

/// The web, as far as it may be reached. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Web {
    agent: Agent,
    config: FetchConfig,
}

/// What a host answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their media type as the host claims it, in small letters and without parameters; empty where it says none.
    pub media_type: String,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The host answered with this status.
    #[error("it answered {0}")]
    Status(u16),
    /// The answer is longer than was asked for.
    #[error("it is longer than {0} bytes")]
    TooLong(u64),
    /// The address may not be asked, or is none.
    #[error("{0}")]
    Refused(String),
    /// The host could not be had, or broke off.
    #[error("{0}")]
    Unreachable(String),
}

impl FetchError {
    /// Whether it is worth asking again later: the host was away, or busy.
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500..),
            Self::Unreachable(_) => true,
            Self::TooLong(_) | Self::Refused(_) => false,
        }
    }
}

impl Web {
    /// The web as these settings let it be reached.
    pub fn new(config: FetchConfig) -> Self {
        let settings = Config::builder()
            .http_status_as_error(true)
            .max_redirects(HOPS)
            // A proxy would resolve names itself, past the guard.
            .proxy(None)
            .timeout_global(Some(WHOLE))
            .timeout_connect(Some(BEGIN))
            .timeout_recv_response(Some(BEGIN))
            .build();
        let agent = Agent::with_parts(settings, DefaultConnector::default(), Guard::new(config.reach));
        Self { agent, config }
    }

    /// The web with this reach, and nothing else said.
    pub fn within(reach: Reach) -> Self {
        Self::new(FetchConfig { reach, ..FetchConfig::default() })
    }

    /// Whether anybody may be asked at all.
    pub fn is_open(&self) -> bool {
        self.config.reach != Reach::Nothing
    }

    /// What is at an address, at most `limit` bytes. `accept` says what is understood: `image/*`.
    ///
    /// # Errors
    /// When there is no answer, or a longer one.
    pub async fn get(&self, address: &str, accept: &str, limit: u64) -> Result<Answer, FetchError> {
        let (web, address, accept) = (self.clone(), address.to_owned(), accept.to_owned());
        aside(move || web.get_here(&address, &accept, limit)).await
    }

    /// Sends a body to an address: `application/x-www-form-urlencoded`, say.
    ///
    /// # Errors
    /// When the host does not answer that it has it.
    pub async fn post(&self, address: &str, media_type: &str, body: Vec<u8>) -> Result<Answer, FetchError> {
        let (web, address, media_type) = (self.clone(), address.to_owned(), media_type.to_owned());
        aside(move || {
            let request =
                web.request("POST", &address).header(CONTENT_TYPE, media_type).body(body).map_err(malformed)?;
            received(web.agent.run(request).map_err(told)?, RECEIPT)
        })
        .await
    }

    /// [`Web::get`] for a thread that may wait.
    ///
    /// # Errors
    /// Likewise.
    pub fn get_here(&self, address: &str, accept: &str, limit: u64) -> Result<Answer, FetchError> {
        let request = self.request("GET", address).header(ACCEPT, accept).body(()).map_err(malformed)?;
        received(self.agent.run(request).map_err(told)?, limit)
    }

    fn request(&self, method: &str, address: &str) -> http::request::Builder {
        Request::builder().method(method).uri(escaped(&self.config.asked(address))).header(USER_AGENT, WHO)
    }
}

/// Does what waits on a thread of its own.
async fn aside(work: impl FnOnce() -> Result<Answer, FetchError> + Send + 'static) -> Result<Answer, FetchError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|broken| Err(FetchError::Unreachable(broken.to_string())))
}

fn received(mut answer: Response<Body>, limit: u64) -> Result<Answer, FetchError> {
    let said = answer.headers().get(CONTENT_TYPE).and_then(|said| said.to_str().ok()).unwrap_or_default();
    let media_type = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let mut bytes = Vec::new();
    // One byte more than the limit tells that there are more.
    let mut body = answer.body_mut().as_reader().take(limit + 1);
    body.read_to_end(&mut bytes).map_err(|error| FetchError::Unreachable(error.to_string()))?;
    if bytes.len() as u64 > limit {
        return Err(FetchError::TooLong(limit));
    }
    Ok(Answer { bytes, media_type })
}

fn malformed(error: http::Error) -> FetchError {
    FetchError::Refused(error.to_string())
}

fn told(error: ureq::Error) -> FetchError {
    match error {
        ureq::Error::StatusCode(status) => FetchError::Status(status),
        ureq::Error::Other(cause) if cause.is::<OutOfReach>() => FetchError::Refused(cause.to_string()),
        ureq::Error::Other(cause) => FetchError::Unreachable(cause.to_string()),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) | ureq::Error::TooManyRedirects => {
            FetchError::Refused(error.to_string())
        }
        other => FetchError::Unreachable(other.to_string()),
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
        let get = |reach, address: &str| Web::within(reach).get_here(address, "*/*", 100);
        let refused = get(Reach::Public, &address).expect_err("private");
        assert!(refused.to_string().contains("private address") && !refused.may_pass(), "{refused}");
        assert!(get(Reach::Nothing, &address).is_err_and(|refused| !refused.may_pass()));
        assert_eq!(get(Reach::Private, &address).map(|answer| answer.bytes).as_deref(), Ok(&b"picture"[..]));
        for other in
            ["http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://0x7f.1/"]
        {
            assert!(get(Reach::Public, other).is_err(), "{other}");
        }
        assert!(get(Reach::Public, "file:///etc/passwd").is_err());
    }

    #[test]
    fn answers_have_limits() {
        let web = Web::within(Reach::Private);
        let get = |address: String| web.get_here(&address, "*/*", 999);
        assert_eq!(get(host(vec![answer(&"x".repeat(1000))])), Err(FetchError::TooLong(999)));
        let gone = host(vec!["HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned()]);
        assert!(get(gone).is_err_and(|gone| gone == FetchError::Status(404) && !gone.may_pass()));
        let busy = host(vec!["HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".to_owned()]);
        assert!(get(busy).is_err_and(|busy| busy.may_pass()));
        let hop = "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned();
        assert!(get(host(vec![hop; 10])).is_err());
    }

    #[test]
    fn letters_and_spaces_are_escaped() {
        assert_eq!(escaped("http://a.example/é b%20c.jpg#top"), "http://a.example/%C3%A9%20b%20c.jpg");
    }
}
