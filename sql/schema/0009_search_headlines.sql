-- SPDX-License-Identifier: MIT
-- The search index holds the words of headlines and tags once more, as words of their own
-- (core/search/index/index.c), so that old headlines are found without reading what texts say. An index
-- without them is built anew after the start (phase 3: core/search/index/state.h).

UPDATE search_state SET phase = 3 WHERE docs > 0;
