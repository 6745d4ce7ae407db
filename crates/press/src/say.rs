//! Talking to whoever sits at the terminal: answers on standard output, trouble on standard error.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// A line on standard output. Whoever closed the pipe (`| head`) has heard enough: that is no error.
pub(crate) fn say(line: impl Display) -> io::Result<()> {
    match writeln!(io::stdout(), "{line}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// An error as a chain, in plain words, on standard error.
pub(crate) fn complain(error: &anyhow::Error) {
    let mut said = String::new();
    for (depth, cause) in error.chain().enumerate() {
        let words = cause.to_string();
        // Wrapping errors often repeat what they wrap.
        if said.contains(&words) {
            continue;
        }
        said.push_str(if depth == 0 { "masthead: " } else { "\n  because: " });
        said.push_str(&words);
    }
    // Where standard error is closed too, there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{said}");
}
