//! Items as the search index is given them: what anybody may see, in plain words. A few queries, however many there are.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use kit::{Timestamp, Uuid};
use people::{Organisation, OrganisationId, Person, PersonId};
use platform::db::{Conn, Result};
use platform::search::{Document, Facet};

use super::asked::facets;
use super::words::as_typed;
use crate::model::{Byline, Item, ItemId, Revision, RevisionId, Section, SectionId, Site, SiteId, Topic, TopicId};
use crate::rules::visibility::is_found;
use crate::store;

/// How deep sections may stand in each other. A tree has no loops, but a damaged one must not hang us.
const DEEPEST: usize = 32;

/// The documents of these items; of those that the search must not find there is none.
///
/// # Errors
/// When the database cannot be asked.
pub async fn documents(conn: &mut Conn, items: Vec<Item>, now: Timestamp) -> Result<Vec<Document>> {
    let items: Vec<Item> = items.into_iter().filter(|item| is_found(item, now)).collect();
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let mut around = Around::load(conn, &items).await?;
    Ok(items.iter().filter_map(|item| around.document(item)).collect())
}

/// What was loaded for documents.
struct Around {
    revisions: HashMap<RevisionId, Revision>,
    transcripts: HashMap<ItemId, prose::Body>,
    bylines: HashMap<ItemId, Vec<Byline>>,
    topics_of: HashMap<ItemId, Vec<TopicId>>,
    placements: HashMap<ItemId, Vec<SectionId>>,
    persons: HashMap<PersonId, Person>,
    organisations: HashMap<OrganisationId, Organisation>,
    topics: HashMap<TopicId, Topic>,
    sites: HashMap<SiteId, (Site, TimeZone)>,
    sections: HashMap<SectionId, Section>,
}

impl Around {
    async fn load(conn: &mut Conn, items: &[Item]) -> Result<Self> {
        let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
        let live: Vec<RevisionId> = items.iter().filter_map(|item| item.live_revision).collect();
        let revisions = store::revisions::by_ids(conn, &live).await?;
        let bylines = store::parts::bylines(conn, &ids).await?;
        let topics_of = store::parts::topics(conn, &ids).await?;
        let persons = once(bylines.iter().filter_map(|(_, byline)| byline.person));
        let organisations = once(bylines.iter().filter_map(|(_, byline)| byline.organisation));
        let topics = store::labels::topics_by_id(conn, &once(topics_of.iter().map(|(_, topic)| *topic))).await?;
        let mut sections = HashMap::new();
        let mut sites = HashMap::new();
        for site in store::sites::all(conn).await? {
            let of_site = store::sections::of_site(conn, site.id).await?;
            sections.extend(of_site.into_iter().map(|section| (section.id, section)));
            let zone = TimeZone::get(&site.time_zone).unwrap_or(TimeZone::UTC);
            sites.insert(site.id, (site, zone));
        }
        Ok(Self {
            revisions: by_id(revisions, |revision| revision.id),
            transcripts: store::transcripts::of_items(conn, &ids).await?.into_iter().collect(),
            bylines: grouped(bylines),
            topics_of: grouped(topics_of),
            placements: grouped(store::parts::placements(conn, &ids).await?),
            persons: by_id(people::persons_by_id(conn, &persons).await?, |person| person.id),
            organisations: by_id(people::organisations_by_id(conn, &organisations).await?, |body| body.id),
            topics: by_id(topics.into_iter().filter(|topic| !topic.internal), |topic| topic.id),
            sites,
            sections,
        })
    }

