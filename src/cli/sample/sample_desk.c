/* SPDX-License-Identifier: MIT */
/* Loads what articles need before they can be written: settings, sections and people; and the
 * videos, which depend on nothing. */
#include "cli/sample/sample_parts.h"

#include "core/news/section.h"
#include "core/news/video.h"
#include "core/people/user.h"

enum { SETTINGS_MAX = RECORD_FIELDS_MAX };

enum err_kind sample_add_settings(struct sample *sample, struct err *e)
{
    struct record_list list, social;
    TRY(sample_records(sample, "settings.md",
                       "site_name tagline language zone articles_per_page held_words trash_words",
                       &list, e));
    TRY(sample_records(sample, "social.md", "kind label url", &social, e));
    const struct record *r = &list.items[0];
    struct setting_value values[SETTINGS_MAX];
    for (int i = 0; i < r->n_fields; i++) {
        struct str name = r->field[i].key, value = r->field[i].value;
        if (str_ends(name, STR("_words")))
            value = sample_lines(sample, value);
        values[i] = (struct setting_value){arena_cstr(sample->arena, name), value};
    }
    struct social_link *links = ARENA_ARRAY(sample->arena, struct social_link, social.n);
    for (size_t i = 0; i < social.n; i++) {
        TRY(record_need(&social.items[i], "kind", &links[i].kind, e));
        TRY(record_need(&social.items[i], "label", &links[i].label, e));
        TRY(record_need(&social.items[i], "url", &links[i].url, e));
    }
    struct problems p = {0};
    if (settings_save(sample->db, &sample_loader, values, (size_t)r->n_fields, links, social.n, &p,
                      e) != OK)
        return p.n > 0 ? record_fail(r, p.item[0].field, e, "%s", p.item[0].text)
                       : record_wrap(r, e);
    return settings_read(sample->db, &sample->settings, e);
}

enum err_kind sample_add_sections(struct sample *sample, struct err *e)
{
    struct record_list list;
    TRY(sample_records(sample, "sections.md", "slug name", &list, e));
    sample->sections = ARENA_ARRAY(sample->arena, struct sample_section, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct record *r = &list.items[i];
        struct section section = {.description = r->body, .position = (int64_t)i + 1};
        TRY(record_need(r, "slug", &section.slug, e));
        TRY(record_need(r, "name", &section.name, e));
        struct sample_section *added = &sample->sections[sample->n_sections++];
        added->slug = section.slug;
        struct problems p = {0};
        if (section_save(sample->db, &sample_loader, &section, NULL, &added->id, &p, e) != OK)
            return record_wrap(r, e);
    }
    return OK;
}

enum err_kind sample_add_people(struct sample *sample, struct err *e)
{
    struct record_list list;
    TRY(sample_records(sample, "people.md", "login name email role picture links", &list, e));
    sample->people = ARENA_ARRAY(sample->arena, struct sample_person, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct record *r = &list.items[i];
        struct sample_person *person = &sample->people[sample->n_people++];
        TRY(record_need(r, "login", &person->login, e));
        TRY(record_need(r, "name", &person->name, e));
        TRY(record_need(r, "email", &person->email, e));
        person->role = role_from_name(record_text(r, "role"));
        struct user_edit edit = {.login = person->login,
                                 .name = person->name,
                                 .email = person->email,
                                 .bio = r->body,
                                 .picture = record_text(r, "picture"),
                                 .links = sample_lines(sample, record_text(r, "links")),
                                 .role = person->role};
        struct problems p = {0};
        if (user_add(sample->db, &sample_loader, &edit, STR_NONE, NULL, &person->id, &p, e) != OK)
            return record_wrap(r, e);
    }
    return OK;
}

enum err_kind sample_add_videos(struct sample *sample, struct err *e)
{
    struct record_list list;
    TRY(sample_records(sample, "videos.md", "youtube_id title poster duration_s days_ago time",
                       &list, e));
    for (size_t i = 0; i < list.n; i++) {
        const struct record *r = &list.items[i];
        struct video video = {.description = r->body, .poster = record_text(r, "poster")};
        TRY(record_need(r, "youtube_id", &video.youtube_id, e));
        TRY(record_need(r, "title", &video.title, e));
        TRY(record_int(r, "duration_s", 0, 0, SAMPLE_DAY_S, &video.duration_s, e));
        TRY(sample_moment(sample, r, &video.published_at, e));
        struct problems p = {0};
        int64_t id;
        if (video_save(sample->db, &sample_loader, &video, NULL, &id, &p, e) != OK)
            return record_wrap(r, e);
    }
    return OK;
}
