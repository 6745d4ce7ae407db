-- Which record of which source became what: makes imports repeatable. digest: of the record as it was taken last.
CREATE TABLE platform_records (
    source {text} NOT NULL,
    kind {text} NOT NULL,
    key {text} NOT NULL,
    id {id} NOT NULL,
    digest {blob} NOT NULL,
    taken_at {time} NOT NULL,
    PRIMARY KEY (source, kind, key)
);
CREATE INDEX platform_records_id ON platform_records (id);

-- Records of kinds that no feature takes yet, whole, until one does.
CREATE TABLE platform_kept_records (
    source {text} NOT NULL,
    kind {text} NOT NULL,
    key {text} NOT NULL,
    record {text} NOT NULL,
    digest {blob} NOT NULL,
    kept_at {time} NOT NULL,
    PRIMARY KEY (source, kind, key)
);

-- How far a run of an import has come: killed, it goes on from here.
CREATE TABLE platform_import_runs (
    id {id} PRIMARY KEY,
    source {text} NOT NULL,
    input {text} NOT NULL,
    fingerprint {text} NOT NULL,
    started_at {time} NOT NULL,
    position {int} NOT NULL,
    finished_at {time},
    report {text} NOT NULL
);
CREATE INDEX platform_import_runs_input ON platform_import_runs (source, input);

-- What of a run's records could not be carried, in order. Written with the batch, so that no kill loses one.
CREATE TABLE platform_import_remarks (
    number {serial},
    run {id} NOT NULL REFERENCES platform_import_runs (id),
    kind {text} NOT NULL,
    key {text} NOT NULL,
    why {text} NOT NULL
);
CREATE INDEX platform_import_remarks_run ON platform_import_remarks (run, number);
