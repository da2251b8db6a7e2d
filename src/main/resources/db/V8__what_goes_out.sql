-- What goes out: archives of feeds that never shift, and what follows the diary outside. Every statement bears to be
-- run twice.

-- In which order articles came to stand on a shelf. A place is never given twice: the pages of an archived feed (RFC
-- 5005) are made of so many places each, and what leaves the shelf leaves a hole, so that no other moves.
create table if not exists shelf_place (
    shelf_id bigint not null references shelf (id),
    place bigint not null, -- 1, 2, 3, … on each shelf
    article_id bigint not null references article (id),
    taken_at timestamp with time zone, -- when it left; null: it stands there
    primary key (shelf_id, place)
);
create index if not exists shelf_place_article on shelf_place (article_id);
create index if not exists shelf_place_taken on shelf_place (shelf_id, taken_at desc);
insert into shelf_place (shelf_id, place, article_id)
select shelf_id, row_number() over (partition by shelf_id order by dated, article_id), article_id
from shelf_article
on conflict do nothing;

-- Who follows the diary outside, and how far each was told: webhooks and hubs.
create table if not exists follower (
    name varchar primary key,
    seq bigint not null, -- the last change it was told of
    until bigint not null, -- what it is being told of, up to this change; a second try tells the same. 0: nothing
    tries integer not null, -- of telling the next thing, in vain
    try_at timestamp with time zone, -- null: at once
    failure text -- why the last try was in vain
);
