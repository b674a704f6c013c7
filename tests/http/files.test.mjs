// SPDX-License-Identifier: MIT
// The database leaves the site's folder while comments are posted: nothing is acknowledged that could not
// be found again, pages are served on, and the log says once what to do.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Load } from './lib/load.mjs';
import { postComment, READER, someText } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

test('the counter file deleted: said once, and every view is in the database and after the next start', async () => {
    const site = await serveSite();
    try {
        const { path, id } = await site.article({ body: '[post-views]\n' });
        const views = async () => (await site.browser().page(path)).views[0];
        fs.rmSync(`${site.dir}/views.bin`);
        const lines = () => site.process.log().split('\n').filter((line) => line.includes('views.bin was deleted or replaced'));
        await waitFor('it is told', () => lines().length > 0);
        await views();
        const shown = await views();
        await waitFor('they are in the database', async () => Number(await site.sql(`SELECT counted FROM view_total WHERE article_id = ${id};`)) === shown);
        assert.equal(lines().length, 1);
        await site.stop();
        await site.start();
        assert.equal(await views(), shown + 1);
    } finally {
        await site.close();
    }
});

for (const [what, size] of [['emptied', 0], ['cut short', 9000]])
    test(`the counter file ${what} while the site is served: the program says so and ends, and the next start has every view`, async () => {
        const site = await serveSite();
        try {
            const { path, id } = await site.article({ body: '[post-views]\n' });
            const views = async () => (await site.browser().page(path)).views[0];
            await views();
            const shown = await views();
            await waitFor('they are in the database', async () => Number(await site.sql(`SELECT counted FROM view_total WHERE article_id = ${id};`)) === shown);
            fs.truncateSync(`${site.dir}/views.bin`, size);
            assert.deepEqual(await site.process.exited, { code: 1, signal: null });
            assert.match(site.process.log(), /views\.bin was cut off while it was in use, or its disk fails: the program ends\. The next start takes the counters from the database/);
            await site.start();
            assert.equal(await views(), shown + 1);
        } finally {
            await site.close();
        }
    });

describe('while comments are posted', () => {
    let site, read, talk, backup;
    const inFolder = (name) => `${site.dir}/${name}`;
    const databaseFiles = () => fs.readdirSync(site.dir).filter((name) => name.startsWith('broadsheet.db')).sort();
    const complaints = () => site.process.log().split('\n').filter((line) => line.includes('nothing can be written'));
    const post = () => postComment(site.browser(), talk.path);

    before(async () => {
        site = await serveSite({ settings: { comments_per_minute: '0' } });
        read = await site.article({ body: '[post-views]\n' });
        talk = await site.article({ body: 'Talk.\n' });
        backup = `${processes.root}/${processes.nextName('backup')}.db`;
        await site.mustCli(['backup', backup]);
    });
    after(() => site.close());

    /** Six filled-in forms, had while there is a database: without one, a page is only there if it is kept. */
    const filledIn = () => Promise.all(Array.from({ length: 6 }, async () => {
        const browser = site.browser();
        const form = (await browser.page(talk.path)).form('/comment');
        return () => browser.submit(form, { ...READER, comment: someText() });
    }));

    async function refusedAll(sends) {
        const answers = await Promise.all(sends.map((send) => send()));
        for (const answer of answers) {
            assert.equal(answer.status, 503, answer.text.slice(0, 300));
            assert.ok(Number(answer.headers['retry-after']) >= 1);
            assert.ok(!answer.text.includes(site.dir), 'it tells nobody where the site is');
        }
    }

    test('the database moved away and back: refused meanwhile, and each comment that was taken is there', async () => {
        const load = new Load(site, { read, talk });
        await load.more(20, 10);
        const sends = await filledIn();
        const away = `${site.dir}.away`;
        fs.mkdirSync(away);
        for (const name of databaseFiles()) fs.renameSync(inFolder(name), `${away}/${name}`);
        const taken = load.taken.length;
        await load.until('comments are refused', () => load.refused >= 4);
        await refusedAll(sends);
        await load.more(20);
        // What had been committed when the first file went may have been told a moment later.
        assert.ok(load.taken.length <= taken + 2, `${load.taken.length - taken} comments were taken with no database`);
        assert.equal(complaints().length, 1);
        assert.match(complaints()[0], /broadsheet\.db is gone from the site's folder\. What to do: put back/);
        for (const name of fs.readdirSync(away)) fs.renameSync(`${away}/${name}`, inFolder(name));
        await load.more(20, 10);
        await load.end();
        assert.match(site.process.log(), /writing works again/);
        assert.equal((await site.cli(['check'])).code, 0);
    });

    test('another database in its place: refused until the next start, which serves that one, undamaged', async () => {
        const lost = someText('After the backup');
        const sends = await filledIn();
        assert.equal((await postComment(site.browser(), talk.path, { comment: lost })).status, 303);
        fs.copyFileSync(backup, inFolder('restored'));
        processes.giveToServer(inFolder('restored'));
        fs.renameSync(inFolder('restored'), inFolder('broadsheet.db'));
        await refusedAll(sends);
        assert.equal((await site.browser().get(read.path)).status, 200, 'pages are served on');
        assert.match(complaints().at(-1), /broadsheet\.db was replaced by another file\. What to do: restart the program/);
        assert.deepEqual(await site.stop(), { code: 0, signal: null });
        await site.start();
        await waitFor('it takes comments', async () => (await post()).status === 303);
        assert.equal(await site.sql(`SELECT count(*) FROM comment WHERE body LIKE '%${lost}%';`), '0');
        const check = await site.cli(['check']);
        assert.equal(check.code, 0, check.out + check.err);
    });

    test('the database deleted: refused, and the next start says that there is none', async () => {
        const sends = await filledIn();
        for (const name of databaseFiles()) fs.rmSync(inFolder(name));
        await refusedAll(sends);
        assert.equal((await site.browser().get(read.path)).status, 200, 'pages are served on');
        assert.deepEqual(await site.stop(), { code: 0, signal: null });
        assert.deepEqual(databaseFiles(), [], 'nothing was made in its place');
        const next = await site.start({ wait: false });
        assert.equal((await next.exited).code, 1);
        assert.match(next.log(), /broadsheet\.db/);
    });
});
