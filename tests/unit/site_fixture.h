/* SPDX-License-Identifier: MIT */
/* A site's database in a folder of its own, for tests of what stands on it. */
#ifndef TESTS_SITE_FIXTURE_H
#define TESTS_SITE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/rand.h"
#include "core/talk/comment.h"
#include "core/talk/moderation.h"
#include "core/desk/article_write.h"
#include "core/desk/article_move.h"
#include "core/news/section.h"
#include "core/site/site.h"
#include "core/people/user.h"

struct fixture {
    char dir[64], db_path[96], lock_path[96], views_path[96];
    struct db *db;
    struct arena *arena;
    struct settings *settings;
    struct actor admin;
    int64_t user_id, section_id;
};

/* CALL succeeded; else the test fails with its message. Wants `struct err e` in reach. */
#define assert_ok(call)                                                                            \
    do {                                                                                           \
        if ((call) != OK)                                                                          \
            fail_msg("%s: %s", #call, e.msg);                                                      \
    } while (0)

static inline void fixture_settings(struct fixture *f)
{
    struct err e;
    struct db_conn *c = NULL;
    settings_unref(&f->settings);
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(settings_load(c, &f->settings, &e));
    db_end(f->db, &c);
}

/* Changes one setting, as an admin would. */
static inline void fixture_set(struct fixture *f, const char *name, const char *value)
{
    struct err e;
    struct problems p = {0};
    struct setting_value v = {name, str_from(value)};
    assert_ok(settings_save(f->db, &f->admin, &v, 1, NULL, 0, &p, &e));
    fixture_settings(f);
}

/* The one that is open, for tests that read better without their state. */
static struct fixture *fixture __attribute__((unused));

static inline int fixture_open(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct err e;
    struct problems p = {0};
    rand_init();
    if (f == NULL)
        return 1;
    snprintf(f->dir, sizeof f->dir, "/tmp/broadsheet-unit.XXXXXX");
    if (mkdtemp(f->dir) == NULL)
        return 1;
    snprintf(f->db_path, sizeof f->db_path, "%s/broadsheet.db", f->dir);
    snprintf(f->lock_path, sizeof f->lock_path, "%s/writer.lock", f->dir);
    snprintf(f->views_path, sizeof f->views_path, "%s/views.bin", f->dir);
    f->arena = arena_new(16 * 1024);
    *state = fixture = f;
    if (db_create(&f->db, f->db_path, f->lock_path, &e) != OK || site_make(f->db, &e) != OK) {
        fprintf(stderr, "%s\n", e.msg);
        return 1;
    }
    struct user_edit user = {.login = STR("ana"), .name = STR("Ana Lima"), .role = ROLE_ADMIN};
    struct section section = {.name = STR("City")};
    f->admin = (struct actor){.name = STR("test"), .role = ROLE_ADMIN};
    if (user_add(f->db, &f->admin, &user, STR_NONE, NULL, &f->user_id, &p, &e) != OK ||
        section_save(f->db, &f->admin, &section, NULL, &f->section_id, &p, &e) != OK) {
        fprintf(stderr, "%s\n", e.msg);
        return 1;
    }
    f->admin.user_id = f->user_id;
    fixture_settings(f);
    return 0;
}

static inline int fixture_close(void **state)
{
    struct fixture *f = *state;
    char command[128];
    settings_unref(&f->settings);
    db_close(&f->db);
    arena_free(&f->arena);
    snprintf(command, sizeof command, "rm -rf '%s'", f->dir);
    int rc = system(command);
    free(f);
    return rc;
}

/* A published article; its id. */
static inline int64_t fixture_article(struct fixture *f, const char *title)
{
    struct err e;
    struct problems p = {0};
    int64_t id = 0, version = 0;
    struct article_edit edit = {.title = str_from(title),
                                .body = STR("One paragraph."),
                                .section_id = f->section_id,
                                .author_id = f->user_id,
                                .comments_open = true,
                                .base_views = -1};
    assert_ok(article_save(f->db, f->settings, &f->admin, &edit, &id, &version, &p, &e));
    assert_ok(article_publish(f->db, f->settings, &f->admin, id, 0, &e));
    return id;
}

/* The comment ID as it is stored. */
static inline struct comment fixture_comment(struct fixture *f, int64_t id)
{
    struct err e;
    struct db_conn *c = NULL;
    struct comment it;
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(comment_by_id(c, id, f->arena, &it, &e));
    db_end(f->db, &c);
    return it;
}

#endif
