/* SPDX-License-Identifier: MIT */
/* Reads the size of a picture from the head of its file. Each format has the size in a place of its
 * own. A file that no reader understands has no size, and the page reserves the usual shape for it.
 * A file is read up to FIRST_BYTES, and up to HEAD_BYTES if the size is not found there. */
#include "core/media/picture.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/url.h"
#include "base/utf8.h"
#include "core/site/site_paths.h"

enum { FIRST_BYTES = 4096, HEAD_BYTES = 256 * 1024, SIDE_MAX = 1 << 20 };

/* ---- checking what was typed ---- */

bool picture_path_valid(struct str path)
{
    if (!url_is_local(path) || path.n > PICTURE_PATH_MAX || str_find(path, STR("..")) < path.n ||
        str_index(path, '?') < path.n || str_index(path, '#') < path.n)
        return false;
    struct str media = STR("/media/"), assets = STR("/assets/");
    return (str_starts(path, media) && path.n > media.n) ||
           (str_starts(path, assets) && path.n > assets.n);
}

void picture_check(const struct picture *p, struct problems *problems)
{
    if (!str_empty(p->path) && !picture_path_valid(p->path))
        problem_say(
            problems, "picture",
            MESSAGE("A picture’s address must begin with /media/ (or /assets/) on this site."));
    if (!str_empty(p->path) && str_empty(p->alt))
        problem_say(problems, "picture_alt",
                    MESSAGE("Say what the picture shows, for readers who cannot see it."));
    if (p->alt.n > PICTURE_ALT_MAX)
        problem_say(problems, "picture_alt",
                    MESSAGE("The description is too long; at most about {max} characters fit.",
                            PUT_N("max", PICTURE_ALT_MAX)));
    if (p->caption.n > PICTURE_CAPTION_MAX)
        problem_say(problems, "picture_caption",
                    MESSAGE("The caption is too long; at most about {max} characters fit.",
                            PUT_N("max", PICTURE_CAPTION_MAX)));
    if (p->credit.n > PICTURE_CREDIT_MAX)
        problem_say(problems, "picture_credit",
                    MESSAGE("The credit is too long; at most about {max} characters fit.",
                            PUT_N("max", PICTURE_CREDIT_MAX)));
}

/* ---- the size in a file ---- */

static int64_t big_endian(struct str s, size_t at, int bytes)
{
    int64_t n = 0;
    for (int i = 0; i < bytes; i++)
        n = n * 256 + (unsigned char)s.p[at + (size_t)i];
    return n;
}

static int64_t little_endian(struct str s, size_t at, int bytes)
{
    int64_t n = 0;
    for (int i = bytes - 1; i >= 0; i--)
        n = n * 256 + (unsigned char)s.p[at + (size_t)i];
    return n;
}

static bool png_size(struct str s, int64_t *w, int64_t *h)
{
    if (s.n < 24 || !str_starts(s, STR("\x89PNG\r\n\x1A\n")))
        return false;
    *w = big_endian(s, 16, 4);
    *h = big_endian(s, 20, 4);
    return true;
}

static bool gif_size(struct str s, int64_t *w, int64_t *h)
{
    if (s.n < 10 || !str_starts(s, STR("GIF8")))
        return false;
    *w = little_endian(s, 6, 2);
    *h = little_endian(s, 8, 2);
    return true;
}

/* The EXIF orientation in an APP1 segment, 1 to 8; 1 if there is none. Pictures with 5 to 8 are
 * stored on their side, and browsers turn them. */
static int64_t exif_orientation(struct str app1)
{
    if (app1.n < 14 || !str_starts(app1, STR("Exif\0\0")))
        return 1;
    struct str tiff = str_skip(app1, 6);
    int64_t (*number)(struct str, size_t, int) = tiff.p[0] == 'I' ? little_endian : big_endian;
    size_t at = (size_t)number(tiff, 4, 4);
    if (at + 2 > tiff.n)
        return 1;
    int64_t entries = number(tiff, at, 2);
    for (at += 2; entries > 0 && at + 12 <= tiff.n; entries--, at += 12)
        if (number(tiff, at, 2) == 0x0112)
            return number(tiff, at + 8, 2);
    return 1;
}

/* Walks the markers to the frame header, which has the size. */
static bool jpeg_size(struct str s, int64_t *w, int64_t *h)
{
    int64_t orientation = 1;
    if (!str_starts(s, STR("\xFF\xD8")))
        return false;
    for (size_t at = 2; at + 9 <= s.n && (unsigned char)s.p[at] == 0xFF;) {
        int marker = (unsigned char)s.p[at + 1];
        if (marker == 0xFF) {
            at++;
            continue;
        }
        bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) {
            bool on_side = orientation >= 5 && orientation <= 8;
            *(on_side ? w : h) = big_endian(s, at + 5, 2);
            *(on_side ? h : w) = big_endian(s, at + 7, 2);
            return true;
        }
        size_t length = (size_t)big_endian(s, at + 2, 2);
        if (marker == 0xE1 && length > 2 && at + 2 + length <= s.n)
            orientation = exif_orientation(str_of(s.p + at + 4, length - 2));
        at += 2 + length;
    }
    return false;
}

