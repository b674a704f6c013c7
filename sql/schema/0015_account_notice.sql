-- SPDX-License-Identifier: MIT
-- What a person must be told about their account until they confirm that they know: the latest change of each kind.
CREATE TABLE account_notice (
    user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    what    TEXT    NOT NULL,  -- "password", "email", "login"
    at      INTEGER NOT NULL,
    who     TEXT    NOT NULL,  -- the name, at that time, of whoever changed it
    by_self INTEGER NOT NULL,
    PRIMARY KEY (user_id, what)
) STRICT, WITHOUT ROWID;
