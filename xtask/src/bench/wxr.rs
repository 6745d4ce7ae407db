//! A WordPress export of any size, written as it is made.

use std::io::{self, Write};

use super::prose::{Dice, headline, paragraph, sentence};

const AUTHORS: u64 = 60;
const SECTIONS: u64 = 40;
const TOPICS: u64 = 400;
/// This one is long.
const LONG: u64 = 7;
/// One picture is in the library for as many items.
pub const ITEMS_A_PICTURE: u64 = 5;

/// Where the article of this number is read.
pub fn address(number: u64) -> String {
    format!("/{}/story-{number}/", date(number)[..10].replace('-', "/"))
}

/// Where an article as long as a feature is read.
pub fn long_address() -> String {
    address(LONG)
}

/// What an article is about, as far as questions go.
#[derive(Debug)]
pub struct About {
    /// Its headline, with its number behind it.
    pub headline: String,
    /// The slug of its section.
    pub section: String,
}

/// What the article of this number is about.
pub fn about(number: u64) -> About {
    let mut dice = Dice::new(number + 1);
    let (title, _) = (headline(&mut dice), sentence(&mut dice));
    About { headline: format!("{title} ({number})"), section: format!("section-{}", dice.below(SECTIONS)) }
}

/// Writes an export of `items` articles.
pub fn write(to: &mut impl Write, items: u64) -> io::Result<()> {
    write!(to, "{HEAD}")?;
    write_labels(to)?;
    for number in 0..items {
        if number % ITEMS_A_PICTURE == 0 {
            write_picture(to, number / ITEMS_A_PICTURE)?;
        }
        write_article(to, number)?;
    }
    to.write_all(TAIL.as_bytes())
}

/// Writes the authors, sections and topics.
pub(super) fn write_labels(to: &mut impl Write) -> io::Result<()> {
    for author in 0..AUTHORS {
        let (login, name) = (format!("writer-{author}"), format!("Writer {author}"));
        writeln!(
            to,
            "<wp:author><wp:author_id>{}</wp:author_id><wp:author_login><![CDATA[{login}]]></wp:author_login>\
             <wp:author_email><![CDATA[{login}@bench.example]]></wp:author_email><wp:author_display_name>\
             <![CDATA[{name}]]></wp:author_display_name></wp:author>",
            author + 1
        )?;
    }
    for section in 0..SECTIONS {
        let parent = if section % 4 == 0 { String::new() } else { format!("section-{}", section / 4 * 4) };
        writeln!(
            to,
            "<wp:category><wp:term_id>{}</wp:term_id><wp:category_nicename><![CDATA[section-{section}]]>\
             </wp:category_nicename><wp:category_parent><![CDATA[{parent}]]></wp:category_parent><wp:cat_name>\
             <![CDATA[Section {section}]]></wp:cat_name></wp:category>",
            section + 1
        )?;
    }
    for topic in 0..TOPICS {
        writeln!(
            to,
            "<wp:tag><wp:term_id>{}</wp:term_id><wp:tag_slug><![CDATA[topic-{topic}]]></wp:tag_slug><wp:tag_name>\
             <![CDATA[Topic {topic}]]></wp:tag_name></wp:tag>",
            1000 + topic
        )?;
    }
    Ok(())
}

/// The end of every export.
pub(super) const TAIL: &str = "</channel>\n</rss>\n";

/// The beginning of every export.
pub(super) const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Bench</title><link>https://bench.example</link><description>Made to be measured</description>
<language>en</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://bench.example</wp:base_site_url><wp:base_blog_url>https://bench.example</wp:base_blog_url>
"#;

/// Ids of pictures begin where those of articles end.
const PICTURE_IDS: u64 = 1_000_000_000;

fn write_picture(to: &mut impl Write, number: u64) -> io::Result<()> {
    let url = picture(number);
    writeln!(
        to,
        "<item><title>Picture {number}</title><link>https://bench.example/picture-{number}/</link>\
         <dc:creator><![CDATA[writer-{}]]></dc:creator><content:encoded><![CDATA[]]></content:encoded>\
         <excerpt:encoded><![CDATA[What picture {number} shows.]]></excerpt:encoded><wp:post_id>{}</wp:post_id>\
         <wp:post_date_gmt><![CDATA[{}]]></wp:post_date_gmt><wp:post_name><![CDATA[picture-{number}]]></wp:post_name>\
         <wp:status><![CDATA[inherit]]></wp:status><wp:post_type><![CDATA[attachment]]></wp:post_type>\
         <wp:attachment_url><![CDATA[{url}]]></wp:attachment_url></item>",
        number % AUTHORS,
        PICTURE_IDS + number,
        date(number * ITEMS_A_PICTURE)
    )
}

