/* SPDX-License-Identifier: MIT */
/* The names in a site's own templates. One that the template is not given (a slip of the pen, or a
 * name that a newer version has no more) shows nothing, silently, so whoever wrote it is told. */
#ifndef TMPL_TPL_NAMES_H
#define TMPL_TPL_NAMES_H

#include "base/str.h"
#include "base/err.h"

typedef void tpl_report_fn(void *arg, const char *sentence);

/* Calls REPORT with a sentence ("site/home.tpl: line 3: ...") for each name in TEXT that the
 * template FILE is not given where it stands, or where no page is made of such a template. */
void tpl_names_check_text(const char *file, struct str text, tpl_report_fn *report, void *arg);

/* The same for every template under DIR, which may be absent. ERR_INVALID and ERR_IO where they
 * cannot be read. Whether they parse is not asked here. */
MUST_CHECK enum err_kind tpl_names_check(const char *dir, tpl_report_fn *report, void *arg,
                                         struct err *e);

#endif
