//! The feature's tables: one function a question. All SQL of the feature stands here.
