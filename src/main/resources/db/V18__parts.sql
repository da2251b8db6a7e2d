-- The further pages of an article that stands on several. Each statement bears to be run twice, see V1.

-- What was kept as the second, third … page behind a page: the one kept last counts, the others stand here so that a
-- takedown finds them.
create table if not exists capture_part (
    capture_id bigint not null references capture (id), -- of the first page
    number integer not null, -- the second has 2
    part_id bigint not null references capture (id),
    kept_at timestamp with time zone not null,
    primary key (capture_id, number, part_id)
);
create index if not exists capture_part_part on capture_part (part_id);
