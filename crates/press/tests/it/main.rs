//! The binary as an operator meets it: started as a program, asked, told to stop. One program for all stories.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

mod archives;
mod binary;
mod conditional;
mod cut_off;
mod demo;
mod doctor;
mod embeds;
mod feeds;
mod fronts;
mod galleries;
mod hidden;
mod hostile;
mod house;
mod imports;
mod init;
mod logging;
mod machines;
mod map;
mod menus;
mod nodes;
mod pictures;
mod proxies;
mod publication;
mod readers;
mod reading;
mod search;
mod search_cut_off;
mod serve;
mod settings;
mod sites;
mod usage;
