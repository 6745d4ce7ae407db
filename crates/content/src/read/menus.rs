//! The menus of a site: what their entries lead to, and where a page stands in them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use people::{Person, PersonId};
use platform::App;
use platform::http::{HttpError, Reading};

use super::cards::visible;
use super::chrome::Here;
use super::directory::Directory;
use super::named::{persons_by_id, topics_by_id};
use super::words::href;
use crate::model::{Destination, Item, ItemId, MenuEntry, Section, SectionId, Topic, TopicId};
use crate::rules::menus::{FOOTER, MAIN, PLACES, UTILITY};
use crate::views::{Accent, Link, MenuLink, Standing};

/// The menus as they are seen from a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Menus {
    pub(super) main: Vec<MenuLink>,
    pub(super) utility: Vec<MenuLink>,
    pub(super) footer: Vec<MenuLink>,
}

/// The menus of a site, seen from the page at `here`. A site that has none is led through by its sections.
pub(super) async fn menus(reading: &mut Reading, directory: &Directory, here: Here<'_>) -> Result<Menus, HttpError> {
    let places = Places::load(reading, directory).await?;
    let menu = |place: &str| -> Option<Vec<MenuLink>> {
        let menu = directory.menus.iter().find(|menu| menu.place == place)?;
        Some(places.entries(directory, &menu.entries, here)).filter(|entries| !entries.is_empty())
    };
    Ok(Menus {
        main: no_deeper(3, menu(MAIN).unwrap_or_else(|| of_sections(directory, None, here))),
        utility: no_deeper(1, menu(UTILITY).unwrap_or_default()),
        footer: no_deeper(2, menu(FOOTER).unwrap_or_else(|| record_column(here))),
    })
}

/// The entries of a menu in as many levels as there is room for: what stands deeper follows what it stood below.
fn no_deeper(levels: usize, entries: Vec<MenuLink>) -> Vec<MenuLink> {
    let mut flat = Vec::with_capacity(entries.len());
    for mut entry in entries {
        let below = std::mem::take(&mut entry.children);
        if levels > 1 {
            flat.push(MenuLink { children: no_deeper(levels - 1, below), ..entry });
            continue;
        }
        if !entry.address.is_empty() {
            flat.push(entry);
        }
        flat.extend(no_deeper(1, below));
    }
    flat
}

/// Every address that the menus of a site lead to.
struct Addresses(HashSet<String>);

/// Whether the menus lead to the page itself.
pub(super) async fn is_in_menus(
    app: &App,
    reading: &mut Reading,
    directory: &Directory,
    here: Here<'_>,
) -> Result<bool, HttpError> {
    let name = directory.site.id.to_string();
    let addresses = match reading.take_down::<Addresses>(&name) {
        Some(known) => known,
        None => {
            let aside = reading.set_aside();
            let directory = &Directory::of_site(app, reading, directory.site.id).await?;
            let menus = menus(reading, directory, Here::default()).await?;
            let mut addresses = HashSet::new();
            let mut waiting: Vec<MenuLink> = [menus.main, menus.utility, menus.footer].concat();
            while let Some(entry) = waiting.pop() {
                addresses.insert(entry.address);
                waiting.extend(entry.children);
            }
            reading.shelve(&name, aside, Addresses(addresses))
        }
    };
    Ok(addresses.0.contains(&href(here.address)) || addresses.0.contains(here.address.trim_end_matches('/')))
}

/// The main menu of a site that has none: its sections.
fn of_sections(directory: &Directory, parent: Option<SectionId>, here: Here<'_>) -> Vec<MenuLink> {
    let depth = parent.map_or(0, |parent| directory.way_to(parent).len());
    if depth >= 3 {
        return Vec::new();
    }
    let link = |section: &Section| {
        let children = of_sections(directory, Some(section.id), here);
        section_link(directory, section, String::new(), (here, children))
    };
    directory.children(parent).map(link).collect()
}

/// The footer of a site that has none.
fn record_column(here: Here<'_>) -> Vec<MenuLink> {
    let link = |label: &str, address: &str| MenuLink {
        label: label.to_owned(),
        address: address.to_owned(),
        standing: if here.address == address { Standing::Here } else { Standing::Elsewhere },
        ..MenuLink::default()
    };
    let children = vec![link("Archive", "/archive"), link("Corrections", "/corrections")];
    vec![MenuLink { label: "The record".to_owned(), children, ..MenuLink::default() }]
}

