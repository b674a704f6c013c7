-- SPDX-License-Identifier: MIT
-- What a comment's form brought, all of it (core/talk/comment.c): the same form sent again is answered as the
-- first time, whatever became of the comment meanwhile. Empty for comments from before.
--
-- The digest that finds duplicates holds the e-mail address no more: an answer that depended on it told
-- anybody whether they had guessed a commenter's address. Comments from before keep theirs, which finds
-- nothing now.

ALTER TABLE comment ADD COLUMN form_digest TEXT NOT NULL DEFAULT '';
