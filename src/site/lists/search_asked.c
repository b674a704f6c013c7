/* SPDX-License-Identifier: MIT */
/* An address that makes no sense in part is still a search: what does not fit is left out. */
#include "site/lists/search_asked.h"

#include <inttypes.h>

#include "base/digits.h"
#include "base/url.h"

void search_note_add(struct search_asked *asked, struct str text)
{
    if (asked->n_notes < SEARCH_NOTES_MAX)
        asked->notes[asked->n_notes++].text = text;
}

static bool digits_to(struct str s, int *out)
{
    int64_t n;
    bool good = s.n > 0 && s.p[0] != '-' && str_int(s, &n) && n <= 9999;
    if (good)
        *out = (int)n;
    return good;
}

/* The first moment of the day S ("2026-11-23") or, if NEXT, of the day after. False if S is not a
 * date. */
static bool day_of(struct context *c, struct str s, bool next, int64_t *out)
{
    enum { DAY_AND_A_HALF_S = 36 * 3600 };
    struct civil day = {0};
    struct err e;
    struct str rest = digits_plain(c->arena, s);
    struct str year = str_split(&rest, '-');
    struct str month = str_split(&rest, '-');
    if (!digits_to(year, &day.year) || !digits_to(month, &day.month) || !digits_to(rest, &day.day))
        return false;
    if (day.year < 1970 || locale_epoch(c->settings->locale, day, out, &e) != OK)
        return false;
    if (!next)
        return true;
    day = locale_civil(c->settings->locale, *out + DAY_AND_A_HALF_S);
    day.hour = day.minute = day.second = 0;
    return locale_epoch(c->settings->locale, day, out, &e) == OK;
}

static struct str text_field(struct context *c, const char *name, size_t max)
{
    struct problems ignored = {0};
    return utf8_cut(form_text(&c->query, name, UTF8_ONE_LINE, max, c->arena, &ignored), max);
}

static void read_date(struct context *c, struct search_asked *asked, const char *name,
                      struct str *text, bool next, int64_t *out)
{
    struct str sent = text_field(c, name, 40);
    if (str_empty(sent))
        return;
    if (day_of(c, sent, next, out))
        *text = sent;
    else
        search_note_add(asked,
                        SAY(c, "“{text}” is not a date and was ignored.", PUT("text", sent)));
}

void search_asked_read(struct context *c, struct search_asked *asked, int64_t limit)
{
    *asked = (struct search_asked){.q = {.limit = limit}};
    asked->q.text = text_field(c, "q", 2000);
    asked->q.order = str_eq(form_raw(&c->query, "sort"), STR("date")) ? SEARCH_NEWEST : SEARCH_BEST;
    asked->q.exactly = str_eq(form_raw(&c->query, "exact"), STR("1"));
    asked->section = text_field(c, "section", 200);
    asked->author = text_field(c, "author", 200);
    read_date(c, asked, "from", &asked->from, false, &asked->q.from);
    read_date(c, asked, "until", &asked->until, true, &asked->q.until);
    /* A malformed key is ignored: the search starts at its first page. */
    (void)search_key_parse(form_raw(&c->query, "go"), &asked->q.key);
}

static void add_field(struct context *c, struct buf *b, const char *name, struct str value)
{
    if (str_empty(value))
        return;
    buf_printf(b, "&%s=", name);
    buf_add(b, url_encode(c->arena, value));
}

struct str search_url(struct context *c, const struct search_asked *asked, struct str text,
                      unsigned parts, const struct search_key *key)
{
    struct buf b = buf_in(c->arena);
    buf_add_c(&b, "/search?q=");
    buf_add(&b, url_encode(c->arena, text));
    if (parts & URL_FILTERS) {
        add_field(c, &b, "section", asked->section);
        add_field(c, &b, "author", asked->author);
        add_field(c, &b, "from", asked->from);
        add_field(c, &b, "until", asked->until);
    }
    add_field(c, &b, "sort", asked->q.order == SEARCH_NEWEST ? STR("date") : STR_NONE);
    add_field(c, &b, "exact", parts & URL_EXACT ? STR("1") : STR_NONE);
    if (key != NULL)
        buf_printf(&b, "&go=%" PRId64 "-%" PRId64 "-%" PRId64, key->top, key->score, key->id);
    return buf_str(&b);
}
