-- Keeping the archive: what was taken down, what is asked for again, what is a copy. Each statement bears to be run
-- twice, see V1.

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
-- What was had in the last month before there was this table: due at once, and no host is asked for all on one day.
insert into revisit (article_id, step, due, heard)
select a.id, 0, current_timestamp, ''
from article a
join revision r on r.article_id = a.id and r.number = a.revision
where r.capture_id is not null and a.first_seen > current_timestamp - interval '30' day
    and not exists (select 1 from revisit v where v.article_id = a.id);
create table if not exists revisit_day (
    host varchar not null,
    on_day varchar not null, -- in Greenwich, as 2026-03-01
    asked integer not null,
    primary key (host, on_day)
);

-- Copies: which addresses are those of another outlet's copy, and what texts that are alike have in common.
alter table article_address add column if not exists copied boolean default false not null;
create table if not exists near_band (
    article_id bigint not null references article (id),
    band bigint not null,
    at timestamp with time zone not null, -- when the article was first seen
    primary key (article_id, band)
);
create index if not exists near_band_band on near_band (band);
create index if not exists near_band_at on near_band (at);

-- What curators merged and split. Where a row came from is kept, so that a merge can be taken back.
alter table article add column if not exists merged_into bigint; -- it is that one now, and leads there for ever
alter table article_address add column if not exists merged_from bigint;
alter table sighting add column if not exists merged_from bigint;
alter table sighting add column if not exists alone boolean default false not null; -- it was split off: no copy of any
create index if not exists article_merged on article (merged_into);
