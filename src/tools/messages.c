/* SPDX-License-Identifier: MIT */
/* Build-time tool: prints the messages of templates as C that xgettext reads.
 *
 *     messages TEMPLATE...
 */
#include <stdio.h>

#include "base/buf.h"
#include "tmpl/tpl_message.h"

static void print_string(struct str s)
{
    putchar('"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\')
            putchar('\\');
        putchar(s.p[i]);
    }
    putchar('"');
}

/* A tpl_message_fn; ARG is the file's name. */
static void print_message(void *arg, const struct tpl_message *m)
{
    printf("#line %zu \"%s\"\n%s(", m->line, (const char *)arg,
           m->context.n > 0 ? "pgettext" : "gettext");
    if (m->context.n > 0) {
        print_string(m->context);
        fputs(", ", stdout);
    }
    print_string(m->english);
    puts(")");
}

static bool print_file(char *name)
{
    struct buf text = {0};
    struct err e;
    FILE *f = fopen(name, "rb");
    if (f == NULL) {
        perror(name);
        return false;
    }
    for (int c; (c = fgetc(f)) != EOF;)
        buf_add_char(&text, (char)c);
    fclose(f);
    bool good = tpl_message_each(buf_str(&text), print_message, name, &e) == OK;
    if (!good)
        fprintf(stderr, "%s: %s\n", name, e.msg);
    buf_release(&text);
    return good;
}

int main(int argc, char **argv)
{
    bool good = true;
    for (int i = 1; i < argc; i++)
        good = print_file(argv[i]) && good;
    return good ? 0 : 1;
}
