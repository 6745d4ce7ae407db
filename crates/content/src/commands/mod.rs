//! Content's commands: publishing and setting up sites from the command line, for scripts and for three in the morning.

mod site;

use std::io::BufRead;

use anyhow::{Context, bail};
use kit::Timestamp;
use platform::clap::{self, Arg, ArgMatches};
use platform::feature::Command;
use platform::{App, BoxFuture};

use crate::acts;
use crate::media;
use crate::model::Item;
use crate::store;

/// Who acts when a command does.
const ACTOR: &str = "command line";

/// All of them.
pub(crate) fn commands() -> Vec<Command> {
    vec![
        Command { usage: usage_of_publish, run: run_publish },
        Command { usage: usage_of_withdraw, run: run_withdraw },
        Command { usage: usage_of_correct, run: run_correct },
        Command { usage: usage_of_move, run: run_move },
        Command { usage: usage_of_reindex, run: run_reindex },
        Command { usage: site::usage, run: site::run },
    ]
}

fn usage_of_publish() -> clap::Command {
    clap::Command::new("publish")
        .about("Publish items, or schedule them")
        .arg(
            Arg::new("address")
                .num_args(0..)
                .help("Addresses (/5g/story) or ids; none: one a line from standard input"),
        )
        .arg(Arg::new("at").long("at").value_name("TIME").help("Not now but at this time: 2030-01-31T06:00:00Z"))
}

fn usage_of_withdraw() -> clap::Command {
    clap::Command::new("withdraw")
        .about("Withdraw an item: its address answers 410 with a notice")
        .arg(Arg::new("address").required(true).help("Its address or id"))
        .arg(Arg::new("notice").long("notice").value_name("TEXT").help("What readers are told"))
}

fn usage_of_correct() -> clap::Command {
    clap::Command::new("correct")
        .about("Add a correction to an item: dated, public, for good")
        .arg(Arg::new("address").required(true).help("Its address or id"))
        .arg(Arg::new("text").required(true).help("What was wrong, and what is right"))
}

fn usage_of_move() -> clap::Command {
    clap::Command::new("move")
        .about("Give an item another address; the old one leads there")
        .arg(Arg::new("address").required(true).help("Its address or id"))
        .arg(Arg::new("to").required(true).help("The new address: /5g/better-slug"))
}

fn usage_of_reindex() -> clap::Command {
    clap::Command::new("reindex").about("Rebuild what is derived: lists, counts, indexes, renditions")
}

fn run_publish(app: App, given: ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>> {
    Box::pin(async move {
        let at: Option<Timestamp> = match given.get_one::<String>("at") {
            Some(text) => {
                Some(text.parse().with_context(|| format!("{text:?} is no time; write 2030-01-31T06:00:00Z"))?)
            }
            None => None,
        };
        let named: Vec<String> = given.get_many::<String>("address").into_iter().flatten().cloned().collect();
        let addresses: Box<dyn Iterator<Item = std::io::Result<String>> + Send> = if named.is_empty() {
            Box::new(std::io::BufReader::new(std::io::stdin()).lines())
        } else {
            Box::new(named.into_iter().map(Ok))
        };
        let mut failed = 0;
        for address in addresses {
            let address = address?;
            match publish_one(&app, address.trim(), at).await {
                Ok(said) => say(&said)?,
                Err(error) => {
                    failed = 1;
                    say(&format!("{address}: {error:#}"))?;
                }
            }
        }
        Ok(failed)
    })
}

/// Says what was done only once it is durable.
async fn publish_one(app: &App, address: &str, at: Option<Timestamp>) -> anyhow::Result<String> {
    let item = find(app, address).await?;
    Ok(match at {
        Some(at) => {
            acts::schedule(app, item.id, at, ACTOR).await?;
            format!("scheduled {} for {at}", item.address)
        }
        None => {
            let item = acts::publish(app, item.id, ACTOR).await?;
            format!("published {}", item.address)
        }
    })
}

fn run_withdraw(app: App, given: ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>> {
    Box::pin(async move {
        let item = find(&app, &text(&given, "address")).await?;
        acts::withdraw(&app, item.id, &text(&given, "notice"), ACTOR).await?;
        say(&format!("withdrawn {}", item.address))?;
        Ok(0)
    })
}

fn run_correct(app: App, given: ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>> {
    Box::pin(async move {
        let item = find(&app, &text(&given, "address")).await?;
        acts::correct(&app, item.id, &text(&given, "text"), ACTOR).await?;
        say(&format!("corrected {}", item.address))?;
        Ok(0)
    })
}

fn run_move(app: App, given: ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>> {
    Box::pin(async move {
        let item = find(&app, &text(&given, "address")).await?;
        let moved = acts::move_item(&app, item.id, &text(&given, "to"), ACTOR).await?;
        say(&format!("moved {} to {}", item.address, moved.address))?;
        Ok(0)
    })
}

fn run_reindex(app: App, _: ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>> {
    Box::pin(async move {
        let listed = acts::rebuild(&app).await?;
        say(&format!("lists rebuilt: {listed} items stand in them"))?;
        say("indexes: each node that is served makes its own anew, while the old one serves")?;
        media::rebuild_uses(&app).await?;
        let forgotten = media::forget_renditions(&app).await?;
        say(&format!("renditions forgotten: {forgotten}; each is made again when it is asked for"))?;
        Ok(0)
    })
}

fn text(given: &ArgMatches, name: &str) -> String {
    given.get_one::<String>(name).cloned().unwrap_or_default()
}

/// The item at an address of any site, or with an id.
async fn find(app: &App, what: &str) -> anyhow::Result<Item> {
    let mut conn = app.db().read().await?;
    if let Ok(id) = what.parse() {
        return store::items::by_id(&mut conn, id).await?.with_context(|| format!("there is no item {what}"));
    }
    for site in store::sites::all(&mut conn).await? {
        for address in [what.to_owned(), crate::rules::address::other_slash(what)] {
            if let Some(item) = store::items::by_address(&mut conn, site.id, &address).await? {
                return Ok(item);
            }
        }
    }
    bail!("there is no item at {what}")
}

/// A line on standard output. A reader that has gone away is no error of ours.
fn say(line: &str) -> std::io::Result<()> {
    use std::io::Write;
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
