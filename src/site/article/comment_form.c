/* SPDX-License-Identifier: MIT */
/* The comment form. Whether it is open depends on the settings, the article and the time
 * (comment_open). A fresh form must be the same for everybody, since it is part of the cached page:
 * everything about one reader is a hole. */
#include "site/article/comment_form.h"
#include "core/talk/comment_check.h"

#include <inttypes.h>

/* A problem in the summary above the form. */
struct wrong_view {
    struct str field, text; /* FIELD is empty for a field that readers do not see */
    bool hidden;
};
static const struct tpl_field wrong_fields[] = {TPL_FIELD(wrong_view, "FIELD", TPL_STR, field),
                                                TPL_FIELD(wrong_view, "FIELD", TPL_IF_TEXT, field),
                                                TPL_FIELD(wrong_view, "TEXT", TPL_STR, text),
                                                TPL_FIELD(wrong_view, "HIDDEN", TPL_BOOL, hidden),
                                                TPL_END};

struct form_view {
    /* The heading, and the reply's parent. */
    int64_t article, parent;
    struct str reply_to, reply_anchor, cancel;
    bool is_reply, is_first;

    /* The problems. */
    struct str failed;
    bool refused;
    struct tpl_list wrong;
    struct str comment_error, author_error, email_error, url_error;

    /* The fields. */
    struct str comment, author, email, url, token;
    struct html remembered; /* a hole */
    bool checked, required, reader;
    struct str staff, csrf; /* the signed-in writer's name; empty: a reader */
    int64_t comment_max, author_max, email_max, url_max;

