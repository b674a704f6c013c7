// SPDX-License-Identifier: MIT
// Asking for one page in several codings, and comparing what came.

import { metrics } from './metrics.mjs';
import { untilQuiet } from './wait.mjs';

/** Whoever says so is no reader: what they see moves neither the number nor the lists of what is read most. */
export const ROBOT = { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' };
export const PLAIN = { 'accept-encoding': 'identity' };
export const BROTLI = { 'accept-encoding': 'gzip, deflate, br' };
/** What differs from one request to the next, whoever asks. */
export const still = (html) => html.replace(/name="token" value="[^"]*"/g, 'name="token" value=""');

/**
 * PREPARE and then JOB, again until no page changed meanwhile: the lists of what is read most change by
 * themselves. Gives what JOB gave as `result`, and the process's numbers before and after it.
 */
export async function withinOneVersion(site, prepare, job) {
    return untilQuiet(async () => {
        const { content_version: version } = await metrics(site);
        await prepare();
        const before = await metrics(site), result = await job(), now = await metrics(site);
        return now.content_version === version && { before, now, result };
    });
}
