//! The sheet of figures: `docs/benchmarks.md`, a section for each thing that is measured.

use std::io::Write;

use anyhow::{Context, Result};

use crate::project;

const HEAD: &str = "# Benchmarks\n\nWritten by `cargo xtask bench`; each section says what it was taken on.\n";

/// Puts a section into the sheet, and prints it.
pub fn tell(title: &str, text: &str) -> Result<()> {
    write(title, text)?;
    Ok(writeln!(std::io::stdout(), "## {title}\n\n{text}\n")?)
}

/// Puts a section in the place of the one with that title, or at the end.
pub fn write(title: &str, text: &str) -> Result<()> {
    let path = project::path("docs/benchmarks.md");
    let before = std::fs::read_to_string(&path).unwrap_or_else(|_| HEAD.to_owned());
    let after = with_section(&before, title, text);
    std::fs::write(&path, after).with_context(|| format!("cannot write {}", path.display()))
}

fn with_section(sheet: &str, title: &str, text: &str) -> String {
    let section = format!("\n## {title}\n\n{}\n", text.trim());
    let Some(start) = sheet.find(&format!("\n## {title}\n")) else {
        return format!("{}\n{section}", sheet.trim_end());
    };
    let rest = &sheet[start + 1..];
    let end = rest.find("\n## ").map_or("", |end| &rest[end..]);
    format!("{}{section}{end}", &sheet[..start])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_takes_the_place_of_the_former() {
        let sheet = with_section(&with_section(HEAD, "Build", "9 minutes"), "Import", "fast");
        let again = with_section(&sheet, "Build", "8 minutes");
        assert_eq!(again, sheet.replace('9', "8"));
        assert_eq!(again.matches("## ").count(), 2);
    }
}
