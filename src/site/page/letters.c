/* SPDX-License-Identifier: MIT */
/* Chooses the subset of the web fonts by language. src/tools/fonts.sh makes the subsets ("cuts")
 * and says which letters each has. The lists name the languages in which a newspaper is likely to
 * be written. A language that is missing here still gets its letters, by the unicode-range rules in
 * site.css; the browser then loads a file for each cut from which the page uses a letter. */
#include "site/page/letters.h"

static const struct {
    const char *cut, *languages;
} cuts[] = {
    {"west", "af an ast br ca co da es eu fi fil fo fr fur fy ga gd gl is it lb nb nl nn no oc pt "
             "rm sc sq sv tl wa"},
    {"central", "az bs crh cs csb dsb eo et hr hsb hu ku lt lv mt pl ro se sk sl szl tk tr"},
    {"vietnamese", "vi"},
    {"cyrillic", "be bg mk ru rue sr uk"},
};

static bool is_listed(struct str language, const char *list)
{
    for (struct str rest = str_from(list); !str_empty(rest);)
        if (str_ieq(str_split(&rest, ' '), language))
            return true;
    return false;
}

/* The script that the tag names ("Latn"); empty if it names none. */
static struct str script_of(struct str parts)
{
    while (!str_empty(parts)) {
        struct str part = str_split(&parts, '-');
        if (part.n == 4 && part.p[0] > '9')
            return part;
    }
    return STR_NONE;
}

struct str letters_of(struct str language)
{
    struct str rest = language, name = str_split(&rest, '-'), script = script_of(rest), cut = {0};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
        if (is_listed(name, cuts[i].languages))
            cut = str_from(cuts[i].cut);
    if (str_empty(script))
        return cut;
    if (str_ieq(script, STR("Cyrl")))
        return STR("cyrillic");
    if (!str_ieq(script, STR("Latn")))
        return STR_NONE;
    /* Serbian and its neighbours are written in both scripts. */
    return str_eq(cut, STR("cyrillic")) ? STR("central") : cut;
}
