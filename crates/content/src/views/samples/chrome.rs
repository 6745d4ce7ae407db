//! The sample publication's masthead, menus and footer.

use std::collections::BTreeMap;

use super::super::{Accent, Chrome, Feed, Icon, MenuLink, SiteName, Standing};
use super::moment;

fn entry(label: &str, address: &str) -> MenuLink {
    MenuLink { label: label.into(), address: address.into(), ..MenuLink::default() }
}

fn section(label: &str, address: &str, accent: Accent, children: &[(&str, &str)]) -> MenuLink {
    let children = children.iter().map(|(label, slug)| entry(label, &format!("{address}/{slug}"))).collect();
    MenuLink { accent, children, ..entry(label, address) }
}

fn column(label: &str, links: &[(&str, &str)]) -> MenuLink {
    MenuLink { children: links.iter().map(|(label, address)| entry(label, address)).collect(), ..entry(label, "") }
}

/// What stands around the sample publication's pages.
pub fn chrome() -> Chrome {
    let regions = [("Asia", "asia"), ("Africa", "africa"), ("Europe", "europe"), ("India", "india")];
    let cable = [("DOCSIS", "docsis"), ("CCAP", "ccap"), ("Cable Business Services", "business"), ("10G", "10g")];
    let optical = [("FTTX", "fttx"), ("DCI", "dci"), ("Routing", "routing"), ("Any Haul/X-Haul", "xhaul")];
    let mut open_ran = section("Open RAN", "/open-ran", Accent::Copper, &[]);
    open_ran.standing = Standing::Within;
    Chrome {
        frame: None,
        site: SiteName {
            name: "Backhaul".into(),
            tagline: Some("For the people who build networks".into()),
            lang: "en-GB".into(),
            direction: "ltr".into(),
            home: "/".into(),
            origin: super::ORIGIN.into(),
            zone: "Europe/London".into(),
            logo: None,
            accent: Accent::Ink,
            icons: vec![Icon::SMALL, Icon::MIDDLE],
        },
        today: moment(15),
        menu: vec![
            section("5G", "/5g", Accent::Signal, &[("Standalone", "standalone"), ("Slicing", "slicing")]),
            section("The Edge", "/edge", Accent::Violet, &[]),
            open_ran,
            section("Private Networks", "/private-networks", Accent::Teal, &[]),
            section("Cloud Native/NFV", "/cloud-native", Accent::Azure, &[]),
            section("Security", "/security", Accent::Rose, &[]),
            section("AI/Automation", "/automation", Accent::Cobalt, &[]),
            section("Cable/Video", "/cable", Accent::Plum, &cable),
            section("IoT", "/iot", Accent::Moss, &[]),
            section("OSS/BSS", "/oss-bss", Accent::Slate, &[]),
            section("Optical/IP", "/optical", Accent::Pine, &optical),
            section("Regions", "/regions", Accent::Brass, &regions),
        ],
        utility: vec![entry("Video", "/video"), entry("Podcast", "/podcast"), entry("Archive", "/archive")],
        footer: vec![
            column("The paper", &[("About us", "/about"), ("Corrections", "/corrections"), ("Archive", "/archive")]),
            column("Watch and listen", &[("Video", "/video"), ("Line of Sight", "/podcast")]),
            column("Business", &[("Advertise with us", "/advertise"), ("Partner perspectives", "/partner")]),
        ],
        copyright: "© 2020 Backhaul".into(),
        notice: Some("Backhaul is a demonstration. Companies invented for it do not exist.".into()),
        feeds: vec![Feed {
            title: "Backhaul".into(),
            address: "/feed".into(),
            media_type: "application/rss+xml".into(),
        }],
        slots: BTreeMap::new(),
    }
}

/// The same publication, as one that is written from right to left.
pub fn chrome_rtl() -> Chrome {
    let mut chrome = chrome();
    chrome.site.name = "باكهول".into();
    chrome.site.tagline = Some("لمن يبنون الشبكات".into());
    chrome.site.lang = "ar".into();
    chrome.site.direction = "rtl".into();
    chrome.menu = vec![
        section("الجيل الخامس", "/5g", Accent::Signal, &[("شبكات مستقلة", "standalone")]),
        section("الأمن", "/security", Accent::Rose, &[]),
        section("المناطق", "/regions", Accent::Brass, &[("آسيا", "asia"), ("أفريقيا", "africa")]),
    ];
    // A heading within a menu leads nowhere itself.
    chrome.menu[2].children.push(column("أوروبا", &[("ألمانيا", "/regions/germany")]));
    chrome
}

/// A publication that has nothing yet but its name.
pub fn chrome_bare() -> Chrome {
    let site = SiteName { tagline: None, icons: Vec::new(), ..chrome().site };
    Chrome { site, today: moment(15), ..Chrome::default() }
}
