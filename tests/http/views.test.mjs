// SPDX-License-Identifier: MIT
// The number under the headline: exact, whoever asks, however often, and whatever dies in between.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { byClass, byTag, elements } from './lib/html.mjs';
import { editor, signIn } from './lib/people.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { startNginx } from './lib/servers.mjs';
import { inParallel, waitFor } from './lib/wait.mjs';

let site;
before(async () => { site = await serveSite({ users: { boss: 'admin' } }); });
after(() => site.close());

const shown = async (browser, path) => (await browser.page(path)).views;

/** The figures of the article's page in the admin: { Counted: n, Robots: n ... } by their labels. */
async function figures(id) {
    const boss = await signIn(site, 'boss');
    const page = await boss.page(`/admin/articles/${id}`);
    assert.ok(editor(page));
    const list = elements(page.html, (t, a) => a.class === 'figures')[0];
    const names = byTag(list.inside, 'dt').map((e) => e.text);
    const numbers = byTag(list.inside, 'dd').map((e) => Number(e.text.replace(/\D/g, '')));
    return Object.fromEntries(names.map((name, i) => [name, numbers[i]]));
}
const figure = (all, pattern) => Object.entries(all).find(([name]) => pattern.test(name))?.[1];

test('each reload adds one', async () => {
    const { path } = await site.article({ body: '[post-views]\n\nText.\n' });
    const reader = site.browser();
    const [first] = await shown(reader, path);
    for (let i = 1; i <= 5; i++) assert.equal((await shown(reader, path))[0], first + i);
});

test('N requests from K clients at once show N, in every coding, and no number twice', async () => {
    const codings = ['gzip', 'br', 'identity']; // the number outgrows the room that each has for it
    const { path } = await site.article({ body: '[post-views]\n\nText.\n' });
    const [start] = await shown(site.browser(), path);
    const clients = Array.from({ length: 16 }, (_, i) => site.browser({ headers: { 'accept-encoding': codings[i % 3] } }));
    const n = 2000;
    const numbers = await inParallel(n, 16, async (i) => (await shown(clients[i % 16], path))[0]);
    assert.deepEqual(numbers.sort((a, b) => a - b), Array.from({ length: n }, (_, i) => start + 1 + i));
    assert.equal((await shown(site.browser(), path))[0], start + n + 1);
});

test('three counters in one article show one number and count one view', async () => {
    const { path } = await site.article({ body: '[post-views]\n\nOne [post-views] inline.\n\n[post-views]\n\n`[post-views]` [[post-views]]\n' });
    const reader = site.browser();
    const before = await shown(reader, path);
    assert.ok(before.length >= 3);
    assert.equal(new Set(before).size, 1);
    const page = await reader.page(path);
    assert.equal(page.views[0], before[0] + 1);
    assert.equal((page.text.match(/\[post-views\]/g) ?? []).length, 2, 'in code, and doubled, it stays literal');
});

test('another article\'s counter is shown, and not raised', async () => {
    const other = await site.article({ body: '[post-views]\n' });
    const { path } = await site.article({ body: `[post-views id="${other.id}"]\n\nText.\n` });
    const reader = site.browser();
    const [count] = await shown(reader, other.path);
    for (let i = 0; i < 3; i++) assert.ok((await shown(reader, path)).includes(count));
    assert.equal((await shown(reader, other.path))[0], count + 1);
});

