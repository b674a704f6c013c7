/* SPDX-License-Identifier: MIT */
/* The parts of a web address that somebody types into a setting, and what is wrong with it. */
#ifndef BASE_WEB_ADDRESS_H
#define BASE_WEB_ADDRESS_H

#include "base/arena.h"
#include "base/message.h"

enum web_fault {
    WEB_FINE,
    WEB_SCHEME, /* it does not begin with https:// or http://, or contains a space */
    WEB_USER,   /* a name, and maybe a password, before the host */
    WEB_HOST,   /* no host, or not the name or number of one */
    WEB_PORT,   /* not a number from 1 to 65535 */
};

struct web_address {
    struct str origin; /* scheme, host and port, in small letters; a name of other scripts in its
                          ASCII form (UTS 46); without the scheme's own port */
    struct str rest;   /* the path, query and fragment as typed */
};

/* Reads TYPED; on a fault, *out is unset. In A. Any thread. */
enum web_fault web_address_parse(struct arena *a, struct str typed, struct web_address *out);

/* What is wrong, in a sentence. FAULT is not WEB_FINE. */
const struct message *web_fault_message(enum web_fault fault);

/* TYPED with its origin in the form above; TYPED itself if it has a fault. */
struct str web_address_tidy(struct arena *a, struct str typed);

#endif
