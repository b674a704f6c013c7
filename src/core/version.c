/* SPDX-License-Identifier: MIT */
/* The only file that is compiled again for a new commit. */
#include "core/version.h"

#include "commit.h"

const char version_number[] = VERSION_NUMBER;
const char version_commit[] = VERSION_COMMIT;
