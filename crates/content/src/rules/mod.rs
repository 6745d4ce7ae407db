//! What can be decided without looking anything up.

pub mod address;
pub mod picture_address;
pub mod visibility;
