-- The newest sightings of a feed, for those who watch over sources. Bears to be run twice, see V1.

create index if not exists sighting_feed on sighting (feed_id, id);
