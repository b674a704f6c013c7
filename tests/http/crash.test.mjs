// SPDX-License-Identifier: MIT
// kill -9 under load, again and again: every comment that was acknowledged is there once, and every
// view that was answered is counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from './lib/fastcgi.mjs';
import { someText } from './lib/people.mjs';
import { serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const KILLS = 50;
const BROWSER = { HTTP_USER_AGENT: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' };

test(`${KILLS} kills lose no acknowledged comment and no counted view`, async (t) => {
    const site = await serveSite({ settings: { comments_per_minute: '0' } });
    t.after(() => site.close());
    const { path, id } = await site.article({ body: '[post-views]\n' });
    const talk = await site.article({});
    const views = { answered: 0, unknown: 0, highest: 0 };
    const comments = { acknowledged: [], attempts: 0 };
    let going = true;

    // Views go over the program's own socket: each is sent once, so what may have been counted without
    // an answer is known exactly. (nginx sends a GET again whose connection broke.)
    async function read() {
        let connection = null;
        while (going) {
            connection ??= new Connection(site.socket);
            try {
                const answer = await connection.ask(path, { more: BROWSER });
                assert.equal(answer.status, 200);
                const shown = Number(/post-views-count">([\d,]+)/.exec(answer.body)[1].replaceAll(',', ''));
                views.answered++;
                views.highest = Math.max(views.highest, shown);
            } catch (e) {
                if (e instanceof assert.AssertionError) throw e;
                // Refused before it was sent, or lost on its way: then it may have been counted.
                if (!connection.error || !/ENOENT|ECONNREFUSED/.test(connection.error.code)) views.unknown++;
                connection.close();
                connection = null;
                await new Promise((done) => setTimeout(done, 5));
            }
        }
        connection?.close();
    }

    // A comment is sent again, with the same form, until it is acknowledged.
    async function write() {
        const reader = site.browser();
        while (going) {
            const text = someText('Through the crash');
            let form = null;
            for (;;) {
                try {
                    form ??= (await reader.page(talk.path)).form('/comment');
                    comments.attempts++;
                    const answer = await reader.submit(form, { author: 'Crash', email: 'crash@example.org', comment: text });
                    if (answer.status === 303) {
                        comments.acknowledged.push(text);
                        break;
                    }
                    assert.ok([502, 503].includes(answer.status), `${answer.status}: ${answer.text.slice(0, 200)}`);
                } catch (e) {
                    if (e instanceof assert.AssertionError) throw e;
                }
                if (!going) return;
                await new Promise((done) => setTimeout(done, 5));
            }
        }
    }

    const load = [read(), read(), read(), write(), write()];
    const failed = Promise.all(load);
    failed.catch(() => { going = false; });
    try {
        for (let kill = 1; kill <= KILLS && going; kill++) {
            const enough = comments.acknowledged.length + 1;
            const seen = views.answered;
            await waitFor(`load before kill ${kill}`, () => !going || (comments.acknowledged.length >= enough && views.answered > seen + 5), 30_000);
            // At any moment: not always right after an answer.
            await new Promise((done) => setTimeout(done, Math.random() * 20));
            await site.stop('SIGKILL');
            await site.start();
        }
    } finally {
        going = false;
    }
    await failed;

    const [shown] = (await site.browser().page(path)).views;
    const total = shown - 1;
    assert.ok(total >= views.highest, `${total} are counted; a reader had been shown ${views.highest}`);
    assert.ok(total >= views.answered, `${total} are counted; ${views.answered} were answered`);
    assert.ok(total <= views.answered + views.unknown, `${total} are counted; at most ${views.answered + views.unknown} were asked`);

    const rows = (await site.sql("SELECT body FROM comment WHERE author = 'Crash';")).split('\n').filter(Boolean);
    assert.equal(new Set(rows).size, rows.length, 'none is there twice');
    for (const text of comments.acknowledged) assert.ok(rows.includes(text), `acknowledged and gone: ${text}`);
    // Those begun last may be there without having been acknowledged: one for each writer at most.
    assert.ok(rows.length <= comments.acknowledged.length + 2);

    await waitFor('the flush', async () => Number(await site.sql(`SELECT counted FROM view_total WHERE article_id = ${id};`)) === shown);
    assert.equal(Number(await site.sql(`SELECT sum(counted) FROM view_day WHERE article_id = ${id};`)), shown, 'the days add up to it');
    await site.stop();
    const check = await site.cli(['check']);
    assert.equal(check.code, 0, check.out + check.err);
});
