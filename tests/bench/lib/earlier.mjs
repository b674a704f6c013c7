// SPDX-License-Identifier: MIT
// The program as it was at a commit, built from the repository's own history, so that it is measured beside
// today's in one run on one machine. It comes with its own tests' library, which knows its site and its arguments.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import * as processes from '../../http/lib/processes.mjs';

/** { program, data, Site }: the program's file and the modules of that commit's tests. */
export async function earlierProgram(commit) {
    const checkout = `${processes.checkout}/build/earlier/${commit}`;
    if (!fs.existsSync(`${checkout}/build/broadsheet`)) {
        fs.rmSync(checkout, { recursive: true, force: true });
        fs.mkdirSync(checkout, { recursive: true });
        execFileSync('sh', ['-c', `git -C "$1" archive ${commit} | tar x -C "$2"`, 'sh', processes.checkout, checkout]);
        execFileSync('make', ['-s', '-j2', '-C', checkout, 'build/broadsheet'], { env: { ...process.env, MAKEFLAGS: '', MAKELEVEL: '' }, stdio: ['ignore', 'ignore', 'pipe'] });
        fs.symlinkSync(`${processes.checkout}/tests/node_modules`, `${checkout}/tests/node_modules`);
    }
    const data = await import(`${checkout}/tests/bench/lib/data.mjs`);
    const { Site } = await import(`${checkout}/tests/http/lib/site.mjs`);
    return { program: `${checkout}/build/broadsheet`, data, Site };
}
