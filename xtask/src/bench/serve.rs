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
    let (headers, Sizes { plain, gzip, quick, brotli }) = lay_out(&server, &page, folder.path())?;
    let nginx = Nginx::open(folder.path(), &headers)?;
    let file = |port: u16| format!("http://127.0.0.1:{port}/page.html");
    let urls = [format!("http://127.0.0.1:{}{page}", server.port), file(nginx.port), file(nginx.bare_port)];
    let kilobytes = |bytes: usize| bytes as f64 / 1000.0;
    let mut figures = vec![
        Figure::at_most("the article page", kilobytes(plain), "kB", 40.0),
        Figure::at_most("the same by brotli", kilobytes(brotli), "kB", 9.0),
        Figure::stated("the same by brotli for its first readers", kilobytes(quick), "kB"),
        Figure::stated("the same by gzip, for who takes no brotli", kilobytes(gzip), "kB"),
    ];
    let mut rows = String::from("| | requests a second | p99 |\n|---|--:|--:|\n");
    for (form, encoding) in [("plain", "identity"), ("gzip", "gzip")] {
        let mut found = [Vec::new(), Vec::new(), Vec::new()];
        for url in &urls {
            ask(url, encoding, 1)?;
        }
        for _ in 0..ROUNDS {
            for (url, found) in urls.iter().zip(&mut found) {
                found.push(ask(url, encoding, SECONDS)?);
            }
        }
        let [ours, theirs, bare] = found.map(|found| median(&found));
        for (who, found) in [("Masthead", ours), ("nginx", theirs), ("nginx with its own headers alone", bare)] {
            rows.push_str(&format!("| {form}, {who} | {:.0} | {:.2} ms |\n", found.a_second, found.p99));
        }
        let name = |what: &str| format!("{form}: {what} beside nginx's");
        figures.push(Figure::at_least(name("requests a second"), ours.a_second / theirs.a_second, "times", 1.0));
        figures.push(Figure::at_most(name("p99"), ours.p99 / theirs.p99, "times", SLOWER));
        let name = |what: &str| format!("{form}: {what} beside nginx's with its own headers alone");
        figures.push(Figure::stated(name("requests a second"), ours.a_second / bare.a_second, "times"));
        figures.push(Figure::stated(name("p99"), ours.p99 / bare.p99, "times"));
    }
    let text = format!(
        "The page of a long article out of the page cache, and the same bytes as a file and its `.gz` behind nginx (a \
         worker a core, `sendfile`, `tcp_nopush`, `open_file_cache`, `gzip_static`, no access log, `reuseport`; the same \
         headers by `add_header`, since the client reads them too, and once more without). wrk with one thread and 32 connections that stay open, {ROUNDS} rounds of {SECONDS} s in \
         turns; medians. The goal of 9 kB is of brotli, which every browser takes, once the page is often asked \
         for.\n\n{rows}\n{}\nOn {}.",
        table(&figures),
        machine::describe()
    );
    sheet::tell("Served from the cache", &text)
}

/// Bytes of a page: plain, by gzip, by brotli at first and once it is often asked for.
struct Sizes {
    plain: usize,
    gzip: usize,
    quick: usize,
    brotli: usize,
}

/// Puts the page, as it is served, where nginx finds it.
fn lay_out(server: &Server, page: &str, folder: &Path) -> Result<(Vec<(String, String)>, Sizes)> {
    let mut client = server.client()?;
    let files = folder.join("files");
    std::fs::create_dir_all(&files)?;
    open_to_workers(folder)?;
    let (plain, packed) = (client.get(page)?, client.get_as(page, "gzip")?);
    ensure!(plain.status == 200 && packed.status == 200, "{page} answered {}", plain.status);
    std::fs::write(files.join("page.html"), &plain.body)?;
    std::fs::write(files.join("page.html.gz"), &packed.body)?;
    let (quick, brotli) = (client.get_as(page, "br")?, client.get_densely(page)?);
    let [plain_size, gzip, quick, brotli] = [&plain, &packed, &quick, &brotli].map(|answer| answer.body.len());
    Ok((plain.headers, Sizes { plain: plain_size, gzip, quick, brotli }))
}

/// nginx's workers are somebody else, and must be let in.
fn open_to_workers(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))?)
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
