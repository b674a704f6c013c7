-- SPDX-License-Identifier: MIT
-- Tags whose slugs would be equal are tags of their own, told apart by their names. `folded` is the name in the form
-- in which names are compared (utf8_caseless); empty for a tag that was made before and not used since.

ALTER TABLE tag ADD COLUMN folded TEXT NOT NULL DEFAULT '';
CREATE INDEX tag_by_folded ON tag (folded, id) WHERE folded <> '';
