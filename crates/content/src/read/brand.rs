//! The publication's own pictures: its icon, the cover of its podcast.

use platform::http::{HttpError, Reading};

use super::directory::Directory;
use super::pictures::{Pictures, Wanted};
use crate::model::Media;

/// The picture or file that an editor named by its key, or by the address that it had.
///
/// # Errors
/// When the database cannot be asked.
pub async fn media_of_key(reading: &mut Reading, directory: &Directory, key: &str) -> Result<Option<Media>, HttpError> {
    let wanted = Wanted { sources: vec![key], ..Wanted::default() };
    Ok(Pictures::load(reading, directory, wanted).await?.of_source(key).cloned())
}
