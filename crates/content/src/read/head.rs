//! The head of a page: what machines are told of it.

use super::directory::Directory;
use super::lists::Part;
use super::sharing::{picture_of, site_card};
use crate::views::{Link, Meta, Pager, locale};

/// The head of a page at an address, with its place below `crumbs`. It is shared with the site's card, unless it has a
/// picture of its own.
pub fn head(directory: &Directory, title: &str, address: &str, crumbs: &[Link]) -> Meta {
    let publisher = directory.publisher();
    Meta {
        title: title.to_owned(),
        canonical: publisher.absolute(address),
        picture: Some(picture_of(directory, &site_card(directory))),
        locale: locale(&directory.site.language),
        handle: directory.setting("handle").map(|name| format!("@{}", name.trim_start_matches('@'))),
        json_ld: if crumbs.is_empty() { Vec::new() } else { vec![publisher.breadcrumbs(crumbs, title, address)] },
        ..Meta::default()
    }
}

/// The head of a part of a list: each part is a page of its own, with its neighbours named.
pub fn head_of_part(directory: &Directory, title: &str, part: &Part<'_>, (crumbs, pager): (&[Link], &Pager)) -> Meta {
    let publisher = directory.publisher();
    let whole = |link: &Option<Link>| link.as_ref().map(|link| publisher.absolute(&link.address));
    Meta {
        previous: whole(&pager.newer),
        next: whole(&pager.older),
        canonical: publisher.absolute(&part.own_address()),
        ..head(directory, title, part.address, crumbs)
    }
}
