-- Hosts that asked to be left alone for a while (429, Retry-After), so that a restart does not forget it.
create table if not exists host_pause (
    host varchar primary key, -- by its name, as the fetcher tells hosts apart
    until timestamp with time zone not null
);
