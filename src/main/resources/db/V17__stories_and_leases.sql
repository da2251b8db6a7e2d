-- Versions of one story, and whose work is whose while a process lives. Each statement bears to be run twice, see V1.

-- Until when a process that is not the worker (an import) keeps what it has in hand, unless it says so again.
create table if not exists lease (
    run varchar primary key,
    until timestamp with time zone not null
);

-- Two articles that are versions of one story. `low` is the smaller number.
create table if not exists story_link (
    low bigint not null references article (id),
    high bigint not null references article (id),
    curator boolean not null, -- a person said so; else their texts do
    primary key (low, high)
);
create index if not exists story_link_high on story_link (high);

-- The story: the number of its first article. All that are linked, one by one, are of one story.
alter table article add column if not exists story bigint;
create index if not exists article_story on article (story);
-- The other articles of the story, as the diary told of them last: numbers, joined by commas.
alter table article add column if not exists story_told text;
-- A curator took it out of its story: its text makes no links.
alter table article add column if not exists apart boolean default false not null;

-- Articles whose story has to be looked at: they are new, or what they say, or whether they are shown, has changed.
create table if not exists story_wanted (
    article_id bigint primary key references article (id)
);
insert into story_wanted (article_id)
select a.id
from article a
where a.first_seen > current_timestamp - interval '7' day and a.dated >= a.first_seen - interval '14' day
    and a.removed_at is null and a.merged_into is null and a.story is null and not exists (select 1 from story_wanted w where w.article_id = a.id);

-- The one row is locked by whoever looks at stories: one after the other.
create table if not exists story_turn (
    id integer primary key
);
insert into story_turn (id) values (1) on conflict do nothing;
