//! The binary as an operator meets it: started as a program, asked, told to stop. One program for all stories.

mod binary;
mod demo;
mod doctor;
mod house;
mod imports;
mod init;
mod map;
mod readers;
mod serve;
mod settings;
mod usage;
