//! The platform's promises, a story each, told on both engines.

mod migrations;
