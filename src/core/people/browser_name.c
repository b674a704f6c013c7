/* SPDX-License-Identifier: MIT */
/* Finds the first known word of a User-Agent in each of two tables, one of browsers and one of
 * systems. */
#include "core/people/browser_name.h"

enum { READ_MAX = 512 };

struct word {
    const char *text, *name;
};

/* The order matters: most browsers name others as well. The last entry has no text. */
static const struct word browsers[] = {
    {"Edg", "Edge"},          {"OPR/", "Opera"},       {"SamsungBrowser/", "Samsung Internet"},
    {"YaBrowser/", "Yandex"}, {"Vivaldi/", "Vivaldi"}, {"Firefox/", "Firefox"},
    {"FxiOS/", "Firefox"},    {"CriOS/", "Chrome"},    {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},    {NULL, "A browser"},
};
static const struct word systems[] = {
    {"iPhone", "iPhone"},   {"iPad", "iPad"},     {"Android", "Android"}, {"Windows", "Windows"},
    {"Macintosh", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"},     {NULL, "a device"},
};

static const char *name_in(struct str user_agent, const struct word *words)
{
    while (words->text != NULL && str_find(user_agent, str_from(words->text)) == user_agent.n)
        words++;
    return words->name;
}

struct str browser_name(struct str user_agent, struct arena *a)
{
    struct str read = str_head(user_agent, READ_MAX);
    return arena_printf(a, "%s, %s", name_in(read, browsers), name_in(read, systems));
}