    struct str closed; /* why there is no form; empty: there is one */
    bool open, saved;  /* SAVED: the form is closed, but there is a typed text to give back */
};
static const struct tpl_field form_fields[] = {
    TPL_FIELD(form_view, "ARTICLE", TPL_INT, article),
    TPL_FIELD(form_view, "PARENT", TPL_INT, parent),
    TPL_FIELD(form_view, "REPLY_TO", TPL_STR, reply_to),
    TPL_FIELD(form_view, "REPLY_ANCHOR", TPL_STR, reply_anchor),
    TPL_FIELD(form_view, "CANCEL", TPL_STR, cancel),
    TPL_FIELD(form_view, "IS_REPLY", TPL_BOOL, is_reply),
    TPL_FIELD(form_view, "IS_FIRST", TPL_BOOL, is_first),
    TPL_FIELD(form_view, "FAILED", TPL_STR, failed),
    TPL_FIELD(form_view, "FAILED", TPL_IF_TEXT, failed),
    TPL_FIELD(form_view, "REFUSED", TPL_BOOL, refused),
    TPL_SUB(form_view, "WRONG", TPL_LIST, wrong, wrong_fields, sizeof(struct wrong_view)),
    TPL_FIELD(form_view, "COMMENT_ERROR", TPL_STR, comment_error),
    TPL_FIELD(form_view, "COMMENT_ERROR", TPL_IF_TEXT, comment_error),
    TPL_FIELD(form_view, "AUTHOR_ERROR", TPL_STR, author_error),
    TPL_FIELD(form_view, "AUTHOR_ERROR", TPL_IF_TEXT, author_error),
    TPL_FIELD(form_view, "EMAIL_ERROR", TPL_STR, email_error),
    TPL_FIELD(form_view, "EMAIL_ERROR", TPL_IF_TEXT, email_error),
    TPL_FIELD(form_view, "URL_ERROR", TPL_STR, url_error),
    TPL_FIELD(form_view, "URL_ERROR", TPL_IF_TEXT, url_error),
    TPL_FIELD(form_view, "COMMENT", TPL_STR, comment),
    TPL_FIELD(form_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(form_view, "EMAIL", TPL_STR, email),
    TPL_FIELD(form_view, "URL", TPL_STR, url),
    TPL_FIELD(form_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(form_view, "REMEMBERED", TPL_HTML, remembered),
    TPL_FIELD(form_view, "CHECKED", TPL_BOOL, checked),
    TPL_FIELD(form_view, "REQUIRED", TPL_BOOL, required),
    TPL_FIELD(form_view, "STAFF", TPL_STR, staff),
    TPL_FIELD(form_view, "STAFF", TPL_IF_TEXT, staff),
    TPL_FIELD(form_view, "READER", TPL_BOOL, reader),
    TPL_FIELD(form_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(form_view, "COMMENT_MAX", TPL_INT, comment_max),
    TPL_FIELD(form_view, "AUTHOR_MAX", TPL_INT, author_max),
    TPL_FIELD(form_view, "EMAIL_MAX", TPL_INT, email_max),
    TPL_FIELD(form_view, "URL_MAX", TPL_INT, url_max),
    TPL_FIELD(form_view, "OPEN", TPL_BOOL, open),
    TPL_FIELD(form_view, "CLOSED", TPL_STR, closed),
    TPL_FIELD(form_view, "CLOSED", TPL_IF_TEXT, closed),
    TPL_FIELD(form_view, "SAVED", TPL_BOOL, saved),
    TPL_END};
TPL_TEMPLATE(comment_form, "site/comment_form.tpl", form_view, form_fields);

static struct str hole(struct context *c, enum hole_kind kind, int64_t id)
{
    return hole_mark(c->arena, (struct hole){.kind = kind, .id = id});
}

/* Whether the form shows the field NAME. A problem with any other field has nothing to link to. */
static bool field_is_shown(const char *name, bool staff)
{
    return strcmp(name, "comment") == 0 ||
           (!staff && (strcmp(name, "author") == 0 || strcmp(name, "email") == 0 ||
                       strcmp(name, "url") == 0));
}

static void fill_problems(struct context *c, const struct comment_form *f, struct form_view *v)
{
    size_t n = f->problems ? (size_t)f->problems->n : 0;
    struct wrong_view *wrong = ARENA_ARRAY(c->arena, struct wrong_view, n);
    for (size_t i = 0; i < n; i++) {
        const struct problem *p = &f->problems->item[i];
        bool shown = field_is_shown(p->field, !str_empty(v->staff));
        wrong[i] = (struct wrong_view){
            .field = shown ? str_from(p->field) : STR_NONE,
            .text = say_problem(c, f->problems, p->field),
            .hidden = !shown,
        };
    }
    v->wrong = (struct tpl_list){wrong, n};
    v->failed = f->failed;
    v->refused = n > 0 || !str_empty(f->failed);
    v->comment_error = say_problem(c, f->problems, "comment");
    v->author_error = say_problem(c, f->problems, "author");
    v->email_error = say_problem(c, f->problems, "email");
    v->url_error = say_problem(c, f->problems, "url");
}

static void fill_values(struct context *c, const struct comment_form *f, struct form_view *v)
{
    const struct comment_typed *t = f->typed;
    v->token = t && !str_empty(t->token) ? t->token : hole(c, HOLE_TOKEN, f->article->id);
    if (t) {
        v->comment = t->comment;
        v->author = t->author;
        v->email = t->email;
        v->url = t->url;
        v->checked = t->remember;
        return;
    }
    v->author = hole(c, HOLE_AUTHOR, 0);
    v->email = hole(c, HOLE_EMAIL, 0);
    v->url = hole(c, HOLE_URL, 0);
    struct str mark = hole(c, HOLE_REMEMBERED, 0);
    v->remembered = (struct html){mark.p, mark.n};
}

struct tpl_include comment_form_include(struct context *c, const struct comment_form *form)
{
    struct form_view *v = ARENA_NEW(c->arena, struct form_view);
    const char *why;
    *v = (struct form_view){
        .article = form->article->id,
        .cancel = arena_join(c->arena, form->url, STR("#respond")),
        .open = comment_open(c->settings, form->article, c->now, &why),
        .required = c->settings->require_identity,
        .comment_max = COMMENT_BODY_MAX,
        .author_max = COMMENT_AUTHOR_MAX,
        .email_max = COMMENT_EMAIL_MAX,
        .url_max = COMMENT_URL_MAX,
    };
    v->reader = c->session == NULL;
    if (!v->open)
        v->closed = say(c, why);
    if (c->session != NULL) {
        v->staff = c->session->user.name;
        v->csrf = c->session->csrf;
    }
    if (form->parent != NULL && v->open) {
        v->is_reply = true;
        v->parent = form->parent->id;
        v->reply_to = str_empty(form->parent->author) ? say(c, "Anonymous") : form->parent->author;
        v->reply_anchor = arena_printf(c->arena, "#comment-%" PRId64, form->parent->id);
    }
    v->is_first = !v->is_reply;
    v->saved = !v->open && form->typed != NULL && !str_empty(form->typed->comment);
    fill_problems(c, form, v);
    fill_values(c, form, v);
    return tpl_comment_form(v);
}
