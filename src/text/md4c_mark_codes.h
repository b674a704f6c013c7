/* SPDX-License-Identifier: MIT */
/* The noncharacters that md4c_marks.c puts into a text and md4c_unmark.c takes out of it. */
#ifndef TEXT_MD4C_MARK_CODES_H
#define TEXT_MD4C_MARK_CODES_H

/* U+FDD0 to U+FDD6, and U+FFFE. */
#define LINK_BEGIN  "\xEF\xB7\x90" /* before a '<' */
#define LINK_END    "\xEF\xB7\x91" /* behind a '>' */
#define SCHEME      "\xEF\xB7\x92" /* behind a scheme that was not typed */
#define JOINT       "\xEF\xB7\x93"
#define TILDE       "\xEF\xB7\x94"
#define BUMPER_ENDS "\xEF\xB7\x95" /* behind a '!' */
#define BUMPER      "\xEF\xB7\x96" /* before a '!' */
#define BAR         "\xEF\xBF\xBE"
enum { MARK_BYTES = 3, SCHEME_BYTES = 7 };

#endif
