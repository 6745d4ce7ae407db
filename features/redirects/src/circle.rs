//! Looking up the way on from a redirect, to refuse what would lead in a circle.

use std::collections::{BTreeMap, HashMap};

use content::model::SiteId;
use platform::db::{Conn, Result};

use crate::rules::{HOPS, Refused, check};
use crate::{Redirect, Target, store};

/// Redirects that are about to be made, by site and old address.
pub(crate) type Made = BTreeMap<(SiteId, String), Redirect>;

/// Why a redirect may not be made, among those that there are and those of `made`. The way on from its target is looked
/// up hop by hop.
pub(crate) async fn refusal(conn: &mut Conn, redirect: &Redirect, made: &Made) -> Result<Option<Refused>> {
    let mut hops: HashMap<String, Option<Target>> = HashMap::new();
    let mut next = redirect.to.clone();
    while let Some(Target::Address(address)) = next {
        if hops.len() > HOPS || hops.contains_key(&address) {
            break;
        }
        let place = (redirect.site, address);
        let known = match made.get(&place) {
            Some(made) => Some(made.clone()),
            None => store::by_address(conn, redirect.site, &place.1).await?,
        };
        let (_, address) = place;
        next = known.and_then(|known| known.to);
        hops.insert(address, next.clone());
    }
    Ok(check(redirect, &|address| hops.get(address).cloned().flatten()).err())
}
