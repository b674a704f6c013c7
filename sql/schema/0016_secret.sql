-- SPDX-License-Identifier: MIT
-- The site's secret can be changed. What was signed with the former one is accepted for a while, and the new one
-- signs from a moment at which every server knows it.
ALTER TABLE site ADD COLUMN secret_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE site ADD COLUMN secret_before TEXT NOT NULL DEFAULT '';        -- empty: there is none
ALTER TABLE site ADD COLUMN secret_before_until INTEGER NOT NULL DEFAULT 0;
