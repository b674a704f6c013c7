/* SPDX-License-Identifier: MIT */
/* Each block has the direction of its own words. A block gets dir="auto" if its first character
 * with a direction differs from the direction of the block around it; all others inherit. So texts
 * in the page's own direction need no attribute, and no browser looks in a block for words that
 * have an attribute of their own, which HTML's "auto" passes over.
 *
 * What a block's tag needs is known only at the block's end. So attributes that come too late are
 * kept with their places (slots), and put in when the text is done. */
#include "text/render_parts.h"

#include <stdlib.h>

#include "base/utf8.h"

struct scope {
    char direction; /* of its words so far: 'L', 'R', or 0 */
    size_t at;      /* the place for its tag's attributes */
};

/* The Ith scope from the innermost, which is 0. */
static struct scope *scope_from(const struct render *r, size_t i)
{
    return (struct scope *)(void *)(r->scopes.p + r->scopes.n) - 1 - i;
}

static void push(struct render *r, struct scope scope)
{
    buf_add(&r->scopes, str_of((const char *)&scope, sizeof scope));
}

void render_scopes_begin(struct render *r, enum direction around)
{
    push(r, (struct scope){.direction = around == DIRECTION_LTR   ? 'L'
                                        : around == DIRECTION_RTL ? 'R'
                                                                  : 0});
}

char render_direction(const struct render *r)
{
    return scope_from(r, 0)->direction;
}

char text_direction(struct str s)
{
    char direction = 0;
    while (s.n > 0 && direction == 0)
        direction = utf8_direction(utf8_next(&s));
    return direction;
}

/* If a block has no direction yet, neither have those in it. */
void render_see_words(struct render *r, struct str words)
{
    size_t depth = r->scopes.n / sizeof(struct scope);
    char direction = scope_from(r, 0)->direction == 0 ? text_direction(words) : 0;
    for (size_t i = 0; direction != 0 && i < depth && scope_from(r, i)->direction == 0; i++)
        scope_from(r, i)->direction = direction;
}

void render_enter_scope(struct render *r)
{
    push(r, (struct scope){0});
}

bool render_leave_scope(struct render *r)
{
    char direction = scope_from(r, 0)->direction, around = scope_from(r, 1)->direction;
    r->scopes.n -= sizeof(struct scope);
    return direction != 0 && direction != around;
}

void render_enter_tag(struct render *r)
{
    push(r, (struct scope){.at = r->out.n});
}

static void add_slot(struct render *r, struct slot slot)
{
    if (r->n_slots == r->slots_room) {
        r->slots_room = r->slots_room > 0 ? 2 * r->slots_room : 16;
        struct slot *slots = ARENA_ARRAY(r->arena, struct slot, r->slots_room);
        if (r->n_slots > 0)
            memcpy(slots, r->slots, r->n_slots * sizeof *slots);
        r->slots = slots;
    }
    r->slots[r->n_slots++] = slot;
    r->inserted += slot.text.n;
}

void render_leave_tag(struct render *r, struct str attributes)
{
    size_t at = scope_from(r, 0)->at;
    if (render_leave_scope(r))
        attributes = arena_join(r->arena, attributes, STR(" dir=\"auto\""));
    if (attributes.n > 0)
        add_slot(r, (struct slot){at, attributes});
}

static int slots_compare(const void *x, const void *y)
{
    size_t a = ((const struct slot *)x)->at, b = ((const struct slot *)y)->at;
    return a < b ? -1 : a > b;
}

void render_fill_slots(struct render *r)
{
    if (r->inserted == 0)
        return;
    struct buf whole = buf_in(r->arena);
    size_t from = 0;
    qsort(r->slots, r->n_slots, sizeof *r->slots, slots_compare); /* inner blocks end first */
    buf_reserve(&whole, r->out.n + r->inserted);
    for (size_t i = 0; i < r->n_slots; i++) {
        buf_add(&whole, str_of(r->out.p + from, r->slots[i].at - from));
        buf_add(&whole, r->slots[i].text);
        from = r->slots[i].at;
    }
    buf_add(&whole, str_skip(buf_str(&r->out), from));
    r->out = whole;
    r->n_slots = 0;
    r->inserted = 0;
}
