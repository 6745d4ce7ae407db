-- The run that took a record last: what was remarked on it then holds for as long as the record is the same, so that a
-- repeated import lists it too. Nothing for records taken before this column was there, or out of those kept.
ALTER TABLE platform_records ADD COLUMN run {id};
CREATE INDEX platform_import_remarks_key ON platform_import_remarks (run, kind, key);
