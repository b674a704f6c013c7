// SPDX-License-Identifier: MIT
// The processor time of a render, beside an earlier program's: the article with 20 comments, of which there are 64,
// asked for over the program's own socket while it keeps no page.

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import * as fcgi from '../../http/lib/fastcgi.mjs';
import { metrics } from '../../http/lib/metrics.mjs';
import * as processes from '../../http/lib/processes.mjs';
import { waitFor } from '../../http/lib/wait.mjs';
import * as today from './data.mjs';
import { earlierProgram } from './earlier.mjs';
import { cpuUs, median } from './tools.mjs';

const EARLIER = 'e6a0d5e';
const ARTICLES = 300;
const READER = { HTTP_USER_AGENT: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' };

async function contestant(data) {
    const { site, twins } = await data.makeBenchSite(ARTICLES);
    const file = `${processes.root}/${processes.nextName('renders')}`;
    fs.writeFileSync(file, Buffer.concat(twins.flatMap((t) => {
        const request = fcgi.request(t.path, { more: READER });
        return [Buffer.from(`${request.length}\n`), request];
    })));
    await site.start({ extra: ['--cache', '0'] });
    return { site, file, pages: twins.length, again: [], changed: [] };
}

/** Another program changes something that readers see, and the one that is measured has noticed it. */
async function somethingChanges(site) {
    const version = Number(await site.sql('UPDATE site SET content_version = content_version + 1 RETURNING content_version;'));
    await waitFor('the change is noticed', async () => (await metrics(site)).content_version >= version);
}

/** Asks N times; gives the program's processor time for one, in microseconds. */
async function ask(c, n) {
    const before = cpuUs(c.site.process.pid);
    await new Promise((resolve, reject) => {
        execFile(`${processes.checkout}/build/bench/ask`, [c.site.socket, c.file, String(n)], (error, out, err) => {
            if (error) reject(new Error(`ask: ${err}`)); else resolve(out);
        });
    });
    return (cpuUs(c.site.process.pid) - before) / n;
}

const ratio = (a, b) => median(a.map((us, i) => us / b[i]));

/** { again, changed }: today's time for a render to the earlier program's, of a page whose content stays, and of one
 *  after something on the site has changed; { first_us }: today's, of a page that was never made. */
export async function rendersBesideEarlier(rounds) {
    const earlier = await earlierProgram(EARLIER);
    const [now, then] = [await contestant(today), await contestant(earlier.data)];
    const first = await ask(now, now.pages);
    for (let round = 0; round <= rounds; round++)
        for (const c of round % 2 ? [now, then] : [then, now]) {
            const again = await ask(c, 8 * c.pages);
            await somethingChanges(c.site);
            const changed = await ask(c, c.pages);
            if (round > 0) { // the first warms up
                c.again.push(again);
                c.changed.push(changed);
            }
        }
    for (const c of [now, then]) await c.site.close();
    return { again: ratio(now.again, then.again), changed: ratio(now.changed, then.changed),
        again_us: median(now.again), changed_us: median(now.changed), first_us: first };
}
