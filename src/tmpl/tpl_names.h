/* SPDX-License-Identifier: MIT */
/* Checks the names in a site's own templates. A name that the template is not given (a typing
 * mistake, or one that a newer version has dropped) silently shows nothing, so its author is
 * warned.
 */
#ifndef TMPL_TPL_NAMES_H
#define TMPL_TPL_NAMES_H

#include "base/str.h"
#include "base/err.h"

typedef void tpl_report_fn(void *arg, const char *sentence);

/* Calls REPORT with a sentence ("site/home.tpl: line 3: ...") for each name in TEXT that is not
 * known at its place in the template FILE, or once if no page uses such a template. */
void tpl_names_check_text(const char *file, struct str text, tpl_report_fn *report, void *arg);

/* The same for every template under DIR, which may be absent. Fails as tpl_files_read does. Does
 * not check whether the templates parse. */
MUST_CHECK enum err_kind tpl_names_check(const char *dir, tpl_report_fn *report, void *arg,
                                         struct err *e);

#endif
