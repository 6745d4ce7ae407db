-- The change log: what happened. seq grows in the order of commits; tags are fingerprints, divided by spaces.
CREATE TABLE platform_changes (
    seq {serial},
    at {time} NOT NULL,
    kind {text} NOT NULL,
    subject {id},
    actor {text} NOT NULL,
    tags {text} NOT NULL,
    detail {text} NOT NULL
);
CREATE INDEX platform_changes_subject ON platform_changes (subject, seq);

-- Jobs that wait, run, or were given up. run_at of a running job is when its lease ends.
CREATE TABLE platform_jobs (
    id {id} PRIMARY KEY,
    job {text} NOT NULL,
    payload {text} NOT NULL,
    run_at {time} NOT NULL,
    attempts {int} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('waiting', 'running', 'failed')),
    once {text} UNIQUE,
    claimed_by {id},
    last_error {text}
);
CREATE INDEX platform_jobs_due ON platform_jobs (run_at, id) WHERE state <> 'failed';
