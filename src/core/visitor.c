/* SPDX-License-Identifier: MIT */
/* Robots are told from browsers by how a User-Agent is built, not by a list of all robots:
 *  - browsers that people use begin with "Mozilla/" (or are one of the few that never did) and name
 * an engine; a program's library does neither;
 *  - robots that pose as a browser leave a name with "bot", "crawl" and the like in it, or an
 * address (a URL, an e-mail) where a webmaster can ask, which no browser does. The words come from
 * reading public lists of both (see tests/unit/test_visitor.c). */
#include "core/visitor.h"

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

/* ---- words ----
 *
 * In lower case, of two characters or more. A '^' before one asks for a beginning of a word, a '$'
 * after it for an end of one. */

/* Crawlers that collect text for language models, and the agents that fetch pages for them. */
static const char *const ai_words[] = {"gptbot",
                                       "chatgpt",
                                       "oai-searchbot",
                                       "openai",
                                       "claude",
                                       "anthropic",
                                       "ccbot",
                                       "perplexity",
                                       "bytespider",
                                       "google-extended",
                                       "googleother",
                                       "meta-external",
                                       "cohere",
                                       "diffbot",
                                       "omgili",
                                       "webzio",
                                       "youbot",
                                       "ai2bot",
                                       "imagesift",
                                       "timpibot",
                                       "duckassist",
                                       "mistralai",
                                       "pangubot",
                                       "amazonbot",
                                       "applebot-extended",
                                       "facebookbot",
                                       "kangaroo bot",
                                       "icc-crawler",
                                       "img2dataset",
                                       "velenpublic",
                                       "semrushbot-o",
                                       "novaact",
                                       "deepseek",
                                       "google-cloudvertexbot",
                                       "^gemini-",
                                       "google-notebooklm",
                                       "firecrawl",
                                       "crawl4ai",
                                       "llm",
                                       "^ai-",
                                       "aihitbot",
                                       "^grok",
                                       "xai-",
                                       "huggingface",
                                       "petalbot",
                                       "tiktokspider",
                                       "brightbot",
                                       "quillbot",
                                       NULL};

const char *const visitor_ai_names[] = {"GPTBot",
                                        "ChatGPT-User",
                                        "OAI-SearchBot",
                                        "ClaudeBot",
                                        "Claude-User",
                                        "Claude-SearchBot",
                                        "Claude-Web",
                                        "anthropic-ai",
                                        "CCBot",
                                        "PerplexityBot",
                                        "Perplexity-User",
                                        "Bytespider",
                                        "TikTokSpider",
                                        "Google-Extended",
                                        "GoogleOther",
                                        "Google-CloudVertexBot",
                                        "Google-NotebookLM",
                                        "Meta-ExternalAgent",
                                        "Meta-ExternalFetcher",
                                        "FacebookBot",
                                        "Amazonbot",
                                        "Applebot-Extended",
                                        "cohere-ai",
                                        "cohere-training-data-crawler",
                                        "Diffbot",
                                        "omgili",
                                        "omgilibot",
                                        "Webzio-Extended",
                                        "YouBot",
                                        "AI2Bot",
                                        "Ai2Bot-Dolma",
                                        "ImagesiftBot",
                                        "Timpibot",
                                        "DuckAssistBot",
                                        "MistralAI-User",
                                        "PanguBot",
                                        "DeepSeekBot",
                                        "ICC-Crawler",
                                        "img2dataset",
                                        "VelenPublicWebCrawler",
                                        "NovaAct",
                                        "FirecrawlAgent",
                                        "aiHitBot",
                                        "Brightbot",
                                        "QuillBot",
                                        "Kangaroo Bot",
                                        NULL};

