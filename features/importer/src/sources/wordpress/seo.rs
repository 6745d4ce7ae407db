//! What search engines were told, by whichever plug-in, and the canonical address.

use intake::Item;

use super::reading::Reading;
use crate::sources::text::{plain, said};

const TITLE: [&str; 4] = ["_yoast_wpseo_title", "rank_math_title", "_aioseop_title", "_genesis_title"];
const DESCRIPTION: [&str; 4] =
    ["_yoast_wpseo_metadesc", "rank_math_description", "_aioseop_description", "_genesis_description"];
const CANONICAL: [&str; 4] =
    ["canonical_url", "_yoast_wpseo_canonical", "rank_math_canonical_url", "_genesis_canonical_uri"];
const PICTURE: [&str; 2] = ["_yoast_wpseo_opengraph-image", "rank_math_facebook_image"];
const HIDDEN: [&str; 2] = ["_yoast_wpseo_meta-robots-noindex", "rank_math_robots"];

/// Sets the item's canonical address and what search engines were told.
pub(super) fn seo(reading: &Reading<'_>, item: &mut Item) {
    let entry = reading.entry;
    let first = |names: &[&str]| names.iter().find_map(|name| entry.meta(name)).map(plain).and_then(said);
    let written = |text: &String| !is_template(text);
    item.seo.title = first(&TITLE).filter(written);
    item.seo.description = first(&DESCRIPTION).filter(written);
    item.seo.picture = first(&PICTURE);
    item.seo.hidden =
        entry.meta(HIDDEN[0]) == Some("1") || entry.meta(HIDDEN[1]).is_some_and(|robots| robots.contains("noindex"));
    let own = |address: &str| {
        let local = reading.house.home.local(address);
        local.is_some() && local == item.address
    };
    item.canonical = first(&CANONICAL).filter(|address| !own(address));
}

/// A template of a plug-in's own, `%%title%% %%sep%% %%sitename%%`, says nothing of the item.
fn is_template(text: &str) -> bool {
    text.contains("%%") || (text.contains('%') && text.contains("%sitename%") || text.contains("%title%"))
}

/// Custom fields that became something else.
pub(super) fn taken(name: &str) -> bool {
    [&TITLE[..], &DESCRIPTION, &CANONICAL, &PICTURE, &HIDDEN].iter().any(|names| names.contains(&name))
}
