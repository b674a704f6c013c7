// SPDX-License-Identifier: MIT
// Small disks, and programs that are killed in the middle of what they do.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import * as processes from './processes.mjs';

/** A disk of SIZE ("24m") of its own for the test T, for the server's user; null where this machine may not mount one. */
export function smallDisk(t, size) {
    if (!processes.asRoot) return null;
    const dir = `${processes.root}/${processes.nextName('disk')}`;
    fs.mkdirSync(dir);
    try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', dir], { stdio: 'ignore' });
    } catch {
        return null;
    }
    t.after(() => execFileSync('umount', ['-l', dir]));
    processes.giveToServer(dir);
    return dir;
}

/** Runs COMMAND and kills it as soon as NOW() holds, which is asked all the time; false where it had ended before. */
export async function killWhen(command, now) {
    const child = processes.start(command[0], command.slice(1), { log: `${processes.root}/${processes.nextName('killed')}.log`, death: 'KILL' });
    const until = Date.now() + 20_000;
    while (!now() && Date.now() < until && fs.existsSync(`/proc/${child.pid}/exe`));
    child.signal('SIGKILL');
    return (await child.exited).signal === 'SIGKILL';
}

export const sizeOf = (file) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? -1;
