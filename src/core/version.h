/* SPDX-License-Identifier: MIT */
/* The program's version. src/tools/version.sh makes both constants at each build. */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H

/* "1.2.0", or "1.2.0+7.g35ba190" for commits after that release; ends in "changed" if the sources
 * had uncommitted changes. */
extern const char version_number[];

/* The full commit id; "unknown" if the sources came without one. */
extern const char version_commit[];

#endif
