//! Redirects from the command line.

use std::io::Write;

use anyhow::{Context, bail};
use clap::{Arg, ArgMatches};
use content::store;
use platform::changes::Change;
use platform::{App, BoxFuture};

use crate::circle::{Made, refusal};
use crate::store as redirects;
use crate::{Redirect, Target};

/// How the command is called.
pub(crate) fn usage() -> clap::Command {
    clap::Command::new("redirect")
        .about("Lead an address elsewhere, or say that it is gone")
        .arg(Arg::new("from").required(true).help("The old address from the root; a star stands for any rest"))
        .arg(Arg::new("to").help("Where it leads; none: it is gone (410)"))
        .arg(Arg::new("status").long("status").value_parser(clap::value_parser!(u16)).help("301, 302, 307, 308 or 410"))
}

/// Makes a redirect.
pub(crate) fn run(app: App, given: ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>> {
    Box::pin(async move {
        let from = given.get_one::<String>("from").cloned().unwrap_or_default();
        let to = given.get_one::<String>("to").cloned();
        let status = given.get_one::<u16>("status").copied().unwrap_or(if to.is_some() { 301 } else { 410 });
        let mut tx = app.db().write().await?;
        let site = store::sites::all(&mut tx).await?.into_iter().next().context("the house has no site yet")?;
        let redirect = Redirect {
            id: app.new_id(),
            site: site.id,
            from,
            status,
            to: to.map(Target::Address),
            made_by: "command line".to_owned(),
            made_at: app.now(),
        };
        if let Some(why) = refusal(&mut tx, &redirect, &Made::new()).await? {
            bail!(why);
        }
        redirects::put(&mut tx, &redirect).await?;
        let change = Change::new("RedirectMade").by("command line").touching([Redirect::tag(site.id)]);
        app.record(&mut tx, change).await?;
        tx.commit().await?;
        writeln!(std::io::stdout(), "{} leads on with {}", redirect.from, redirect.status)?;
        Ok(0)
    })
}
