-- Anything published at an address of its own. Workflow state and publication state are two things.
CREATE TABLE content_items (
    id {id} PRIMARY KEY,
    kind {text} NOT NULL CHECK (kind IN ('article', 'video', 'podcast', 'page')),
    site {id} NOT NULL REFERENCES content_sites (id),
    section {id} REFERENCES content_sections (id),
    format {id} REFERENCES content_formats (id),
    slug {text} NOT NULL,
    address {text} NOT NULL,
    headline {text} NOT NULL,
    standfirst {text},
    workflow_state {text} NOT NULL,
    publication_state {text} NOT NULL
        CHECK (publication_state IN ('unpublished', 'scheduled', 'published', 'withdrawn')),
    access {text} NOT NULL,
    created_at {time} NOT NULL,
    updated_at {time},
    published_at {time},
    scheduled_at {time},
    embargo_until {time},
    withdrawn_notice {text},
    live_revision {id},
    latest_revision {id} NOT NULL,
    lead_picture {id} REFERENCES content_media (id),
    lead_focal_x {real},
    lead_focal_y {real},
    lead_alt {text},
    lead_caption {text},
    canonical {text},
    language {text},
    sign_off {text},
    sponsor {id},
    featured {bool} NOT NULL,
    parent {id},
    position {int},
    playback {text},
    seo {text} NOT NULL,
    fields {text} NOT NULL,
    words {int} NOT NULL,
    UNIQUE (site, address)
);
CREATE INDEX content_items_slug ON content_items (slug);
CREATE INDEX content_items_lead_picture ON content_items (lead_picture) WHERE lead_picture IS NOT NULL;

-- Saved states of an item, never changed afterwards. body is JSON of blocks.
CREATE TABLE content_revisions (
    id {id} PRIMARY KEY,
    item {id} NOT NULL REFERENCES content_items (id),
    number {int} NOT NULL,
    based_on {id},
    made_at {time} NOT NULL,
    made_by {text} NOT NULL,
    headline {text} NOT NULL,
    standfirst {text},
    body {text} NOT NULL,
    UNIQUE (item, number)
);

CREATE TABLE content_bylines (
    item {id} NOT NULL REFERENCES content_items (id),
    position {int} NOT NULL,
    person {id},
    name {text},
    role {text},
    affiliation {text},
    organisation {id},
    note {text},
    PRIMARY KEY (item, position)
) {by_key};
CREATE INDEX content_bylines_person ON content_bylines (person);

CREATE TABLE content_item_topics (
    item {id} NOT NULL REFERENCES content_items (id),
    position {int} NOT NULL,
    topic {id} NOT NULL REFERENCES content_topics (id),
    PRIMARY KEY (item, position)
) {by_key};
CREATE INDEX content_item_topics_topic ON content_item_topics (topic);

-- Where an item appears. The canonical placement (position 0) stands on the item too; the others share it.
CREATE TABLE content_placements (
    item {id} NOT NULL REFERENCES content_items (id),
    position {int} NOT NULL,
    section {id} NOT NULL REFERENCES content_sections (id),
    PRIMARY KEY (item, position)
) {by_key};
CREATE INDEX content_placements_section ON content_placements (section);

-- Related items chosen by hand. The related one may come later than the row: by key until then.
CREATE TABLE content_related (
    item {id} NOT NULL REFERENCES content_items (id),
    position {int} NOT NULL,
    related {id},
    related_key {text},
    PRIMARY KEY (item, position)
) {by_key};
CREATE INDEX content_related_related ON content_related (related);

-- Dated, public statements of what was wrong; appended, never edited.
CREATE TABLE content_corrections (
    id {id} PRIMARY KEY,
    item {id} NOT NULL REFERENCES content_items (id),
    site {id} NOT NULL REFERENCES content_sites (id),
    at {time} NOT NULL,
    body {text} NOT NULL
);
CREATE INDEX content_corrections_item ON content_corrections (item, at);
CREATE INDEX content_corrections_site ON content_corrections (site, at);
