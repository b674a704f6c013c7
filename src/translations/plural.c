/* SPDX-License-Identifier: MIT */
/* Evaluates the rule as it parses it, by precedence climbing. A rule has some hundred characters,
 * so that takes less than a microsecond. Both sides of ?: && and || are evaluated, which is
 * harmless, since nothing in a rule has an effect; dividing by zero gives 0. */
#include "translations/plural.h"

enum { DEEP_MAX = 32, FORMS_MAX = 6 };

struct rule {
    struct str rest;
    uint64_t n;
    int depth;
    bool bad;
};

static uint64_t ternary(struct rule *r);

static void skip_spaces(struct rule *r)
{
    while (r->rest.n > 0 && (r->rest.p[0] == ' ' || r->rest.p[0] == '\t'))
        r->rest = str_skip(r->rest, 1);
}

static bool take(struct rule *r, struct str token)
{
    skip_spaces(r);
    if (!str_starts(r->rest, token))
        return false;
    r->rest = str_skip(r->rest, token.n);
    return true;
}

static uint64_t number(struct rule *r)
{
    uint64_t value = 0;
    size_t digits = 0;
    while (r->rest.n > 0 && r->rest.p[0] >= '0' && r->rest.p[0] <= '9' && digits++ < 9) {
        value = value * 10 + (uint64_t)(r->rest.p[0] - '0');
        r->rest = str_skip(r->rest, 1);
    }
    r->bad |= digits == 0 || digits > 9;
    return value;
}

static uint64_t operand(struct rule *r)
{
    uint64_t value = 0;
    if (++r->depth > DEEP_MAX) {
        r->bad = true;
    } else if (take(r, STR("!"))) {
        value = operand(r) == 0;
    } else if (take(r, STR("("))) {
        value = ternary(r);
        r->bad |= !take(r, STR(")"));
    } else if (take(r, STR("n"))) {
        value = r->n;
    } else {
        value = number(r);
    }
    r->depth--;
    return value;
}

/* Two letters before one: "<=" is not "<". */
static const struct operator
{
    char token[3];
    int binds; /* a higher one binds tighter */
}
operators[] = {{"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<=", 4}, {">=", 4}, {"<", 4},
               {">", 4},  {"+", 5},  {"-", 5},  {"*", 6},  {"/", 6},  {"%", 6}};
enum { OPERATORS = sizeof operators / sizeof operators[0] };

static uint64_t apply(size_t which, uint64_t x, uint64_t y)
{
    switch (which) {
    case 0:
        return x || y;
    case 1:
        return x && y;
    case 2:
        return x == y;
    case 3:
        return x != y;
    case 4:
        return x <= y;
    case 5:
        return x >= y;
    case 6:
        return x < y;
    case 7:
        return x > y;
    case 8:
        return x + y;
    case 9:
        return x - y;
    case 10:
        return x * y;
    case 11:
        return y == 0 ? 0 : x / y;
    default:
        return y == 0 ? 0 : x % y;
    }
}

/* The next operator that binds at least as tightly as LEAST; OPERATORS if there is none. It is
 * taken. */
static size_t take_operator(struct rule *r, int least)
{
    skip_spaces(r);
    for (size_t i = 0; i < OPERATORS; i++)
        if (str_starts(r->rest, str_from(operators[i].token)))
            return operators[i].binds >= least && take(r, str_from(operators[i].token)) ? i
                                                                                        : OPERATORS;
    return OPERATORS;
}

static uint64_t binary(struct rule *r, int least)
{
    uint64_t value = operand(r);
    for (size_t which; !r->bad && (which = take_operator(r, least)) < OPERATORS;)
        value = apply(which, value, binary(r, operators[which].binds + 1));
    return value;
}

static uint64_t ternary(struct rule *r)
{
    uint64_t value = binary(r, 0);
    if (!take(r, STR("?")))
        return value;
    if (++r->depth > DEEP_MAX) {
        r->bad = true;
        return 0;
    }
    uint64_t yes = ternary(r);
    r->bad |= !take(r, STR(":"));
    uint64_t no = r->bad ? 0 : ternary(r);
    r->depth--;
    return value != 0 ? yes : no;
}

/* Evaluates RULE for N; false if it is no rule. */
static bool evaluate(struct str rule, uint64_t n, uint64_t *out)
{
    struct rule r = {.rest = rule, .n = n};
    *out = ternary(&r);
    skip_spaces(&r);
    return !r.bad && r.rest.n == 0;
}

enum err_kind plural_parse(struct str field, struct plural *out, struct err *e)
{
    struct str rest = field, count = str_trim(str_split(&rest, ';'));
    struct str rule = str_trim(str_split(&rest, ';'));
    int64_t n;
    uint64_t form;
    bool good = str_starts(count, STR("nplurals=")) && str_starts(rule, STR("plural=")) &&
                str_int(str_trim(str_skip(count, 9)), &n) && n >= 1 && n <= FORMS_MAX;
    rule = str_trim(str_skip(rule, 7));
    if (!good || str_trim(rest).n > 0 || rule.n > PLURAL_RULE_BYTES_MAX ||
        !evaluate(rule, 1, &form))
        return err_set(e, ERR_INVALID, "the header's Plural-Forms is no rule");
    *out = (struct plural){.n_forms = (size_t)n, .rule = rule};
    return OK;
}

size_t plural_form(const struct plural *p, uint64_t n)
{
    uint64_t form;
    return evaluate(p->rule, n, &form) && form < p->n_forms ? (size_t)form : 0;
}
