/* SPDX-License-Identifier: MIT */
/* Web addresses that people type into settings: what is refused, and what is made of the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/web_address.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new(4096);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void an_address_is_refused_for_its_first_fault(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        enum web_fault fault;
    } samples[] = {
        {"", WEB_SCHEME},
        {"news.example", WEB_SCHEME},
        {"ftp://news.example", WEB_SCHEME},
        {"javascript:alert(1)", WEB_SCHEME},
        {"https://news.example/a b", WEB_SCHEME},
        {"https://user@news.example", WEB_USER},
        {"https://user:secret@news.example/x", WEB_USER},
        {"https://@news.example", WEB_USER},
        {"https://news.example/@user", WEB_FINE},
        {"https://", WEB_HOST},
        {"https:///path", WEB_HOST},
        {"https://?x", WEB_HOST},
        {"https://:80", WEB_HOST},
        {"https://a..b", WEB_HOST},
        {"https://.example", WEB_HOST},
        {"https://news%2Eexample", WEB_HOST},
        {"https://news.example\\x", WEB_HOST},
        {"https://news.example,x", WEB_HOST},
        {"https://256.1.1.1", WEB_HOST},
        {"https://1.2.3", WEB_HOST},
        {"https://[::1", WEB_HOST},
        {"https://[::g]", WEB_HOST},
        {"https://[::1]x", WEB_HOST},
        {"https://\u0661.\u05D0a", WEB_HOST}, /* breaks the Bidi rule */
        {"https://xn--a", WEB_HOST},          /* no Punycode */
        {"https://news.example:", WEB_PORT},
        {"https://news.example:0", WEB_PORT},
        {"https://news.example:65536", WEB_PORT},
        {"https://news.example:99999", WEB_PORT},
        {"https://news.example:8o", WEB_PORT},
        {"https://news.example:-1", WEB_PORT},
        {"https://news.example:65535", WEB_FINE},
        {"https://localhost:8080", WEB_FINE},
        {"https://[::1]:8080/x", WEB_FINE},
        {"http://192.0.2.7", WEB_FINE},
        {"https://my_host.example", WEB_FINE},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct web_address address;
        enum web_fault fault = web_address_parse(arena, str_from(samples[i].typed), &address);
        if (fault != samples[i].fault)
            fail_msg("%s: %d", samples[i].typed, (int)fault);
    }
}

static void an_address_is_stored_with_its_host_in_ascii(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *tidy;
    } samples[] = {
        {"https://b\u00FCcher.example/\u00E9?x#y", "https://xn--bcher-kva.example/\u00E9?x#y"},
        {"https://\u043D\u043E\u0432\u043E\u0441\u0442\u0438.example",
         "https://xn--b1amnebsh.example"},
        {"https://\u6771\u4EAC\u3002example", "https://xn--1lqs71d.example"},
        {"https://fa\u00DF.example", "https://xn--fa-hia.example"},
        {"HTTPS://News.EXAMPLE:443/A", "https://news.example/A"},
        {"http://news.example:80", "http://news.example"},
        {"http://news.example:0443", "http://news.example:443"},
        {"https://news.example.", "https://news.example"},
        {"https://\uFF4E\uFF45\uFF57\uFF53.example", "https://news.example"},
        {"https://user@news.example", "https://user@news.example"}, /* it is refused */
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        assert_string_equal(arena_cstr(arena, web_address_tidy(arena, str_from(samples[i].typed))),
                            samples[i].tidy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_refused_for_its_first_fault),
        cmocka_unit_test(an_address_is_stored_with_its_host_in_ascii),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
