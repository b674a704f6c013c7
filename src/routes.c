/* SPDX-License-Identifier: MIT */
/* The one table of routes: every address that the program answers, who may use it, and how large a
 * form may be. web/route.h explains the columns. */
#include "admin/admin.h"
#include "site/site.h"

#define OPEN(m, path, fn)                                                                          \
    {                                                                                              \
        .methods = (m), .pattern = (path), .handler = (fn)                                         \
    }
/* The feeds of the list at PATH, and WordPress's addresses for them. */
#define FEEDS(path)                                                                                \
    OPEN(METHOD_GET, path "feed.xml", feed_rss), OPEN(METHOD_GET, path "atom.xml", feed_atom),     \
        OPEN(METHOD_GET, path "feed.json", feed_json), OPEN(METHOD_GET, path "feed/", feed_moved), \
        OPEN(METHOD_GET, path "feed/:format/", feed_moved)
#define READER_FORM(path, fn, bytes)                                                               \
    {                                                                                              \
        .methods = METHOD_POST, .pattern = (path), .handler = (fn), .body = (bytes),               \
        .pool = POOL_SLOW                                                                          \
    }
#define DESK(path, fn, who)                                                                        \
    {                                                                                              \
        .methods = METHOD_GET, .pattern = (path), .handler = (fn), .signed_in = true,              \
        .right = (who), .pool = POOL_SLOW                                                          \
    }
#define DESK_FORM(path, fn, who, bytes)                                                            \
    {                                                                                              \
        .methods = METHOD_POST, .pattern = (path), .handler = (fn), .signed_in = true,             \
        .right = (who), .csrf = true, .body = (bytes), .pool = POOL_SLOW                           \
    }
/* For people, settings and sessions: asks for the password unless it was typed recently. */
#define DELICATE_FORM(path, fn, who, bytes)                                                        \
    {                                                                                              \
        .methods = METHOD_POST, .pattern = (path), .handler = (fn), .signed_in = true,             \
        .right = (who), .csrf = true, .proof = PROOF_FRESH, .body = (bytes), .pool = POOL_SLOW     \
    }

