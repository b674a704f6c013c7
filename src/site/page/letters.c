/* SPDX-License-Identifier: MIT */
/* Chooses the subset of the web fonts by language. src/tools/fonts.sh makes the subsets ("cuts")
 * and says which letters each has. The lists name the languages in which a newspaper is likely to
 * be written. A language that is missing here still gets its letters, by the unicode-range rules in
 * site.css; the browser then loads a file for each cut from which the page uses a letter. */
#include "site/page/letters.h"

static const struct {
    const char *cut, *script, *languages;
} cuts[] = {
    {"french", "Latn", "af br co fr fur fy gd it lb nl oc rm sc sq wa"},
    {"iberian", "Latn", "an ast ca es eu fil ga gl pt tl"},
    {"nordic", "Latn", "da fi fo is nb nn no sv"},
    {"slavic", "Latn", "bs cs csb dsb hr hsb pl sk sl szl"},
    {"baltic", "Latn", "et hu lt lv ro"},
    {"outer", "Latn", "az crh eo ku mt se tk tr"},
    {"vietnamese", "Latn", "vi"},
    {"russian", "Cyrl", "bg ru"},
    {"ukrainian", "Cyrl", "be rue uk"},
    {"serbian", "Cyrl", "mk sr"},
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
    struct str rest = language, name = str_split(&rest, '-'), script = script_of(rest);
    bool listed = false;
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
        if (is_listed(name, cuts[i].languages)) {
            if (str_empty(script) || str_ieq(script, str_from(cuts[i].script)))
                return str_from(cuts[i].cut);
            listed = true;
        }
    /* Serbian and its neighbours are written in both scripts. */
    return listed && str_ieq(script, STR("Latn")) ? STR("slavic") : STR_NONE;
}
