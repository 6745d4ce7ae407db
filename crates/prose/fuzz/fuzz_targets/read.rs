//! Any bytes, read in every way and written in every way. Run with `cargo +nightly fuzz run read` from `crates/prose`.
#![no_main]

#[path = "../every_way.rs"]
mod every_way;

libfuzzer_sys::fuzz_target!(|text: &str| every_way::read_and_written(text));
