-- SPDX-License-Identifier: MIT
-- The search index contains the words of headlines and tags a second time, marked as such
-- (core/search/index/index.c), so that old headlines are found without reading the texts. An index without
-- them is rebuilt after the start (phase 3: core/search/index/state.h).

UPDATE search_state SET phase = 3 WHERE docs > 0;
