// SPDX-License-Identifier: MIT
// A clock that is wrong, for one process. The library of the package faketime is loaded directly:
// its command would stand between the program and its signals.

import fs from 'node:fs';
import { watched } from './processes.mjs';

// It waits in place of the functions that ThreadSanitizer watches.
const library = !watched && fs.readdirSync('/usr/lib').map((d) => `/usr/lib/${d}/faketime/libfaketime.so.1`).find((f) => fs.existsSync(f));

/** The environment of a process whose wall clock is off by OFFSET ("-1y", "+3d"); null where it cannot be set. */
export const wrongClock = (offset) => (library ? { LD_PRELOAD: library, FAKETIME: offset, DONT_FAKE_MONOTONIC: '1',
    // A program built with the address sanitiser wants to be loaded first.
    ASAN_OPTIONS: 'detect_leaks=0:verify_asan_link_order=0' } : null);
