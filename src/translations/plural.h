/* SPDX-License-Identifier: MIT */
/* Which form of a counted message fits a number. The rule is the header's of a .po file
 * ("Plural-Forms: nplurals=2; plural=(n != 1);"), a C expression in n (GNU gettext manual, "Plural
 * forms"). It is not taken from CLDR, whose rules have other forms for some languages. */
#ifndef TRANSLATIONS_PLURAL_H
#define TRANSLATIONS_PLURAL_H

#include "base/err.h"
#include "base/str.h"

enum { PLURAL_RULE_BYTES_MAX = 512 };

struct plural {
    size_t n_forms;
    struct str rule; /* the expression */
};

/* Parses the header's FIELD; *out refers to its bytes. ERR_INVALID if it is no rule: not an
 * expression of n, numbers, ?: || && == != < > <= >= + - * / % ! and parentheses, nested too
 * deeply, longer than PLURAL_RULE_BYTES_MAX, or with more than six forms. */
MUST_CHECK enum err_kind plural_parse(struct str field, struct plural *out, struct err *e);
/* The index of N's form, below p->n_forms. A rule that gives a number beyond gives 0. */
size_t plural_form(const struct plural *p, uint64_t n);

#endif
