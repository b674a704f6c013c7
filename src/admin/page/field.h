/* SPDX-License-Identifier: MIT */
/* The fields of the newsroom's forms: a table says what a field is, a parallel array what it holds,
 * and the problems what is wrong with it. One template (admin/fields.tpl) draws them all, so that
 * every field has its label, its hint and its mistake tied to it in the same way. */
#ifndef ADMIN_PAGE_FIELD_H
#define ADMIN_PAGE_FIELD_H

#include "web/context.h"

enum field_kind {
    FIELD_LINE,
    FIELD_EMAIL,
    FIELD_URL,
    FIELD_NUMBER,
    FIELD_TIME, /* date and time of day, in the site's zone */
    FIELD_PASSWORD,
    FIELD_NEW_PASSWORD,
    FIELD_TEXT,   /* many lines */
    FIELD_CODE,   /* many lines, where every character counts */
    FIELD_SWITCH, /* value "1" or empty */
    FIELD_CHOICE,
    FIELD_SHOWN, /* text that this form does not change */
};

struct field_spec {
    const char *name; /* also that of problems about it */
    enum field_kind kind;
    const char *label; /* this and the texts below are messages, marked with N_ */
    const char *hint;  /* NULL: none */
    bool required;
    bool optional;              /* says so beside the label */
    int rows;                   /* of FIELD_TEXT and FIELD_CODE */
    const char *legend, *about; /* legend: this field begins a group under that heading */
};

struct field_option {
    struct str value, label;
};

struct field_value {
    struct str value;
    struct str hint;                    /* in place of the table's, where not empty */
    const struct field_option *options; /* of FIELD_CHOICE */
    size_t n_options;
};

/* Reads what was typed in N fields into VALUES, with problems of what is no text. Passwords are not
 * read, and FIELD_SHOWN keeps its value. */
void fields_read(struct context *c, const struct field_spec *specs, struct field_value *values,
                 size_t n, struct problems *p);

/* The template's include for N fields. P may be NULL. */
struct tpl_include fields_include(struct context *c, const struct field_spec *specs,
                                  const struct field_value *values, size_t n,
                                  const struct problems *p);

/* The template's include for the summary of what is wrong, under TITLE; nothing where P is empty
 * and TITLE is empty. */
struct tpl_include summary_include(struct context *c, struct str title, const struct problems *p);

#endif
