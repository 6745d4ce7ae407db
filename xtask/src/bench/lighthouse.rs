//! What Lighthouse says of the pages that readers open most, on its mobile profile.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::figures::{Figure, table};
use super::server::Server;
use super::{binary, machine, sheet};
use crate::project;

/// The last that runs on the Node that the project asks for.
const VERSION: &str = "12.8.2";
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
/// Each page is looked at so often; what counts is the middle one.
const LOOKS: usize = 3;
/// Pages of the sample publication.
const PAGES: [(&str, &str); 4] = [
    ("front page", "/"),
    ("section front", "/open-ran"),
    ("article", "/optical-ip/dci/dci-400zr-explainer"),
    ("search", "/search?q=fibre"),
];

/// Looks at pages of the sample publication, and writes the table.
pub fn run() -> Result<()> {
    let binary = binary::path()?;
    let lighthouse = installed()?;
    let house = tempfile::tempdir().context("no temporary folder")?;
    let server = Server::open_sample(&binary, &house.path().join("sample"))?;
    server.settle()?;
    let mut figures = Vec::new();
    for (name, address) in PAGES {
        let url = format!("http://127.0.0.1:{}{address}", server.port);
        // Once before, so that pictures are there in the sizes that are asked for.
        look(&lighthouse, &url)?;
        let looks = (0..LOOKS).map(|_| look(&lighthouse, &url)).collect::<Result<Vec<_>>>()?;
        for (place, category) in CATEGORIES.iter().enumerate() {
            let mut scores: Vec<f64> = looks.iter().map(|look| look[place]).collect();
            scores.sort_by(f64::total_cmp);
            figures.push(Figure::at_least(format!("{name}: {category}"), scores[LOOKS / 2], "points", 100.0));
        }
    }
    let text = format!(
        "Pages of the sample publication as Lighthouse {VERSION} sees them on its mobile profile (a slow phone on a slow \
         network, simulated), in Debian's Chromium; the median of {LOOKS} looks.\n\n{}\nOn {}.",
        table(&figures),
        machine::describe()
    );
    sheet::tell("Lighthouse", &text)
}

/// Where Lighthouse is, installed if need be.
fn installed() -> Result<PathBuf> {
    let folder = project::path("target/lighthouse");
    let program = folder.join("node_modules/lighthouse/cli/index.js");
    if !program.exists() {
        std::fs::create_dir_all(&folder)?;
        let mut install = Command::new("npm");
        install.args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]).arg(&folder);
        let outcome = install.arg(format!("lighthouse@{VERSION}")).status().context("npm cannot be started")?;
        ensure!(outcome.success(), "Lighthouse could not be installed");
    }
    Ok(program)
}

/// The points of each category. A browser that gave no account of itself is asked again, as Lighthouse says itself.
fn look(lighthouse: &Path, url: &str) -> Result<[f64; 4]> {
    look_once(lighthouse, url).or_else(|why| {
        eprintln!("{why:#}; once more");
        look_once(lighthouse, url)
    })
}

fn look_once(lighthouse: &Path, url: &str) -> Result<[f64; 4]> {
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let output = Command::new("node")
        .arg(lighthouse)
        .args([url, "--quiet", "--output=json", "--output-path=stdout"])
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .arg(
            "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
             --disable-background-networking --disable-component-update --disable-sync",
        )
        .env("CHROME_PATH", chromium)
        .output()
        .context("node cannot be started")?;
    ensure!(output.status.success(), "Lighthouse failed: {}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).context("Lighthouse said something else")?;
    for id in failed(&report) {
        eprintln!("{url}: {id}");
    }
    let mut points = [0.0; 4];
    for (points, category) in points.iter_mut().zip(CATEGORIES) {
        let score = report["categories"][category]["score"].as_f64();
        *points = 100.0 * score.with_context(|| format!("{url} has no score of {category}"))?;
    }
    Ok(points)
}

/// What costs points, by name.
fn failed(report: &Value) -> Vec<String> {
    let categories = CATEGORIES.iter().filter_map(|category| report["categories"][category]["auditRefs"].as_array());
    let weighed = categories.flatten().filter(|audit| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0));
    let ids = weighed.filter_map(|audit| audit["id"].as_str());
    ids.filter_map(|id| Some((id, report["audits"][id]["score"].as_f64()?)))
        .filter(|(_, score)| *score < 0.995)
        .map(|(id, score)| format!("{id} {score:.2} {}", report["audits"][id]["displayValue"].as_str().unwrap_or("")))
        .collect()
}
