//! `masthead features`: all that the house is made of.

use clap::Args;

use crate::describe::Description;
use crate::features;
use crate::say::say;

/// How it is shown.
#[derive(Debug, Args)]
pub(crate) struct Features {
    /// As Markdown: what docs/map.md holds
    #[arg(long)]
    map: bool,
}

impl Features {
    /// Prints the contract of every feature.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        let description = Description::of(&features());
        say(if self.map { description.markdown() } else { description.plain() }.trim_end())?;
        Ok(0)
    }
}
