/* SPDX-License-Identifier: MIT */
/* The one file that a new commit compiles again. */
#include "core/version.h"

#include "commit.h"

const char version_number[] = VERSION_NUMBER;
const char version_commit[] = VERSION_COMMIT;
