/* SPDX-License-Identifier: MIT */
/* Robots are told from browsers by how a User-Agent is built, not by a list of all robots:
 *  - browsers that people use begin with "Mozilla/" (or are one of the few that never did) and name
 * an engine; a program's library does neither;
 *  - robots that pose as a browser leave a name with "bot", "crawl" and the like in it, or an
 * address (a URL, an e-mail) where a webmaster can ask, which no browser does. The words come from
 * reading public lists of both (see tests/unit/test_visitor.c);
 *  - or they put a name of their own into a browser's text where browsers put none. */
#include "core/visitor.h"

#include "core/visitor_words.h"

#include <assert.h>
#include <pthread.h>
#include <stddef.h>

enum { LOOKED_AT = 512 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* What a word that was found says. */
enum { SAYS_AI = 1, SAYS_ROBOT = 2, SAYS_ENGINE = 4, SAYS_PHONE = 8 };

/* ---- looking for them ----
 *
 * All words at once: at each place of the text, those that begin with the two characters there,
 * which for nearly every place are none. */

enum { ASCII = 128, WORDS_MAX = 400 };

struct word {
    struct str text;
    bool begin, end;
    uint8_t says;
    uint16_t next; /* of the words with the same two first characters; 0: none */
};

static struct word all_words[WORDS_MAX + 1]; /* from 1 on */
static uint16_t first_word[ASCII][ASCII];
static pthread_once_t words_once = PTHREAD_ONCE_INIT;

static size_t add_words(size_t n, const char *const *words, uint8_t says)
{
    for (; *words != NULL; words++) {
        struct word *w = &all_words[++n];
        assert(n <= WORDS_MAX);
        w->begin = **words == '^';
        w->text = str_from(*words + w->begin);
        w->end = str_ends(w->text, STR("$"));
        w->text.n -= w->end;
        w->says = says;
        uint16_t *first = &first_word[(unsigned char)w->text.p[0]][(unsigned char)w->text.p[1]];
        w->next = *first;
        *first = (uint16_t)n;
    }
    return n;
}

static void prepare_words(void)
{
    size_t n = add_words(0, visitor_words_ai, SAYS_AI);
    n = add_words(n, visitor_words_robot, SAYS_ROBOT);
    n = add_words(n, visitor_words_engine, SAYS_ENGINE);
    add_words(n, visitor_words_phone, SAYS_PHONE);
}

static bool stands_at(struct str text, size_t at, const struct word *w)
{
    size_t after = at + w->text.n;
    return str_starts(str_skip(text, at), w->text) &&
           (!w->begin || at == 0 || !letter(text.p[at - 1])) &&
           (!w->end || after == text.n || !letter(text.p[after]));
}

/* What all the words in TEXT say together. */
static unsigned words_say(struct str text)
{
    unsigned said = 0;
    pthread_once(&words_once, prepare_words);
    for (size_t i = 0; i + 1 < text.n; i++) {
        unsigned char a = (unsigned char)text.p[i], b = (unsigned char)text.p[i + 1];
        if (a >= ASCII || b >= ASCII)
            continue;
        for (unsigned n = first_word[a][b]; n != 0; n = all_words[n].next)
            if ((said & all_words[n].says) == 0 && stands_at(text, i, &all_words[n]))
                said |= all_words[n].says;
    }
    return said;
}

static bool starts_any(struct str text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (str_starts(text, str_from(*words)))
            return true;
    return false;
}

/* Cubot makes phones; its name must not read as a robot's. */
static void forget_phones(char *text, size_t n)
{
    for (struct str rest = str_of(text, n); rest.n > 0;) {
        size_t at = str_find(rest, STR("cubot"));
        if (at == rest.n)
            return;
        size_t from = (size_t)(rest.p - text) + at;
        memset(text + from, 'c', 5);
        rest = str_skip(rest, at + 5);
    }
}

/* ---- a name where browsers put none ---- */

/* What comes after the first MARK in TEXT; nothing where there is none. */
static struct str behind(struct str text, struct str mark)
{
    return str_skip(text, str_find(text, mark) + mark.n);
}

/* Cuts the first word (up to a space) off *REST. */
static struct str next_word(struct str *rest)
{
    *rest = str_trim(*rest);
    struct str word = str_head(*rest, str_index(*rest, ' '));
    *rest = str_skip(*rest, word.n);
    return word;
}

/* A name without a version. */
static bool bare(struct str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (!letter(word.p[i]) && word.p[i] != '-')
            return false;
    return word.n > 0;
}

/* "(KHTML, like Gecko; Name)", "(KHTML, like Gecko) Name Chrome/1". The Safari inside the brackets
 * is of old browsers; "Ubuntu Chromium/1" is a browser. */
static bool named_at_engine(struct str ua)
{
    struct str rest = behind(ua, STR("khtml, like gecko"));
    if (rest.n == 0)
        return false;
    if (rest.p[0] != ')')
        return !str_starts(rest, STR(", safari"));
    rest = str_skip(rest, 1);
    return bare(next_word(&rest)) && (str_starts(str_trim(rest), STR("chrome/")) ||
                                      str_starts(str_trim(rest), STR("version/")));
}

/* "... Safari/537.36 Name", of a desktop: what applications of telephones and televisions add there
 * follows no rule. */
static bool named_at_end(struct str ua)
{
    struct str rest = behind(ua, STR(" safari/"));
    bool desktop = str_find(ua, STR("(windows nt")) < ua.n ||
                   str_find(ua, STR("(macintosh")) < ua.n || str_find(ua, STR("(x11")) < ua.n;
    if (!desktop || rest.n == 0)
        return false;
    next_word(&rest);
    struct str name = next_word(&rest);
    return bare(name) && rest.n == 0 && !str_ends(name, STR("browser"));
}

static bool says_prefetch(struct str header)
{
    return header.n >= 8 && str_ieq(str_head(header, 8), STR("prefetch"));
}

static enum visitor look_at(struct str user_agent)
{
    char folded[LOOKED_AT];
    size_t n = user_agent.n < LOOKED_AT ? user_agent.n : LOOKED_AT;
    for (size_t i = 0; i < n; i++)
        folded[i] = lower(user_agent.p[i]);
    struct str ua = str_trim(str_of(folded, n));
    forget_phones(folded, n);
    unsigned said = words_say(ua);
    if (said & SAYS_AI)
        return VISITOR_AI_ROBOT;
    bool browser = (str_starts(ua, STR("mozilla/")) && (said & SAYS_ENGINE)) ||
                   (said & SAYS_PHONE) || starts_any(ua, visitor_browser_starts);
    bool robot = (said & SAYS_ROBOT) || str_index(ua, '@') < ua.n || /* an e-mail address */
                 named_at_engine(ua) || named_at_end(ua);
    return browser && !robot ? VISITOR_PERSON : VISITOR_ROBOT;
}

/* ---- those seen before ----
 *
 * Most visitors come with one of a few dozen texts, which each thread remembers. */

enum { MEMORY = 64, REMEMBERED_MAX = 254 };

struct seen {
    uint8_t n; /* 0: nothing is here */
    uint8_t visitor;
    char text[REMEMBERED_MAX];
};

static struct seen *place_of(struct str text)
{
    static _Thread_local struct seen memory[MEMORY];
    uint64_t h = text.n, word;
    for (size_t i = 0; i + sizeof word <= text.n; i += sizeof word) {
        memcpy(&word, text.p + i, sizeof word);
        h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 32;
    }
    return &memory[h % MEMORY];
}

enum visitor visitor_classify(struct str user_agent, struct str sec_purpose, struct str purpose,
                              struct str x_moz)
{
    if (says_prefetch(sec_purpose) || says_prefetch(purpose) || says_prefetch(x_moz))
        return VISITOR_PREFETCH;
    if (user_agent.n == 0 || user_agent.n > REMEMBERED_MAX)
        return look_at(user_agent);
    struct seen *seen = place_of(user_agent);
    if (!str_eq(str_of(seen->text, seen->n), user_agent)) {
        seen->visitor = (uint8_t)look_at(user_agent);
        seen->n = (uint8_t)user_agent.n;
        memcpy(seen->text, user_agent.p, user_agent.n);
    }
    return (enum visitor)seen->visitor;
}
