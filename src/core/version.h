/* SPDX-License-Identifier: MIT */
/* Which program this is. Both texts are constants and made by src/tools/version.sh at each build.
 */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H

/* "1.2.0", or past that release "1.2.0+7.g35ba190"; ends in "changed" where the sources had changes
 * that are in no commit. */
extern const char version_number[];

/* The commit in full; "unknown" where the sources came without one. */
extern const char version_commit[];

#endif
