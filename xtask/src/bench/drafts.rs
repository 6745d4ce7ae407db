//! Stories that wait to be published in a house of the bench, and the pages that should tell of them.

use std::io::{self, Write};

use super::wxr::{self, TAIL};

/// A story that no reader sees yet.
#[derive(Debug)]
pub struct Draft {
    /// Where it will be read: an import makes no address of a draft's link, but of its section and slug.
    pub address: String,
    /// A word that no other story has.
    pub mark: String,
}

/// Section, topic and author of every draft.
const SECTION: u64 = 0;
const TOPIC: u64 = 0;
const AUTHOR: u64 = 0;

/// The draft of this number in an edition.
pub fn draft(edition: u64, number: u64) -> Draft {
    let mark = format!("zq{edition}x{number}");
    Draft { address: format!("/section-{SECTION}/{mark}"), mark }
}

/// Writes an export of `count` drafts.
pub fn write(to: &mut impl Write, edition: u64, count: u64) -> io::Result<()> {
    write!(to, "{}", wxr::HEAD)?;
    wxr::write_labels(to)?;
    for number in 0..count {
        let Draft { address, mark } = draft(edition, number);
        writeln!(
            to,
            "<item><title>The regulator measures {mark}</title><link>https://bench.example{address}</link>\
             <dc:creator><![CDATA[writer-{AUTHOR}]]></dc:creator><excerpt:encoded><![CDATA[What {mark} means.]]>\
             </excerpt:encoded><content:encoded><![CDATA[<p>All about {mark}.</p>]]></content:encoded>\
             <wp:post_id>{}</wp:post_id><wp:post_date_gmt><![CDATA[0000-00-00 00:00:00]]></wp:post_date_gmt>\
             <wp:post_name><![CDATA[{mark}]]></wp:post_name><wp:status><![CDATA[draft]]></wp:status>\
             <wp:post_type><![CDATA[post]]></wp:post_type>\
             <category domain=\"category\" nicename=\"section-{SECTION}\"><![CDATA[Section {SECTION}]]></category>\
             <category domain=\"post_tag\" nicename=\"topic-{TOPIC}\"><![CDATA[Topic {TOPIC}]]></category></item>",
            3_000_000_000 + edition % 100_000_000 * 10 + number
        )?;
    }
    to.write_all(TAIL.as_bytes())
}

/// The address of a page that should tell of a draft once it is out.
pub type Place = fn(&Draft) -> String;

/// All places that should.
pub const PLACES: [(&str, Place); 8] = [
    ("article", |draft| draft.address.clone()),
    ("front page", |_| "/".to_owned()),
    ("section front", |_| format!("/section-{SECTION}")),
    ("topic", |_| format!("/topic/topic-{TOPIC}")),
    ("author", |_| format!("/author/writer-{AUTHOR}")),
    ("feed", |_| "/feed".to_owned()),
    ("sitemap", |_| "/news-sitemap.xml".to_owned()),
    // The page says what was asked, and shows the latest where nothing is found; this says what was found alone.
    ("search", |draft| format!("/api/search?q={}", draft.mark)),
];
