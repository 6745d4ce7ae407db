//! The nouns of the feature. Here must not live: how they are stored or shown.
