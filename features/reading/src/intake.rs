//! Counts from imports and to exports: one record an item, so that a publication that moves keeps what was read most.

use ::intake::{Map, Matter, Other, Record};
use content::model::ItemId;
use kit::{Timestamp, Uuid};
use platform::BoxFuture;
use platform::db::Result;
use platform::records::{Giving, Incoming, Taking};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::jobs::rank_soon;
use crate::model::{Bucket, Count};
use crate::store;

/// The word in the record's `kind`.
pub(crate) const KIND: &str = "reads";

/// Items whose counts are read at once.
const AT_ONCE: u32 = 500;

/// What a record says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Reads {
    /// The key of the item.
    item: String,
    /// How often it was read when.
    counts: Vec<Told>,
}

/// Reads within an hour, a day or a month of UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    /// Some instant of that span of time.
    at: Timestamp,
    /// How long it is.
    #[serde(default)]
    over: Over,
    /// How often.
    reads: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Over {
    #[default]
    Hour,
    Day,
    Month,
}

impl Told {
    fn bucket(&self) -> Bucket {
        match self.over {
            Over::Hour => Bucket::hour_of(self.at),
            Over::Day => Bucket::day_of(self.at),
            Over::Month => Bucket::month_of(self.at),
        }
    }

    fn of(count: &Count) -> Self {
        let at = count.bucket.begins;
        let over = match count.bucket {
            hour if hour == Bucket::hour_of(at) => Over::Hour,
            day if day == Bucket::day_of(at) => Over::Day,
            _ => Over::Month,
        };
        Self { at, over, reads: u32::try_from(count.reads).unwrap_or(u32::MAX) }
    }
}

fn told(record: &Record) -> Option<std::result::Result<Reads, serde_json::Error>> {
    match &record.matter {
        Matter::Other(other) if other.kind == KIND => Some(other.read()),
        _ => None,
    }
}

/// Says what of a record cannot be carried.
pub(crate) fn examine(record: &Record) -> Vec<String> {
    match told(record) {
        Some(Err(why)) => vec![format!("its counts cannot be read: {why}")],
        _ => Vec::new(),
    }
}

/// Takes counts. Where more were counted here in the same time, that stays.
pub(crate) fn take_counts<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let mut counts: Vec<Count> = Vec::new();
        for incoming in records {
            let reads = match told(&incoming.record) {
                Some(Ok(reads)) => reads,
                Some(Err(why)) => {
                    taking.refused(&incoming, format!("its counts cannot be read: {why}"));
                    continue;
                }
                None => continue,
            };
            let Some(item) = taking.resolve("item", &reads.item).await? else {
                taking.refused(&incoming, format!("the item {:?} is not there", reads.item));
                continue;
            };
            for told in &reads.counts {
                let (item, bucket) = (ItemId::from_uuid(item), told.bucket());
                let reads = i64::from(told.reads);
                match counts.iter_mut().rev().find(|count| (count.item, count.bucket) == (item, bucket)) {
                    Some(count) => count.reads += reads,
                    None => counts.push(Count { item, bucket, reads }),
                }
            }
            taking.took(&incoming, item);
        }
        if !counts.is_empty() {
            store::raise(taking.tx, &counts).await?;
            taking.app.enqueue(taking.tx, rank_soon(taking.now)).await?;
        }
        Ok(())
    })
}

/// Gives all counts.
pub(crate) fn give_counts<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let mut after = ItemId::from_uuid(Uuid::nil());
        loop {
            let counts = store::counts_after(giving.conn, after, AT_ONCE).await?;
            let Some(last) = counts.last() else { return Ok(()) };
            after = last.item;
            let names = giving.names("item", counts.iter().map(|count| count.item)).await?;
            for of_item in counts.chunk_by(|a, b| a.item == b.item) {
                let name = names.name(of_item[0].item);
                let reads = Reads { item: name.key.clone(), counts: of_item.iter().map(Told::of).collect() };
                (giving.write)(name.record(Other { kind: KIND.to_owned(), fields: fields(&reads)? }))?;
            }
        }
    })
}

fn fields(reads: &Reads) -> serde_json::Result<Map> {
    Ok(match serde_json::to_value(reads)? {
        Value::Object(fields) => fields,
        _ => Map::new(),
    })
}
