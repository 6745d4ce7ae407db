//! What programs that follow the publication get: feeds, podcasts, maps, small files.

mod finding;
mod following;
mod listening;
mod telling;

use intake::Record;
use platform::db::Engine;
use testkit::House;

use crate::house::{article, house, publication, take};

const MORNING: &str = "2020-11-20T08:00:00Z";

/// A house with these articles, by slug, published one an hour; the last is the latest.
async fn newsroom(engine: Engine, slugs: &[&str]) -> House {
    let house = house(engine).await;
    let items = slugs.iter().enumerate().map(|(hour, slug)| {
        let at = format!("2020-11-20T{:02}:00:00Z", hour + 1);
        Record::new(*slug, article(slug, &format!("About {slug}"), &at))
    });
    take(&house, "t", publication(items.collect())).await;
    house
}
