/* SPDX-License-Identifier: MIT */
/* Pictures that the site's policy (img-src 'self') keeps readers' browsers from showing. */
#ifndef TEXT_FOREIGN_H
#define TEXT_FOREIGN_H

#include "base/arena.h"

/* Whether MARKDOWN, an article's, shows a picture of another site than this one, whose address is
 * OWN ("https://news.example"; it may be empty). *line is then the first one's line, from 1; 0
 * where it cannot be told. */
bool markdown_foreign_picture(struct str markdown, struct str own, size_t *line);
/* What to tell its author, with the line. */
#define MARKDOWN_FOREIGN_PICTURE                                                                   \
    "Line %zu: pictures of other sites are not shown to readers. Put the picture into this "       \
    "site's "                                                                                      \
    "media folder, and give its path, such as /media/boat.jpg."

#endif
