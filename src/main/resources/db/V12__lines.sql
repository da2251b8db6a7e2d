-- What the pages of an outlet say again and again, for the cleaning of its articles: counts by the prints of short lines.
create table if not exists outlet_pages (
    outlet_id bigint primary key,
    pages integer not null -- that were learnt from; halved, with the counts, when there are many
);
create table if not exists outlet_line (
    outlet_id bigint not null,
    line bigint not null, -- its print: 64 bits, FNV-1a of its letters and digits in lower case
    pages integer not null, -- on which it stood
    primary key (outlet_id, line)
);
