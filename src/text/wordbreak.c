/* SPDX-License-Identifier: MIT */
/* A simple rule in place of a dictionary: it needs no data, takes linear time, and the search index
 * and every query split text in the same way. */
#include "text/wordbreak.h"

#include "base/utf8.h"

bool word_is_spaceless(int32_t cp)
{
    static const struct {
        int32_t from, to;
    } ranges[] = {
        {0x0E00, 0x0EFF}, /* Thai, Lao */
        {0x1000, 0x109F}, /* Burmese */
        {0x1780, 0x17FF}, /* Khmer */
        {0x3040, 0x30FF}, /* Hiragana, Katakana */
        {0x31F0, 0x31FF}, /* Katakana extensions */
        {0x3400, 0x4DBF}, /* Han */
        {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i].from && cp <= ranges[i].to)
            return true;
    return false;
}

static bool is_apostrophe(int32_t cp)
{
    return cp == '\'' || cp == 0x2019;
}

bool word_next(struct str *rest, struct str *word, bool *spaceless)
{
    const char *begin = NULL;
    size_t n = 0;
    bool alone = false;
    while (rest->n > 0) {
        struct str before = *rest;
        int32_t cp = utf8_next(rest);
        bool is_word = utf8_is_word(cp);
        if (begin == NULL && is_word) {
            begin = before.p;
            n = (size_t)(rest->p - begin);
            alone = word_is_spaceless(cp);
            if (alone)
                break;
        } else if (begin != NULL) {
            if (is_word && !word_is_spaceless(cp)) {
                n = (size_t)(rest->p - begin);
            } else if (!is_apostrophe(cp)) {
                *rest = is_word ? before : *rest;
                break;
            }
        }
    }
    if (begin == NULL)
        return false;
    /* A character after a final apostrophe was skipped, too; it was not a letter. */
    *word = str_of(begin, n);
    if (spaceless != NULL)
        *spaceless = alone;
    return true;
}
