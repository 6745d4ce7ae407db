//! Which site a visit is for.

use crate::model::Site;

/// The site whose address has this host name; for an unknown one the first, so that a house answers before its name
/// points at it.
pub fn site_for(mut sites: Vec<Site>, host: &str) -> Option<Site> {
    let plain = |name: &str| name.strip_prefix("www.").unwrap_or(name).to_owned();
    let of = |site: &Site| {
        let name = site.address.split_once("://").map_or(site.address.as_str(), |(_, rest)| rest);
        plain(name.split([':', '/']).next().unwrap_or_default())
    };
    let wanted = plain(host);
    let at = sites.iter().position(|site| of(site) == wanted).unwrap_or(0);
    (at < sites.len()).then(|| sites.swap_remove(at))
}
