//! Where an entry was read, now and before.

use intake::{Item, PublicationState};

use super::reading::Reading;
use crate::sources::web;

/// Sets the item's address and its old ones.
pub(super) fn addresses(reading: &Reading<'_>, item: &mut Item) {
    let entry = reading.entry;
    let home = &reading.house.home;
    let published = item.publication_state == PublicationState::Published;
    // WordPress writes `?p=5` as the link of what it has not published yet: that is no address.
    let link = home.local(&entry.link);
    let plain = web::plain_query(&entry.link).is_some_and(is_number_query);
    let mut old = Vec::new();
    if published {
        if link.is_none() && web::host(&entry.link).is_some() {
            let what = format!("its address, {}, is on another host", entry.link);
            reading.carried(what, "it gets an address from its slug");
        } else if plain {
            old.extend(link);
        } else if reading.house.survey.address_taken(entry) {
            let what = format!("another entry has its address, {}", entry.link);
            reading.carried(what, "that one keeps it; this one gets an address from its slug");
        } else {
            item.address = link;
        }
        old.extend(numbers(reading));
        old.extend(home.local(&entry.guid));
    }
    old.extend(entry.metas("_old_path").filter_map(|path| home.local(path)));
    if let Some(address) = &item.address {
        old.extend(entry.metas("_wp_old_slug").filter_map(|slug| with_slug(address, &entry.name, slug)));
        old.extend(entry.metas("_wp_old_date").filter_map(|date| with_date(address, date)));
    }
    let mut seen = Vec::new();
    old.retain(|address| {
        let fresh = Some(address) != item.address.as_ref() && address != "/" && !seen.contains(address);
        seen.push(address.clone());
        fresh
    });
    item.old_addresses = old;
}

/// The addresses by number, which WordPress answers whatever the permalinks are.
fn numbers(reading: &Reading<'_>) -> Option<String> {
    let entry = reading.entry;
    let name = if entry.post_type == "page" { "page_id" } else { "p" };
    (entry.id != 0).then(|| format!("{}/?{name}={}", reading.house.root, entry.id))
}

fn is_number_query(query: &str) -> bool {
    ["p=", "page_id=", "post_type="].iter().any(|start| query.starts_with(start))
}

/// The address as it was when the slug was another.
fn with_slug(address: &str, now: &str, before: &str) -> Option<String> {
    let before = before.trim();
    if now.is_empty() || before.is_empty() || before.contains('/') {
        return None;
    }
    let (start, end) = address.rsplit_once(now)?;
    (start.ends_with('/') && !end.contains(char::is_alphanumeric)).then(|| format!("{start}{before}{end}"))
}

/// The address as it was when the date, which is part of it, was another.
fn with_date(address: &str, before: &str) -> Option<String> {
    let mut parts: Vec<&str> = address.split('/').collect();
    let before: Vec<&str> = before.trim().split('-').collect();
    if before.len() != 3 || before.iter().any(|part| !is_digits(part)) {
        return None;
    }
    let year = parts.iter().position(|part| part.len() == 4 && is_digits(part))?;
    for (part, before) in parts[year..].iter_mut().zip(before) {
        if part.len() == before.len() && is_digits(part) {
            *part = before;
        }
    }
    Some(parts.join("/"))
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn former_slugs_and_dates_make_former_addresses() {
        let now = "/2020/03/01/mast/";
        assert_eq!(with_slug(now, "mast", "tower").as_deref(), Some("/2020/03/01/tower/"));
        assert_eq!(with_slug("/mast/history", "mast", "tower"), None);
        assert_eq!(with_date(now, "2019-12-31").as_deref(), Some("/2019/12/31/mast/"));
        assert_eq!(with_date("/2020/mast/", "2019-12-31").as_deref(), Some("/2019/mast/"));
        assert_eq!(with_date("/mast/", "2019-12-31"), None);
    }
}
