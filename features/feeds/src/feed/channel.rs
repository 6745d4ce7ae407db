//! What a feed tells of a list.

use content::model::list_tag;
use content::read::{self, Depth, Directory, WholeStory, href};
use content::store::listings::{Span, changed, entries};
use content::views::Icon;
use platform::http::{HttpError, Reading};

use super::name_of;
use crate::model::{Channel, Form, List, Marks};
use crate::rules::length;

/// The latest of a list, as told in this form.
pub(crate) async fn channel(
    reading: &mut Reading,
    directory: &Directory,
    list: &List,
    form: Form,
) -> Result<Channel, HttpError> {
    reading.note(list_tag(list.id));
    let limit = length(directory.site.fields.get("feed_length"));
    let span = Span { before: None, from: None, limit: u32::try_from(limit).unwrap_or(u32::MAX) };
    let ids: Vec<_> = entries(reading, list.id, span).await?.iter().map(|entry| entry.item).collect();
    let stories = read::whole(reading, directory, &ids, depth(directory, form)).await?;
    let changed = changed(reading, list.id).await?;
    Ok(Channel { changed, ..told(directory, list, form, stories) })
}

/// A list with these stories, as far as they tell when it changed.
pub(crate) fn told(directory: &Directory, list: &List, form: Form, stories: Vec<WholeStory>) -> Channel {
    let site = &directory.site;
    let publisher = directory.publisher();
    let title = name_of(&site.name, &list.name);
    Channel {
        id: list.id,
        description: list.description.clone().unwrap_or_else(|| title.clone()),
        title,
        home: publisher.absolute(&href(&list.address)),
        own: publisher.absolute(&href(&list.feed(form))),
        site: site.name.clone(),
        language: site.language.clone(),
        copyright: directory.setting("copyright").map(str::to_owned),
        marks: marks(directory),
        hub: directory.setting("hub").and_then(web_address),
        changed: None,
        stories,
    }
}

/// The publication's icons and its nameplate.
fn marks(directory: &Directory) -> Marks {
    let publisher = directory.publisher();
    let small = directory.sized(Icon::SMALL);
    // An icon is no nameplate.
    let logo = directory.setting("logo").and(directory.logo.as_ref());
    Marks {
        large: publisher.absolute(Icon::LARGE.address),
        small: Some((publisher.absolute(small.address), small.side)),
        logo: logo.map(|logo| publisher.absolute(&logo.src)),
    }
}

/// Whole texts, unless the site gives out summaries only.
pub(crate) fn depth(directory: &Directory, form: Form) -> Depth {
    match form {
        Form::Summary => Depth::Summary,
        _ if directory.setting("feed_texts") == Some("summary") => Depth::Summary,
        Form::Full | Form::Atom | Form::Json | Form::Podcast => Depth::Full,
    }
}

/// The address of a hub, if it is one.
fn web_address(address: &str) -> Option<String> {
    (address.starts_with("https://") || address.starts_with("http://")).then(|| address.to_owned())
}