    fn document(&mut self, item: &Item) -> Option<Document> {
        let revision = self.revisions.remove(&item.live_revision?)?;
        let (site, zone) = self.sites.get(&item.site)?;
        let published = item.published_at.unwrap_or(item.created_at);
        let bylines = self.bylines.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        let topics = self.topics_of.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        let topics: Vec<&Topic> = topics.iter().filter_map(|id| self.topics.get(id)).collect();
        let year = published.to_zoned_datetime(zone.clone()).year();
        let mut facets = vec![
            Facet::new(facets::SITE, item.site),
            Facet::new(facets::KIND, item.kind),
            Facet::new(facets::YEAR, year),
        ];
        facets.extend(item.format.map(|format| Facet::new(facets::FORMAT, format)));
        facets.extend(topics.iter().map(|topic| Facet::new(facets::TOPIC, topic.id)));
        let persons = once(bylines.iter().filter_map(|byline| byline.person));
        facets.extend(persons.iter().map(|person| Facet::new(facets::PERSON, person)));
        facets.extend(self.sections_of(item).into_iter().map(|section| Facet::new(facets::SECTION, section)));
        Some(Document {
            id: item.id.uuid(),
            language: item.language.clone().unwrap_or_else(|| site.language.clone()),
            published,
            headline: revision.headline,
            standfirst: revision.standfirst.as_deref().map(as_typed).unwrap_or_default(),
            body: self.words(item.id, &revision.body),
            names: bylines.iter().filter_map(|byline| self.name(byline)).collect(),
            topics: topics.iter().map(|topic| topic.name.clone()).collect(),
            facets,
        })
    }

    /// What is written, and after it what is said in what the item plays.
    fn words(&self, item: ItemId, body: &prose::Body) -> String {
        let mut words = body.to_text();
        if let Some(said) = self.transcripts.get(&item) {
            words.push_str("\n\n");
            words.push_str(&said.to_text());
        }
        words
    }

    /// The sections that an item is placed in, and all above them.
    fn sections_of(&self, item: &Item) -> Vec<SectionId> {
        let placements = self.placements.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        let mut all = Vec::new();
        for placement in placements.iter().copied().chain(item.section) {
            let mut next = self.sections.get(&placement);
            for _ in 0..DEEPEST {
                let Some(section) = next else { break };
                all.push(section.id);
                next = section.parent.and_then(|parent| self.sections.get(&parent));
            }
        }
        once(all.into_iter())
    }

    /// The name in a byline as it is printed.
    fn name(&self, byline: &Byline) -> Option<String> {
        let person = || byline.person.and_then(|id| self.persons.get(&id)).map(|person| person.name.clone());
        let body = || byline.organisation.and_then(|id| self.organisations.get(&id)).map(|body| body.name.clone());
        byline.name.clone().or_else(person).or_else(body)
    }
}

/// The section of this id and all below it, on whichever site.
///
/// # Errors
/// When the database cannot be asked.
pub async fn sections_below(conn: &mut Conn, id: Uuid) -> Result<Vec<Uuid>> {
    let mut all = Vec::new();
    for site in store::sites::all(conn).await? {
        all.extend(store::sections::of_site(conn, site.id).await?);
    }
    let mut below = vec![id];
    for _ in 0..DEEPEST {
        let is_below = |section: &&Section| section.parent.is_some_and(|parent| below.contains(&parent.uuid()));
        let more: Vec<Uuid> = all.iter().filter(is_below).map(|section| section.id.uuid()).collect();
        let before = below.len();
        below.extend(more);
        below.sort_unstable();
        below.dedup();
        if below.len() == before {
            break;
        }
    }
    Ok(below)
}

fn by_id<Noun, Key: std::hash::Hash + Eq>(
    nouns: impl IntoIterator<Item = Noun>,
    key: impl Fn(&Noun) -> Key,
) -> HashMap<Key, Noun> {
    nouns.into_iter().map(|noun| (key(&noun), noun)).collect()
}

fn grouped<Part>(pairs: Vec<(ItemId, Part)>) -> HashMap<ItemId, Vec<Part>> {
    let mut groups: HashMap<ItemId, Vec<Part>> = HashMap::new();
    for (item, part) in pairs {
        groups.entry(item).or_default().push(part);
    }
    groups
}

fn once<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
