//! What can be decided without looking anything up.

pub mod accents;
pub mod address;
pub mod hosts;
pub mod menus;
pub mod picture_address;
pub(crate) mod settings;
pub(crate) mod translations;
pub mod visibility;
