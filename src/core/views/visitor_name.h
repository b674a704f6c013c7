/* SPDX-License-Identifier: MIT */
/* What robots that pose as a browser put into its text where browsers put nothing. The texts are in
 * lower case. Any thread. */
#ifndef CORE_VIEWS_VISITOR_NAME_H
#define CORE_VIEWS_VISITOR_NAME_H

#include "base/str.h"

/* True where UA holds an e-mail address. */
bool visitor_leaves_mailbox(struct str ua);
/* True where UA has a name beside its engine, "(KHTML, like Gecko; Name)", or behind a whole
 * browser's text, "... Safari/537.36 (compatible; Name/1.0)": no browser has, on whatever device.
 */
bool visitor_names_itself(struct str ua);
/* True where UA is a desktop's and has a name that no browser for desktops is known by. What
 * applications of telephones and televisions add follows no rule, so it is not for those. */
bool visitor_names_stranger(struct str ua);

#endif
