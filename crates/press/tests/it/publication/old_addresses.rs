//! Where readers come from: each address that an item had before leads to it.

use std::sync::Arc;

use testkit::House;

use super::reading::{Faults, open_all};
use super::told::Entry;

pub async fn check(house: &Arc<House>, entries: &[Entry], faults: &mut Faults) {
    let mut leads: Vec<(String, &Entry)> = Vec::new();
    for entry in entries {
        leads.push((format!("/?p={}", entry.id), entry));
        leads.extend(entry.old_path.iter().map(|path| (path.clone(), entry)));
    }
    let answers = open_all(house, leads.iter().map(|(from, _)| from.clone()).collect()).await;
    let mut led = 0;
    for ((from, entry), answer) in leads.iter().zip(&answers) {
        let to = answer.header("location");
        if entry.published {
            led += 1;
            let well = matches!(answer.status, 301 | 308) && to == entry.address;
            faults.expect(well, "old addresses", || {
                format!("{from}: {} to {to:?} instead of {}", answer.status, entry.address)
            });
        } else {
            // The front page is what an unknown number leads to.
            let hidden = answer.status == 404 || answer.status == 200 || to == entry.address;
            faults.expect(hidden, "old addresses", || format!("{from} of a draft: {} to {to:?}", answer.status));
        }
    }
    let paths = entries.iter().filter(|entry| entry.old_path.is_some()).count();
    eprintln!("{led} old addresses lead on, {paths} of them by path");
}
