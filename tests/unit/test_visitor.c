/* SPDX-License-Identifier: MIT */
/* People, robots and prefetches are told apart: by how a text is built, each rule with its samples,
 * and on the public lists that npm has of both (agents.mjs). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/views/visitor.h"

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
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/116.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) "
        "WindowsWechat(0x63090a13) UnifiedPCWindowsWechat(0xf254173b) XWEB/19027 Flue",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/108.0.5359.215 Safari/537.36 wxwork/4.1.30 MicroMessenger/7.0.1 Language/zh "
        "ColorScheme/Light wwmver/3.26.30.620",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "DingTalk/7.6.15 Chrome/108.0.5359.125 Safari/537.36 dingtalk-win/1.0.0 nw(0.14.7)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/17.0 Mail/3774.600.62",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
        "Safari/537.36 Ladybird/1.0",
        "Mozilla/5.0 (X11; Linux aarch64) AppleWebKit/537.36 (KHTML, like Gecko) Raspbian "
        "Chromium/78.0.3904.108 Chrome/78.0.3904.108 Safari/537.36",
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

/* They begin with the application's name instead of "Mozilla/", and many name no device. */
static void browsers_inside_of_applications_are_people(void **state)
{
    (void)state;
    static const char *const people[] = {
        "[FBAN/FB4A;FBAV/350.0.0.8.103;FBBV/346145613;FBDM/{density=2.0,width=720,height=1422};"
        "FBLC/en_US;FBRV/0;FBCR/Airtel;FBMF/OnePlus;FBBD/OnePlus;FBPN/com.facebook.katana;"
        "FBDV/HD1901;FBSV/10;FBOP/1;FBCA/arm64-v8a:;]",
        "[FBAN/MessengerLiteForiOS;FBAV/300.0.0;FBBV/1;FBLC/de_DE]",
        "[FBAN/EMA;FBAV/270.0.0.9.119;FBMF/OnePlus;FBLC/en_US]",
        "[FB_IAB/FB4A;FBAV/396.1.0.28.104;]",
        "FBAN/FB4A;FBAV/350.0.0.8.103;FBMF/OnePlus;FBDV/HD1901;FBSV/10",
        "Instagram 265.0.0.19.301 (iPhone13,2; iOS 16_1_1; en_US; en-US; scale=3.00; 1170x2532; 4)",
        "Instagram 123.0.0.21.114 Android (28/9; 480dpi; 1080x2137; OnePlus; HD1901; en_US; 1)",
        "Instagram 200.0 (unknown)",
        "MicroMessenger Client",
        "MicroMessenger/6.5.7 NetType/WIFI Language/zh_CN",
        "WeChat/8.0.20 (OnePlus)",
        "Line/11.15.3",
        "Pinterest for iOS/11.13 (iPhone12,1; 14.4)",
        "Pinterest/11.0 (OnePlus8)",
        "Snapchat/10.77.0.54 (like Safari/604.1)",
        "Snapchat/12.15.0.35 (SM-A125F; Android 12#A125F; gzip; )",
        "TikTok 26.2.0 rv:262018 (unknown; en_US) Cronet",
        "musical_ly_21.1.0 JsSdk/2.0 NetType/WIFI Channel/googleplay ByteLocale/en",
        "trill_2021 BytedanceWebview/d8a21c6",
        "BytedanceWebview/d8a21c6",
        "Twitter-iPhone/10.12 iOS/17.0 (Apple;iPhone14,5;;;;;1;2021)",
        "Twitter for iPhone/9.61",
        "Twitter/9.80 (OnePlus)",
        "GSA/260.0.527925072",
        "Outlook-iOS/709.2189947.prod.iphone (3.24.1)",
        "Flipboard/4.2.119 (OnePlus; 10)",
        "[LinkedInApp]/9.29.1234",
        "KAKAOTALK/10.0.5 (INAPP)",
        "NAVER(inapp; search; 1010; 11.10.5)",
        "QQ/8.8.3.5470 V1_AND_SQ NetType/WIFI",
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (of_agent(people[i]) != VISITOR_PERSON)
            fail_msg("not a person: %s", people[i]);
    static const char *const robots[] = {
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "facebookexternalhit/1.1;line-poker/1.0",
        "facebookcatalog/1.0",
        "Twitterbot/1.0",
        "Pinterestbot/1.0",
        "Pinterest/0.2 (+https://www.pinterest.com/bot.html)",
        "Snapchat/1.0 (URL Preview Service)",
        "WhatsApp/2.23.20.0 A",
        "TelegramBot (like TwitterBot)",
        "FlipboardProxy/1.2; +http://flipboard.com/browserproxy",
        "FlipboardRSS/1.2",
        "line-poker/1.0",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
        "Instagram/1.0 (+https://instagram.com/bot)",
        "kakaotalk-scrap/1.0; +https://devtalk.kakao.com/",
        "Viber URL Preview",
        "notfban [FBAN/FB4A;FBAV/350.0]",
    };
    for (size_t i = 0; i < sizeof robots / sizeof *robots; i++)
        if (of_agent(robots[i]) != VISITOR_ROBOT)
            fail_msg("not a robot: %s", robots[i]);
}

/* What applications fetch on their own names them and the device, and no engine. */
static void an_application_on_a_device_is_a_person(void **state)
{
    (void)state;
    static const char *const people[] = {
        "NewsApp/3 Dalvik/2.1.0 (Linux; U; Android 12; SM-A125F Build/SP1A.210812.016)",
        "Dalvik/2.1.0 (Linux; U; Android 9; Portal Build/PKQ1.191225.001)",
        "Evening%20Post/519 CFNetwork/1474 Darwin/23.0.0",
        "Evening Post/5.1.2 (iPhone; iOS 17.1.2; Scale/3.00)",
        "Evening/24.4.0 Mozilla/5.0 (Linux; Android 14; Pixel 6; wv) AppleWebKit/537.36 (KHTML, "
        "like "
        "Gecko) Version/4.0 Chrome/122.0.6261.119 Mobile Safari/537.36",
        "Evening/6.0 (Android 13; SDK 33) okhttp/4.9.0",
        "Radio/2.8.0 (Java; Android)",
        "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.10730; Pro)",
        "Roku4640X/DVP-7.70 (297.70E04154A)",
        "LG-KU380",
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (of_agent(people[i]) != VISITOR_PERSON)
            fail_msg("not a person: %s", people[i]);
}

/* What looks like a robot's word, address or name, and is not. */
static void people_are_not_robots_for_a_word_in_their_applications_name(void **state)
{
    (void)state;
    static const char *const people[] = {
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/150.0.0.0 Mobile Safari/537.36 (Ecosia android@150.0.0.0)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
        "like "
        "Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1 (Ecosia ios@9.2.3.1367)",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Brave "
        "Chrome/80.0.3987.132 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 5.1; HUAWEI LUA-L23 Build/HUAWEILUA-L23; wv) "
        "AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/69.0.3497.100 Mobile "
        "Safari/537.36",
        "Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/119.0.0.0 Mobile Safari/537.36 CamScanner/6.30",
        "Mozilla/5.0 (Linux; Android 10; SM-G973U; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/79.0.3945.136 Mobile Safari/537.36Snapchat10.74.6.0 (SM-G973U; Android "
        "10#G973USQS2CSL1#29; gzip)",
        "Mozilla/5.0 (Linux; Android 12; Pixel 3; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/119.0.0.0 Mobile Safari/537.36 SecurityMonitor/2.1",
        "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/28.0.1500.74 "
        "Safari/537.36 MRCHROME",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/96.4.4664.32 Nimbus Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/64.35.3282.140 Nimbus Browser/1.1.35 Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.2; WOW64; rv:68.9) Gecko/20100101 Goanna/4.6 Firefox/68.9 "
        "Nimbus/0.9.7",
        "Mozilla/5.0 (Windows NT 10.0; rv:68.0) Gecko/20100101 Firefox/68.0 Nimbusfox/27.9.19",
        "Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/97.0.4692.99 Safari/537.36 Nimbus/97.7.7239.70",
        "BlackBerry7520/4.0.0 Profile/MIDP-2.0 Configuration/CLDC-1.1 UP.Browser/5.0.3.3 "
        "UP.Link/5.1.2.12 (Google WAP Proxy/1.0)",
        "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; Avant Browser [avantbrowser.com]; "
        "Feedreader)",
        "User-Agent:Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
        "Gecko) Chrome/79.0.3945.74 Safari/537.36 Edg/90.0.818.62",
        "Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/118.0.0.0 Mobile "
        "DuckDuckGo/5 Safari/537.36",
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
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
        "Safari/537.36 Reelcheck/1.0.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/140.0.0.0 pressai/1.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_10; rv:60.0) Gecko/20100101 Firefox/60.0 "
        "Pagetaker",
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/41.0.2272.96 Mobile Safari/537.36 (compatible; Somebody-Pages)",
        "Mozilla/5.0 (Linux; Android 4.0.4; Galaxy Nexus) AppleWebKit/537.36 (KHTML, like Gecko; "
        "SomeAdsInfeed) Chrome/102.0.5005.61 Mobile Safari/537.36",
        "Mozilla/5.0 (takerlabel; Windows NT 6.3; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/86.0.4240.75 Safari/537.36",
        "Taker/6.7, Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/76.0.3809.111 Mobile Safari/537.36",
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
        "axios/1.6.0",
        "okhttp/4.9.0",
        "python-requests/2.31.0 CPython/3.11.2 Darwin/23.0.0",
        "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/55.0.2883.87 "
        "Safari/537.36 somebody@measure.example",
        /* What measures, prints and translates pages in a browser's name. */
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/78.0.3904.108 Safari/537.36 DareBoost",
        "Mozilla/5.0 (Linux; U; Android 4.0.2; en-us; Catchpoint) AppleWebKit/534.30 (KHTML, like "
        "Gecko) Version/4.0 Mobile Safari/534.30",
        "Mozilla/5.0 (X11; Datanyze; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/65.0.3325.181 Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/602.1 (KHTML, like Gecko) QuiteRSS/0.18.12 "
        "Safari/602.1",
        "Mozilla/5.0 (compatible; MSIE or Firefox mutant;) Daum 4.1",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Cypress/13.6.0 "
        "Chrome/114.0.5735.289 Electron/25.8.4 Safari/537.36",
        "Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) wkhtmltopdf "
        "Safari/538.1",
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 "
        "Safari/537.36 Yandex.Translate",
        "Mozilla/5.0 (X11; Linux x86_64; Rigor) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/80.0.3987.106 Safari/537.36",
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
    static const char *const names[] = {
        "MistralBot",   "QwenBot",      "Kimi",           "Doubao",
        "ERNIE",        "ChatGLM",      "Amzn-SearchBot", "meta-webindexer",
        "Google-Agent", "ExaSearchBot", "Phind",          "AzureAI-SearchBot",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char agent[100];
        snprintf(agent, sizeof agent, "Mozilla/5.0 (compatible; %s/1.0)", names[i]);
        if (of_agent(agent) != VISITOR_AI_ROBOT)
            fail_msg("no collector: %s", agent);
    }
}

static void every_name_in_robots_txt_is_told_by_its_user_agent(void **state)
{
    (void)state;
    size_t named = 0;
    for (const struct visitor_ai *ai = visitor_ai; ai->name != NULL; ai++, named++)
        if (of_agent(ai->name) != VISITOR_AI_ROBOT)
            fail_msg("not told: %s", ai->name);
    assert_true(named > 40);
}

static void what_is_beyond_512_bytes_is_not_looked_at(void **state)
{
    (void)state;
    char agent[70000];
    memset(agent, ' ', sizeof agent - 1);
    agent[sizeof agent - 1] = '\0';
    memcpy(agent, "Mozilla/5.0 (Android 14; rv:130.0) Gecko/130.0 Firefox/130.0", 60);
    memcpy(agent + 508, "robot", 5);
    assert_int_equal(of_agent(agent), VISITOR_PERSON);
    memcpy(agent + 507, "robot", 5);
    assert_int_equal(of_agent(agent), VISITOR_ROBOT);
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

/* Of the lines of the public lists that begin with KIND, those that are not judged as WANTED are
 * printed and counted; *ALL: of how many. */
static size_t misjudged(char kind, bool wanted_person, size_t *all)
{
    FILE *f = fopen("build/gen/agents.txt", "r");
    if (f == NULL)
        fail_msg("build/gen/agents.txt is missing: make it");
    char *line = NULL;
    size_t size = 0, wrong = 0;
    ssize_t n;
    for (*all = 0; (n = getline(&line, &size, f)) > 0;) {
        if (line[0] != kind)
            continue;
        struct str agent = str_trim(str_of(line + 2, (size_t)n - 2));
        bool person = visitor_classify(agent, STR_NONE, STR_NONE, STR_NONE) == VISITOR_PERSON;
        ++*all;
        wrong += person != wanted_person;
        if (person != wanted_person)
            print_message("misjudged: %.*s\n", STR_ARG(agent));
    }
    free(line);
    fclose(f);
    return wrong;
}

static void ninety_nine_of_a_hundred_listed_crawlers_are_known(void **state)
{
    (void)state;
    size_t all, people = misjudged('R', false, &all);
    print_message("%zu of %zu crawlers pass for people\n", people, all);
    assert_true(all > 2000);
    assert_true(people * 100 <= all);
}

static void at_most_one_of_two_hundred_listed_browsers_is_misjudged(void **state)
{
    (void)state;
    size_t all, robots = misjudged('P', true, &all);
    print_message("%zu of %zu browsers pass for robots\n", robots, all);
    assert_true(all > 900);
    assert_true(robots * 200 <= all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(browsers_of_people_are_people),
        cmocka_unit_test(what_people_read_with_besides_browsers_is_theirs),
        cmocka_unit_test(browsers_inside_of_applications_are_people),
        cmocka_unit_test(an_application_on_a_device_is_a_person),
        cmocka_unit_test(people_are_not_robots_for_a_word_in_their_applications_name),
        cmocka_unit_test(a_name_where_browsers_put_none_is_a_robots),
        cmocka_unit_test(robots_that_say_so_are_robots),
        cmocka_unit_test(collectors_for_language_models_are_told_apart),
        cmocka_unit_test(every_name_in_robots_txt_is_told_by_its_user_agent),
        cmocka_unit_test(what_is_beyond_512_bytes_is_not_looked_at),
        cmocka_unit_test(a_prefetch_is_known_by_any_of_its_headers),
        cmocka_unit_test(ninety_nine_of_a_hundred_listed_crawlers_are_known),
        cmocka_unit_test(at_most_one_of_two_hundred_listed_browsers_is_misjudged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
