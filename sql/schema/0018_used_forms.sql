-- SPDX-License-Identifier: MIT
-- Forms that have saved something. One that is sent again (by a double click, or a retry of the browser or the web
-- server) is answered like the first time. Deleted by age.
CREATE TABLE used_form (
    token     TEXT    PRIMARY KEY,  -- the form's own
    digest    TEXT    NOT NULL,     -- of who sent it where, and of all that was in it
    object_id INTEGER NOT NULL,     -- what it saved,
    version   INTEGER NOT NULL,     -- and the version that this then had
    at        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_form_by_age ON used_form (at);
