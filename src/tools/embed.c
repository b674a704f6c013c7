/* SPDX-License-Identifier: MIT */
/* Build-time generator: puts files into the program.
 *
 *     embed OUT.c FILE... -- ASSET...
 *
 * Each FILE becomes a row { name, bytes, size } of `embed_files` (see base/embed.h), sorted by name
 * as given. The ASSETs are not embedded (the web server serves them); their contents make one hash,
 * `embed_assets_version`, that goes into their URLs, so that a browser may keep them for ever. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *must_open(const char *path, const char *mode)
{
    FILE *f = fopen(path, mode);
    if (f == NULL) {
        perror(path);
        exit(1);
    }
    return f;
}

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash_file(uint64_t h, const char *path)
{
    FILE *f = must_open(path, "rb");
    for (int c; (c = fgetc(f)) != EOF;)
        h = (h ^ (uint64_t)(unsigned char)c) * UINT64_C(0x100000001b3);
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

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: embed OUT.c FILE... -- ASSET...\n", stderr);
        return 2;
    }
    FILE *out = must_open(argv[1], "wb");
    fputs("/* Made by src/tools/embed.c. */\n#include \"base/embed.h\"\n\n", out);
    int split = 2;
    while (split < argc && strcmp(argv[split], "--") != 0)
        split++;
    for (int i = 2; i < split; i++)
        write_file(out, argv[i], i);
    fputs("\nconst struct embed_file embed_files[] = {\n", out);
    for (int i = 2; i < split; i++)
        fprintf(out, "    {\"%s\", (const char *)file_%d, sizeof file_%d - 1},\n", argv[i], i, i);
    fprintf(out, "    {0},\n};\nconst size_t embed_file_count = %d;\n", split - 2);

    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (int i = split + 1; i < argc; i++)
        h = hash_file(h, argv[i]);
    fprintf(out, "const char embed_assets_version[] = \"%010" PRIx64 "\";\n",
            h & UINT64_C(0xffffffffff));
    if (fclose(out) != 0) {
        perror(argv[1]);
        return 1;
    }
    return 0;
}
