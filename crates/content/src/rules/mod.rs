//! What can be decided without looking anything up.

pub mod address;
pub mod hosts;
pub mod picture_address;
pub mod visibility;
