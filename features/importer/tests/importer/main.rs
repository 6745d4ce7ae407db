//! The importer's tests, in one program.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod sources;
