//! Ghost exports (JSON), read as rows in two streaming passes: what posts refer to, then posts, members and the rest.

mod post;
mod row;
mod rows;
mod survey;

use std::path::Path;

use intake::{Header, Map, Member, Menu, MenuEntry, Other, Record, Site, Target};
use serde_json::Value;

use self::row::Columns;
use self::rows::{Row, Rows, Stop};
use self::survey::{Survey, Table, table};
use super::decode::Utf8;
use super::files::Files;
use super::gallery::Gallery;
use super::ready::{Ready, Steps};
use super::remark::{About, Place};
use super::stream::{Bytes, unpacked};
use super::text::{digest, said};
use super::web::{Home, base, host};
use super::{Error, Options, Remarks, Source};

/// A Ghost export.
pub struct Ghost {
    header: Header,
    file: String,
    survey: Survey,
    rows: Rows<Utf8<Bytes>>,
    home: Home,
    gallery: Gallery,
    permalinks: String,
    remarks: Remarks,
    ready: Ready,
    ended: bool,
}

impl Ghost {
    /// Surveys the export.
    ///
    /// # Errors
    /// When it cannot be read, is none, or exceeds a limit.
    pub fn open(path: &Path, options: Options, remarks: Remarks) -> Result<Self, Error> {
        let files = Files::open(path, &options.limits, &remarks)?;
        let is_export = |name: &&str| files.is_single() || name.ends_with(".json") || name.ends_with(".json.gz");
        let Some(file) = files.names().find(is_export).map(str::to_owned) else {
            return Err(Error::not(path, "there is no export (*.json) in it"));
        };
        let open = || {
            let bytes = unpacked(files.stream(&file)?, options.limits.unpacked);
            let text = bytes.and_then(Utf8::new).map_err(|e| Error::io(path, e))?;
            Ok::<_, Error>(Rows::new(text, options.limits.record))
        };
        let survey = survey(open()?, &file, path, &remarks)?;
        let told = options.base.as_deref().or(survey.settings.get("url").map(String::as_str));
        let base = told.and_then(base);
        let home = Home::of(base.as_deref());
        let source = options.source.or_else(|| base.as_deref().and_then(host));
        let mut ghost = Self {
            header: Header::new(source.unwrap_or_else(|| "ghost".to_owned()), base.clone()),
            rows: open()?,
            gallery: Gallery::new(home.clone(), base),
            permalinks: options.permalinks.get("").map_or("/:slug/", String::as_str).to_owned(),
            home,
            file,
            survey,
            remarks,
            ready: Ready::default(),
            ended: false,
        };
        ghost.prepare(options.time_zone);
        Ok(ghost)
    }

    /// Site, people and topics.
    fn prepare(&mut self, time_zone: Option<String>) {
        let setting = |name: &str| self.survey.settings.get(name).cloned();
        let site = Site {
            name: setting("title").unwrap_or_default(),
            tagline: setting("description"),
            address: self.header.base.clone(),
            language: setting("locale").or_else(|| setting("lang")),
            time_zone: time_zone.or_else(|| setting("timezone")),
            ..Site::default()
        };
        self.ready.push(Record::new("site", site));
        for (key, (mut person, picture)) in std::mem::take(&mut self.survey.people) {
            if let Some(address) = picture {
                let shown = self.gallery.chosen(&post::rooted(&address));
                self.ready.extend(shown.record);
                person.picture = Some(shown.key);
            }
            self.ready.push(Record::new(key, person));
        }
        let topics = std::mem::take(&mut self.survey.topics);
        self.ready.extend(topics.into_iter().map(|(key, topic)| Record::new(key, topic)));
    }

    fn take(&mut self, row: Row) {
        let sort = table(&row.table);
        if matches!(sort, Table::Surveyed | Table::Left) {
            return;
        }
        let place = format!("{}, {} row {}", self.file, row.table, row.number);
        let mut columns = match Columns::read(&row.json) {
            Ok(columns) => columns,
            Err(why) => {
                let about = About::record(&row.table, "", Place::file(&place));
                self.remarks.left(&about, format!("the row could not be read: {why}"), "it is not carried");
                return;
            }
        };
        let id = columns.text("id").unwrap_or_else(|| digest(&String::from_utf8_lossy(&row.json)));
        match sort {
            Table::Posts => {
                let key = format!("post:{id}");
                let reading = post::Reading {
                    survey: &self.survey,
                    home: &self.home,
                    permalinks: &self.permalinks,
                    remarks: &self.remarks,
                    about: About::record("item", &key, Place::file(&place)),
                };
                self.ready.extend(post::records(&reading, &mut self.gallery, &key, &id, columns));
            }
            Table::Members => self.ready.push(member(&self.survey, &id, columns)),
            _ => {
                let other = Other { kind: format!("ghost.{}", row.table), fields: columns.rest() };
                self.ready.push(Record::new(id, other));
            }
        }
    }

