//! Contexts of the templates, each with samples that show every branch.
