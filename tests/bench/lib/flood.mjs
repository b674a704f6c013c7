// SPDX-License-Identifier: MIT
// How many of the pages that are read often come out of the cache, alone and beside somebody who asks for
// addresses without end: ones that are made up, and all that there are, once each.

import { metrics } from '../../http/lib/metrics.mjs';
import { Connection } from '../../http/lib/fastcgi.mjs';

const READ_OFTEN = 100, BESIDE = 1000, ROUNDS = 5; // more beside than the cache has room for
const ROBOT = { HTTP_USER_AGENT: 'bench-flood-bot/1.0' }; // counts no view

/** { alone, madeUp, walk }: rates of hits. */
export async function hitRates(site, articles) {
    const connection = new Connection(site.socket);
    const ask = (path) => connection.ask(path, { more: ROBOT });
    const often = articles.slice(0, READ_OFTEN);
    const seldom = articles.slice(READ_OFTEN);
    let asked = 0, version;
    const round = async () => {
        for (const { path } of often) await ask(path);
        return metrics(site);
    };
    /** OTHERS gives the address that is asked for beside the i-th. */
    const rate = async (others) => {
        let hits = 0, misses = 0;
        for (let quiet = 0; quiet < ROUNDS;) {
            for (let i = 0; others && i < BESIDE; i++) await ask(others(asked++));
            const before = await metrics(site), after = await round();
            if (after.content_version !== version) { // the lists of what is read most have changed: all pages are old
                version = (await round()).content_version;
                continue;
            }
            quiet++;
            hits += after.cache_hits_total - before.cache_hits_total;
            misses += after.cache_misses_total - before.cache_misses_total;
        }
        return hits / (hits + misses);
    };
    for (let i = 0; i < 2; i++) version = (await round()).content_version;
    try {
        return {
            alone: await rate(null),
            madeUp: await rate((i) => `${often[i % READ_OFTEN].path}?comments-after=${i + 1}`),
            walk: await rate((i) => seldom[i % seldom.length].path),
        };
    } finally {
        connection.close();
    }
}
