-- The number of links is the sum of these rows; writers at once add to different ones.
ALTER TABLE link_count ADD COLUMN lane INTEGER NOT NULL DEFAULT 0;
