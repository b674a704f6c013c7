-- SPDX-License-Identifier: MIT
-- Where an article can be read in other languages: a language and an address a line.

ALTER TABLE article ADD COLUMN translations TEXT NOT NULL DEFAULT '';
