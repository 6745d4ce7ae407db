//! Topics and formats from imports.

use intake::Matter;
use platform::BoxFuture;
use platform::db::Result;
use platform::records::{Incoming, Taking};

use super::{said, slug_for};
use crate::model::{Format, FormatId, Topic, TopicId};
use crate::store;

/// Takes topics.
pub(super) fn take_topics<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for incoming in records {
            let Matter::Topic(said_of) = &incoming.record.matter else { continue };
            let id = incoming.known.map_or_else(|| taking.app.new_id(), TopicId::from_uuid);
            let slug = slug_for(Some(&said_of.slug), &said_of.name, &incoming.record.key, id);
            let mut fields = said_of.extra.clone();
            if let Some(group) = &said_of.group {
                fields.insert("group".to_owned(), group.as_str().into());
            }
            let topic = Topic {
                id,
                slug: store::labels::free_topic_slug(taking.tx, &slug).await?,
                name: said(Some(&said_of.name)).unwrap_or_else(|| said_of.slug.clone()),
                description: said(said_of.description.as_deref()),
                internal: said_of.internal,
                fields,
            };
            store::labels::put_topic(taking.tx, &topic).await?;
            taking.touch([Topic::tag(id)]);
            taking.took(&incoming, id.uuid());
        }
        Ok(())
    })
}

/// Takes formats.
pub(super) fn take_formats<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for incoming in records {
            let Matter::Format(said_of) = &incoming.record.matter else { continue };
            let id = incoming.known.map_or_else(|| taking.app.new_id(), FormatId::from_uuid);
            let slug = slug_for(Some(&said_of.slug), &said_of.name, &incoming.record.key, id);
            let format = Format {
                id,
                slug: store::labels::free_format_slug(taking.tx, &slug).await?,
                name: said(Some(&said_of.name)).unwrap_or_else(|| said_of.slug.clone()),
                fields: said_of.extra.clone(),
            };
            store::labels::put_format(taking.tx, &format).await?;
            taking.touch([Format::list_tag()]);
            taking.took(&incoming, id.uuid());
        }
        Ok(())
    })
}