fn section_link(
    directory: &Directory,
    section: &Section,
    label: String,
    (here, children): (Here<'_>, Vec<MenuLink>),
) -> MenuLink {
    let link = directory.link(section);
    let within = || here.section.is_some_and(|at| directory.way_to(at).iter().any(|above| above.id == section.id));
    let standing = match () {
        () if here.address.trim_end_matches('/') == section.path => Standing::Here,
        () if within() || holds(&children) => Standing::Within,
        () => Standing::Elsewhere,
    };
    let label = if label.is_empty() { link.name } else { label };
    MenuLink { label, address: link.address, accent: link.accent, standing, children }
}

fn holds(children: &[MenuLink]) -> bool {
    children.iter().any(|child| child.standing != Standing::Elsewhere)
}

/// What the entries of menus lead to, besides sections.
struct Places {
    items: HashMap<ItemId, Item>,
    topics: HashMap<TopicId, Arc<Topic>>,
    persons: HashMap<PersonId, Arc<Person>>,
}

impl Places {
    /// Loads it for all menus of a site: three queries at the most.
    async fn load(reading: &mut Reading, directory: &Directory) -> Result<Self, HttpError> {
        let (mut items, mut topics, mut persons) = (Vec::new(), Vec::new(), Vec::new());
        let shown = directory.menus.iter().filter(|menu| PLACES.contains(&menu.place.as_str()));
        let mut waiting: Vec<&MenuEntry> = shown.flat_map(|menu| &menu.entries).collect();
        while let Some(entry) = waiting.pop() {
            match &entry.to {
                Some(Destination::Item(id)) => items.push(*id),
                Some(Destination::Topic(id)) => topics.push(*id),
                Some(Destination::Person(id)) => persons.push(*id),
                Some(Destination::Section(_) | Destination::Address(_)) | None => {}
            }
            waiting.extend(&entry.entries);
        }
        let items = visible(reading, &items).await?;
        let topics = topics_by_id(reading, &topics).await?;
        let persons = persons_by_id(reading, &persons).await?;
        Ok(Self { items: items.into_iter().map(|item| (item.id, item)).collect(), topics, persons })
    }

    /// The entries of a menu. One that leads to what readers may not see is left out, or a heading over what is below.
    fn entries(&self, directory: &Directory, entries: &[MenuEntry], here: Here<'_>) -> Vec<MenuLink> {
        entries.iter().filter_map(|entry| self.entry(directory, entry, here)).collect()
    }

    fn entry(&self, directory: &Directory, entry: &MenuEntry, here: Here<'_>) -> Option<MenuLink> {
        let children = self.entries(directory, &entry.entries, here);
        if let Some(Destination::Section(id)) = &entry.to
            && let Some(section) = directory.section(*id)
        {
            return Some(section_link(directory, section, entry.label.clone(), (here, children)));
        }
        let (name, address) = self.place(directory, entry.to.as_ref()).unwrap_or_default();
        let label = if entry.label.is_empty() { name } else { entry.label.clone() };
        if label.is_empty() || (address.is_empty() && children.is_empty()) {
            return None;
        }
        let standing = match () {
            () if !address.is_empty() && address == href(here.address) => Standing::Here,
            () if holds(&children) => Standing::Within,
            () => Standing::Elsewhere,
        };
        Some(MenuLink { label, address, accent: Accent::default(), standing, children })
    }

    /// Name and address of what an entry leads to.
    fn place(&self, directory: &Directory, to: Option<&Destination>) -> Option<(String, String)> {
        match to? {
            Destination::Item(id) => self.items.get(id).map(|item| (item.headline.clone(), directory.address_of(item))),
            Destination::Topic(id) => self
                .topics
                .get(id)
                .filter(|topic| !topic.internal)
                .map(|topic| (topic.name.clone(), href(&format!("/topic/{}", topic.slug)))),
            Destination::Person(id) => {
                self.persons.get(id).map(|person| (person.name.clone(), href(&format!("/author/{}", person.slug))))
            }
            Destination::Address(address) => prose::safe_href(address).map(|address| (String::new(), href(&address))),
            Destination::Section(_) => None,
        }
    }
}

/// What a page of its own finds in the menu that it stands in: the other entries of its column.
pub(super) fn beside(menus: &[MenuLink], address: &str) -> Vec<Link> {
    let column = menus.iter().find(|column| column.children.iter().any(|entry| entry.address == address));
    let others = column.into_iter().flat_map(|column| &column.children);
    let others = others.filter(|entry| entry.address != address && !entry.address.is_empty());
    others.map(|entry| Link::new(&*entry.label, &*entry.address)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_too_deep_follows_what_it_stood_below() {
        let entry = |label: &str, children| MenuLink {
            label: label.into(),
            address: if label == "heading" { String::new() } else { format!("/{label}") },
            children,
            ..MenuLink::default()
        };
        let deep =
            vec![entry("a", vec![entry("b", vec![entry("heading", vec![entry("c", vec![])])]), entry("d", vec![])])];
        let said = |entries: &[MenuLink]| {
            fn of(entry: &MenuLink) -> String {
                format!("{}({})", entry.label, entry.children.iter().map(of).collect::<String>())
            }
            entries.iter().map(of).collect::<String>()
        };
        assert_eq!(said(&no_deeper(1, deep.clone())), "a()b()c()d()");
        assert_eq!(said(&no_deeper(2, deep.clone())), "a(b()c()d())");
        assert_eq!(said(&no_deeper(3, deep.clone())), "a(b(c())d())");
        assert_eq!(said(&no_deeper(4, deep)), "a(b(heading(c()))d())");
    }

    #[test]
    fn a_page_finds_its_neighbours_in_the_footer() {
        let entry = |label: &str, address: &str| MenuLink {
            label: label.into(),
            address: address.into(),
            ..MenuLink::default()
        };
        let column =
            MenuLink { children: vec![entry("About", "/about"), entry("Contact", "/contact")], ..entry("Us", "") };
        assert_eq!(beside(&[column], "/about"), [Link::new("Contact", "/contact")]);
    }
}
