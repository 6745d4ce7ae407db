//! What pages weigh: those of the sample publication, whose articles are in plain English.

use std::fmt::Write;

use anyhow::{Context, Result, ensure};

use super::client::Client;
use super::figures::{Figure, table};
use super::server::Server;
use super::{binary, machine, sheet};

/// An article may have so many kilobytes, and so many when it is packed.
const PLAIN: f64 = 40.0;
const PACKED: f64 = 9.0;

/// What a page weighs, in kilobytes: plain, by gzip, by brotli for its first readers and once it is often asked for.
#[derive(Debug, Clone)]
struct Weight {
    path: String,
    plain: f64,
    gzip: f64,
    quick: f64,
    brotli: f64,
}

/// Weighs every article of the sample publication.
pub fn run() -> Result<()> {
    let binary = binary::path()?;
    let house = tempfile::tempdir().context("no temporary folder")?;
    let server = Server::open_sample(&binary, &house.path().join("sample"))?;
    // What stands beside a story (those like it, the most read) is there only when the sample has been read into the index.
    server.settle()?;
    let mut client = server.client()?;
    let mut weights =
        articles(&mut client)?.into_iter().map(|path| weigh(&mut client, path)).collect::<Result<Vec<_>>>()?;
    weights.sort_by(|one, other| one.plain.total_cmp(&other.plain));
    let within = weights.iter().filter(|weight| weight.plain <= PLAIN && weight.brotli <= PACKED).count();
    let (middle, longest) = (&weights[weights.len() / 2], weights.last().context("the sample has no article")?);
    let share = 100.0 * within as f64 / weights.len() as f64;
    let figures = [
        Figure::at_most("half of the articles have at most", middle.plain, "kB", PLAIN),
        Figure::at_most("that one by brotli", middle.brotli, "kB", PACKED),
        Figure::at_most("the longest article has", longest.plain, "kB", PLAIN),
        Figure::at_most("that one by brotli", longest.brotli, "kB", PACKED),
        Figure::stated("that one for its first readers", longest.quick, "kB"),
        Figure::stated("that one by gzip", longest.gzip, "kB"),
        Figure::stated(format!("articles of at most {PLAIN} kB and {PACKED} kB by brotli"), share, "of 100"),
    ];
    let mut rows =
        String::from("| the longest articles | plain | gzip | brotli at first | brotli |\n|---|--:|--:|--:|--:|\n");
    for Weight { path, plain, gzip, quick, brotli } in weights.iter().rev().take(6) {
        // Writing to a string cannot fail.
        let _ = writeln!(rows, "| {path} | {plain:.1} kB | {gzip:.2} kB | {quick:.2} kB | {brotli:.2} kB |");
    }
    let text = format!(
        "Pages of the {} articles of the sample publication, as they are served, before pictures. Browsers take brotli; a page that is often asked for is packed \
         once more for them, as densely as can be.\n\n{}\n{rows}\nOn {}.",
        weights.len(),
        table(&figures),
        machine::describe()
    );
    sheet::tell("Weight of pages", &text)
}

fn weigh(client: &mut Client, path: String) -> Result<Weight> {
    let mut kilobytes = |encoding: &str| -> Result<f64> {
        let answer = client.get_as(&path, encoding)?;
        ensure!(answer.status == 200, "{path} answered {}", answer.status);
        ensure!(encoding == "identity" || answer.header("content-encoding") == Some(encoding), "{path} is not packed");
        Ok(answer.body.len() as f64 / 1000.0)
    };
    let (plain, gzip, quick) = (kilobytes("identity")?, kilobytes("gzip")?, kilobytes("br")?);
    let brotli = client.get_densely(&path)?.body.len() as f64 / 1000.0;
    Ok(Weight { path, plain, gzip, quick, brotli })
}

/// The paths of all articles: of the pages that the sitemaps of months name, those that say so of themselves.
fn articles(client: &mut Client) -> Result<Vec<String>> {
    let index = named(&client.page("/sitemap.xml")?);
    let mut articles = Vec::new();
    for month in index.iter().filter(|path| path.bytes().any(|byte| byte.is_ascii_digit())) {
        for path in named(&client.page(month)?) {
            if client.page(&path)?.contains("\"@type\":\"NewsArticle\"") {
                articles.push(path);
            }
        }
    }
    Ok(articles)
}

/// Paths that a sitemap names.
fn named(sitemap: &str) -> Vec<String> {
    let addresses = sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split_once("</loc>"));
    let path = |(address, _): (&str, &str)| {
        let (_, rest) = address.split_once("://")?;
        Some(rest[rest.find('/')?..].to_owned())
    };
    addresses.filter_map(path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_is_read_for_its_paths() {
        let sitemap =
            "<urlset><url><loc>http://localhost:8080/5g/one</loc></url><url><loc>https://a.example/</loc></url>";
        assert_eq!(named(sitemap), ["/5g/one", "/"]);
    }
}
