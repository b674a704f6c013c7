// SPDX-License-Identifier: MIT
// A new secret for the site: what the old one signed goes on for a while, or ends at once.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { encodeForm } from './lib/client.mjs';
import * as fcgi from './lib/fastcgi.mjs';
import { forms } from './lib/html.mjs';
import { READER, commentOn, signIn, someText } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { PASSWORD, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

let site, article, second, other;
before(async () => {
    site = await serveSite({ users: { boss: 'admin' }, settings: { comments_per_minute: '0' } });
    article = (await site.article({ title: 'Signed and sealed' })).path;
    second = `${site.socket}.second`;
    other = processes.start(processes.program, ['serve', '--site', site.dir, '--listen', `unix:${second}`], { log: `${site.log}.second`, death: 'KILL' });
    await processes.answering(other, second, 'the second server');
});
after(async () => {
    await other.stop('SIGKILL');
    await site.close();
});

const comments = () => site.sql('SELECT count(*) FROM comment;');
const formOf = async (browser = site.browser()) => (await browser.page(article)).form('/comment');
const send = (form, values = {}, browser = site.browser()) => browser.submit(form, { ...READER, comment: someText(), ...values });
/** Waits until the server knows what the database holds, and signs with the newest secret. */
let settled = 0;
async function settle() {
    const mark = `Settled ${++settled}`;
    await site.sql(`INSERT INTO setting (name, value) VALUES ('tagline', '${mark}') ON CONFLICT (name) DO UPDATE SET value = excluded.value;
        UPDATE site SET secret_since = 0, content_version = content_version + 1;`);
    await waitFor('the server knows it', async () => (await site.browser().page('/')).text.includes(mark));
}
async function rotate(...args) {
    await settle();
    const { out } = await site.mustCli(['secret', 'rotate', ...args]);
    await settle();
    return out;
}

describe('a new secret', () => {
    test('is taken by running servers, and each takes what the other signs from the first moment', async () => {
        await site.mustCli(['secret', 'rotate']);
        const ask = async (target, options) => {
            const connection = new fcgi.Connection(second);
            const answer = await connection.ask(target, options);
            connection.close();
            return answer;
        };
        for (let i = 0; i < 5; i++) {
            const page = forms(String((await ask(article)).body)).find((f) => f.action === '/comment');
            assert.equal((await send(page)).status, 303, 'of the second at the first');
            const form = await formOf();
            const pairs = form.fields.filter((f) => f.checked).map((f) => [f.name, f.value]).filter(([n]) => !['author', 'email', 'url', 'comment'].includes(n));
            const answer = await ask('/comment', { method: 'POST', body: encodeForm([...pairs, ...Object.entries({ ...READER, comment: someText() })]) });
            assert.equal(answer.status, 303, 'of the first at the second');
        }
    });

    test('leaves open forms, receipts, known browsers and what waits for a password as they were', async () => {
        await settle();
        const waiting = await formOf();
        const reader = site.browser();
        const sent = await formOf(reader), text = someText();
        const first = await send(sent, { comment: text }, reader);
        const boss = await signIn(site, 'boss');
        const settings = (await boss.page('/admin/settings')).form('/admin/settings');
        await site.sql('UPDATE session SET proved_at = proved_at - 3600;');
        const held = await boss.submit(settings, { tagline: 'Held over' }, { button: 'save' });
        const before = await comments();

        assert.match(await rotate('--days', '3'), /accepted until \d{4}-\d\d-\d\d/);
        assert.equal((await send(waiting)).status, 303);
        const again = await send(sent, { comment: text }, site.browser());
        assert.equal(again.status, 303);
        assert.equal(again.location, first.location, 'the same receipt');
        assert.equal(Number(await comments()), Number(before) + 1, 'stored once');
        assert.ok((await reader.follow(first)).text.includes(text));
        assert.equal((await boss.submit(held.forms.find((f) => f.fields.some((x) => x.name === 'held')), { proof: PASSWORD })).status, 303);
        boss.cookies.delete('session');
        for (let i = 0; i < 6; i++) await site.browser().post('/admin/login', { login: 'boss', password: 'no' });
        assert.equal((await site.browser().post('/admin/login', { login: 'boss', password: PASSWORD })).status, 429);
        await signIn(site, 'boss', { browser: boss });
    });

    test('with --now: open forms are sent again and lose nothing; sessions and receipts go on', async () => {
        await settle();
        const boss = await signIn(site, 'boss', { browser: await knownBrowser() });
        const kept = await commentOn(site, article);
        const waiting = await formOf();
        const text = someText();
        assert.match(await rotate('--now'), /no longer accepted/);
        const refused = await send(waiting, { comment: text });
        assert.equal(refused.status, 422);
        assert.ok(refused.html.includes(text));
        assert.equal((await send(refused.form('/comment'), { comment: text })).status, 303);
        assert.equal((await boss.get('/admin/')).status, 200);
        assert.ok((await kept.browser.follow({ status: 303, location: kept.location })).text.includes(kept.text));
        assert.match((await boss.page('/admin/audit?show=changes')).text, /the command line\s+Changed the site's secret/);
        assert.equal(await site.sql("SELECT count(*) FROM audit, site WHERE instr(was || became, secret) > 0;"), '0');
    });

    test('is asked for in one way', async () => {
        for (const args of [['--now', '--days', '3'], ['--days', '0'], ['--days', 'x'], ['--days', '366']])
            assert.equal((await site.cli(['secret', 'rotate', ...args])).code, 2, args.join(' '));
    });
});

/** A browser that strangers' guesses do not hold up. */
async function knownBrowser() {
    await site.sql('DELETE FROM login_failure;');
    return site.browser();
}
