/* SPDX-License-Identifier: MIT */
/* What a handler gets: the request, and what the router found out about it. One context belongs to
 * one thread at a time. */
#ifndef WEB_CONTEXT_H
#define WEB_CONTEXT_H

#include "base/problem.h"
#include "core/news/article.h"
#include "core/people/session.h"
#include "core/views/visitor.h"
#include "web/app.h"
#include "web/http/exchange.h"
#include "web/http/form.h"

enum { PATH_ARGS_MAX = 6 };

/* Which fragments this request may use; fragment.c sets it. */
struct context_fragments {
    bool begun;      /* the members below are set */
    uint64_t needed; /* the least content version of a fragment that may be used */
    uint64_t made;   /* the content version of a fragment that this request makes */
    uint64_t generation;
};

struct proofread; /* text/proofread.h */

struct context {
    struct app *app;
    struct exchange *x;
    struct arena *arena; /* the exchange's */
    const struct route *route;
    struct settings *settings;
    struct templates *templates; /* context_edition's, as is the next */
    const struct edition *edition;
    const struct locale *locale;  /* how dates are written: context_locale's, as is the next */
    struct number_format numbers; /* how numbers are written */
    struct session *session;      /* of the signed-in person; NULL: nobody is signed in */
    struct session *locked;       /* the same, if the password must be typed again first; or NULL */
    struct form form;             /* the fields of a POST, decoded; empty for a GET */
    struct form query;            /* the fields of the query string */
    struct str arg[PATH_ARGS_MAX]; /* the pattern's :names in order, decoded, valid UTF-8 */
    int64_t now;                   /* epoch seconds; the same for the whole request */

    struct db_conn *conn; /* context_db's */
    struct context_fragments fragments;
};

/* A handler fills c->x->rs and returns OK, or returns an error: the router then answers with an
 * error page of the fitting status (status.h). Its sentence is the error's message if the kind is
 * an answer; a fault's message goes to the log only. */
typedef enum err_kind handler_fn(struct context *c, struct err *e);

/* The request's read snapshot: begun at the first call, ended by the router. *out is c->conn. After
 * its own write, a handler calls context_db_renew to see what was written. A handler that may wait
 * for the writer ends the snapshot first with context_db_done, because an open snapshot keeps a
 * connection from other requests and the database's log from being emptied. The next context_db
 * begins a new one. Errors are those of db_begin. */
MUST_CHECK enum err_kind context_db(struct context *c, struct db_conn **out, struct err *e);
MUST_CHECK enum err_kind context_db_renew(struct context *c, struct db_conn **out, struct err *e);
void context_db_done(struct context *c);

/* The sentence that a page shows for the failure *e, in C's arena: its own message. If the database
 * could not write, it says that nothing was saved; a signed-in person also reads why, and what the
 * operator can do. If too much waits, it says
 * so. Empty for whatever else is for the operator only. */
struct str context_failure(struct context *c, const struct err *e);
/* Why the database could not write, as a sentence, and what the operator can do; empty if *e has no
 * cause. */
struct str context_cause(struct context *c, const struct err *e);

/* The signed-in person as an actor; a zero actor if nobody is signed in. */
struct actor context_actor(const struct context *c);
/* Whether somebody is signed in who has RIGHT. */
bool context_may(const struct context *c, enum right right);
/* Whether the request came over https, or the site's configured address begins with https. */
bool context_is_https(const struct context *c);
/* The version of the assets (assets.h); lives as long as the request. */
struct str context_assets(struct context *c);
/* Whether the site has web fonts. */
bool context_fonts(struct context *c);

/* What the answer is made from: in the site's language, or that which context_speak has set. Not
 * before the settings are read. Lives as long as the request. */
const struct edition *context_edition(struct context *c);
void context_speak(struct context *c, struct str language);
/* For a page of the newsroom: speaks and writes dates and numbers in the language of USER (NULL:
 * nobody in particular), which is the site's if they have chosen none; in English if there are no
 * words in it. */
void context_speak_to(struct context *c, const struct user *user);
/* The language that C speaks, as a tag, and its direction: "ltr" or "rtl". */
struct str context_language(struct context *c);
struct str context_direction(struct context *c);
/* The tags of all languages that there are words in, English first: *n of them, in C's arena. */
const struct str *context_languages(struct context *c, size_t *n);
/* What is said to the person who gets the answer, in their language: a marked literal (N_), a
 * message, and what an error or a problem has said. In C's arena, or as the literal. */
struct str say(struct context *c, const char *english);
struct str say_message(struct context *c, const struct message *m);
struct str say_said(struct context *c, const struct said *s);
/* A message from the database (message_pack). */
struct str say_stored(struct context *c, struct str packed);
/* ITEMS as a list: "a, b and c"; if they are not ALL, "a, b, c". In C's arena. */
struct str say_list(struct context *c, const struct str *items, size_t n, bool all);
/* What is said of notice I of PROOF, and of all of them, in at most MAX bytes, with a last sentence
 * if there are more (text/proofread.h). In C's arena; empty if there are none. */
struct str say_proofread(struct context *c, const struct proofread *proof, size_t i);
struct str say_proofread_all(struct context *c, const struct proofread *proof, size_t max);
/* The sentence of the problem with FIELD; STR_NONE if there is none, or if P is NULL. */
struct str say_problem(struct context *c, const struct problems *p, const char *field);
#define SAY(c, ...)   say_message((c), MESSAGE(__VA_ARGS__))
#define SAY_N(c, ...) say_message((c), COUNTED(__VA_ARGS__))

/* Moves costly work off the page threads; for work that no stored page saves. True on a page
 * thread: the caller returns OK at once, and the handler runs again from its beginning on a thread
 * of the slow pool, so it must not have counted or changed anything yet. False on any other thread:
 * go on. */
MUST_CHECK bool context_defer(struct context *c);

#endif
