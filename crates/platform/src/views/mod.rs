//! Views: typed contexts that become pages.
//!
//! A view is a plain struct that names its template and brings samples of itself. Templates never see database rows.
//! This module renders; which views exist is said by the features, what they look like by templates and themes.

mod assets;
mod bidi;
mod escape;
mod html;
mod lines;
mod srcset;
mod theme;

pub use assets::{Asset, Assets, Embedded};
pub use html::Html;
pub use theme::{Samples, Theme, ThemeError, Views};

use serde::Serialize;

/// The context of one template.
///
/// In the template its fields stand under `page`; what surrounds every page stands under `chrome`.
pub trait View: Serialize + Sized {
    /// Name of the template, as in a theme's folder: `article.html`.
    const TEMPLATE: &'static str;

    /// Named examples that together show every branch of the template: full, minimal, extreme.
    fn samples() -> Vec<(&'static str, Self)>;
}

/// A view as the feature contract lists it: the template's name, and how to come by its samples.
#[derive(Debug, Clone, Copy)]
pub struct SampledView {
    /// Name of the template.
    pub template: &'static str,
    /// Makes the samples, ready for rendering.
    pub samples: fn() -> Vec<(&'static str, minijinja::Value)>,
}

impl SampledView {
    /// The entry for the view `V`.
    pub const fn of<V: View>() -> Self {
        Self {
            template: V::TEMPLATE,
            samples: || {
                V::samples()
                    .into_iter()
                    .map(|(name, view)| (name, minijinja::Value::from(minijinja::value::Serde(view))))
                    .collect()
            },
        }
    }
}
