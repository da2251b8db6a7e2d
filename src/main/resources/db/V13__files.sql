-- Articles that came out of files, many at once. Each statement bears to be run twice, see V1.

alter table sighting add column if not exists filed text; -- what the file says besides the entry, JSON; null: polled

-- The last place of a shelf, found without counting the others.
create index if not exists shelf_place_last on shelf_place (shelf_id, place desc);
