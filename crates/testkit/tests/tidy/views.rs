//! Every view is sampled, so that every template is proven.

use crate::nothing;
use crate::tree::sources;

#[test]
fn every_view_is_in_its_slice_s_list_of_samples() {
    let sources = sources();
    let mut findings = Vec::new();
    for file in sources.iter().filter(|file| !file.is_test()) {
        for (_, line) in file.code() {
            let Some(view) = line.strip_prefix("impl View for ").and_then(|rest| rest.split([' ', '<']).next()) else {
                continue;
            };
            let forms = [format!("SampledView::of::<{view}>"), format!("::{view}>()")];
            let sampled =
                sources.iter().filter(|other| other.slice() == file.slice() && !other.is_test()).any(|other| {
                    other.code().any(|(_, line)| {
                        line.contains("SampledView::of::<") && forms.iter().any(|form| line.contains(form))
                    })
                });
            if !sampled {
                findings.push(format!("{}: {view}", file.path));
            }
        }
    }
    nothing("List it as SampledView::of::<…>()", findings);
}

#[test]
fn templates_have_no_style_and_no_script_of_their_own() {
    let mut findings = Vec::new();
    for file in crate::tree::files() {
        let template = file.path.contains("/templates/") && file.path.ends_with(".html");
        for (number, line) in file.text.lines().enumerate().filter(|_| template) {
            let inline =
                ["<style", " style=", " onclick=", " onload=", "javascript:"].iter().any(|bad| line.contains(bad));
            let script = line.contains("<script") && !line.contains("src=") && !line.contains("application/ld+json");
            if inline || script {
                findings.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    nothing("The content security policy forbids it", findings);
}
