-- What feeds carried before we followed them. Each statement bears to be run twice, see V1.

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
