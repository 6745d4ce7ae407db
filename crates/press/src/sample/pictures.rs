//! The sample's pictures and recordings: which come first, and their way into the house.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use anyhow::Context;
use content::media;
use content::model::MediaId;
use intake::{Matter, Record};
use platform::records::ids_by_key;
use platform::{App, Bytes};

use super::files;

/// Pictures and recordings that are still to be kept, in the order in which a visitor comes upon them.
#[derive(Debug)]
pub(crate) struct Pictures(VecDeque<Picture>);

#[derive(Debug)]
struct Picture {
    key: String,
    path: String,
}

impl Pictures {
    /// Those of these records: first what the fronts hold, then what the newest items show, then the rest.
    pub(super) fn of(records: &[Record]) -> Self {
        let places = places(records);
        let mut pictures: Vec<(usize, Picture)> = Vec::new();
        for record in records {
            if let Matter::Media(media) = &record.matter
                && let Some(path) = &media.path
            {
                let place = places.get(record.key.as_str()).copied().unwrap_or(usize::MAX);
                pictures.push((place, Picture { key: record.key.clone(), path: path.clone() }));
            }
        }
        pictures.sort_by_key(|(place, _)| *place);
        Self(pictures.into_iter().map(|(_, picture)| picture).collect())
    }

    /// Hands their bytes to the house, for about as long as `time` allows. What the house has already is passed over.
    pub(crate) async fn keep(&mut self, app: &App, time: Duration) -> anyhow::Result<()> {
        let begun = Instant::now();
        let keys: Vec<&str> = self.0.iter().map(|picture| picture.key.as_str()).collect();
        let ids = ids_by_key(&mut app.db().read().await?, "media", &keys).await?;
        while begun.elapsed() < time
            && !app.is_closing()
            && let Some(Picture { key, path }) = self.0.pop_front()
        {
            let id = ids.get(&key).with_context(|| format!("the house did not take the record of demo/{path}"))?;
            let bytes = files::bytes(&path).with_context(|| format!("demo/{path} is missing"))?;
            let bytes = Bytes::from(bytes.into_owned());
            media::keep(app, MediaId::from_uuid(*id), bytes).await.with_context(|| format!("demo/{path}"))?;
        }
        Ok(())
    }

    /// Keeps the rest behind open doors: pages that lack a picture are made anew when it is there.
    pub(crate) async fn keep_rest(mut self, app: App) {
        if let Err(error) = self.keep(&app, Duration::MAX).await {
            tracing::error!("the sample's pictures could not all be kept: {error:#}");
        }
    }
}

/// Where each picture stands in the order of need, by its key.
fn places(records: &[Record]) -> HashMap<&str, usize> {
    let mut items: Vec<(&str, &intake::Item)> = records
        .iter()
        .filter_map(|record| match &record.matter {
            Matter::Item(item) => Some((record.key.as_str(), &**item)),
            _ => None,
        })
        .collect();
    items.sort_by_key(|(_, item)| std::cmp::Reverse(item.published_at));
    let held = records.iter().filter_map(|record| match &record.matter {
        Matter::Front(front) => Some(front.positions.iter().map(|position| position.item.as_str())),
        _ => None,
    });
    let by_key: HashMap<&str, &intake::Item> = items.iter().copied().collect();
    let order = held.flatten().chain(items.iter().map(|(key, _)| *key));
    let shown = order.filter_map(|key| by_key.get(key)?.lead_picture.as_ref()).map(|picture| picture.media.as_str());
    let mut places = HashMap::new();
    for (place, key) in shown.enumerate() {
        places.entry(key).or_insert(place);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_pages_pictures_come_first_and_none_is_left_out() {
        let records = files::records("2026-03-10T12:00:00Z".parse().expect("a time")).expect("the sample");
        let pictures = Pictures::of(&records);
        let lead = records.iter().find_map(|record| match &record.matter {
            Matter::Item(item) if record.key == "open-ran-ledger" => item.lead_picture.clone(),
            _ => None,
        });
        assert_eq!(pictures.0.front().map(|picture| &picture.key), lead.map(|picture| picture.media).as_ref());
        assert_eq!(pictures.0.len(), records.iter().filter(|record| record.kind() == "media").count());
    }
}
