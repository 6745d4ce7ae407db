//! One entry of an export as it stands, every field a text: reading here, understanding elsewhere.

use super::space::Space;
use super::xml::{Stop, Tag, Xml};
use crate::sources::text::clean;

/// What of an entry is read: surveying leaves out what is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// All but body, standfirst and comments.
    Survey,
    /// Everything.
    Whole,
}

/// An `<item>`.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The line it begins on.
    pub line: u64,
    pub title: String,
    pub link: String,
    pub guid: String,
    pub pub_date: String,
    pub creator: String,
    pub description: String,
    pub content: String,
    pub excerpt: String,
    pub id: u64,
    pub date: String,
    pub date_gmt: String,
    pub modified: String,
    pub modified_gmt: String,
    pub name: String,
    pub status: String,
    pub parent: u64,
    pub menu_order: i64,
    pub post_type: String,
    pub password: String,
    pub sticky: String,
    pub attachment_url: String,
    pub enclosure: Option<Enclosure>,
    pub terms: Vec<TermRef>,
    pub meta: Vec<(String, String)>,
    pub comments: Vec<Comment>,
    pub comment_count: u64,
    /// Elements of the entry that WordPress itself does not write.
    pub other: Vec<(String, String)>,
}

/// RSS's `<enclosure>`.
#[derive(Debug, Default)]
pub(super) struct Enclosure {
    pub url: String,
    pub length: String,
    pub mime: String,
}

/// A `<category>` of an entry.
#[derive(Debug, Default, Clone)]
pub(super) struct TermRef {
    pub domain: String,
    pub slug: String,
    pub name: String,
}

/// A `<wp:comment>`.
#[derive(Debug, Default)]
pub(super) struct Comment {
    pub line: u64,
    pub id: u64,
    pub author: String,
    pub email: String,
    pub url: String,
    pub ip: String,
    pub date: String,
    pub date_gmt: String,
    pub content: String,
    pub approved: String,
    pub comment_type: String,
    pub parent: u64,
    pub user: u64,
    pub meta: Vec<(String, String)>,
}

impl Entry {
    /// Reads the rest of an `<item>` whose start was read.
    pub fn read(xml: &mut Xml, depth: Depth) -> Result<Self, Stop> {
        let mut entry = Self { line: xml.line(), ..Self::default() };
        while let Some(tag) = xml.child()? {
            entry.take(xml, &tag, depth)?;
        }
        Ok(entry)
    }

    fn take(&mut self, xml: &mut Xml, tag: &Tag, depth: Depth) -> Result<(), Stop> {
        match (tag.space, tag.name.as_str()) {
            (Space::Content, "encoded") if depth == Depth::Whole => self.content = long(xml)?,
            (Space::Excerpt, "encoded") if depth == Depth::Whole => self.excerpt = long(xml)?,
            (Space::Content | Space::Excerpt, _) => xml.skip()?,
            (Space::Dc, "creator") => self.creator = short(xml)?,
            (Space::Wp, "comment") => self.take_comment(xml, depth)?,
            (Space::Wp, "postmeta") => self.meta.extend(pair(xml)?),
            (Space::Wp, name) => return self.take_own(xml, name),
            (Space::Rss, name) => return self.take_rss(xml, tag, name),
            (_, name) => {
                let text = long(xml)?;
                self.keep(name, text);
            }
        }
        Ok(())
    }

    fn take_comment(&mut self, xml: &mut Xml, depth: Depth) -> Result<(), Stop> {
        self.comment_count += 1;
        match depth {
            Depth::Survey => xml.skip(),
            Depth::Whole => {
                self.comments.push(Comment::read(xml)?);
                Ok(())
            }
        }
    }

    fn take_rss(&mut self, xml: &mut Xml, tag: &Tag, name: &str) -> Result<(), Stop> {
        let attribute = |name: &str| tag.attribute(name).unwrap_or_default().to_owned();
        match name {
            "category" => {
                self.terms.push(TermRef { domain: attribute("domain"), slug: attribute("nicename"), name: short(xml)? })
            }
            "enclosure" => {
                self.enclosure =
                    Some(Enclosure { url: attribute("url"), length: attribute("length"), mime: attribute("type") });
                xml.skip()?;
            }
            "title" => self.title = long(xml)?,
            "link" => self.link = short(xml)?,
            "guid" => self.guid = short(xml)?,
            "pubDate" => self.pub_date = short(xml)?,
            "description" => self.description = long(xml)?,
            "comments" => xml.skip()?,
            other => {
                let text = long(xml)?;
                self.keep(other, text);
            }
        }
        Ok(())
    }