test('what is no reader\'s view is counted apart, under its reason', async () => {
    const { path, id } = await site.article({ body: '[post-views]\n' });
    const reader = site.browser();
    const [start] = await shown(reader, path);
    const before = await figures(id);
    const staff = await signIn(site, 'boss');
    const quiet = [
        () => reader.head(path),
        () => reader.get(path, { headers: { 'sec-purpose': 'prefetch' } }),
        () => reader.get(path, { headers: { 'sec-purpose': 'prefetch;prerender' } }),
        () => reader.get(path, { headers: { purpose: 'prefetch' } }),
        () => reader.get(path, { headers: { 'x-moz': 'prefetch' } }),
        () => reader.get(path, { headers: { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' } }),
        () => reader.get(path, { headers: { 'user-agent': 'curl/7.88.1' } }),
        () => reader.get(path, { headers: { 'user-agent': 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)' } }),
        () => staff.get(path),
    ];
    for (const ask of quiet) assert.equal((await ask()).status, 200);
    assert.equal((await shown(reader, path))[0], start + 1);
    const now = await figures(id);
    const grown = (pattern) => figure(now, pattern) - figure(before, pattern);
    assert.equal(grown(/prefetch/i), 4);
    assert.equal(grown(/^(?!.*AI).*robot|crawler/i), 2, JSON.stringify(now));
    assert.equal(grown(/\bAI\b/), 1);
    assert.equal(grown(/staff|signed|newsroom/i), 1);
    assert.equal(grown(/other/i), 1);
});

test('an answer of 304 is a view', async () => {
    const { path } = await site.article({ body: 'No counter in here.\n' });
    const reader = site.browser();
    const first = await reader.get(path);
    const { id } = { id: Number(await site.sql(`SELECT id FROM article WHERE slug = '${path.split('/')[4]}';`)) };
    const before = figure(await figures(id), /^count|reader/i);
    const again = await reader.get(path, { headers: { 'if-none-match': first.headers.etag ?? '"none"' } });
    assert.ok([200, 304].includes(again.status));
    assert.equal(figure(await figures(id), /^count|reader/i), before + 1);
});

test('errors, redirects and lists are no views', async () => {
    const { path } = await site.article({ body: '[post-views]\n' });
    const reader = site.browser();
    const [start] = await shown(reader, path);
    for (const other of ['/', path.slice(0, -1), `${path}x/`, path.split('/').slice(0, 4).join('/') + '/']) await reader.get(other);
    await reader.request('POST', path);
    assert.equal((await shown(reader, path))[0], start + 1);
});

test('the number outlives kill -9 and a stop, and the database catches up', async () => {
    const { path, id } = await site.article({ body: '[post-views]\n' });
    const reader = site.browser();
    let [count] = await shown(reader, path);
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL']) {
        for (let i = 0; i < 20; i++) [count] = await shown(reader, path);
        await site.stop(signal);
        await site.start();
        const [next] = await shown(reader, path);
        assert.equal(next, count + 1, signal);
        count = next;
    }
    await waitFor('the flush', async () => Number(await site.sql(`SELECT counted FROM view_total WHERE article_id = ${id};`)) === count);
    assert.equal(Number(await site.sql(`SELECT sum(counted) FROM view_day WHERE article_id = ${id};`)), count);
});

test('a lost counter file is raised to what the database knows', async () => {
    const { path, id } = await site.article({ body: '[post-views]\n' });
    const reader = site.browser();
    for (let i = 0; i < 10; i++) await shown(reader, path);
    const [count] = await shown(reader, path);
    await site.stop();
    assert.equal(Number(await site.sql(`SELECT counted FROM view_total WHERE article_id = ${id};`)), count);
    const fs = await import('node:fs');
    fs.rmSync(`${site.dir}/views.bin`);
    await site.start();
    assert.equal((await shown(reader, path))[0], count + 1);
});

test('with an interval set, a visitor counts once in it, and two visitors twice', async () => {
    const own = await makeSite({ settings: { view_interval_s: '3600' } });
    await own.start();
    own.server = await startNginx(own);
    try {
        const { path } = await own.article({ body: '[post-views]\n' });
        const one = own.browser(), two = own.browser();
        const [start] = await shown(one, path);
        for (let i = 0; i < 3; i++) assert.equal((await shown(one, path))[0], start);
        assert.equal((await shown(two, path))[0], start + 1);
        assert.equal((await shown(one, path))[0], start + 1);
        assert.equal(one.cookies.size, 0, 'no cookie is set for it');
    } finally {
        await own.close();
    }
});

test('a site that wants it says in the byline how often an article was read, exactly and in every coding', async () => {
    const own = await makeSite({ settings: { show_reads: '1' } });
    await own.start();
    own.server = await startNginx(own);
    try {
        const { id, path } = await own.article({ body: 'Text.\n' });
        const reads = async (coding) => {
            const page = await own.browser({ headers: { 'accept-encoding': coding } }).page(path);
            return byClass(page.html, 'byline-reads').map((e) => e.text);
        };
        assert.deepEqual(await reads('gzip'), ['1 read']);
        assert.deepEqual(await reads('br'), ['2 reads']);
        assert.deepEqual(await reads('identity'), ['3 reads']);
        await own.sql(`UPDATE article SET base_views = 16428 WHERE id = ${id}; UPDATE site SET content_version = content_version + 1;`);
        const count = async (coding) => {
            const [text] = await reads(coding);
            assert.match(text, /^(\d reads|16,\d\d\d reads)$/);
            return Number(text.replace(/\D/g, ''));
        };
        const start = await waitFor('what was counted elsewhere is shown', async () => {
            const n = await count('gzip');
            return n > 16428 ? n : null;
        });
        const numbers = await inParallel(60, 6, (i) => count(['gzip', 'br', 'identity'][i % 3]));
        assert.deepEqual(numbers.sort((a, b) => a - b), Array.from({ length: 60 }, (_, i) => start + 1 + i));
    } finally {
        await own.close();
    }
});

test('a site that does not ask for it has no number in the byline', async () => {
    const { path } = await site.article({ body: 'Text.\n' });
    assert.deepEqual(byClass((await site.browser().page(path)).html, 'byline-reads'), []);
});
