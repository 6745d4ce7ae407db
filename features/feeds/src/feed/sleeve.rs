//! The cover of a podcast that has no picture: drawn from its name.

use content::media::HouseLetters;
use content::model::SectionId;
use content::read::Directory;
use content::views::Accent;
use darkroom::{Colour, Cover, Developed, Format, Refusal, Rendition, SLEEVE_SIZE};
use kit::Uuid;

use super::show::said_of;
use crate::model::{List, ListKind};

/// The namespace in which a sleeve has its fingerprint, made of what stands on it. Another way of drawing has another.
const SLEEVES: Uuid = Uuid::from_u128(0x5b0e_37c1_94d2_4f0a_8c66_20d1_7be3_a901);

/// What stands on the cover of a podcast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sleeve {
    id: Uuid,
    name: String,
    brand: String,
    accent: Accent,
    letters: HouseLetters,
}

impl Sleeve {
    /// That of a list. Topics and persons have that of the site.
    pub(crate) fn of(directory: &Directory, list: &List) -> Self {
        let site = &directory.site;
        let is_own = matches!(list.kind, ListKind::Site | ListKind::Section | ListKind::Show(_));
        let (id, name) = if is_own { (list.id, &list.name) } else { (site.id.uuid(), &site.name) };
        let section = (list.kind == ListKind::Section).then(|| directory.link_to(SectionId::from_uuid(list.id)));
        let name = said_of(directory, list).title.filter(|_| is_own).unwrap_or_else(|| name.clone());
        Self {
            id,
            brand: if name == site.name { String::new() } else { site.name.clone() },
            name,
            accent: section.flatten().map_or(directory.accent(), |section| section.accent),
            letters: directory.letters.clone(),
        }
    }

    /// Where it is had, from the root.
    pub(crate) fn address(&self) -> String {
        format!("/feed/cover/{}/{}", self.id.simple(), self.file())
    }

    /// The last part of its address: the fingerprint of what is drawn.
    pub(crate) fn file(&self) -> String {
        let mut told = format!("{}\n{}\n{}", self.name.replace('\n', " "), self.brand, self.accent.name());
        told.push_str(self.letters.print());
        format!("{}.png", Uuid::new_v5(&SLEEVES, told.as_bytes()).simple())
    }

    /// Draws it.
    pub(crate) fn draw(&self) -> Result<Developed, Refusal> {
        let [red, green, blue] = self.accent.ink();
        let cover = Cover { seed: self.id.as_u128(), accent: Colour { red, green, blue } };
        let sleeve = darkroom::Sleeve { name: &self.name, brand: &self.brand, cover };
        darkroom::sleeve(&sleeve, self.letters.letters()).develop(&Rendition::whole(SLEEVE_SIZE.width, Format::Png))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_drawn_otherwise_is_had_elsewhere() {
        let sleeve = Sleeve {
            id: Uuid::from_u128(7),
            name: "The Hour".into(),
            brand: "Backhaul".into(),
            accent: Accent::Cobalt,
            letters: HouseLetters::default(),
        };
        for other in [
            Sleeve { name: "The Half Hour".into(), ..sleeve.clone() },
            Sleeve { brand: String::new(), ..sleeve.clone() },
            Sleeve { accent: Accent::Rose, ..sleeve.clone() },
            Sleeve { id: Uuid::from_u128(8), ..sleeve.clone() },
        ] {
            assert_ne!(other.address(), sleeve.address(), "{other:?}");
        }
        assert_eq!(sleeve.clone().address(), sleeve.address());
    }
}
