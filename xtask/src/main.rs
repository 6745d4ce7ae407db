//! Chores of the project: `cargo xtask NAME`. Each has a file of its own.

mod bench;
mod map;
mod new_feature;
mod preview;
mod project;
mod soak;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask map                          write docs/map.md anew
       cargo xtask new-feature NAME             begin a feature: its folder, and its lines in the lists
       cargo xtask bench                        measure what readers notice; written to docs/benchmarks.md
       cargo xtask bench serve|render|publish|rest|lighthouse    one of these: pages out of the cache, pages not in it,
                                                the way from publication to every page, memory and start, a slow phone
       cargo xtask bench search [--items N]     the search index alone
       cargo xtask bench asked                  questions to a whole house, over HTTP
       cargo xtask bench import [--items N]     measure an import
       cargo xtask bench build                  measure a cold release build
       cargo xtask soak                         what takes too long for every day; written to docs/benchmarks.md
       cargo xtask soak kills|hostile|inputs|feature    one of these: a hundred kills on each engine, other people's
                                                hostile texts in every gap and parameter, inputs that no property has
                                                seen yet, a new feature that is clean
       cargo xtask preview OUTDIR               every template with every sample, as files";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let outcome = match words.next().as_deref() {
        Some("map") => map::run(words),
        Some("new-feature") => new_feature::run(words),
        Some("bench") => bench::run(words),
        Some("soak") => soak::run(words),
        Some("preview") => preview::run(words),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why:#}");
            ExitCode::FAILURE
        }
    }
}
