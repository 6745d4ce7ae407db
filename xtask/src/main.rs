//! Chores of the project: `cargo xtask NAME`. Each has a file of its own.

mod preview;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let outcome = match words.next().as_deref() {
        Some("preview") => preview::run(words),
        _ => {
            eprintln!("usage: cargo xtask preview OUTDIR    every template with every sample, as files");
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
