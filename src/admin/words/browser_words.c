/* SPDX-License-Identifier: MIT */
/* Browsers and systems have names, which stay; only what stands for a missing name is translated.
 */
#include "admin/words/browser_words.h"

struct str browser_shown(struct context *c, struct str stored)
{
    if (str_empty(stored))
        return say(c, "A browser");
    size_t at = str_find(stored, STR(", "));
    if (at == stored.n)
        return stored;
    struct str browser = str_head(stored, at), device = str_skip(stored, at + 2);
    if (str_eq(browser, STR("A browser")))
        browser = say(c, "A browser");
    if (str_eq(device, STR("a device")))
        device = say(c, "a device");
    return SAY(c, "{browser}, {device}", PUT("browser", browser), PUT("device", device));
}