fn write_article(to: &mut impl Write, number: u64) -> io::Result<()> {
    let mut dice = Dice::new(number + 1);
    let at = date(number);
    let (title, standfirst) = (headline(&mut dice), sentence(&mut dice));
    let (section, topics) = (dice.below(SECTIONS), [dice.below(TOPICS), dice.below(TOPICS)]);
    writeln!(
        to,
        "<item><title>{title} ({number})</title><link>https://bench.example{}</link>\
         <dc:creator><![CDATA[writer-{}]]></dc:creator><excerpt:encoded><![CDATA[{standfirst}]]></excerpt:encoded>\
         <content:encoded><![CDATA[{}]]></content:encoded><wp:post_id>{}</wp:post_id>\
         <wp:post_date_gmt><![CDATA[{at}]]></wp:post_date_gmt><wp:post_name><![CDATA[story-{number}]]></wp:post_name>\
         <wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type>\
         <category domain=\"category\" nicename=\"section-{section}\"><![CDATA[Section {section}]]></category>",
        address(number),
        dice.below(AUTHORS),
        body(&mut dice, number),
        number + 1
    )?;
    for topic in topics {
        writeln!(to, "<category domain=\"post_tag\" nicename=\"topic-{topic}\"><![CDATA[Topic {topic}]]></category>")?;
    }
    writeln!(
        to,
        "<wp:postmeta><wp:meta_key><![CDATA[_thumbnail_id]]></wp:meta_key><wp:meta_value><![CDATA[{}]]>\
         </wp:meta_value></wp:postmeta></item>",
        PICTURE_IDS + number / ITEMS_A_PICTURE
    )
}

/// Block HTML of some 500 words.
fn body(dice: &mut Dice, number: u64) -> String {
    let mut text = String::with_capacity(5000);
    for part in 0..if number == LONG { 20 } else { 4 } {
        for _ in 0..2 {
            block(&mut text, "paragraph", &format!("<p>{}</p>", paragraph(dice, 3)));
        }
        let extra = match (part + number) % 4 {
            0 => ("list", format!("<ul><li>{}</li><li>{}</li></ul>", sentence(dice), sentence(dice))),
            1 => ("quote", format!("<blockquote class=\"wp-block-quote\"><p>{}</p></blockquote>", sentence(dice))),
            2 => (
                "table",
                format!(
                    "<figure class=\"wp-block-table\"><table><tbody><tr><td>{}</td><td>{}</td></tr></tbody></table></figure>",
                    dice.below(900),
                    dice.below(900)
                ),
            ),
            _ => (
                "image",
                format!(
                    "<figure class=\"wp-block-image\"><img src=\"{}\" alt=\"A mast\"/><figcaption>{}</figcaption></figure>",
                    picture(number / ITEMS_A_PICTURE),
                    sentence(dice)
                ),
            ),
        };
        block(&mut text, extra.0, &extra.1);
        block(&mut text, "heading", &format!("<h2>{}</h2>", headline(dice)));
        let other = dice.below(number + 1);
        let link = format!("<a href=\"https://bench.example{}\">earlier</a>", address(other));
        block(&mut text, "paragraph", &format!("<p>As we wrote {link}: {}</p>", sentence(dice)));
    }
    text
}

fn block(text: &mut String, name: &str, markup: &str) {
    text.push_str(&format!("<!-- wp:{name} -->\n{markup}\n<!-- /wp:{name} -->\n\n"));
}

fn picture(number: u64) -> String {
    format!("https://bench.example/wp-content/uploads/{}/picture-{number}.jpg", 2000 + number % 20)
}

/// Items lie some forty minutes apart, from the year 2005 on; months have 28 days here.
fn date(number: u64) -> String {
    let minutes = number * 41;
    let (days, minute) = (minutes / 1440, minutes % 1440);
    let (year, month, day) = (2005 + days / 336 % 21, days % 336 / 28 + 1, days % 28 + 1);
    format!("{year}-{month:02}-{day:02} {:02}:{:02}:00", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_the_same_at_every_run_and_as_long_as_asked() {
        let made = || {
            let mut text = Vec::new();
            write(&mut text, 12).expect("memory takes it");
            String::from_utf8(text).expect("text")
        };
        let text = made();
        assert_eq!(text, made());
        assert_eq!(text.matches("<![CDATA[post]]>").count(), 12);
        assert_eq!(text.matches("<![CDATA[attachment]]>").count(), 3);
        let About { headline, section } = about(11);
        let last = text.rsplit_once(&format!("<title>{headline}</title>")).expect("the last one").1;
        assert!(last.contains(&format!("nicename=\"{section}\"")), "{last}");
        assert_eq!(date(0), "2005-01-01 00:00:00");
    }
}
