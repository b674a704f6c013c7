-- SPDX-License-Identifier: MIT
-- The language that the newsroom speaks to a person, as a tag ("de"); empty: the site's.
ALTER TABLE user ADD COLUMN language TEXT NOT NULL DEFAULT '';
