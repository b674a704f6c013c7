/* SPDX-License-Identifier: MIT */
/* People, robots and prefetches are told apart. Where the public list of crawlers' User-Agents lies
 * beside the project (see the skip's message), nearly all of it must be recognised. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/visitor.h"

static enum visitor of_agent(const char *user_agent)
{
    return visitor_classify(str_from(user_agent), STR_NONE, STR_NONE, STR_NONE);
}

static void browsers_of_people_are_people(void **state)
{
    (void)state;
    static const char *const people[] = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/120.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0;FBBV/1;FBDV/iPhone14,5]",
        "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)",
        "Opera/9.80 (Android; Opera Mini/36.2/119.132; U; id) Presto/2.12.423 Version/12.16",
        "Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.1",
        "w3m/0.5.3+git20230121",
        "Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/13.0 Safari/605.1.15",
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (of_agent(people[i]) != VISITOR_PERSON)
            fail_msg("not a person: %s", people[i]);
}

/* In an application, on a television, a console, an old telephone: none names a robot's word by
 * mistake, and none is known by "Mozilla/" and an engine alone. */
static void what_people_read_with_besides_browsers_is_theirs(void **state)
{
    (void)state;
    static const char *const people[] = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Mobile/15E148 musical_ly_28.4.0 JsSdk/2.0 NetType/WIFI Channel/App Store",
        "Mozilla/5.0 (Linux; Android 14; SM-S918B; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/121.0.6167.164 Mobile Safari/537.36 Telegram-Android/10.8.3 (Samsung "
        "SM-S918B; Android 14; SDK 34; HIGH)",
        "Mozilla/5.0 (Linux; Android 13; 22101316UG; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/119.0.6045.163 Mobile Safari/537.36 Instagram 309.0.0.40.113 Android "
        "(33/13; 440dpi; 1080x2176; Xiaomi/Redmi; 22101316UG; ruby; mt6877; en_GB; 541635890)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Slack/4.35.126 Chrome/118.0.5993.159 Electron/27.1.3 Safari/537.36 Sonic Slack_SSB/4.35",
        "Mozilla/5.0 (Linux; Android 11; SM-N960N) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/92.0.4515.131 Mobile Safari/537.36 DaumApps/7.9.0 DaumDevice/mobile",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/79.0.3945.79 Safari/537.36 Seznam.cz/8.5.3",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Ubuntu "
        "Chromium/60.0.3112.113 Chrome/60.0.3112.113 Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/57.0.2987.98 Safari/537.36 LBBROWSER",
        "Mozilla/5.0 (X11; U; Linux; en-US) AppleWebKit/527+ (KHTML, like Gecko, Safari/419.3) "
        "Arora/0.10.1",
        "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/87.0.4280.88 Safari/537.36 WebAppManager",
        "HbbTV/1.1.1 (;Panasonic;VIERA 2011;f.532;0071-0802 2000-0000;)",
        "DoCoMo/2.0 N905i(c100;TB;W24H16)",
        "KDDI-CA39 UP.Browser/6.2.0.13.1.5 (GUI) MMP/2.0",
        "SEC-SGHE900/1.0 NetFront/3.2 Profile/MIDP-2.0 Configuration/CLDC-1.1",
        "Mozilla/5.0 (X11; Linux x86_64) NetSurf/3.10",
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (of_agent(people[i]) != VISITOR_PERSON)
            fail_msg("not a person: %s", people[i]);
}

static void a_name_where_browsers_put_none_is_a_robots(void **state)
{
    (void)state;
    static const char *const robots[] = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/95.0.4638.69 Safari/537.36 Quickmeasure",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko, Lookout) "
        "Chrome/91.0.4472.77 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko; PriceFinder) "
        "Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_6) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Loadtimes Chrome/85.0.4183.121 Safari/537.36",
        "DoCoMo/2.0 N905i(c100;TB;W24H16) (compatible; SomeBot-Mobile/2.1)",
    };
    for (size_t i = 0; i < sizeof robots / sizeof *robots; i++)
        if (of_agent(robots[i]) != VISITOR_ROBOT)
            fail_msg("not a robot: %s", robots[i]);
}

static void robots_that_say_so_are_robots(void **state)
{
    (void)state;
    static const char *const robots[] = {
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.5.0",
        "python-requests/2.31.0",
        "Go-http-client/2.0",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "HeadlessChrome/120.0.0.0 Safari/537.36",
        "SomethingNobodyKnows/1.0",
    };
    for (size_t i = 0; i < sizeof robots / sizeof *robots; i++)
        if (of_agent(robots[i]) != VISITOR_ROBOT)
            fail_msg("not a robot: %s", robots[i]);
}

static void collectors_for_language_models_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(of_agent("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; "
                              "GPTBot/1.2; +https://openai.com/gptbot)"),
                     VISITOR_AI_ROBOT);
    assert_int_equal(of_agent("Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)"),
                     VISITOR_AI_ROBOT);
    assert_int_equal(of_agent("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like "
                              "Gecko) Chrome/132.0.0.0 Safari/537.36; Assistant-User/1.0"),
                     VISITOR_AI_ROBOT);
    assert_int_equal(of_agent("CCBot/2.0 (https://commoncrawl.org/faq/)"), VISITOR_AI_ROBOT);
}

static void a_prefetch_is_known_by_any_of_its_headers(void **state)
{
    (void)state;
    struct str browser = STR("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 "
                             "Firefox/133.0");
    struct str none = STR_NONE, says = STR("prefetch");
    assert_int_equal(visitor_classify(browser, STR("prefetch;prerender"), none, none),
                     VISITOR_PREFETCH);
    assert_int_equal(visitor_classify(browser, none, says, none), VISITOR_PREFETCH);
    assert_int_equal(visitor_classify(browser, none, none, says), VISITOR_PREFETCH);
    assert_int_equal(visitor_classify(browser, none, none, none), VISITOR_PERSON);
}

/* The strings between the brackets of every "instances": [...] in FILE. */
static void the_public_list_of_crawlers_is_recognised(void **state)
{
    (void)state;
    FILE *f = fopen("../shared/data/bots/crawler-user-agents.json", "r");
    if (f == NULL) {
        print_message("skipped: ../shared/data/bots/crawler-user-agents.json is not here\n");
        skip();
    }
    char *line = NULL;
    size_t size = 0;
    int all = 0, people = 0;
    bool inside = false;
    while (getline(&line, &size, f) > 0) {
        struct str s = str_trim(str_from(line));
        if (str_starts(s, STR("\"instances\"")))
            inside = !str_ends(s, STR("],")) && !str_ends(s, STR("]"));
        else if (str_starts(s, STR("]")))
            inside = false;
        else if (inside && s.n > 2) {
            struct str agent = str_skip(str_head(s, s.n - (str_ends(s, STR(",")) ? 2 : 1)), 1);
            all++;
            people += visitor_classify(agent, STR_NONE, STR_NONE, STR_NONE) == VISITOR_PERSON;
        }
    }
    free(line);
    fclose(f);
    assert_true(all > 1000);
    print_message("%d of %d crawlers pass for people\n", people, all);
    assert_true(people * 100 < all * 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(browsers_of_people_are_people),
        cmocka_unit_test(what_people_read_with_besides_browsers_is_theirs),
        cmocka_unit_test(a_name_where_browsers_put_none_is_a_robots),
        cmocka_unit_test(robots_that_say_so_are_robots),
        cmocka_unit_test(collectors_for_language_models_are_told_apart),
        cmocka_unit_test(a_prefetch_is_known_by_any_of_its_headers),
        cmocka_unit_test(the_public_list_of_crawlers_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
