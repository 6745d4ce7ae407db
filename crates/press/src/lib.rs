//! Press: the binary `masthead`. It knows every feature, and decides nothing.
//!
//! Here live the list of features, the commands that no feature brings, the map of the house, and the sample
//! publication. Here must not live: any rule of what a publication does.

mod blobs;
mod cli;
mod commands;
pub mod describe;
mod features;
mod house;
mod sample;
mod say;
mod signals;

pub use cli::main;
pub use features::features;
