//! Of which site records are: how imports find it, and how exports say it. For everybody who takes or gives what stands on
//! a site.

use intake::{Matter, Record};
use platform::db::Result;
use platform::records::{Giving, Incoming, Name, Names, Taking};

use crate::model::{Site, SiteId};
use crate::rules::address::origin;
use crate::store;

/// Records, each with the site that it is of. One whose site is not there is of the first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn with_sites(taking: &mut Taking<'_>, records: Vec<Incoming>) -> Result<Vec<(SiteId, Incoming)>> {
    let named: Vec<String> = records.iter().filter_map(|incoming| incoming.record.site.clone()).collect();
    let known = taking.resolve_all("site", &named).await?;
    let mut first = None;
    let mut placed = Vec::with_capacity(records.len());
    for incoming in records {
        let said = incoming.record.site.as_ref();
        let site = match (said.and_then(|key| known.get(key)), first) {
            (Some(id), _) => SiteId::from_uuid(*id),
            (None, Some(first)) => first,
            (None, None) => *first.insert(first_site(taking).await?),
        };
        if let Some(key) = said.filter(|key| !known.contains_key(*key)) {
            taking.remark(&incoming, format!("its site {key:?} is not there; it is of the first"));
        }
        placed.push((site, incoming));
    }
    Ok(placed)
}

/// Records together with the others of their site, in the order in which they came.
pub(crate) async fn by_site(taking: &mut Taking<'_>, records: Vec<Incoming>) -> Result<Vec<(SiteId, Vec<Incoming>)>> {
    let mut sites: Vec<(SiteId, Vec<Incoming>)> = Vec::new();
    for (site, incoming) in with_sites(taking, records).await? {
        match sites.iter_mut().find(|(of, _)| *of == site) {
            Some((_, records)) => records.push(incoming),
            None => sites.push((site, vec![incoming])),
        }
    }
    Ok(sites)
}

/// The site of records that name none: the first that the source described, else the first of the house, else one made
/// now.
async fn first_site(taking: &mut Taking<'_>) -> Result<SiteId> {
    if let Some(id) = taking.first_of("site").await? {
        return Ok(SiteId::from_uuid(id));
    }
    if let Some(first) = store::sites::all(taking.tx).await?.first() {
        return Ok(first.id);
    }
    let site = Site {
        id: taking.app.new_id(),
        name: "Publication".to_owned(),
        tagline: None,
        address: taking.base.map_or_else(|| taking.app.config().address.clone(), |base| origin(base).to_owned()),
        language: "en".to_owned(),
        time_zone: "UTC".to_owned(),
        position: 0,
        fields: serde_json::Map::new(),
    };
    store::sites::put(taking.tx, &site).await?;
    taking.touch([Site::tag(site.id), Site::list_tag()]);
    Ok(site.id)
}

/// How an archive says of which site a record is.
#[derive(Debug)]
pub struct SiteNames {
    sites: Vec<SiteId>,
    names: Names,
}

impl SiteNames {
    /// Those of the house's sites.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn of(giving: &mut Giving<'_>) -> Result<Self> {
        let sites: Vec<SiteId> = store::sites::all(giving.conn).await?.into_iter().map(|site| site.id).collect();
        let names = giving.names("site", sites.iter().copied()).await?;
        Ok(Self { sites, names })
    }

    /// The record of what stands on this site. In a house of one site it says nothing of it.
    pub fn record(&self, name: Name, site: SiteId, matter: impl Into<Matter>) -> Record {
        let said = (self.sites.len() > 1).then(|| self.names.reference(&name, site));
        Record { site: said, ..name.record(matter) }
    }

    /// A key for what is known by a word of its own on each site, as a redirect is by its old address: the word itself on
    /// the first site.
    pub fn key(&self, site: SiteId, word: &str) -> String {
        if self.sites.first() == Some(&site) {
            return word.to_owned();
        }
        let Name { source, key } = self.names.name(site);
        format!("{source} {key} {word}")
    }
}
