//! Reading the bodies of a batch: the costliest part of an import, so every core takes a share.

use intake::Matter;
use platform::records::Incoming;
use prose::Body;

use crate::take::body;

/// The body of each record, and what of it could not be carried, in order.
pub(super) fn read_all(records: &[Incoming], source: &str, base: Option<&str>) -> Vec<(Body, Vec<String>)> {
    let read = |incoming: &Incoming| match &incoming.record.matter {
        Matter::Item(item) => {
            let at = body::Written { source, base, key: &incoming.record.key, attached: &item.attached };
            body::read(item.body.as_ref(), at)
        }
        _ => Default::default(),
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let share = records.len().div_ceil(cores).max(1);
    if records.len() < 8 || cores == 1 {
        return records.iter().map(read).collect();
    }
    std::thread::scope(|scope| {
        let shares: Vec<_> =
            records.chunks(share).map(|records| scope.spawn(|| records.iter().map(read).collect::<Vec<_>>())).collect();
        shares.into_iter().flat_map(|share| share.join().expect("reading a body never panics")).collect()
    })
}
