//! A proxy in front that does not say for whom it asks: all its readers look like one, and the ranking is of nobody.
//! The log says so, and so does the doctor, who hears of it by the change log.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::SignedDuration;
use kit::{Timestamp, Uuid};
use platform::changes::{Change, last_time};
use platform::{App, BoxFuture};

/// The change that says when this was seen.
pub(crate) const CHANGE: &str = "ProxyNamedNobody";
/// What it is about: none of the house's things.
const SUBJECT: Uuid = Uuid::nil();

/// How often it is said again while it goes on.
const SAID_EVERY: SignedDuration = SignedDuration::from_mins(30);
/// For how long the doctor believes what was seen.
const BELIEVED_FOR: SignedDuration = SignedDuration::from_hours(1);

/// What to do about it.
const REMEDY: &str = "all its readers together count as one in what is read most. Let it send X-Forwarded-For \
                      (nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; HAProxy: option forwardfor)";

/// The proxy that was seen last without naming anybody, and when it was told of.
#[derive(Default)]
pub(crate) struct Unnamed(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    proxy: Option<IpAddr>,
    told_at: Option<Timestamp>,
}

impl Unnamed {
    /// A read came over this proxy, and nobody knows whose it is.
    pub(crate) fn note(&self, proxy: IpAddr) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).proxy = Some(proxy);
    }

    /// The proxy, when it is time to tell of one.
    fn due(&self, now: Timestamp) -> Option<IpAddr> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let was_told = seen.told_at.is_some_and(|at| now.duration_since(at).abs() < SAID_EVERY);
        let proxy = seen.proxy.take().filter(|_| !was_told)?;
        seen.told_at = Some(now);
        Some(proxy)
    }
}

/// Tells the operator, if there is something to tell.
pub(crate) fn tell(app: App) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Some(proxy) = app.local::<Unnamed>().due(app.now()) else { return Ok(()) };
        tracing::warn!(%proxy, "a proxy does not say for whom it asks: {REMEDY}");
        let mut tx = app.db().write().await?;
        app.record(&mut tx, Change::new(CHANGE).to(SUBJECT)).await?;
        Ok(tx.commit().await?)
    })
}

/// Looks whether it was seen lately.
pub(crate) fn look(app: App) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let seen = last_time(&mut app.db().read().await?, SUBJECT, CHANGE).await?;
        let lately = seen.filter(|at| app.now().duration_since(*at).abs() < BELIEVED_FOR);
        let said = |at: Timestamp| format!("a proxy did not say for whom it asked, last seen at {at}: {REMEDY}");
        Ok(lately.map(said).into_iter().collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_once_in_a_while() {
        let unnamed = Unnamed::default();
        let at = |minutes: i64| kit::timestamp_from_millis(1_606_122_000_000 + minutes * 60_000);
        let proxy: IpAddr = "10.1.1.1".parse().expect("an address");
        assert_eq!(unnamed.due(at(0)), None);
        unnamed.note(proxy);
        unnamed.note(proxy);
        assert_eq!((unnamed.due(at(0)), unnamed.due(at(1))), (Some(proxy), None));
        unnamed.note(proxy);
        assert_eq!(unnamed.due(at(29)), None);
        unnamed.note(proxy);
        assert_eq!(unnamed.due(at(30)), Some(proxy));
        assert_eq!(unnamed.due(at(90)), None, "it was mended");
    }
}
