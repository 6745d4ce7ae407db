//! Keys: names separated by slashes, plain enough to mean the same in a folder, a bucket and an address.

use object_store::path::Path;
use platform::blobs::BlobError;

/// The longest key; file systems take 255 bytes a name, buckets 1,024 a key.
const LONGEST: usize = 512;

/// The place of a key in the store, or a refusal of what is no key.
pub(crate) fn place(under: &str, key: &str) -> Result<Path, BlobError> {
    let sound = key.len() <= LONGEST && key.split('/').all(is_name);
    if !sound {
        return Err(BlobError::Key(key.to_owned()));
    }
    Path::parse(format!("{under}{key}")).map_err(|_| BlobError::Key(key.to_owned()))
}

/// The folder to look into for keys with a prefix: its whole names. Nothing is the whole store.
pub(crate) fn folder(under: &str, prefix: &str) -> Result<Option<Path>, BlobError> {
    let refused = || BlobError::Key(prefix.to_owned());
    let (folder, begun) = prefix.rsplit_once('/').unwrap_or(("", prefix));
    let sound = begun.chars().all(is_plain) && begun != "." && begun != "..";
    let folder_sound = if folder.is_empty() { !prefix.starts_with('/') } else { folder.split('/').all(is_name) };
    if !sound || !folder_sound {
        return Err(refused());
    }
    let path = Path::parse(format!("{under}{folder}")).map_err(|_| refused())?;
    Ok((!path.as_ref().is_empty()).then_some(path))
}

/// A name hides nothing and climbs nowhere: letters, digits and `-_.`, not beginning with a dot.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && name.len() <= 255 && name.chars().all(is_plain)
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.')
}
