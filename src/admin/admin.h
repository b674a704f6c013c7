/* SPDX-License-Identifier: MIT */
/* The handlers of the newsroom, for the route table; each is in the file of its page. */
#ifndef ADMIN_ADMIN_H
#define ADMIN_ADMIN_H

#include "web/route.h"

/* login.c */
handler_fn admin_login_page;
handler_fn admin_login;
handler_fn admin_logout;

/* dashboard.c */
handler_fn admin_dashboard;

/* comments.c, comment_moderate.c, comments_undo.c, comments_matching.c, comment_edit.c,
 * comment_reply.c */
handler_fn admin_comments;
handler_fn admin_comments_moderate;
handler_fn admin_comment_moderate;
handler_fn admin_comments_undo;
handler_fn admin_comments_matching;
handler_fn admin_comments_moderate_matching;
handler_fn admin_comment_edit;
handler_fn admin_comment_save;
handler_fn admin_comment_reply;

/* articles.c, article_edit.c, article_save.c (the preview is site/article/article_preview.c) */
handler_fn admin_articles;
handler_fn admin_article_new;
handler_fn admin_article_edit;
handler_fn admin_article_save;
/* article_corrections.c */
handler_fn admin_corrections;
handler_fn admin_corrections_save;
/* article_live.c, live_entry.c */
handler_fn admin_live;
handler_fn admin_live_save;
handler_fn admin_live_entry;
handler_fn admin_live_entry_save;

/* breaking.c */
handler_fn admin_breaking;
handler_fn admin_breaking_save;

/* videos.c, video_edit.c */
handler_fn admin_videos;
handler_fn admin_video_new;
handler_fn admin_video_edit;
handler_fn admin_video_save;

/* settings.c (its fields: settings_fields.c), social_links.c, sections.c, section_edit.c */
handler_fn admin_settings;
handler_fn admin_settings_save;
handler_fn admin_settings_comments;
handler_fn admin_settings_comments_save;
handler_fn admin_settings_machines;
handler_fn admin_settings_machines_save;
handler_fn admin_social_links;
handler_fn admin_social_links_save;
handler_fn admin_sections;
handler_fn admin_section_new;
handler_fn admin_section_edit;
handler_fn admin_section_save;

/* users.c, user_edit.c, profile.c (their form: person_form.c) */
handler_fn admin_users;
handler_fn admin_user_new;
handler_fn admin_user_edit;
handler_fn admin_user_save;
handler_fn admin_profile;
handler_fn admin_profile_save;
handler_fn admin_profile_notices;
/* password.c */
handler_fn admin_password;
/* proof.c */
proof_page_fn admin_proof_page;
/* sessions.c */
handler_fn admin_sessions;
handler_fn admin_sessions_end;

/* audit.c */
handler_fn admin_audit;

/* problem.c: for whoever is signed in */
error_page_fn admin_error_page;

#endif
