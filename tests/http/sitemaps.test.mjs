// SPDX-License-Identifier: MIT
// The sitemaps: valid by their schemas, complete, and split.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { articlePaths, serveSample } from './lib/pages.mjs';
import * as processes from './lib/processes.mjs';
import { serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';
import { assertXml, elementsOf, sitemapSchema, textIn } from './lib/xml.mjs';

const INDEX = `${processes.checkout}/tests/http/lib/siteindex.xsd`;

/** The path of a whole address on SITE. */
const pathOf = (url) => { const u = new URL(url); return u.pathname + u.search; };
const located = (answer) => elementsOf(answer.html, 'loc').map((e) => e.text);

/** Every address in every part of SITE's index. */
async function everywhere(reader) {
    const found = [];
    for (const part of located(await reader.page('/sitemap.xml'))) found.push(...located(await reader.page(pathOf(part))).map(pathOf));
    return found;
}

describe('the sitemaps of a site', () => {
    let site, reader;
    before(async () => {
        site = await serveSample();
        reader = site.browser();
    });
    after(() => site?.close());

    test('are named in robots.txt, and valid by their schemas', async () => {
        const named = [...(await reader.page('/robots.txt')).html.matchAll(/^Sitemap: (.*)$/gm)].map((m) => m[1]);
        assert.deepEqual(named, [`${site.address}/sitemap.xml`, `${site.address}/news-sitemap.xml`]);
        const index = await reader.page('/sitemap.xml');
        await assertXml(index.html, 'the index', INDEX);
        const parts = located(index);
        assert.ok(parts.length >= 3);
        for (const part of parts) await assertXml((await reader.page(pathOf(part))).html, part, sitemapSchema());
        await assertXml((await reader.page('/news-sitemap.xml')).html, 'the news', sitemapSchema());
    });

    test('hold every article, list, topic and author once, each at the address that its page calls its own', async () => {
        const all = await everywhere(reader);
        assert.equal(new Set(all).size, all.length, 'none twice');
        for (const path of await articlePaths(site)) assert.ok(all.includes(path), path);
        for (const path of all) {
            const page = await reader.get(path);
            assert.equal(page.status, 200, path);
            assert.ok(page.html.includes(`<link rel="canonical" href="${site.address}${path}">`), path);
            assert.doesNotMatch(page.html, /<meta name="robots" content="noindex/, path);
        }
        for (const start of ['/section/', '/tag/', '/author/', '/videos/']) assert.ok(all.some((p) => p.startsWith(start)), start);
    });

    test('of news holds what was published in the last two days', async () => {
        const stories = elementsOf((await reader.page('/news-sitemap.xml')).html, 'url');
        assert.ok(stories.length > 0);
        for (const { inside } of stories) {
            const age = Date.now() - new Date(textIn(inside, 'news:publication_date')).getTime();
            assert.ok(age >= 0 && age <= 48 * 3600_000, inside);
            assert.equal(textIn(inside, 'news:name'), 'The Wrenmouth Lantern');
        }
        const recent = await site.sql('SELECT count(*) FROM article WHERE status = 3 AND published_at > unixepoch() - 48 * 3600;');
        assert.equal(stories.length, Number(recent));
    });
});

describe('a large site', () => {
    let site, reader;
    const PER_PART = 50_000;
    before(async () => {
        site = await serveSite();
        reader = site.browser();
    });
    after(() => site?.close());

    test('has its articles in parts of at most fifty thousand, and an index of them', async () => {
        await site.article({ slug: 'first' });
        // The next article has an id behind the first part.
        await site.sql(`INSERT INTO article (id, status, slug, day, title, standfirst, body, excerpt, words, section_id, author_id, social_links, comments_open, published_at, created_at, updated_at)
            SELECT ${PER_PART + 1}, 3, 'second', 20240102, 'Second', '', 'Text.', 'Text.', 1, section_id, author_id, 0, 1, unixepoch('2024-01-02 12:00'), 0, 0 FROM article WHERE slug = 'first';
            UPDATE site SET content_version = content_version + 1;`);
        const parts = await waitFor('the second part is there', async () => {
            const names = located(await reader.page('/sitemap.xml')).map(pathOf).filter((p) => /articles/.test(p));
            return names.length === 2 && names;
        });
        assert.match(located(await reader.page(parts[0])).join(), /\/first\/$/);
        assert.match(located(await reader.page(parts[1])).join(), /\/second\/$/);
        assert.equal((await reader.get('/sitemap-articles-3.xml')).status, 404);
        assert.equal((await reader.get('/sitemap-articles-0.xml')).status, 404);
        assert.equal((await reader.get('/sitemap-articles-99999999999999999999.xml')).status, 404);
    });
});
