//! The still of an embed: the name under which the house keeps it, and who is asked for it.

use super::{Provider, encoded};
use crate::address::split;
use crate::model::Embed;

/// What stills' names begin with.
const STILL: &str = "still:";

impl Embed {
    /// The name under which the house keeps a picture of this: looked up like a picture's address. It is made of the
    /// address alone, so that every item that shows the same film shows the same still.
    pub fn still(&self) -> String {
        format!("{STILL}{}", self.url)
    }

    /// The embed whose still has this name.
    pub fn of_still(name: &str) -> Option<Self> {
        Self::recognise(name.strip_prefix(STILL)?)
    }

    /// Where its still may be, without asking: the best first.
    pub fn still_addresses(&self) -> Vec<String> {
        let Some(id) = self.id.as_deref() else { return Vec::new() };
        match self.provider.as_str() {
            // What oEmbed names is small and has black bars.
            "youtube" => vec![format!("https://i.ytimg.com/vi/{id}/maxresdefault.jpg")],
            "flourish" => vec![format!("https://public.flourish.studio/{id}/thumbnail")],
            "jwplayer" => {
                let film = id.split('-').next().unwrap_or_default();
                vec![format!("https://cdn.jwplayer.com/v2/media/{film}/poster.jpg?width=1280")]
            }
            _ => Vec::new(),
        }
    }

    /// Where the provider tells what this is, as oEmbed's JSON.
    pub fn told_at(&self) -> Option<String> {
        let asked = Provider::by_key(&self.provider)?.asked;
        let (host, ..) = split(&self.url)?;
        let origin = format!("https://{host}");
        (!asked.is_empty()).then(|| asked.replace("{origin}", &origin).replace("{url}", &encoded(&self.url, "")))
    }
}
