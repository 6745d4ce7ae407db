//! Comments, pingbacks and trackbacks, in the order in which each comes after what it answers.

use std::collections::HashSet;

use intake::{CommentState, Record};

use super::raw::Comment;
use super::reading::{House, fields};
use crate::sources::remark::{About, Place};
use crate::sources::text::{digest, plain, said};

/// The records of an entry's comments.
pub(super) fn records(house: &House, item: &str, mut comments: Vec<Comment>, part: &str) -> Vec<Record> {
    // WordPress numbers them as they come in, so that an answer's number is higher.
    comments.sort_by_key(|comment| comment.id);
    let here: HashSet<u64> = comments.iter().map(|comment| comment.id).collect();
    let mut records = Vec::with_capacity(comments.len());
    for comment in comments {
        records.push(record(house, item, comment, &here, part));
    }
    records
}

fn record(house: &House, item: &str, comment: Comment, here: &HashSet<u64>, part: &str) -> Record {
    let key = match comment.id {
        0 => format!("comment:{}", digest(&format!("{item}{}{}", comment.date, comment.content))),
        id => format!("comment:{id}"),
    };
    let about = About::record("comment", &key, Place::line(part, comment.line));
    let orphan = comment.parent != 0 && (comment.parent == comment.id || !here.contains(&comment.parent));
    if orphan {
        house.remarks.carried(
            &about,
            format!("the comment that it answers, number {}, is not in the file", comment.parent),
            "it stands by itself",
        );
    }
    let at = house.at(&comment.date_gmt, &comment.date);
    if at.is_none() {
        house.remarks.carried(&about, "it has no date that can be read", "it is carried without one");
    }
    let sort = match comment.comment_type.as_str() {
        "" => "comment".to_owned(),
        sort => sort.to_owned(),
    };
    let state = match comment.approved.as_str() {
        "1" | "approve" | "approved" => CommentState::Approved,
        "spam" => CommentState::Spam,
        "trash" | "post-trashed" => CommentState::Trash,
        _ => CommentState::Pending,
    };
    let record = intake::Comment {
        item: item.to_owned(),
        parent: (comment.parent != 0 && !orphan).then(|| format!("comment:{}", comment.parent)),
        comment_type: sort,
        name: plain(&comment.author),
        email: said(comment.email),
        website: said(comment.url),
        ip: said(comment.ip),
        person: house.survey.people.by_id(comment.user).cloned(),
        at,
        state,
        body: comment.content,
        fields: fields(&comment.meta, |_| false),
        ..intake::Comment::default()
    };
    Record::new(key, record)
}
