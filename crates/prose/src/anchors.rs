//! Places that links of the same body lead to.

use std::collections::HashSet;

use crate::inline::Inline;
use crate::line;
use crate::model::Body;
use crate::tidy::each_line;

/// Takes away the places that nothing leads to, and those named twice.
pub(crate) fn drop_idle(body: &mut Body) {
    let here = body.links().into_iter().filter_map(|href| href.strip_prefix('#'));
    let wanted: HashSet<String> = here.map(str::to_owned).collect();
    let mut seen = HashSet::new();
    let mut pass = |text: &mut crate::model::Text| {
        if !text.iter().any(|piece| matches!(piece, Inline::Anchor { .. } | Inline::Link(_))) {
            return;
        }
        let before = text.len();
        text.retain(|piece| match piece {
            Inline::Anchor { id } => wanted.contains(id) && seen.insert(id.clone()),
            _ => true,
        });
        if text.len() != before {
            line::tidy(text);
        }
    };
    each_line(&mut body.blocks, &mut pass);
    body.notes.iter_mut().for_each(|note| each_line(&mut note.blocks, &mut pass));
}