/* Any of these makes a robot, even of one that looks like a browser. */
static const char *const robot_words[] = {"bot$",
                                          "bot/",
                                          "^bot",
                                          "bot-",
                                          "robot",
                                          "crawl",
                                          "spider",
                                          "spyder",
                                          "slurp",
                                          "scrap",
                                          "http:",
                                          "https:",
                                          "www.",
                                          "headless",
                                          "phantomjs",
                                          "puppeteer",
                                          "playwright",
                                          "selenium",
                                          "electron-fetch",
                                          "preview",
                                          "fetch",
                                          "scan",
                                          "monitor",
                                          "uptime",
                                          "check",
                                          "valid",
                                          "archiv",
                                          "^feed",
                                          "feed$",
                                          "^rss",
                                          "index",
                                          "searchengine",
                                          "search-engine",
                                          "lighthouse",
                                          "page speed",
                                          "pagespeed",
                                          "gtmetrix",
                                          "pingdom",
                                          "ptst/",
                                          "facebookexternal",
                                          "facebookcatalog",
                                          "whatsapp",
                                          "telegram",
                                          "skypeuripreview",
                                          "slack",
                                          "embed",
                                          "proxy",
                                          "cloudflare",
                                          "google-",
                                          "google favicon",
                                          "googleimageproxy",
                                          "google web",
                                          "feedfetcher",
                                          "mediapartners",
                                          "adsbot",
                                          "apis-google",
                                          "bingpreview",
                                          "yahoo!",
                                          "yandex.com/bots",
                                          "baidu.com/search",
                                          "sogou web",
                                          "^curl",
                                          "^wget",
                                          "python",
                                          "^java/",
                                          "httpclient",
                                          "http_client",
                                          "http client",
                                          "http-client",
                                          "okhttp",
                                          "^go-http",
                                          "^libwww-perl",
                                          "^perl",
                                          "^php",
                                          "^ruby",
                                          "^node",
                                          "^axios",
                                          "^got ",
                                          "guzzle",
                                          "^lua-",
                                          "^rust",
                                          "^deno",
                                          "^bun/",
                                          "^dart",
                                          "^faraday",
                                          "^zgrab",
                                          "masscan",
                                          "nmap",
                                          "nikto",
                                          "sqlmap",
                                          "nuclei",
                                          "expanse",
                                          "censys",
                                          "shodan",
                                          "internet-measurement",
                                          "netcraft",
                                          "w3c_",
                                          "^jigsaw",
                                          "link check",
                                          "linkcheck",
                                          "^sitemap",
                                          "screaming frog",
                                          "seo",
                                          "siteaudit",
                                          "site audit",
                                          "ahrefs",
                                          "semrush",
                                          "majestic",
                                          "heritrix",
                                          "nutch",
                                          "httrack",
                                          "webcopier",
                                          "offline explorer",
                                          "teleport",
                                          "mechanize",
                                          "simplepie",
                                          "magpie",
                                          "newsblur",
                                          "feedly",
                                          "inoreader",
                                          "netvibes",
                                          "flipboardproxy",
                                          "pinterest/0",
                                          "vkshare",
                                          "xing-content",
                                          "outbrain",
                                          "taboola",
                                          "quora link",
                                          "bitlybot",
                                          "nuzzel",
                                          "ia_archiver",
                                          "wayback",
                                          "^collect",
                                          "harvest",
                                          "extract",
                                          "analy",
                                          "survey",
                                          "probe",
                                          "agent/",
                                          "verif",
                                          "inspect",
                                          "^test",
                                          "download",
                                          "grabb",
                                          "catcher",
                                          "sniff",
                                          "research",
                                          "wordpress",
                                          "drupal",
                                          "joomla",
                                          "reader/",
                                          "aggregat",
                                          "webdav",
                                          "client/",
                                          "sdk",
                                          "worker",
                                          "prerender",
                                          "snapshot",
                                          "screenshot",
                                          "thumbnail",
                                          "webthumb",
                                          "site24x7",
                                          "statuscake",
                                          "newrelic",
                                          "datadog",
                                          "dataprovider",
                                          "domain",
                                          "whois",
                                          "hosting",
                                          "certificate",
                                          "security",
                                          "ltx71",
                                          "daum",
                                          "naver.me",
                                          "yeti/",
                                          "coccoc",
                                          "seznam",
                                          "gecko; compatible",
                                          ".com",
                                          "agent$",
                                          "agent)",
                                          "watcher",
                                          "(at)",
                                          ".io/",
                                          "gigablast",
                                          "exabot",
                                          "ezooms",
                                          "^blex",
                                          "^dot",
                                          "synthetic",
                                          NULL};

/* Browsers that do not begin with "Mozilla/". */
static const char *const browser_starts[] = {
    "opera/",   "lynx/",   "w3m/",   "links ",     "elinks",   "dillo/",
    "netsurf/", "ucweb/",  "nokia",  "blackberry", "samsung-", "sonyericsson",
    "mot-",     "lg-",     "browsh", "emacs-w3m",  "offbyone", "amaya/",
    "ibrowse/", "galaxy/", "links2", "huawei",     "alcatel",  "zte-",
    "sie-",     "palm",    "htc",    "lge-",       NULL};

/* What a browser's User-Agent names besides "Mozilla/": its engine, or itself. */
static const char *const engine_words[] = {
    "applewebkit/", "gecko/",   "trident/",    "msie ",     "khtml/",     "goanna/",
    "presto/",      "servo/",   "ladybird",    "konqueror", "netfront",   "opera",
    "webtv",        "nintendo", "playstation", "kindle",    "blackberry", "netscape",
    "omniweb",      "icab",     "libweb",      "seamonkey", "firefox/",   "iemobile",
    "netpositive",  "rv:",      "series60",    "symbian",   NULL};

/* What a word that was found says. */
enum { SAYS_AI = 1, SAYS_ROBOT = 2, SAYS_ENGINE = 4 };

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
    size_t n = add_words(0, ai_words, SAYS_AI);
    n = add_words(n, robot_words, SAYS_ROBOT);
    add_words(n, engine_words, SAYS_ENGINE);
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

static bool says_prefetch(struct str header)
{
    return header.n >= 8 && str_ieq(str_head(header, 8), STR("prefetch"));
}

enum visitor visitor_classify(struct str user_agent, struct str sec_purpose, struct str purpose,
                              struct str x_moz)
{
    if (says_prefetch(sec_purpose) || says_prefetch(purpose) || says_prefetch(x_moz))
        return VISITOR_PREFETCH;
    char folded[LOOKED_AT];
    size_t n = user_agent.n < LOOKED_AT ? user_agent.n : LOOKED_AT;
    for (size_t i = 0; i < n; i++)
        folded[i] = lower(user_agent.p[i]);
    struct str ua = str_trim(str_of(folded, n));
    forget_phones(folded, n);
    unsigned said = words_say(ua);
    if (said & SAYS_AI)
        return VISITOR_AI_ROBOT;
    bool browser =
        (str_starts(ua, STR("mozilla/")) && (said & SAYS_ENGINE)) || starts_any(ua, browser_starts);
    bool robot = (said & SAYS_ROBOT) || str_index(ua, '@') < ua.n; /* an e-mail address */
    return browser && !robot ? VISITOR_PERSON : VISITOR_ROBOT;
}
