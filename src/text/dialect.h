/* SPDX-License-Identifier: MIT */
/* The two kinds of Markdown: the newsroom's (markdown.h) and that of comments (comment_text.h). */
#ifndef TEXT_DIALECT_H
#define TEXT_DIALECT_H

enum dialect { DIALECT_ARTICLE, DIALECT_COMMENT };

#endif