    /// The navigation that Ghost keeps among its settings.
    fn menus(&mut self) {
        for (setting, place) in [("navigation", "primary"), ("secondary_navigation", "secondary")] {
            let Some(text) = self.survey.settings.get(setting) else {
                continue;
            };
            let entries: Vec<Map> = serde_json::from_str(text).unwrap_or_default();
            let entry = |entry: &Map| {
                let said = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
                let address = post::rooted(said("url"));
                let address = self.home.local(&address).unwrap_or(address);
                MenuEntry { label: said("label").to_owned(), to: Some(Target::Address(address)), entries: Vec::new() }
            };
            let entries: Vec<MenuEntry> = entries.iter().map(entry).collect();
            if !entries.is_empty() {
                let menu = Menu { place: place.to_owned(), entries, ..Menu::default() };
                self.ready.push(Record::new(format!("menu:{place}"), menu));
            }
        }
    }
}

impl Steps for Ghost {
    fn ready(&mut self) -> &mut Ready {
        &mut self.ready
    }

    fn advance(&mut self) -> Result<bool, Error> {
        if self.ended {
            return Ok(false);
        }
        match self.rows.next() {
            Ok(Some(row)) => self.take(row),
            // Damage was told by the survey, which stopped at the same place.
            Ok(None) | Err(Stop::Damaged { .. }) => {
                self.ended = true;
                self.menus();
            }
            Err(stop) => return Err(refusal(Path::new(&self.file), stop)),
        }
        Ok(true)
    }
}

impl Source for Ghost {
    fn header(&self) -> &Header {
        &self.header
    }

    fn next(&mut self) -> Result<Option<Record>, Error> {
        self.give()
    }

    fn position(&self) -> u64 {
        self.ready.given()
    }

    /// Pictures, of which only the texts know, are not counted.
    fn expected(&self) -> Option<u64> {
        Some(1 + (self.survey.users.len() + self.survey.tags.len()) as u64 + self.survey.count)
    }
}

fn survey(mut rows: Rows<Utf8<Bytes>>, file: &str, path: &Path, remarks: &Remarks) -> Result<Survey, Error> {
    let mut survey = Survey::default();
    let end = loop {
        match rows.next() {
            Ok(Some(row)) => survey.take(&row, file, remarks),
            Ok(None) => break None,
            Err(stop @ Stop::Damaged { .. }) => break Some(stop),
            Err(stop) => return Err(refusal(path, stop)),
        }
    };
    if !rows.is_export {
        return Err(Error::not(path, "it is no Ghost export: it has no db list with data in it"));
    }
    if let Some(Stop::Damaged { at, why }) = end {
        let place = format!("{file}, byte {at}");
        remarks.left(
            &About::file(&place),
            format!("the file is damaged here: {why}"),
            "every row that is whole before this is carried, nothing after it",
        );
    }
    survey.close(file, remarks);
    Ok(survey)
}

fn refusal(path: &Path, stop: Stop) -> Error {
    match stop {
        Stop::Damaged { at, why } => Error::not(path, format!("byte {at}: {why}")),
        Stop::TooLong { at, limit } => Error::refused(path, format!("byte {at}: one row is longer than {limit} bytes")),
        Stop::Io(cause) => Error::io(path, cause),
    }
}

fn member(survey: &Survey, id: &str, mut row: Columns) -> Record {
    let named = |of: &std::collections::HashMap<String, Vec<(i64, String)>>,
                 names: &std::collections::HashMap<String, String>| {
        let ids = of.get(id).into_iter().flatten();
        ids.map(|(_, id)| names.get(id).unwrap_or(id).clone()).collect()
    };
    let member = Member {
        email: row.text("email").unwrap_or_default(),
        name: row.text("name"),
        status: row.text("status"),
        note: row.text("note").and_then(said),
        joined_at: row.time("created_at"),
        newsletters: named(&survey.subscribed, &survey.newsletters),
        labels: named(&survey.labelled, &survey.labels),
        fields: row.rest(),
        ..Member::default()
    };
    Record::new(format!("member:{id}"), member)
}
