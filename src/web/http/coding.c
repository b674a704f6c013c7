/* SPDX-License-Identifier: MIT */
/* Chooses a coding from Accept-Encoding: a list of names, each with a weight from 0 to 1 with at
 * most three decimals (1 if none is given; 0 refuses the coding). "*" stands for every name that is
 * not in the list. A malformed weight refuses only its own item. */
#include "web/http/coding.h"

enum { WEIGHT_ONE = 1000, NOT_NAMED = -1 };

/* "0.5" in thousandths; 0 if S is not a weight. */
static int weight_number(struct str s)
{
    if (s.n == 0 || s.n > 5 || (s.p[0] != '0' && s.p[0] != '1') || (s.n > 1 && s.p[1] != '.'))
        return 0;
    int thousandths = (s.p[0] - '0') * WEIGHT_ONE;
    for (size_t i = 2, unit = 100; i < s.n; i++, unit /= 10) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return 0;
        thousandths += (s.p[i] - '0') * (int)unit;
    }
    return thousandths <= WEIGHT_ONE ? thousandths : 0;
}

/* The weight "q=0.5" among PARAMETERS, in thousandths; 1000 if there is none. */
static int weight_of(struct str parameters)
{
    while (parameters.p != NULL) {
        struct str one = str_trim(str_split(&parameters, ';'));
        struct str name = str_trim(str_split(&one, '='));
        if (str_ieq(name, STR("q")))
            return weight_number(str_trim(one));
    }
    return WEIGHT_ONE;
}

struct codings codings_of(struct str list)
{
    int brotli = NOT_NAMED, gzip = NOT_NAMED, none = NOT_NAMED, others = NOT_NAMED;
    while (list.p != NULL) {
        struct str parameters = str_split(&list, ',');
        struct str name = str_trim(str_split(&parameters, ';'));
        int weight = weight_of(parameters);
        if (str_ieq(name, STR("br")))
            brotli = weight;
        else if (str_ieq(name, STR("gzip")) || str_ieq(name, STR("x-gzip")))
            gzip = weight;
        else if (str_ieq(name, STR("identity")))
            none = weight;
        else if (str_eq(name, STR("*")))
            others = weight;
    }
    gzip = gzip == NOT_NAMED ? others : gzip;
    struct codings c = {PAGE_IDENTITY, PAGE_IDENTITY};
    if (gzip > 0 && gzip >= none)
        c.first = c.other = PAGE_GZIP;
    if (brotli > 0 && brotli >= none && (c.first == PAGE_IDENTITY || brotli >= gzip))
        c.first = PAGE_BROTLI;
    return c;
}
