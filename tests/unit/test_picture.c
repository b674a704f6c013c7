/* SPDX-License-Identifier: MIT */
/* The size of a picture, read from its file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "core/media/picture.h"
#include "core/media/picture_sizes.h"

/* What picture_measure says of a file of these bytes. */
static void measure(struct str bytes, bool *known, int64_t *w, int64_t *h)
{
    char file[] = "/tmp/broadsheet-unit.XXXXXX";
    int fd = mkstemp(file);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes.p, bytes.n), (ssize_t)bytes.n);
    close(fd);
    *known = picture_measure(file, w, h);
    unlink(file);
}

static void assert_size(struct str bytes, int64_t width, int64_t height)
{
    bool known;
    int64_t w, h;
    measure(bytes, &known, &w, &h);
    assert_int_equal(w, width);
    assert_int_equal(h, height);
    assert_int_equal(known, width > 0);
}

static void a_pipe_in_a_picture_s_place_is_no_picture_and_holds_nobody_up(void **state)
{
    (void)state;
    char dir[] = "/tmp/broadsheet-unit.XXXXXX", file[64];
    int64_t w, h;
    assert_non_null(mkdtemp(dir));
    snprintf(file, sizeof file, "%s/pipe.jpg", dir);
    assert_int_equal(mkfifo(file, 0600), 0);
    assert_false(picture_measure(file, &w, &h));
    assert_false(picture_measure("/dev/zero", &w, &h));
    assert_false(picture_measure(dir, &w, &h));
    unlink(file);
    rmdir(dir);
}

static void add_times(struct buf *b, char c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_add_char(b, c);
}

static void each_format_says_it_in_its_own_place(void **state)
{
    (void)state;
    assert_size(STR("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x05\x00\0\0\x02\xD0"), 1280, 720);
    assert_size(STR("GIF89a\x40\x01\xF0\0"), 320, 240);
    assert_size(STR("<?xml version='1.0'?><svg width=\"64\" height='48'>"), 64, 48);
    assert_size(STR("<svg viewBox=\"0 0 16 9\" xmlns=\"x\"><path/></svg>"), 16, 9);
    assert_size(STR("nothing of the kind"), 0, 0);
    assert_size(STR(""), 0, 0);
}

/* A photograph: COUNT segments of its camera's, each of 60,000 bytes, and then the frame. */
static void add_photograph(struct buf *b, int count)
{
    buf_add(b, STR("\xFF\xD8"));
    for (int i = 0; i < count; i++) {
        buf_add(b, STR("\xFF\xE2\xEA\x60"));
        add_times(b, '\xFF', 60000 - 2);
    }
    buf_add(b, STR("\xFF\xC0\0\x11\x08\x0B\xB8\x0F\xA0\x03"));
}

static void a_photograph_may_hold_much_before_it(void **state)
{
    (void)state;
    for (int count = 0; count <= 4; count++) {
        struct buf b = {0};
        add_photograph(&b, count);
        assert_size(buf_str(&b), 4000, 3000);
        buf_release(&b);
    }
    struct buf b = {0};
    add_photograph(&b, 5); /* beyond what is read */
    assert_size(buf_str(&b), 0, 0);
    buf_release(&b);
}

static void a_tag_is_read_whole_wherever_the_first_bytes_end(void **state)
{
    (void)state;
    for (size_t before = 4000; before < 4100; before++) {
        struct buf b = {0};
        buf_add(&b, STR("<!--"));
        add_times(&b, ' ', before);
        buf_add(&b, STR("--><svg width=\"1234\" height=\"5678\" id=\"x\">"));
        assert_size(buf_str(&b), 1234, 5678);
        buf_release(&b);
    }
}

static void write_svg(const char *file, int width)
{
    FILE *f = fopen(file, "w");
    assert_non_null(f);
    fprintf(f, "<svg width=\"%d\" height=\"1\">", width);
    fclose(f);
}

static void a_text_measures_each_picture_once_and_five_hundred_at_most(void **state)
{
    (void)state;
    char dir[] = "/tmp/broadsheet-unit.XXXXXX", public[40], media[48], file[56];
    struct arena *a = arena_new(4096);
    struct picture_sizes sizes = {.site_dir = dir, .arena = a};
    int64_t w, h;
    assert_non_null(mkdtemp(dir));
    snprintf(public, sizeof public, "%s/public", dir);
    snprintf(media, sizeof media, "%s/media", public);
    snprintf(file, sizeof file, "%s/a.svg", media);
    assert_int_equal(mkdir(public, 0700), 0);
    assert_int_equal(mkdir(media, 0700), 0);

    write_svg(file, 640);
    assert_true(picture_sizes_find(&sizes, STR("/media/a.svg"), &w, &h));
    write_svg(file, 320);
    assert_true(picture_sizes_find(&sizes, STR("/media/a.svg"), &w, &h));
    assert_int_equal(w, 640);
    assert_false(picture_sizes_find(&sizes, STR("/media/none.svg"), &w, &h));

    /* One file has as many addresses as anybody likes to type. */
    for (int i = 2; i <= PICTURE_SIZES_MAX; i++) {
        struct buf path = buf_in(a);
        buf_add_c(&path, "/media/");
        for (int bit = 1; bit < 512; bit *= 2)
            buf_add_c(&path, i & bit ? "./" : "/");
        buf_add_c(&path, "a.svg");
        assert_int_equal(picture_sizes_find(&sizes, buf_str(&path), &w, &h), i < PICTURE_SIZES_MAX);
    }
    assert_true(picture_sizes_find(&sizes, STR("/media/a.svg"), &w, &h));
    unlink(file);
    rmdir(media);
    rmdir(public);
    rmdir(dir);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_format_says_it_in_its_own_place),
        cmocka_unit_test(a_pipe_in_a_picture_s_place_is_no_picture_and_holds_nobody_up),
        cmocka_unit_test(a_photograph_may_hold_much_before_it),
        cmocka_unit_test(a_tag_is_read_whole_wherever_the_first_bytes_end),
        cmocka_unit_test(a_text_measures_each_picture_once_and_five_hundred_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
