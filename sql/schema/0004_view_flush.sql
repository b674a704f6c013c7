-- SPDX-License-Identifier: MIT
-- How many times a node has written its view counters to the database. Its counter file has the same
-- number: where they differ, the two are compared counter by counter (core/views_file.c).
CREATE TABLE view_flush (
    node TEXT    PRIMARY KEY,
    n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
