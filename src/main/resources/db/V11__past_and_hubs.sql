-- What feeds carried before we followed them, and who tells us of their news. Each statement bears to be run twice, see
-- V1.

alter table sighting add column if not exists past boolean default false not null; -- from the feed's archive, not a poll

-- How far back each feed was followed. The rows of polls know nothing of it.
create table if not exists backfill (
    feed_id bigint primary key references feed (id),
    state varchar not null, -- OPEN: its pages are being asked for; else why it ended
    next text, -- the page to ask for; null: the feed itself
    guessed boolean not null, -- the feed does not name that page
    resume text, -- where the next run begins, if not there: the first page of which something was left out
    whole boolean not null, -- its oldest page was reached once
    since timestamp with time zone, -- what is older is left out
    most integer not null, -- new entries in this run
    began_at timestamp with time zone not null,
    again_at timestamp with time zone, -- the page failed, and is asked for again then
    tries integer not null, -- of asking for it, in vain
    pages integer not null, -- of this run, and so are the following
    entries integer not null,
    fresh integer not null,
    oldest timestamp with time zone,
    reason text, -- a sentence
    claim varchar, -- the run that has it in hand
    claimed_at timestamp with time zone
);

-- Pages that a run has seen, by address and by what they said, so that it does not go in circles.
create table if not exists backfill_mark (
    feed_id bigint not null references feed (id),
    mark varchar not null,
    primary key (feed_id, mark)
);

-- Hubs that tell us of a feed's news at once (WebSub).
create table if not exists websub (
    feed_id bigint primary key references feed (id),
    token varchar not null, -- the last part of our address for it, which nobody can guess
    secret varchar not null, -- signs what is sent there
    hub text not null,
    topic text not null,
    due timestamp with time zone not null, -- when the hub is asked, for the first time or again
    tries integer not null, -- of asking it, since it last said yes
    asked_at timestamp with time zone, -- null: it was not asked yet
    lease_until timestamp with time zone, -- null: it did not say yes yet
    pushed_at timestamp with time zone, -- the last news
    missed boolean default false not null, -- since then a poll found news of which it had not told
    body_hash varchar, -- of the last news
    heard text not null -- what came of it last, for people
);
create unique index if not exists websub_token on websub (token);
