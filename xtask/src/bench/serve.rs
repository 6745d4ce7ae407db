//! A cached page beside the same bytes as a file of nginx.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::figures::{Figure, table};
use super::nginx::Nginx;
use super::server::Server;
use super::wrk::{Found, ask};
use super::{binary, houses, machine, sheet, wxr};

const ITEMS: u64 = 2_000;
/// Rounds, each of which asks both servers one after the other, and how long each is asked.
const ROUNDS: usize = 5;
const SECONDS: u32 = 5;
/// How much longer the slowest of a hundred requests may take than nginx's.
const SLOWER: f64 = 1.5;

/// Both servers, plain and packed, in turns.
pub fn run() -> Result<()> {
    let binary = binary::path()?;
    let house = houses::of(&binary, ITEMS)?;
    let server = Server::open(&binary, &house, &[])?;
    server.settle()?;
    let page = wxr::long_address();
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let sizes = lay_out(&server, &page, folder.path())?;
    let nginx = Nginx::open(folder.path())?;
    let (ours, theirs) = (format!("http://127.0.0.1:{}{page}", server.port), file_url(&nginx));
    let mut figures = Vec::new();
    let mut rows = String::from("| | requests a second | p99 |\n|---|--:|--:|\n");
    for (name, encoding) in [("plain", "identity"), ("gzip", "gzip")] {
        let (mut of_ours, mut of_theirs) = (Vec::new(), Vec::new());
        ask(&ours, encoding, 1)?;
        ask(&theirs, encoding, 1)?;
        for _ in 0..ROUNDS {
            of_ours.push(ask(&ours, encoding, SECONDS)?);
            of_theirs.push(ask(&theirs, encoding, SECONDS)?);
        }
        let (ours, theirs) = (median(&of_ours), median(&of_theirs));
        for (who, found) in [("Masthead", ours), ("nginx", theirs)] {
            rows.push_str(&format!("| {name}, {who} | {:.0} | {:.2} ms |\n", found.a_second, found.p99));
        }
        let name = |what: &str| format!("{name}: {what} beside nginx's");
        figures.push(Figure::at_least(name("requests a second"), ours.a_second / theirs.a_second, "times", 1.0));
        figures.push(Figure::at_most(name("p99"), ours.p99 / theirs.p99, "times", SLOWER));
    }
    let text = format!(
        "An article page of {} bytes ({} packed by gzip) out of the page cache, and the same bytes as a file and its \
         `.gz` behind nginx (a worker a core, `sendfile`, `tcp_nopush`, `open_file_cache`, `gzip_static`, no access \
         log, `reuseport`). wrk with one thread and 32 connections that stay open, {ROUNDS} rounds of {SECONDS} s in \
         turns; medians.\n\n{rows}\n{}\nOn {}.",
        sizes.0,
        sizes.1,
        table(&figures),
        machine::describe()
    );
    sheet::tell("Served from the cache", &text)
}

/// Puts the page, as it is served, where nginx finds it. Its sizes.
fn lay_out(server: &Server, page: &str, folder: &Path) -> Result<(usize, usize)> {
    let mut client = server.client()?;
    let files = folder.join("files");
    std::fs::create_dir_all(&files)?;
    open_to_workers(folder)?;
    let (plain, packed) = (client.get(page)?, client.get_as(page, "gzip")?);
    ensure!(plain.status == 200 && packed.status == 200, "{page} answered {}", plain.status);
    std::fs::write(files.join("page.html"), &plain.body)?;
    std::fs::write(files.join("page.html.gz"), &packed.body)?;
    Ok((plain.body.len(), packed.body.len()))
}

/// nginx's workers are somebody else, and must be let in.
fn open_to_workers(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))?)
}

fn file_url(nginx: &Nginx) -> String {
    format!("http://127.0.0.1:{}/page.html", nginx.port)
}

/// The median of the requests a second, and that of the slowest of a hundred.
fn median(found: &[Found]) -> Found {
    let middle = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    Found {
        a_second: middle(found.iter().map(|found| found.a_second).collect()),
        p99: middle(found.iter().map(|found| found.p99).collect()),
    }
}
