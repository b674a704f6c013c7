/* SPDX-License-Identifier: MIT */
/* The ends of texts that were cut to fit an array. Below err.h, which cuts its messages so; all
 * else about UTF-8 is in utf8.h. */
#ifndef BASE_UTF8_PARTIAL_H
#define BASE_UTF8_PARTIAL_H

/* Removes an incomplete character at the end of TEXT, which printf may have cut. */
void utf8_drop_partial(char *text);

#endif