const struct route routes[] = {
    /* ---- readers ---- */
    OPEN(METHOD_GET, "/", home_page),
    OPEN(METHOD_GET, "/page/:page/", home_page),
    OPEN(METHOD_GET, "/section/:slug/", section_page),
    OPEN(METHOD_GET, "/author/:slug/", author_page),
    OPEN(METHOD_GET, "/tag/:slug/", tag_page),
    OPEN(METHOD_GET, "/sections/", sections_page),
    OPEN(METHOD_GET, "/authors/", authors_page),
    OPEN(METHOD_GET, "/:year/", archive_page),
    OPEN(METHOD_GET, "/:year/:month/", archive_page),
    OPEN(METHOD_GET, "/:year/:month/:day/", archive_page),
    OPEN(METHOD_GET, "/most-read/", most_read_page),
    OPEN(METHOD_GET, "/videos/", videos_page),
    OPEN(METHOD_GET, "/videos/:id/", video_page),
    OPEN(METHOD_GET, "/videos/:id/:slug/", video_page),
    OPEN(METHOD_GET, "/:year/:month/:day/:slug/", article_page),
    {.methods = METHOD_GET, .pattern = "/search", .handler = search_page, .pool = POOL_SLOW},
    READER_FORM("/comment", comment_post, 512 * KIB),
    READER_FORM("/comment/edit", comment_own_edit, 512 * KIB),
    READER_FORM("/comment/withdraw", comment_own_withdraw, 16 * KIB),

    /* ---- machines ---- */
    FEEDS("/"),
    FEEDS("/section/:slug/"),
    FEEDS("/tag/:slug/"),
    FEEDS("/author/:slug/"),
    OPEN(METHOD_GET, "/comments.xml", feed_site_comments_rss),
    OPEN(METHOD_GET, "/comments/feed/", feed_moved),
    OPEN(METHOD_GET, "/:year/:month/:day/:slug/comments.xml", feed_comments_rss),
    OPEN(METHOD_GET, "/:year/:month/:day/:slug/feed/", feed_moved),
    OPEN(METHOD_GET, "/:year/:month/:day/:slug/live.html", live_feed),
    OPEN(METHOD_GET, "/sitemap.xml", sitemap_index),
    OPEN(METHOD_GET, "/sitemap-pages.xml", sitemap_lists),
    OPEN(METHOD_GET, "/sitemap-articles-:page.xml", sitemap_of_articles),
    OPEN(METHOD_GET, "/sitemap-tags-:page.xml", sitemap_of_tags),
    OPEN(METHOD_GET, "/sitemap-videos-:page.xml", sitemap_of_videos),
    OPEN(METHOD_GET, "/news-sitemap.xml", news_sitemap),
    OPEN(METHOD_GET, "/robots.txt", robots_txt),
    OPEN(METHOD_GET, "/.well-known/security.txt", security_txt),
    OPEN(METHOD_GET, "/manifest.webmanifest", web_manifest),
    OPEN(METHOD_GET, "/healthz", healthz),
    /* These two may wait for the write lock. */
    {.methods = METHOD_GET, .pattern = "/readyz", .handler = readyz, .pool = POOL_SLOW},
    {.methods = METHOD_GET, .pattern = "/metrics", .handler = metrics, .pool = POOL_SLOW},
    OPEN(METHOD_GET, "/:key.txt", indexnow_key_txt),

    /* ---- the newsroom ---- */
    {.methods = METHOD_GET,
     .pattern = "/admin/login",
     .handler = admin_login_page,
     .pool = POOL_SLOW},
    READER_FORM("/admin/login", admin_login, 16 * KIB),
    {.methods = METHOD_POST,
     .pattern = "/admin/logout",
     .handler = admin_logout,
     .signed_in = true,
     .right = RIGHT_SIGNED_IN,
     .signed_out_too = true,
     .csrf = true,
     .proof = PROOF_NONE,
     .body = 16 * KIB,
     .pool = POOL_SLOW},
    DESK("/admin/", admin_dashboard, RIGHT_SIGNED_IN),

    DESK("/admin/comments", admin_comments, RIGHT_MODERATE),
    DESK_FORM("/admin/comments", admin_comments_moderate, RIGHT_MODERATE, 256 * KIB),
    DESK_FORM("/admin/comments/undo", admin_comments_undo, RIGHT_MODERATE, 16 * KIB),
    DESK("/admin/comments/matching", admin_comments_matching, RIGHT_MODERATE),
    DESK_FORM("/admin/comments/matching", admin_comments_moderate_matching, RIGHT_MODERATE,
              16 * KIB),
    DESK("/admin/comments/:id", admin_comment_edit, RIGHT_MODERATE),
    DESK_FORM("/admin/comments/:id", admin_comment_save, RIGHT_MODERATE, 512 * KIB),
    DESK_FORM("/admin/comments/:id/moderate", admin_comment_moderate, RIGHT_MODERATE, 16 * KIB),
    DESK_FORM("/admin/comments/:id/reply", admin_comment_reply, RIGHT_MODERATE, 512 * KIB),

    DESK("/admin/articles", admin_articles, RIGHT_WRITE),
    DESK("/admin/articles/new", admin_article_new, RIGHT_WRITE),
    DESK_FORM("/admin/articles/new", admin_article_save, RIGHT_WRITE, 4 * MIB),
    DESK("/admin/articles/:id", admin_article_edit, RIGHT_WRITE),
    DESK_FORM("/admin/articles/:id", admin_article_save, RIGHT_WRITE, 4 * MIB),
    DESK("/admin/articles/:id/corrections", admin_corrections, RIGHT_PUBLISH),
    DESK_FORM("/admin/articles/:id/corrections", admin_corrections_save, RIGHT_PUBLISH, 64 * KIB),
    DESK("/admin/articles/:id/live", admin_live, RIGHT_WRITE),
    DESK_FORM("/admin/articles/:id/live", admin_live_save, RIGHT_WRITE, 256 * KIB),
    DESK("/admin/articles/:id/live/:id", admin_live_entry, RIGHT_WRITE),
    DESK_FORM("/admin/articles/:id/live/:id", admin_live_entry_save, RIGHT_WRITE, 256 * KIB),
    DESK_FORM("/admin/articles/preview", article_preview, RIGHT_WRITE, 4 * MIB),

    DESK("/admin/videos", admin_videos, RIGHT_VIDEOS),
    DESK("/admin/videos/new", admin_video_new, RIGHT_VIDEOS),
    DESK_FORM("/admin/videos/new", admin_video_save, RIGHT_VIDEOS, 64 * KIB),
    DESK("/admin/videos/:id", admin_video_edit, RIGHT_VIDEOS),
    DESK_FORM("/admin/videos/:id", admin_video_save, RIGHT_VIDEOS, 64 * KIB),

    DESK("/admin/breaking", admin_breaking, RIGHT_PUBLISH),
    DESK_FORM("/admin/breaking", admin_breaking_save, RIGHT_PUBLISH, 64 * KIB),

    DESK("/admin/settings", admin_settings, RIGHT_SETTINGS),
    DELICATE_FORM("/admin/settings", admin_settings_save, RIGHT_SETTINGS, 64 * KIB),
    DESK("/admin/settings/comments", admin_settings_comments, RIGHT_SETTINGS),
    DELICATE_FORM("/admin/settings/comments", admin_settings_comments_save, RIGHT_SETTINGS,
                  8 * MIB),
    DESK("/admin/settings/machines", admin_settings_machines, RIGHT_SETTINGS),
    DELICATE_FORM("/admin/settings/machines", admin_settings_machines_save, RIGHT_SETTINGS,
                  64 * KIB),
    DESK("/admin/settings/social", admin_social_links, RIGHT_SETTINGS),
    DELICATE_FORM("/admin/settings/social", admin_social_links_save, RIGHT_SETTINGS, 64 * KIB),
    DESK("/admin/settings/sections", admin_sections, RIGHT_SETTINGS),
    DESK("/admin/settings/sections/new", admin_section_new, RIGHT_SETTINGS),
    DELICATE_FORM("/admin/settings/sections/new", admin_section_save, RIGHT_SETTINGS, 64 * KIB),
    DESK("/admin/settings/sections/:id", admin_section_edit, RIGHT_SETTINGS),
    DELICATE_FORM("/admin/settings/sections/:id", admin_section_save, RIGHT_SETTINGS, 64 * KIB),

    DESK("/admin/users", admin_users, RIGHT_USERS),
    DESK("/admin/users/new", admin_user_new, RIGHT_USERS),
    DELICATE_FORM("/admin/users/new", admin_user_save, RIGHT_USERS, 64 * KIB),
    DESK("/admin/users/:id", admin_user_edit, RIGHT_USERS),
    DELICATE_FORM("/admin/users/:id", admin_user_save, RIGHT_USERS, 64 * KIB),
    DESK("/admin/profile", admin_profile, RIGHT_SIGNED_IN),
    DESK_FORM("/admin/profile", admin_profile_save, RIGHT_SIGNED_IN, 64 * KIB),
    DESK_FORM("/admin/password", admin_password, RIGHT_SIGNED_IN, 16 * KIB),
    DESK_FORM("/admin/profile/notices", admin_profile_notices, RIGHT_SIGNED_IN, 16 * KIB),
    DESK("/admin/profile/sessions", admin_sessions, RIGHT_SIGNED_IN),
    DELICATE_FORM("/admin/profile/sessions", admin_sessions_end, RIGHT_SIGNED_IN, 16 * KIB),
    DESK("/admin/audit", admin_audit, RIGHT_AUDIT),
    {0},
};

/* Shows an error of the newsroom in the newsroom's frame. If that fails too (it reads the
 * database), or for readers, shows it in the site's frame. */
static enum err_kind show_error(struct context *c, int status, struct str sentence, struct err *e)
{
    bool newsroom = c->session != NULL && str_starts(c->x->rq.path, STR("/admin/"));
    if (newsroom && admin_error_page(c, status, sentence, e) == OK)
        return OK;
    return error_page(c, status, sentence, e);
}

error_page_fn *const router_error_page = show_error;
proof_page_fn *const router_proof_page = admin_proof_page;
