-- How much of an article may be shown, where a curator said so: FULL, EXCERPT, LINK. Bears to be run twice, see V1.
alter table article add column if not exists rights varchar;
