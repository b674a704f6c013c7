/* SPDX-License-Identifier: MIT */
/* A page of an article's comments. The page's threads are found by key; each thread is read whole
 * (up to a bound) by its root and put in order here: every comment after its parent, oldest first.
 * A comment that is not approved is shown as removed while something approved stands below it. */
#include "core/talk/comment.h"

struct node {
    struct comment comment;
    size_t parent;              /* index; NONE for the root */
    size_t first_kid, last_kid; /* NONE: no kids */
    size_t next;                /* the next kid of the same parent */
    bool shown;
    int64_t level;
};
#define NONE SIZE_MAX

struct thread {
    struct node *nodes; /* by id: a parent before its kids */
    size_t n;
    size_t bytes; /* of all texts */
    bool cut;
};

static size_t node_by_id(const struct thread *t, int64_t id)
{
    size_t low = 0, high = t->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t->nodes[mid].comment.id < id)
            low = mid + 1;
        else
            high = mid;
    }
    return low < t->n && t->nodes[low].comment.id == id ? low : NONE;
}

static void grow(struct thread *t, size_t *room, struct arena *a)
{
    size_t more = *room > 0 ? 4 * *room : 2;
    struct node *nodes = arena_alloc(a, more * sizeof *nodes);
    if (t->n > 0)
        memcpy(nodes, t->nodes, t->n * sizeof *nodes);
    t->nodes = nodes;
    *room = more;
}

static enum err_kind read_thread(struct db_conn *c, int64_t root_id, struct arena *a,
                                 struct thread *out, struct err *e)
{
    size_t room = 0; /* most threads are short */
    *out = (struct thread){0};
    struct stmt *s = db_stmt(c, SQL_COMMENT_THREAD);
    stmt_int(s, ARG_ROOT_ID, root_id);
    stmt_int(s, ARG_ROW_LIMIT, COMMENT_THREAD_MAX + 1);
    while (stmt_next(s)) {
        if (out->n == COMMENT_THREAD_MAX || out->bytes > COMMENT_PAGE_BYTES) {
            out->cut = true;
            break;
        }
        if (out->n == room)
            grow(out, &room, a);
        out->nodes[out->n++] = (struct node){.comment = comment_from_row(s, a),
                                             .parent = NONE,
                                             .first_kid = NONE,
                                             .last_kid = NONE,
                                             .next = NONE};
        out->bytes += out->nodes[out->n - 1].comment.body.n;
    }
    return stmt_done(s, e);
}

static void link_nodes(struct thread *t, int64_t max_level)
{
    for (size_t i = 0; i < t->n; i++) {
        struct node *node = &t->nodes[i];
        node->shown = node->comment.status == COMMENT_APPROVED;
        node->level = 1;
        size_t p = node->comment.parent_id ? node_by_id(t, node->comment.parent_id) : NONE;
        if (p == NONE || p >= i)
            continue;
        struct node *parent = &t->nodes[p];
        node->parent = p;
        node->level = parent->level < max_level ? parent->level + 1 : max_level;
        if (parent->first_kid == NONE)
            parent->first_kid = i;
        else
            t->nodes[parent->last_kid].next = i;
        parent->last_kid = i;
    }
    for (size_t i = t->n; i-- > 0;)
        if (t->nodes[i].shown && t->nodes[i].parent != NONE)
            t->nodes[t->nodes[i].parent].shown = true;
}

static void add_item(struct comment_page *out, const struct node *node)
{
    struct comment_thread_item *item = &out->items[out->n++];
    item->level = node->level;
    item->removed = node->comment.status != COMMENT_APPROVED;
    item->comment = node->comment;
    if (item->removed)
        item->comment = (struct comment){.id = node->comment.id,
                                         .depth = node->comment.depth,
                                         .status = node->comment.status,
                                         .created_at = node->comment.created_at};
}

/* Depth first, without recursion: down to the first kid, else on to the next one of the nearest
 * ancestor. */
static void add_thread(struct comment_page *out, const struct thread *t)
{
    for (size_t i = t->n ? 0 : NONE; i != NONE;) {
        const struct node *node = &t->nodes[i];
        if (node->shown)
            add_item(out, node);
        if (node->shown && node->first_kid != NONE) {
            i = node->first_kid;
            continue;
        }
        while (i != NONE && t->nodes[i].next == NONE)
            i = t->nodes[i].parent;
        if (i != NONE)
            i = t->nodes[i].next;
    }
}

static enum err_kind thread_ids(struct db_conn *c, const struct settings *s, int64_t article_id,
                                int64_t after, int64_t *ids, int64_t *n, int64_t *next_key,
                                struct err *e)
{
    int64_t limit = s->comments_per_page;
    struct stmt *q =
        db_stmt(c, s->newest_first ? SQL_COMMENT_THREADS_NEWEST : SQL_COMMENT_THREADS_OLDEST);
    stmt_int(q, ARG_ARTICLE_ID, article_id);
    stmt_int(q, ARG_KEY_ID, after == 0 && s->newest_first ? INT64_MAX : after);
    stmt_int(q, ARG_ROW_LIMIT, limit + 1);
    *n = *next_key = 0;
    while (stmt_next(q)) {
        if (*n == limit) {
            *next_key = ids[limit - 1];
            break;
        }
        ids[(*n)++] = stmt_col_int(q, COL_ID);
    }
    return stmt_done(q, e);
}

enum err_kind comment_page(struct db_conn *c, const struct settings *s, int64_t article_id,
                           int64_t after, struct arena *a, struct comment_page *out, struct err *e)
{
    *out = (struct comment_page){0};
    int64_t *ids = ARENA_ARRAY(a, int64_t, (size_t)s->comments_per_page), n;
    TRY(thread_ids(c, s, article_id, after, ids, &n, &out->next_key, e));
    struct thread *threads = ARENA_ARRAY(a, struct thread, (size_t)n);
    size_t all = 0, bytes = 0;
    for (int64_t i = 0; i < n; i++) {
        TRY(read_thread(c, ids[i], a, &threads[i], e));
        link_nodes(&threads[i], s->thread_depth);
        all += threads[i].n;
        bytes += threads[i].bytes;
        if (bytes > COMMENT_PAGE_BYTES && i + 1 < n) { /* the rest is on the next page */
            n = i + 1;
            out->next_key = ids[i];
        }
        out->cut = out->cut || threads[i].cut;
    }
    out->items = ARENA_ARRAY(a, struct comment_thread_item, all);
    for (int64_t i = 0; i < n; i++)
        add_thread(out, &threads[i]);
    return OK;
}
