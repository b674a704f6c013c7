// SPDX-License-Identifier: MIT
// Waiting for something to be so, instead of sleeping and hoping.

import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks CONDITION again and again until it gives something truthy, and returns that. Fails with WHAT
 * (and the condition's last error, if it threw) after TIMEOUT_MS.
 */
export async function waitFor(what, condition, timeoutMs = 30_000) {
    const deadline = Date.now() + timeoutMs;
    for (let pause = 5; ; pause = Math.min(pause * 1.5, 200)) {
        let error = null;
        try {
            const value = await condition();
            if (value) return value;
        } catch (e) {
            error = e;
        }
        if (Date.now() >= deadline)
            throw new Error(`waited ${timeoutMs} ms in vain: ${what}`, error ? { cause: error } : {});
        await sleep(pause);
    }
}

/** Repeats JOB, which gives something falsy where others changed the site meanwhile, ten times at most. */
export async function untilQuiet(job) {
    for (let i = 0; i < 10; i++) {
        const result = await job();
        if (result) return result;
    }
    throw new Error('the site changed each of ten times');
}

/** Runs JOB(i) for i in 0..n-1, at most `parallel` at a time; the results in order. */
export async function inParallel(n, parallel, job) {
    const results = new Array(n);
    let next = 0;
    const worker = async () => {
        while (next < n) {
            const i = next++;
            results[i] = await job(i);
        }
    };
    await Promise.all(Array.from({ length: Math.min(parallel, n) }, worker));
    return results;
}