static bool webp_size(struct str s, int64_t *w, int64_t *h)
{
    if (s.n < 30 || !str_starts(s, STR("RIFF")) || !str_starts(str_skip(s, 8), STR("WEBP")))
        return false;
    struct str form = str_skip(s, 12);
    if (str_starts(form, STR("VP8X"))) {
        *w = little_endian(s, 24, 3) + 1;
        *h = little_endian(s, 27, 3) + 1;
    } else if (str_starts(form, STR("VP8L"))) {
        int64_t bits = little_endian(s, 21, 4);
        *w = (bits & 0x3FFF) + 1;
        *h = (bits >> 14 & 0x3FFF) + 1;
    } else {
        *w = little_endian(s, 26, 2) & 0x3FFF;
        *h = little_endian(s, 28, 2) & 0x3FFF;
    }
    return true;
}

static bool avif_size(struct str s, int64_t *w, int64_t *h)
{
    if (s.n < 12 || !str_starts(str_skip(s, 4), STR("ftyp")))
        return false;
    size_t at = str_find(s, STR("ispe"));
    if (at + 16 > s.n)
        return false;
    *w = big_endian(s, at + 8, 4);
    *h = big_endian(s, at + 12, 4);
    return true;
}

/* The whole number at the start of S ("640", "640.5px"); 0 if there is none, or it is a percentage.
 */
static int64_t leading_number(struct str s)
{
    int64_t n = 0;
    size_t i = 0;
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n <= SIDE_MAX; i++)
        n = n * 10 + (s.p[i] - '0');
    return i < s.n && s.p[i] == '%' ? 0 : n;
}

/* The value of attribute NAME (given with its leading space and "=") in TAG; empty if absent. */
static struct str attribute(struct str tag, struct str name)
{
    size_t at = str_find(tag, name);
    if (at + name.n + 1 >= tag.n)
        return STR_NONE;
    char quote = tag.p[at + name.n];
    struct str value = str_skip(tag, at + name.n + 1);
    return quote == '"' || quote == '\'' ? str_head(value, str_index(value, quote)) : STR_NONE;
}

static bool svg_size(struct str s, int64_t *w, int64_t *h)
{
    size_t at = str_find(s, STR("<svg"));
    if (at == s.n)
        return false;
    struct str tag = str_skip(s, at);
    size_t end = str_index(tag, '>');
    if (end == tag.n)
        return false;
    tag = str_head(tag, end);
    *w = leading_number(attribute(tag, STR(" width=")));
    *h = leading_number(attribute(tag, STR(" height=")));
    if (*w > 0 && *h > 0)
        return true;
    struct str box = attribute(tag, STR(" viewBox="));
    int64_t side[4] = {0};
    for (int i = 0; i < 4 && box.p != NULL; i++)
        side[i] = leading_number(str_split(&box, ' '));
    *w = side[2];
    *h = side[3];
    return true;
}

/* Reads on from FD until HEAD has ROOM bytes or the file ends. */
static void read_on(int fd, struct buf *head, size_t room)
{
    while (head->n < room) {
        ssize_t got = read(fd, buf_reserve(head, room - head->n), room - head->n);
        if (got <= 0)
            break;
        head->n += (size_t)got;
    }
}

static bool size_from_head(struct str head, int64_t *w, int64_t *h)
{
    static bool (*const readers[])(struct str, int64_t *, int64_t *) = {
        png_size, jpeg_size, gif_size, webp_size, avif_size, svg_size};
    bool known = false;
    for (size_t i = 0; i < sizeof readers / sizeof *readers && !known; i++)
        known = readers[i](head, w, h);
    return known;
}

/* Most files have the size in the first bytes; in a photograph long metadata may come before it. */
static bool measure(int fd, int64_t *width, int64_t *height)
{
    static const size_t rooms[] = {FIRST_BYTES, HEAD_BYTES};
    int64_t w = 0, h = 0;
    struct buf head = {0};
    bool known = false;
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms && !known; i++) {
        read_on(fd, &head, rooms[i]);
        known = size_from_head(buf_str(&head), &w, &h);
        if (head.n < rooms[i])
            break; /* the file has ended */
    }
    buf_release(&head);
    known = known && w > 0 && h > 0 && w <= SIDE_MAX && h <= SIDE_MAX;
    *width = known ? w : 0;
    *height = known ? h : 0;
    return known;
}

bool picture_measure(const char *file, int64_t *width, int64_t *height)
{
    int fd = file_open_regular(file);
    *width = *height = 0;
    if (fd < 0)
        return false;
    bool known = measure(fd, width, height);
    close(fd);
    return known;
}

bool picture_fill_size(struct picture *p, const char *site_dir, struct arena *a)
{
    struct str name;
    p->width = p->height = 0;
    if (!picture_path_valid(p->path) || !url_decode(a, p->path, false, &name) ||
        memchr(name.p, '\0', name.n) != NULL || str_find(name, STR("..")) < name.n)
        return false;
    const char *public = site_path(a, site_dir, SITE_PUBLIC);
    const char *file = arena_printf(a, "%s%.*s", public, STR_ARG(name)).p;
    int fd = file_open_regular(file);
    if (fd < 0)
        return !str_starts(p->path, STR("/media/"));
    (void)measure(fd, &p->width, &p->height);
    close(fd);
    return true;
}
