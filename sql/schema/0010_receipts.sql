-- SPDX-License-Identifier: MIT
-- A digest of everything in a comment's form (core/talk/comment.c). If the same form is sent again, it is answered
-- like the first time, whatever became of the comment meanwhile. Empty for older comments.
--
-- The digest that finds duplicates no longer includes the e-mail address: the answer would have told anybody whether
-- they had guessed a commenter's address. Older comments keep their digests, which no longer match anything.

ALTER TABLE comment ADD COLUMN form_digest TEXT NOT NULL DEFAULT '';
