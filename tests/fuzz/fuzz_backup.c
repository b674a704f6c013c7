/* SPDX-License-Identifier: MIT */
/* Any bytes as a full backup. What is unpacked stays in its folder: nothing stands beside it. */
#include <assert.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/backup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char around[] = "/dev/shm/broadsheet-fuzz.XXXXXX";

static void remove_around(void)
{
    rmdir(around);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)ftw;
    assert(type == FTW_F || type == FTW_DP);
    assert(S_ISREG(st->st_mode) || S_ISDIR(st->st_mode));
    return remove(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int file = -1;
    char path[64], folder[64];
    struct err e;
    struct stat st;
    if (file < 0) {
        file = memfd_create("backup", MFD_CLOEXEC);
        assert(file >= 0 && mkdtemp(around) != NULL);
        atexit(remove_around);
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    snprintf(folder, sizeof folder, "%s/in", around);
    assert(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == (ssize_t)size);
    assert(mkdir(folder, 0700) == 0);
    enum err_kind kind = backup_unpack(path, folder, &e);
    assert(kind == OK || kind == ERR_INVALID || kind == ERR_IO);
    assert(stat(around, &st) == 0 && st.st_nlink == 3);
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return 0;
}
