-- SPDX-License-Identifier: MIT
-- Forms that have saved something: one that is sent again (a double click, a retry of the browser's or
-- the web server's) is answered as the first time. Dropped by their age.
CREATE TABLE used_form (
    token     TEXT    PRIMARY KEY,  -- the form's own
    digest    TEXT    NOT NULL,     -- of who sent it where, and of all that was in it
    object_id INTEGER NOT NULL,     -- what it saved,
    version   INTEGER NOT NULL,     -- and the version that this then had
    at        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_form_by_age ON used_form (at);
