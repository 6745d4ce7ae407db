//! content
pub mod views;