    fn take_own(&mut self, xml: &mut Xml, name: &str) -> Result<(), Stop> {
        let into = match name {
            "post_date" => &mut self.date,
            "post_date_gmt" => &mut self.date_gmt,
            "post_modified" => &mut self.modified,
            "post_modified_gmt" => &mut self.modified_gmt,
            "post_name" => &mut self.name,
            "status" => &mut self.status,
            "post_type" => &mut self.post_type,
            "is_sticky" => &mut self.sticky,
            "attachment_url" => &mut self.attachment_url,
            // Only whether there is one is of interest; its spaces count.
            "post_password" => {
                self.password = long(xml)?;
                return Ok(());
            }
            _ => return self.take_number(xml, name),
        };
        *into = short(xml)?;
        Ok(())
    }

    fn take_number(&mut self, xml: &mut Xml, name: &str) -> Result<(), Stop> {
        let text = short(xml)?;
        match name {
            "post_id" => self.id = number(&text),
            "post_parent" => self.parent = number(&text),
            "menu_order" => self.menu_order = text.parse().unwrap_or_default(),
            "comment_status" | "ping_status" => {}
            other => self.keep(other, text),
        }
        Ok(())
    }

    fn keep(&mut self, name: &str, text: String) {
        if !text.trim().is_empty() {
            self.other.push((name.to_owned(), text));
        }
    }

    /// The first value of a custom field that says something.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.meta.iter().filter(|(n, _)| n == name).map(|(_, v)| v.trim()).find(|v| !v.is_empty())
    }

    /// Every value of a custom field.
    pub fn metas<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.meta.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

impl Comment {
    fn read(xml: &mut Xml) -> Result<Self, Stop> {
        let mut comment = Self { line: xml.line(), ..Self::default() };
        while let Some(tag) = xml.child()? {
            match tag.name.as_str() {
                "comment_id" => comment.id = number(&short(xml)?),
                "comment_parent" => comment.parent = number(&short(xml)?),
                "comment_user_id" => comment.user = number(&short(xml)?),
                "comment_author" => comment.author = short(xml)?,
                "comment_author_email" => comment.email = short(xml)?,
                "comment_author_url" => comment.url = short(xml)?,
                "comment_author_IP" => comment.ip = short(xml)?,
                "comment_date" => comment.date = short(xml)?,
                "comment_date_gmt" => comment.date_gmt = short(xml)?,
                "comment_content" => comment.content = long(xml)?,
                "comment_approved" => comment.approved = short(xml)?,
                "comment_type" => comment.comment_type = short(xml)?,
                "commentmeta" => comment.meta.extend(pair(xml)?),
                _ => xml.skip()?,
            }
        }
        Ok(comment)
    }
}

/// A custom field's name and value, if it has a name.
pub(super) fn pair(xml: &mut Xml) -> Result<Option<(String, String)>, Stop> {
    let (mut key, mut value) = (String::new(), String::new());
    while let Some(tag) = xml.child()? {
        match tag.name.as_str() {
            "meta_key" => key = short(xml)?,
            "meta_value" => value = long(xml)?,
            _ => xml.skip()?,
        }
    }
    Ok((!key.is_empty()).then_some((key, value)))
}

/// A text whose white space counts.
pub(super) fn long(xml: &mut Xml) -> Result<String, Stop> {
    Ok(clean(xml.take_text()?))
}

/// A text on one line.
pub(super) fn short(xml: &mut Xml) -> Result<String, Stop> {
    let text = long(xml)?;
    let trimmed = text.trim();
    Ok(if trimmed.len() == text.len() { text } else { trimmed.to_owned() })
}

/// A number; 0 for what is none, as WordPress reads it.
pub(super) fn number(text: &str) -> u64 {
    text.parse().unwrap_or_default()
}
