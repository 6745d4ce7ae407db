//! Looking up the way on from a redirect, to refuse what would lead in a circle.

use std::collections::HashMap;

use platform::db::{Conn, Result};

use crate::rules::{HOPS, Refused, check};
use crate::{Redirect, Target, store};

/// Why a redirect may not be made, among those that there are. The way on from its target is looked up hop by hop.
pub(crate) async fn refusal(conn: &mut Conn, redirect: &Redirect) -> Result<Option<Refused>> {
    let mut hops: HashMap<String, Option<Target>> = HashMap::new();
    let mut next = redirect.to.clone();
    while let Some(Target::Address(address)) = next {
        if hops.len() > HOPS || hops.contains_key(&address) {
            break;
        }
        next = store::by_address(conn, redirect.site, &address).await?.and_then(|known| known.to);
        hops.insert(address, next.clone());
    }
    Ok(check(redirect, &|address| hops.get(address).cloned().flatten()).err())
}
