//! Writes every template with every sample as a file, with the assets beside it, to be looked at and checked in a
//! browser without a house that serves.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use content::views::{Chrome, samples, theme};
use platform::minijinja::{Value, value::Serde};
use platform::views::{Embedded, SampledView, Samples, Views};

/// Parts that features put into slots of every page, and where they are seen in the previews.
const IN_SLOTS: [(&str, &str); 4] = [
    ("head", "search_head.html"),
    ("header.actions", "search_box.html"),
    ("article.after_body", "search_related.html"),
    ("notice", "search_notice.html"),
];

/// `preview OUTDIR`.
pub fn run(mut words: impl Iterator<Item = String>) -> Result<()> {
    let folder = PathBuf::from(words.next().context("preview: say where to: cargo xtask preview OUTDIR")?);
    let features = press::features();
    let views: Vec<SampledView> = features.iter().flat_map(|feature| feature.views.iter().copied()).collect();
    let proof = Samples { views: views.clone(), chrome: theme::chrome_sample };
    let none = Embedded::none();
    let built_in = features.iter().map(|it| (it.templates.unwrap_or(none), it.assets.unwrap_or(none)));
    let engine = Views::open(built_in.collect(), proof, None)?;

    let mut chromes = [("", samples::chrome()), ("--rtl", samples::chrome_rtl()), ("--bare", samples::chrome_bare())];
    for (_, chrome) in &mut chromes {
        fill_slots(&engine, &views, chrome)?;
    }
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

/// Puts the first sample of each part into its slot.
fn fill_slots(engine: &Views, views: &[SampledView], chrome: &mut Chrome) -> Result<()> {
    for (slot, template) in IN_SLOTS {
        let Some(view) = views.iter().find(|view| view.template == template) else { continue };
        let Some((_, part)) = (view.samples)().into_iter().next() else { continue };
        let html = engine.render_value(template, part, &Value::UNDEFINED)?;
        chrome.slots.entry(slot.to_owned()).or_default().0.push_str(&html);
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
