-- Keeping the archive: what was taken down, what is asked for again. Each statement bears to be run twice, see V1.

alter table capture add column if not exists blank varchar; -- WANTED: its record is to be overwritten; DONE: it was
create index if not exists capture_blank on capture (blank);

-- Pages that are asked for again, and what came of it.
create table if not exists revisit (
    article_id bigint primary key references article (id),
    step integer not null, -- visits that are done
    due timestamp with time zone, -- null: no more
    asked_at timestamp with time zone,
    heard text not null, -- what came of the last visit, for people
    gone_since timestamp with time zone, -- null: it stands
    gone_why text
);
create index if not exists revisit_due on revisit (due);
create table if not exists revisit_day (
    host varchar not null,
    on_day varchar not null, -- in Greenwich, as 2026-03-01
    asked integer not null,
    primary key (host, on_day)
);
