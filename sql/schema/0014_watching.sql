-- SPDX-License-Identifier: MIT
-- Numbers for monitoring that can be read at any time, at a constant cost.

-- Updated to find out whether the database can be written.
CREATE TABLE write_probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    n  INTEGER NOT NULL
) STRICT;
INSERT INTO write_probe (id, n) VALUES (1, 0);

-- The number of waiting pings of each kind, kept by the triggers below.
CREATE TABLE ping_total (
    kind INTEGER PRIMARY KEY,
    n    INTEGER NOT NULL
) STRICT;
INSERT INTO ping_total (kind, n) VALUES (1, 0), (2, 0);
UPDATE ping_total SET n = (SELECT count(*) FROM ping WHERE ping.kind = ping_total.kind);

CREATE TRIGGER ping_total_insert AFTER INSERT ON ping BEGIN
    UPDATE ping_total SET n = n + 1 WHERE kind = new.kind;
END;
CREATE TRIGGER ping_total_delete AFTER DELETE ON ping BEGIN
    UPDATE ping_total SET n = n - 1 WHERE kind = old.kind;
END;
