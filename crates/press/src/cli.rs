//! The command line: what can be asked, and who answers. Commands of features stand beside those of press.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use platform::feature::Command;

use crate::say::complain;
use crate::{commands, features, house, signals};

/// Everything a trade publication runs on.
#[derive(Debug, Parser)]
#[command(name = "masthead", version, after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage.")]
struct Cli {
    #[command(subcommand)]
    own: Own,
}

/// The commands that no feature brings.
#[derive(Debug, Subcommand)]
enum Own {
    /// Show a complete sample publication
    #[command(display_order = 1)]
    Demo(commands::demo::Demo),
    /// Make a new publication in a folder
    #[command(display_order = 2)]
    Init(commands::init::Init),
    /// Run the publication of this folder
    #[command(display_order = 3)]
    Serve(commands::serve::Serve),
    /// Bring the tables up to date
    #[command(display_order = 4)]
    Migrate(Place),
    /// Show the settings in force, and what is wrong
    #[command(display_order = 5)]
    Doctor(Place),
    /// Show the jobs that wait and those that were given up
    #[command(display_order = 6)]
    Jobs(commands::jobs::Jobs),
    /// Show all that the house is made of: routes, changes, jobs, tables, slots
    #[command(display_order = 7)]
    Features(commands::features::Features),
}

/// Which house a command is about.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Place {
    /// Folder of the publication [default: the current one, or MASTHEAD_HOUSE]
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) house: Option<PathBuf>,
    /// Database: sqlite://FILE or postgres://USER@HOST/NAME [default: masthead.db in the house]
    #[arg(long, value_name = "URL", global = true)]
    pub(crate) database: Option<String>,
}

/// Where readers are answered.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Door {
    /// Address and port to answer on, as 127.0.0.1:3000
    #[arg(long, value_name = "ADDR:PORT")]
    pub(crate) listen: Option<SocketAddr>,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let theirs: Vec<Command> = features().into_iter().flat_map(|feature| feature.commands).collect();
    let given = match usage(&theirs).try_get_matches() {
        Ok(given) => given,
        Err(error) => {
            // Help goes to standard output with 0, wrong usage to standard error with 2.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run(given, theirs) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// All commands: press's own, then those of the features, each of which may be told which house is meant.
fn usage(theirs: &[Command]) -> clap::Command {
    theirs.iter().fold(Cli::command(), |cli, command| {
        let usage = (command.usage)().display_order(20);
        let about = usage.get_about().cloned().unwrap_or_default();
        cli.subcommand(Place::augment_args(usage).about(about))
    })
}

fn run(given: ArgMatches, theirs: Vec<Command>) -> anyhow::Result<u8> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start worker threads")?;
    let (name, rest) = given.subcommand().context("no command was given")?;
    if let Some(command) = theirs.iter().find(|command| (command.usage)().get_name() == name) {
        let (place, rest) = (Place::from_arg_matches(rest)?, rest.clone());
        return runtime.block_on(async {
            let app = house::open(&place).await?;
            house::expect_tables(&app).await?;
            // Long work, an import say, stops at the next good place; most commands are done before anyone can ask.
            signals::heed(&app);
            (command.run)(app, rest).await
        });
    }
    match Cli::from_arg_matches(&given)?.own {
        Own::Demo(demo) => runtime.block_on(demo.run()),
        Own::Init(init) => runtime.block_on(init.run()),
        Own::Serve(serve) => runtime.block_on(serve.run()),
        Own::Migrate(place) => runtime.block_on(commands::migrate::run(&place)),
        Own::Doctor(place) => runtime.block_on(commands::doctor::run(&place)),
        Own::Jobs(jobs) => runtime.block_on(jobs.run()),
        Own::Features(features) => features.run(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_whole_and_no_two_bear_one_name() {
        let theirs: Vec<Command> = features().into_iter().flat_map(|feature| feature.commands).collect();
        usage(&theirs).debug_assert();
    }
}
