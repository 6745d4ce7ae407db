//! The commands that no feature brings, a file each.

pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod features;
pub(crate) mod init;
pub(crate) mod jobs;
pub(crate) mod migrate;
pub(crate) mod serve;
