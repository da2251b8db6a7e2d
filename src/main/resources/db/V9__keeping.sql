-- Keeping the archive: what was taken down. Each statement bears to be run twice, see V1.

alter table capture add column if not exists blank varchar; -- WANTED: its record is to be overwritten; DONE: it was
create index if not exists capture_blank on capture (blank);
