//! frontpage
pub mod views;
