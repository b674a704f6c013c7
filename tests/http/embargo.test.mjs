// SPDX-License-Identifier: MIT
// An embargo means nowhere: what is a draft, in review, scheduled, taken back or in the trash stands in no list, feed,
// sitemap or search, is related to nothing, and has no page, whatever address is guessed.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { serveSample } from './lib/pages.mjs';
import { editor, publicPath, signIn, writeArticle } from './lib/people.mjs';
import { waitFor } from './lib/wait.mjs';

const WORD = 'quetzalcoatlus';
let site, reader, boss, section;

before(async () => {
    site = await serveSample();
    reader = site.browser();
    boss = await signIn(site, 'boss');
});
after(() => site?.close());

/** Every place that could name an article of TAG in a section, by AUTHOR. */
async function places(path, tag, id) {
    const [, year, month, day] = path.split('/');
    const feeds = (list) => ['feed.xml', 'atom.xml', 'feed.json'].map((f) => list + f);
    const maps = [...(await reader.page('/sitemap.xml')).html.matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => new URL(m[1]).pathname);
    return [
        '/', '/page/2/', ...feeds('/'), section, ...feeds(section), `/tag/${tag}/`, ...feeds(`/tag/${tag}/`), '/author/boss/', ...feeds('/author/boss/'),
        `/${year}/`, `/${year}/${month}/`, `/${year}/${month}/${day}/`, '/most-read/', '/news-sitemap.xml', ...maps,
        `/search?q=${WORD}`, `/search?q=${WORD}&sort=date`, `/search?q=${WORD.slice(0, 8)}`, '/no-such-quetzalcoatlus/',
        path, path.slice(0, -1), `${path}comments.xml`, `${path}feed/`, `${path}?receipt=x`, `/?p=${id}`, `/${id}`, `/article/${id}`, path.replace(/^\/\d{4}/, '/2001'),
    ];
}

/** STATUS is what a row can say besides "published" (core/news/article.h), each past the program. */
const put = (id, status, at) => site.sql(`UPDATE article SET status = ${status}, published_at = unixepoch() + ${at} WHERE id = ${id};
    UPDATE site SET content_version = content_version + 1;`);
const takeBack = (page) => boss.submit(editor(page), {}, { button: 'unpublish' });

const WAYS = [
    ['taken back', takeBack],
    ['a draft', async (page, id) => { await takeBack(page); await put(id, 0, 0); }],
    ['in review', async (page, id) => { await takeBack(page); await put(id, 1, 0); }],
    ['in the trash', async (page, id) => { await takeBack(page); await put(id, 5, 0); }],
    ['scheduled', async (page, id) => { await takeBack(page); await put(id, 2, 86400); }],
];

for (const [i, [what, hide]] of WAYS.entries()) {
    test(`what is ${what} is nowhere`, async () => {
        const title = `The ${WORD} number ${i} lands`;
        const tag = `flier-${i}`;
        const written = await writeArticle(boss, { title, body: `A ${WORD} has landed.`, tags: tag });
        const path = publicPath(written);
        const id = /\/admin\/articles\/(\d+)/.exec(editor(written).action)[1];
        section ??= /href="(\/section\/[^"]+)"/.exec((await reader.page(path)).html.split('article-head')[1])[1];
        const shown = (html) => html.includes(title) || html.includes(path.split('/')[4]);
        const all = await places(path, tag, id);
        const before = [];
        for (const place of all) if (shown((await reader.get(place)).html)) before.push(place);
        for (const place of ['/', '/feed.xml', '/atom.xml', '/feed.json', section, `/tag/${tag}/`, '/news-sitemap.xml', `/search?q=${WORD}`, path]) assert.ok(before.includes(place), `${place} names what is published`);

        await hide(written, id);
        await waitFor('it is gone', async () => (await reader.get(path)).status === 404);
        for (const place of all) {
            const answer = await reader.get(place);
            // A page that repeats what was asked for may repeat it.
            const html = answer.html.replaceAll(path, '');
            assert.ok(!html.includes(title), `${place} names it`);
            if (answer.status === 200) assert.ok(!html.includes(path.split('/')[4]), `${place} links to it`);
        }
        assert.equal((await reader.get(`/tag/${tag}/`)).status, 404, 'a topic of nothing');
    });
}
