/* SPDX-License-Identifier: MIT */
/* Build-time generator: embeds files in the program.
 *
 *     embed OUT.c FILE... -- ASSET... -- FONT...
 *
 * Each FILE becomes a row { name, bytes, size } of `embed_files` (base/embed.h), in the order
 * given, which must be sorted. The ASSETs are not embedded, since the web server serves them. A
 * hash of their contents, `embed_assets_version`, becomes part of their URLs, so browsers may keep
 * them for ever. For the FONTs only `embed_has_fonts` is written: whether there are any. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static FILE *must_open(const char *path, const char *mode)
{
    FILE *f = fopen(path, mode);
    if (f == NULL) {
        perror(path);
        exit(1);
    }
    return f;
}

static uint64_t hash_file(uint64_t h, const char *path)
{
    FILE *f = must_open(path, "rb");
    for (int c; (c = fgetc(f)) != EOF;)
        h = hash_add_byte(h, (unsigned char)c);
    fclose(f);
    return h;
}

static void write_file(FILE *out, const char *path, int index)
{
    FILE *f = must_open(path, "rb");
    fprintf(out, "static const unsigned char file_%d[] = {", index);
    long n = 0;
    for (int c; (c = fgetc(f)) != EOF; n++)
        fprintf(out, "%s%d,", n % 24 ? "" : "\n", c);
    fputs("0};\n", out); /* a NUL that the size does not count */
    fclose(f);
}

/* The index of the next "--" in ARGV from I on, or ARGC. */
static int list_end(int argc, char **argv, int i)
{
    while (i < argc && strcmp(argv[i], "--") != 0)
        i++;
    return i;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: embed OUT.c FILE... -- ASSET... -- FONT...\n", stderr);
        return 2;
    }
    FILE *out = must_open(argv[1], "wb");
    fputs("/* Made by src/tools/embed.c. */\n#include \"base/embed.h\"\n\n", out);
    int split = list_end(argc, argv, 2), fonts = list_end(argc, argv, split + 1);
    for (int i = 2; i < split; i++)
        write_file(out, argv[i], i);
    fputs("\nconst struct embed_file embed_files[] = {\n", out);
    for (int i = 2; i < split; i++)
        fprintf(out, "    {\"%s\", (const char *)file_%d, sizeof file_%d - 1},\n", argv[i], i, i);
    fprintf(out, "    {0},\n};\nconst size_t embed_file_count = %d;\n", split - 2);

    uint64_t h = HASH_EMPTY;
    for (int i = split + 1; i < fonts; i++)
        h = hash_file(h, argv[i]);
    fprintf(out, "const char embed_assets_version[] = \"%010" PRIx64 "\";\n",
            h & UINT64_C(0xffffffffff));
    fprintf(out, "const bool embed_has_fonts = %s;\n", fonts + 1 < argc ? "true" : "false");
    if (fclose(out) != 0) {
        perror(argv[1]);
        return 1;
    }
    return 0;
}
