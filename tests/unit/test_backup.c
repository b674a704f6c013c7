/* SPDX-License-Identifier: MIT */
/* A full backup as a file that anybody may have changed: what is unpacked of it stays in its
 * folder, and is only what was put in. */
#include "site_fixture.h"

#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>

#include "backup/backup.h"
#include "base/buf.h"
#include "core/views/views.h"

enum { CHANGED = 200, CUT = 40 };

static void no_warning(void *arg, const char *sentence)
{
    (void)arg;
    fail_msg("%s", sentence);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static void put(const char *path, const void *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
    close(fd);
}

static struct str in_dir(struct fixture *f, const char *name)
{
    return arena_printf(f->arena, "%s/%s", f->dir, name);
}

/* A full backup of the fixture's site, with one picture. */
static struct buf write_backup(struct fixture *f)
{
    struct err e;
    struct backup_label label;
    struct buf out = {0};
    int copy;
    mkdir(in_dir(f, "public").p, 0700);
    mkdir(in_dir(f, "templates").p, 0700);
    put(in_dir(f, "public/boat.png").p, "a picture", 9);
    assert_ok(backup_label_of(f->db, BACKUP_FULL, &label, &e));
    assert_ok(db_copy(f->db, in_dir(f, "copy").p, &copy, &e));
    int to = open(in_dir(f, "backup.tar").p, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    struct views *views;
    assert_ok(views_open(&views, f->views_path, f->db, &e));
    views_close(&views);
    assert_ok(backup_write_full(f->dir, f->db, &label, copy, to, no_warning, NULL, &e));
    off_t size = lseek(to, 0, SEEK_END);
    assert_true(size > 0 && pread(to, buf_reserve(&out, (size_t)size), (size_t)size, 0) == size);
    out.n = (size_t)size;
    close(copy);
    close(to);
    return out;
}

static int entries_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return (int)st.st_nlink; /* of a folder: two, and one for each folder in it */
}

/* Unpacks BYTES into a folder of its own, which is removed again. */
static enum err_kind unpack(struct fixture *f, const void *bytes, size_t n, bool has_picture)
{
    struct err e;
    struct str file = in_dir(f, "changed.tar"), folder = in_dir(f, "out/in");
    put(file.p, bytes, n);
    mkdir(in_dir(f, "out").p, 0700);
    assert_int_equal(mkdir(folder.p, 0700), 0);
    enum err_kind kind = backup_unpack(file.p, folder.p, &e);
    assert_int_equal(entries_of(in_dir(f, "out").p), 3); /* nothing beside it */
    if (has_picture)
        assert_int_equal(access(in_dir(f, "out/in/public/boat.png").p, F_OK), 0);
    nftw(folder.p, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return kind;
}

static void a_full_backup_that_was_changed_is_refused_and_stays_in_its_folder(void **state)
{
    struct fixture *f = *state;
    struct buf whole = write_backup(f);
    assert_int_equal(unpack(f, whole.p, whole.n, true), OK);
    uint64_t seed = 88172645463325252u;
    int taken = 0;
    for (int i = 0; i < CHANGED; i++) {
        struct buf bytes = {0};
        buf_add(&bytes, buf_str(&whole));
        for (int k = 0; k <= i % 3; k++) {
            seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
            /* Most of the changes in the heads of the small entries, at both ends. */
            size_t near = (size_t)(seed >> 8) % 4096;
            size_t at = seed % 3 == 0 ? near % 1100 : bytes.n - 10240 + near % 6000;
            if (at < bytes.n)
                bytes.p[at] = (char)(seed >> 40);
        }
        enum err_kind kind = unpack(f, bytes.p, bytes.n, false);
        assert_true(kind == OK || kind == ERR_INVALID);
        taken += kind == OK;
        buf_release(&bytes);
    }
    assert_true(taken < CHANGED); /* what pads a block may be anything */
    for (int i = 0; i < CUT; i++) {
        size_t n = i < CUT / 2 ? whole.n * (size_t)i / CUT : whole.n - 1024 * (size_t)(i - CUT / 2);
        enum err_kind kind = unpack(f, whole.p, n, false);
        assert_true(kind == ERR_INVALID || (kind == OK && n + 10240 > whole.n));
    }
    buf_release(&whole);
}

static void names_in_a_backup_lead_nowhere_else(void **state)
{
    (void)state;
    static const char *const good[] = {"broadsheet.db",
                                       "views.bin",
                                       "SHA256SUMS",
                                       "public",
                                       "public/media/a.png",
                                       "templates/site/a.tpl",
                                       "public/\xc3\x9c"
                                       "bersicht",
                                       "public/...",
                                       "public/.well-known/x"};
    static const char *const bad[] = {"",
                                      "/",
                                      "/etc/passwd",
                                      "..",
                                      "../public",
                                      "public/..",
                                      "public/../x",
                                      "public/./x",
                                      "public//x",
                                      "public/",
                                      "publicity/x",
                                      "broadsheet.db/x",
                                      "writer.lock",
                                      "public\\x",
                                      "public/a\nb",
                                      "public/a\x7f"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!backup_name_ok(str_from(good[i])))
            fail_msg("%s is refused", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (backup_name_ok(str_from(bad[i])))
            fail_msg("%s is taken", bad[i]);
    assert_false(backup_name_ok(STR("public/a\0b")));
}

static void labels_and_sums_are_read_as_they_are_written_and_not_otherwise(void **state)
{
    (void)state;
    struct backup_label label;
    assert_true(
        backup_about_parse(STR("Broadsheet backup 1\nsite 0a0b\nschema 7\nmade at 1\n"), &label));
    assert_string_equal(label.site, "0a0b");
    assert_int_equal(label.schema, 7);
    static const char *const bad[] = {"",
                                      "Broadsheet backup 2\nsite 0a\nschema 7\n",
                                      "Broadsheet backup 1\nsite \nschema 7\n",
                                      "Broadsheet backup 1\nsite ../x\nschema 7\n",
                                      "Broadsheet backup 1\nsite 0a\nschema 0\n",
                                      "Broadsheet backup 1\nsite 0a\nschema x\n",
                                      "Broadsheet backup 1\nsite 0a\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(backup_about_parse(str_from(bad[i]), &label));
    char line[200];
    snprintf(line, sizeof line, "%064d  public/x\nrest", 0);
    struct str rest = str_from(line), hex, name;
    assert_true(backup_sum_next(&rest, &hex, &name));
    assert_true(str_eq(name, STR("public/x")) && hex.n == 64 && str_eq(rest, STR("rest")));
    assert_false(backup_sum_next(&rest, &hex, &name));
    snprintf(line, sizeof line, "%064d  ../x\n", 0);
    rest = str_from(line);
    assert_false(backup_sum_next(&rest, &hex, &name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_full_backup_that_was_changed_is_refused_and_stays_in_its_folder, fixture_open,
            fixture_close),
        cmocka_unit_test(names_in_a_backup_lead_nowhere_else),
        cmocka_unit_test(labels_and_sums_are_read_as_they_are_written_and_not_otherwise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
