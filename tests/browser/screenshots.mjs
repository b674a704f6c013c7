// SPDX-License-Identifier: MIT
// `make screenshots`: every kind of page of the sample site, on a phone and on a desktop, light and dark,
// into build/screenshots/; and those that the README shows into docs/screenshots/. NAME...: of the latter, these alone.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { PASSWORD, serveSite } from '../http/lib/site.mjs';
import { launch, openPage, signIn } from './lib.mjs';

const out = 'build/screenshots';
const kept = 'docs/screenshots';
const KEPT_BYTES_MAX = 150_000;
const only = process.argv.slice(2);
for (const dir of [out, kept]) fs.mkdirSync(dir, { recursive: true });

const site = await serveSite({ sample: true, users: { boss: 'admin' } });
const browser = await launch();

/** Opens PATH as one sees it who has been there: fonts kept, pictures down the page loaded. */
async function open(page, path) {
    await page.goto(path);
    await page.reload();
    await page.evaluate(async () => {
        for (const image of document.images) image.loading = 'eager';
        await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
        await document.fonts.ready;
    });
}

try {
    const home = (await site.browser().page('/')).html;
    const slug = (pattern) => site.sql(`SELECT printf('/%d/%02d/%02d/%s/', day / 10000, day / 100 % 100, day % 100, slug) FROM article WHERE slug LIKE '${pattern}%';`);
    const article = await slug('the-last-lens');
    const live = await slug('four-centimetres');
    const [blog] = (await site.sql('SELECT id FROM article WHERE live = 1;')).split('\n');
    const pages = {
        home: '/', article, live, 'article-table': await slug('free-buses'), 'article-notes': await slug('the-meadow'), 'article-corrected': await slug('the-length-of-meetings'), 'article-code': await slug('the-river-has'),
        section: /href="(\/section\/[^"]+)"/.exec(home)[1], author: /href="(\/author\/[^"]+)"/.exec(home)[1], tag: '/tag/lighthouse/', year: article.slice(0, 6), month: article.slice(0, 9), day: article.slice(0, 12),
        sections: '/sections/', authors: '/authors/', videos: '/videos/', video: '/videos/5/', search: '/search?q=ferry', 'search-corrected': '/search?q=ferrry', 'search-nothing': '/search?q=zzzz', 'most-read': '/most-read/', missing: '/the-last-lense/', away: '/assets/503.html',
        'admin-overview': '/admin/', 'admin-comments': '/admin/comments?status=pending', 'admin-articles': '/admin/articles', 'admin-article': '/admin/articles/1', 'admin-live': `/admin/articles/${blog}/live`, 'admin-breaking': '/admin/breaking', 'admin-settings': '/admin/settings/comments', 'admin-videos': '/admin/videos', 'admin-users': '/admin/users',
    };
    const screens = only.length ? {} : { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
    for (const [screen, viewport] of Object.entries(screens))
        for (const colorScheme of ['light', 'dark']) {
            const page = await openPage(browser, site, { viewport, colorScheme });
            await signIn(page, 'boss', PASSWORD);
            const reader = await openPage(browser, site, { viewport, colorScheme });
            for (const [name, path] of Object.entries(pages)) {
                const who = name.startsWith('admin') ? page : reader;
                await open(who, path);
                await who.screenshot({ path: `${out}/${name}-${screen}-${colorScheme}.png`, fullPage: true });
            }
            await page.context().close();
            await reader.context().close();
        }
    const keep = async (name, path, options, { login = false, quality = 72, max = KEPT_BYTES_MAX } = {}) => {
        if (only.length && !only.includes(name)) return;
        const page = await openPage(browser, site, options);
        if (login) await signIn(page, 'boss', PASSWORD);
        await open(page, path);
        const file = `${kept}/${name}.jpg`;
        await page.screenshot({ path: file, type: 'jpeg', quality });
        assert.ok(fs.statSync(file).size <= max, `${file} is larger than ${max} bytes`);
        await page.context().close();
    };
    const desktop = { viewport: { width: 1280, height: 860 }, colorScheme: 'light' };
    await keep('home', '/', desktop);
    await keep('article', article, { ...desktop, colorScheme: 'dark' });
    await keep('article-phone', await slug('free-buses'), { viewport: { width: 390, height: 844 }, colorScheme: 'light' });
    await keep('comments', '/admin/comments?status=pending', desktop, { login: true });
    const [written] = (await site.sql("SELECT id FROM article WHERE slug LIKE 'the-last-lens%';")).split('\n');
    await keep('editor', `/admin/articles/${written}`, { ...desktop, viewport: { width: 1100, height: 720 } }, { login: true, quality: 50, max: 80_000 });
} finally {
    await browser.close();
    await site.close();
}
