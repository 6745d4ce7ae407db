//! The binary as an operator meets it: started as a program, asked, told to stop. One program for all stories.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

mod binary;
mod cut_off;
mod demo;
mod doctor;
mod feeds;
mod embeds;
mod house;
mod imports;
mod init;
mod map;
mod publication;
mod readers;
mod reading;
mod serve;
mod settings;
mod usage;
