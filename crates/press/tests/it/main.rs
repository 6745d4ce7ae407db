//! The binary as an operator meets it: started as a program, asked, told to stop. One program for all stories.

mod binary;
mod doctor;
mod init;
mod map;
mod serve;
mod settings;
mod usage;
