//! Writes every template with every sample as a file, with the assets beside it, to be looked at and checked in a
//! browser without a house that serves.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use content::views::{samples, theme};
use platform::minijinja::{Value, value::Serde};
use platform::views::{Embedded, Samples, Views};

/// `preview OUTDIR`.
pub fn run(mut words: impl Iterator<Item = String>) -> Result<()> {
    let folder = PathBuf::from(words.next().context("preview: say where to: cargo xtask preview OUTDIR")?);
    let views = [theme::sampled(), frontpage::views::sampled()].concat();
    let proof = Samples { views: views.clone(), chrome: theme::chrome_sample };
    let built_in = vec![(theme::TEMPLATES, theme::ASSETS), (frontpage::views::TEMPLATES, Embedded::none())];
    let engine = Views::open(built_in, proof, None)?;

    let chromes = [("", samples::chrome()), ("--rtl", samples::chrome_rtl()), ("--bare", samples::chrome_bare())];
    for view in &views {
        let name = view.template.trim_end_matches(".html");
        for (sample, page) in (view.samples)() {
            for (kind, chrome) in &chromes {
                let chrome = Value::from(Serde(chrome));
                let html = engine.render_value(view.template, page.clone(), &chrome)?;
                // Parts of pages, which features put into slots, are seen where they stand.
                if !html.starts_with("<!doctype") {
                    continue;
                }
                write(&folder.join(format!("{name}--{sample}{kind}.html")), html.as_bytes())?;
            }
        }
    }
    let assets = engine.assets();
    for asset in assets.names().filter_map(|name| assets.get(name)) {
        write(&folder.join(asset.address.trim_start_matches('/')), &asset.bytes)?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
