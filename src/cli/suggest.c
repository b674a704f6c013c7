/* SPDX-License-Identifier: MIT */
/* Finds the name with the smallest edit distance. Words and names longer than WORD_MAX are ignored,
 * so the rows have a fixed size. */
#include "cli/suggest.h"

enum { WORD_MAX = 40 };

static int least(int a, int b, int c)
{
    int m = a < b ? a : b;
    return m < c ? m : c;
}

/* The Damerau-Levenshtein distance ("optimal string alignment"). Three rows of the table are
 * enough. */
static int distance(struct str a, struct str b)
{
    int rows[3][WORD_MAX + 1];
    int *before = rows[0], *last = rows[1], *row = rows[2];
    int n = (int)b.n;
    for (int j = 0; j <= n; j++)
        last[j] = before[j] = j;
    for (int i = 1; i <= (int)a.n; i++) {
        row[0] = i;
        for (int j = 1; j <= n; j++) {
            row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a.p[i - 1] != b.p[j - 1]));
            bool swapped = i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1];
            if (swapped && before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
        int *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[n];
}

int suggest(struct str word, const char *const *names, int n)
{
    int best = -1, best_distance = 0;
    for (int i = 0; i < n; i++) {
        struct str name = str_from(names[i]);
        if (str_empty(word) || word.n > WORD_MAX || name.n > WORD_MAX)
            continue;
        /* One mistake for every three letters, but two in a short word. */
        int allowed = name.n < 6 ? 2 : (int)name.n / 3;
        int d = distance(word, name);
        bool shares_something = d < (int)name.n && d < (int)word.n;
        if (d <= allowed && shares_something && (best < 0 || d < best_distance)) {
            best = i;
            best_distance = d;
        }
    }
    return best;
}
