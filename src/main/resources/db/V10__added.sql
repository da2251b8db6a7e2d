-- Articles that people add by their address: sightings below a feed of the role ADDED, first in the state ASKED; where
-- their page was no article, they stay as REFUSED, or as DOUBTED where it only looked like none, and `page` says why.
-- Bears to be run twice, see V1.

alter table sighting add column if not exists added text; -- who asked for it, JSON; null: a feed carried it
