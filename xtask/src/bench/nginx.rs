//! nginx over a folder of files: what a page is served as fast as.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::client::Client;
use super::server::free_port;

/// A running nginx, ended when dropped.
#[derive(Debug)]
pub struct Nginx {
    child: Child,
    /// Where it answers with the headers that it was given.
    pub port: u16,
    /// Where it answers with its own alone.
    pub bare_port: u16,
}

/// Tuned as for a site of static files: a worker for each core, files and their facts kept open, nothing logged.
const SETTINGS: &str = "
daemon off; worker_processes auto; pid FOLDER/nginx.pid; error_log FOLDER/error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_timeout 75s; keepalive_requests 100000000;
  open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s; open_file_cache_min_uses 1;
  default_type 'text/html; charset=utf-8'; gzip off; gzip_static on; gzip_vary on; etag on;
  client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy; fastcgi_temp_path FOLDER/fastcgi;
  uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
  server { listen 127.0.0.1:BARE reuseport; root FOLDER/files; }
  server { listen 127.0.0.1:PORT reuseport; root FOLDER/files; HEADERS }
}
";

impl Nginx {
    /// Serves the files of `folder/files`, with these headers and without.
    pub fn open(folder: &Path, headers: &[(String, String)]) -> Result<Self> {
        let (port, bare_port) = (free_port()?, free_port()?);
        let place = folder.display().to_string();
        let ports = SETTINGS.replace("PORT", &port.to_string()).replace("BARE", &bare_port.to_string());
        let settings = ports.replace("FOLDER", &place).replace("HEADERS", &added(headers));
        let path = folder.join("nginx.conf");
        std::fs::write(&path, settings)?;
        let child = Command::new("nginx")
            .arg("-p")
            .arg(folder)
            .arg("-c")
            .arg(&path)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("nginx cannot be started (Debian: apt install nginx-light)")?;
        let nginx = Self { child, port, bare_port };
        for _ in 0..500 {
            if Client::connect(port).is_ok() {
                return Ok(nginx);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        bail!("nginx does not listen: see {}", folder.join("error.log").display())
    }
}

/// Headers that nginx writes by itself.
const OWN: [&str; 8] =
    ["date", "content-length", "content-type", "content-encoding", "etag", "last-modified", "vary", "connection"];

/// Has nginx send these too; each request a name of its own, as we do.
fn added(headers: &[(String, String)]) -> String {
    let others = headers.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let line = |(name, value): &(String, String)| match name.as_str() {
        "x-request-id" => "add_header x-request-id $request_id;".to_owned(),
        name => format!("add_header {name} \"{value}\";"),
    };
    others.map(line).collect::<Vec<_>>().join("\n    ")
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its workers end with it when it is asked, not when it is killed.
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
