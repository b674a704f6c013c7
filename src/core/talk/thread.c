/* SPDX-License-Identifier: MIT */
/* Reads a page of an article's comments. Threads are found by key; each is read whole, up to a
 * bound, and put in order here: every comment after its parent, oldest first. A comment that is not
 * approved is shown as removed while something approved stands below it. */
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
    int64_t root_id;
    struct node *nodes; /* ordered by id: a parent before its kids */
    size_t n, room;
    size_t bytes; /* size of all texts */
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

static void grow(struct thread *t, struct arena *a)
{
    size_t more = t->room > 0 ? 4 * t->room : 2; /* most threads are short */
    struct node *nodes = arena_alloc(a, more * sizeof *nodes);
    if (t->n > 0)
        memcpy(nodes, t->nodes, t->n * sizeof *nodes);
    t->nodes = nodes;
    t->room = more;
}

static void add_node(struct thread *t, struct stmt *s, struct arena *a)
{
    if (t->n == t->room)
        grow(t, a);
    t->nodes[t->n++] = (struct node){.comment = comment_from_row(s, a),
                                     .parent = NONE,
                                     .first_kid = NONE,
                                     .last_kid = NONE,
                                     .next = NONE};
    t->bytes += t->nodes[t->n - 1].comment.body.n;
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

/* Depth first, without recursion: down to the first kid, otherwise on to the next kid of the
 * nearest ancestor. */
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

/* The threads of a page, as they are read. */
struct reading {
    struct thread *threads; /* room for LIMIT */
    int64_t n, limit;
    size_t bytes;     /* size of all texts */
    int64_t next_key; /* not 0: the page is full, and there is another */
    bool skip;        /* the last thread is cut: its other comments are passed over */
};

/* Adds the row's comment. False if no more rows of this statement are wanted. */
static bool add_row(struct reading *r, struct stmt *s, struct arena *a)
{
    int64_t root_id = stmt_col_int(s, COL_ROOT_ID);
    struct thread *t = r->n > 0 ? &r->threads[r->n - 1] : NULL;
    if (t == NULL || t->root_id != root_id) {
        if (t != NULL && (r->n == r->limit || r->bytes > COMMENT_PAGE_BYTES)) {
            r->next_key = t->root_id;
            return false;
        }
        t = &r->threads[r->n++];
        *t = (struct thread){.root_id = root_id};
    }
    if (t->n == COMMENT_THREAD_MAX || t->bytes > COMMENT_PAGE_BYTES) {
        t->cut = r->skip = true;
        return false;
    }
    size_t before = t->bytes;
    add_node(t, s, a);
    r->bytes += t->bytes - before;
    return true;
}

/* One statement reads all threads, but that it is begun again behind each one that is cut. */
static enum err_kind read_threads(struct db_conn *c, const struct settings *settings,
                                  int64_t article_id, int64_t after, struct arena *a,
                                  struct reading *r, struct err *e)
{
    bool newest = settings->newest_first;
    int64_t key = after == 0 && newest ? INT64_MAX : after;
    do {
        struct stmt *s =
            db_stmt(c, newest ? SQL_COMMENT_THREADS_NEWEST : SQL_COMMENT_THREADS_OLDEST);
        stmt_int(s, ARG_ARTICLE_ID, article_id);
        stmt_int(s, ARG_KEY_ID, key);
        r->skip = false;
        while (stmt_next(s) && add_row(r, s, a))
            ;
        TRY(stmt_done(s, e));
        key = r->n > 0 ? r->threads[r->n - 1].root_id : key;
    } while (r->skip);
    return OK;
}

enum err_kind comment_page(struct db_conn *c, const struct settings *s, int64_t article_id,
                           int64_t after, struct arena *a, struct comment_page *out, struct err *e)
{
    *out = (struct comment_page){0};
    struct reading r = {.limit = s->comments_per_page};
    r.threads = ARENA_ARRAY(a, struct thread, (size_t)r.limit);
    TRY(read_threads(c, s, article_id, after, a, &r, e));
    out->next_key = r.next_key;
    size_t all = 0;
    for (int64_t i = 0; i < r.n; i++) {
        link_nodes(&r.threads[i], s->thread_depth);
        all += r.threads[i].n;
        out->cut = out->cut || r.threads[i].cut;
    }
    out->items = ARENA_ARRAY(a, struct comment_thread_item, all);
    for (int64_t i = 0; i < r.n; i++)
        add_thread(out, &r.threads[i]);
    return OK;
}
