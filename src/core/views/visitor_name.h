/* SPDX-License-Identifier: MIT */
/* Signs of robots that pose as a browser. The texts are in lower case. Any thread. */
#ifndef CORE_VIEWS_VISITOR_NAME_H
#define CORE_VIEWS_VISITOR_NAME_H

#include "base/str.h"

/* True if UA contains an e-mail address. */
bool visitor_leaves_mailbox(struct str ua);
/* True if UA has a name beside its engine, "(KHTML, like Gecko; Name)", or after a whole browser's
 * text, "... Safari/537.36 (compatible; Name/1.0)". No browser does, on any device. */
bool visitor_names_itself(struct str ua);
/* True if UA is a desktop's and has a name that no desktop browser uses. Applications on telephones
 * and televisions add names without any rule, so this does not judge them. */
bool visitor_names_stranger(struct str ua);

#endif
