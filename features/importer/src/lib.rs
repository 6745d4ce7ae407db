#![doc = include_str!("../README.md")]
//! What lives here: reading foreign files as records. What must not: deciding what becomes of a record.

pub mod sources;
