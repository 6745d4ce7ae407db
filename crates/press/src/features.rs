//! The one list of what the house has, in order. To add or remove a feature: its line here, its line in the manifest.

use platform::Feature;

/// All features, those that others stand on first.
#[rustfmt::skip]
pub fn features() -> Vec<Feature> {
    vec![
        people::feature(),
        content::feature(),
        redirects::feature(),
        // Asked before the fronts, whose addresses may ask for their feed.
        feeds::feature(),
        frontpage::feature(),
        importer::feature(),
        search::feature(),
        reading::feature(),
    ]
}
