/* SPDX-License-Identifier: MIT */
/* Tells robots from browsers by the way a User-Agent is built, not by a list of all robots:
 *
 *  - Browsers that people use begin with "Mozilla/" (or are one of the few that never did) and name
 *    an engine. Applications name the telephone or system that they run on. A program's library
 * does neither.
 *  - Robots that pose as a browser include a name with "bot", "crawl" or the like, or a contact (a
 *    URL, an e-mail address), which no browser does. Words that people's applications have in their
 *    names, too ("scan", "reader"), count only if no device is named.
 *  - Or they put a name of their own into a desktop's text where browsers have none.
 *
 * The words come from public lists of both (see tests/unit/test_visitor.c). */
#include "core/views/visitor.h"

#include "core/views/visitor_name.h"
#include "core/views/visitor_words.h"

#include <assert.h>
#include <pthread.h>
#include <stddef.h>

enum { READ_MAX = 512 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* What a word in the text means. */
enum {
    SAYS_AI = 1,
    SAYS_ROBOT = 2,
    SAYS_WEAK = 4,
    SAYS_ENGINE = 8,
    SAYS_DEVICE = 16,
    SAYS_START = 32,
    SAYS_BROWSER = 64,
    SAYS_NO_ROBOT = 128, /* the word is skipped */
};

/* ---- finding words ----
 *
 * All words are sought at once: at each place of the text only the words that begin with the two
 * characters there are tried, which for nearly every place are none. */

enum { ASCII = 128, WORDS_MAX = 700, FOLDED_MAX = 2048 };

struct word {
    struct str text;
    bool begin, end;
    uint8_t says;
    uint16_t next; /* the next word with the same first two characters; 0: none */
};

static struct word all_words[WORDS_MAX + 1]; /* the first is at 1 */
static size_t word_count;
static uint16_t first_word[ASCII][ASCII];
static char folded_names[FOLDED_MAX]; /* the AI robots' names in lower case */
static pthread_once_t words_once = PTHREAD_ONCE_INIT;

static void add_word(struct str text, uint8_t says)
{
    assert(word_count < WORDS_MAX);
    struct word *w = &all_words[++word_count];
    w->begin = str_starts(text, STR("^"));
    w->end = str_ends(text, STR("$"));
    w->text = str_skip(str_head(text, text.n - w->end), w->begin);
    w->says = says;
    assert(w->text.n >= 2);
    uint16_t *first = &first_word[(unsigned char)w->text.p[0]][(unsigned char)w->text.p[1]];
    w->next = *first;
    *first = (uint16_t)word_count;
}

static void add_words(const char *list, uint8_t says)
{
    for (struct str rest = str_from(list); rest.n > 0;)
        add_word(str_split(&rest, '|'), says);
}

static void add_ai(void)
{
    size_t used = 0;
    for (const struct visitor_ai *ai = visitor_ai; ai->name != NULL || ai->word != NULL; ai++) {
        struct str text = str_from(ai->word != NULL ? ai->word : ai->name);
        assert(used + text.n <= FOLDED_MAX);
        for (size_t i = 0; i < text.n; i++)
            folded_names[used + i] = lower(text.p[i]);
        add_word(str_of(folded_names + used, text.n), SAYS_AI);
        used += text.n;
    }
}

static void prepare_words(void)
{
    add_ai();
    add_words(visitor_words_robot, SAYS_ROBOT);
    add_words(visitor_words_weak, SAYS_WEAK);
    add_words(visitor_words_engine, SAYS_ENGINE);
    add_words(visitor_words_device, SAYS_DEVICE);
    add_words(visitor_words_start, SAYS_START);
    add_words(visitor_words_browser, SAYS_BROWSER);
    add_words(visitor_words_no_robot, SAYS_NO_ROBOT); /* added last, so tried first */
}

static bool stands_at(struct str text, size_t at, const struct word *w)
{
    size_t after = at + w->text.n;
    bool first = w->says == SAYS_START || w->says == SAYS_BROWSER;
    return str_starts(str_skip(text, at), w->text) && (!first || at == 0) &&
           (!w->begin || at == 0 || !is_letter(text.p[at - 1])) &&
           (!w->end || after == text.n || !is_letter(text.p[after]));
}

/* The union of what the words in TEXT mean. */
static unsigned text_meanings(struct str text)
{
    unsigned found = 0;
    for (size_t i = 0; i + 1 < text.n; i++) {
        unsigned char a = (unsigned char)text.p[i], b = (unsigned char)text.p[i + 1];
        if (a >= ASCII || b >= ASCII)
            continue;
        for (unsigned n = first_word[a][b]; n != 0; n = all_words[n].next) {
            const struct word *w = &all_words[n];
            if ((found & w->says) != 0 || !stands_at(text, i, w))
                continue;
            if (w->says == SAYS_NO_ROBOT) {
                i += w->text.n - 1;
                break;
            }
            found |= w->says;
        }
    }
    return found;
}

/* ---- classifying ---- */

static enum visitor classify(struct str user_agent)
{
    char folded[READ_MAX];
    size_t n = user_agent.n < READ_MAX ? user_agent.n : READ_MAX;
    for (size_t i = 0; i < n; i++)
        folded[i] = lower(user_agent.p[i]);
    struct str ua = str_trim(str_of(folded, n));
    if (str_starts(ua, STR("user-agent:")) || str_starts(ua, STR("useragent:")))
        ua = str_trim(str_skip(ua, str_index(ua, ':') +
                                       1)); /* the header's name, sent as part of its value */
    pthread_once(&words_once, prepare_words);
    unsigned found = text_meanings(ua);
    if (found & SAYS_AI)
        return VISITOR_AI_ROBOT;
    bool certain = (found & (SAYS_DEVICE | SAYS_BROWSER)) != 0;
    bool browser = certain || ((found & SAYS_START) && (found & SAYS_ENGINE));
    bool robot = (found & SAYS_ROBOT) || visitor_leaves_mailbox(ua) || visitor_names_itself(ua) ||
                 (!certain && ((found & SAYS_WEAK) || visitor_names_stranger(ua)));
    return browser && !robot ? VISITOR_PERSON : VISITOR_ROBOT;
}

static bool says_prefetch(struct str header)
{
    return header.n >= 8 && str_ieq(str_head(header, 8), STR("prefetch"));
}

/* ---- remembering ----
 *
 * Most visitors send one of a few dozen texts, so each thread remembers its last answers. */

enum { REMEMBERED = 64, REMEMBERED_MAX = 254 };

struct seen {
    uint8_t n; /* 0: this place is free */
    uint8_t visitor;
    char text[REMEMBERED_MAX];
};

static struct seen *remembered_place(struct str text)
{
    static _Thread_local struct seen memory[REMEMBERED];
    uint64_t h = text.n, word;
    for (size_t i = 0; i + sizeof word <= text.n; i += sizeof word) {
        memcpy(&word, text.p + i, sizeof word);
        h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 32;
    }
    return &memory[h % REMEMBERED];
}

enum visitor visitor_classify(struct str user_agent, struct str sec_purpose, struct str purpose,
                              struct str x_moz)
{
    if (says_prefetch(sec_purpose) || says_prefetch(purpose) || says_prefetch(x_moz))
        return VISITOR_PREFETCH;
    if (user_agent.n == 0 || user_agent.n > REMEMBERED_MAX)
        return classify(user_agent);
    struct seen *seen = remembered_place(user_agent);
    if (!str_eq(str_of(seen->text, seen->n), user_agent)) {
        seen->visitor = (uint8_t)classify(user_agent);
        seen->n = (uint8_t)user_agent.n;
        memcpy(seen->text, user_agent.p, user_agent.n);
    }
    return (enum visitor)seen->visitor;
}
