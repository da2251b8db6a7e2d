-- Lists of outlets that others keep (`lists:` in outlets.yaml), and what each said last: a restart without network knows.
create table if not exists outlet_list (
    address varchar primary key,
    spec text not null, -- all the configuration says, as JSON
    position integer not null,
    configured boolean not null, -- false: it left the configuration, and so did its outlets
    due timestamp with time zone not null,
    asked_at timestamp with time zone,
    read_at timestamp with time zone, -- when it could last be read
    reason text, -- why it could not be read the last time; null: it could
    named text -- JSON: what it named when it could last be read
);
