// SPDX-License-Identifier: MIT
// A restart loses nothing: whoever reads or comments while the program is exchanged gets the answer of a quiet
// day, behind every web server that docs/ has a configuration for. `make soak` runs it at full length.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import * as processes from './lib/processes.mjs';
import { rush } from './lib/rush.mjs';
import { startApacheFcgid, startApacheProxy, startNginx } from './lib/servers.mjs';
import { makeSite } from './lib/site.mjs';
import { Supervisor } from './lib/supervisor.mjs';
import { waitFor } from './lib/wait.mjs';

const { reads, posts, restarts } = process.env.SOAK ? { reads: 50_000, posts: 5000, restarts: 25 } : { reads: 2000, posts: 400, restarts: 4 };
const SETTINGS = { comments_per_minute: '0' };

/** The processes that Apache has started to serve SITE. */
function workersOf(site) {
    try {
        return execFileSync('pgrep', ['-f', `^${processes.program} serve --own-socket --site ${site.dir}( |$)`], { encoding: 'utf8' }).split('\n').filter(Boolean).map(Number);
    } catch {
        return [];
    }
}

async function assertNothingLost(site, restart, t) {
    const { path } = await site.article({});
    const before = performance.now();
    const { lost, texts } = await rush({ port: site.port, path, reads, posts, restarts, restart });
    t.diagnostic(`${reads} reads, ${posts} comments, ${restarts} restarts: ${lost.length} lost, ${Math.round(performance.now() - before)} ms`);
    assert.deepEqual(lost.slice(0, 10), [], `${lost.length} of ${reads} reads and ${posts} comments were lost`);
    const rows = (await site.sql("SELECT body FROM comment WHERE author = 'Rush';")).split('\n');
    assert.deepEqual(rows.sort(), texts.sort(), 'each comment is there once');
    assert.equal(texts.length, posts);
}

for (const [name, server] of [['nginx', startNginx], ['Apache, mod_proxy_fcgi', startApacheProxy]]) {
    test(`${name}: a restart under load loses no read and no comment`, async (t) => {
        const site = await makeSite({ settings: SETTINGS });
        const supervisor = await Supervisor.start(site);
        try {
            site.server = await server(site);
            await assertNothingLost(site, () => supervisor.restart(), t);
            assert.ok(supervisor.statuses.every((status) => status === 0), `each ended well: ${supervisor.statuses}`);
            assert.equal(supervisor.statuses.length, restarts);
        } finally {
            await site.server?.stop();
            await site.stop();
        }
    });
}

test('nginx: kill -9 under load: each comment that was taken is there, and none twice', async () => {
    const site = await makeSite({ settings: SETTINGS });
    const supervisor = await Supervisor.start(site);
    try {
        site.server = await startNginx(site);
        const { path } = await site.article({});
        const { texts } = await rush({ port: site.port, path, reads: 2000, posts: 400, restarts: 4, restart: () => supervisor.restart('SIGKILL') });
        const rows = (await site.sql("SELECT body FROM comment WHERE author = 'Rush';")).split('\n');
        assert.equal(new Set(rows).size, rows.length, 'none is there twice');
        assert.deepEqual(texts.filter((text) => !rows.includes(text)), [], 'acknowledged and gone');
    } finally {
        await site.server?.stop();
        await site.stop();
    }
});

test('Apache, mod_fcgid: SIGTERM to its processes under load loses no read and no comment', async (t) => {
    const site = await makeSite({ settings: SETTINGS });
    site.server = await startApacheFcgid(site);
    try {
        await assertNothingLost(site, async () => {
            const old = await waitFor('processes', () => { const w = workersOf(site); return w.length > 0 && w; });
            old.forEach((pid) => process.kill(pid, 'SIGTERM'));
            await waitFor('they have ended', () => !workersOf(site).some((pid) => old.includes(pid)));
        }, t);
    } finally {
        await site.close();
    }
});
