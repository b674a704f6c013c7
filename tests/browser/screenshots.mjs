// SPDX-License-Identifier: MIT
// `make screenshots`: pictures of the sample site, on a phone and on a desktop, light and dark, in
// build/screenshots/; and the ones that the README shows, in docs/screenshots/.

import fs from 'node:fs';
import { PASSWORD, serveSite } from '../http/lib/site.mjs';
import { launch, openPage, signIn } from './lib.mjs';

const out = 'build/screenshots';
const kept = 'docs/screenshots';
for (const dir of [out, kept]) fs.mkdirSync(dir, { recursive: true });

const site = await serveSite({ sample: true, users: { boss: 'admin' } });
const browser = await launch();
try {
    const home = await site.browser().page('/');
    const article = /href="(\/\d{4}\/\d\d\/\d\d\/[^"/]+\/)"/.exec(home.html)[1];
    const first = (pattern) => pattern.exec(home.html)[1];
    const [blog, day, slug] = (await site.sql('SELECT id, day, slug FROM article WHERE live = 1;')).split('|');
    const live = `/${day.slice(0, 4)}/${day.slice(4, 6)}/${day.slice(6)}/${slug}/`;
    const pages = {
        home: '/', article, live, section: first(/href="(\/section\/[^"]+)"/), author: first(/href="(\/author\/[^"]+)"/), archive: article.slice(0, 9), videos: '/videos/', missing: '/nothing/',
        'admin-overview': '/admin/', 'admin-comments': '/admin/comments?status=pending', 'admin-articles': '/admin/articles', 'admin-article': '/admin/articles/1', 'admin-live': `/admin/articles/${blog}/live`, 'admin-breaking': '/admin/breaking', 'admin-settings': '/admin/settings/comments', 'admin-videos': '/admin/videos', 'admin-users': '/admin/users',
    };
    for (const [screen, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } }))
        for (const colorScheme of ['light', 'dark']) {
            const page = await openPage(browser, site, { viewport, colorScheme });
            await signIn(page, 'boss', PASSWORD);
            const reader = await openPage(browser, site, { viewport, colorScheme });
            for (const [name, path] of Object.entries(pages)) {
                const who = name.startsWith('admin') ? page : reader;
                await who.goto(path);
                await who.screenshot({ path: `${out}/${name}-${screen}-${colorScheme}.png`, fullPage: true });
            }
            await page.context().close();
            await reader.context().close();
        }
    const keep = async (name, path, options, login) => {
        const page = await openPage(browser, site, options);
        if (login) await signIn(page, 'boss', PASSWORD);
        await page.goto(path);
        await page.screenshot({ path: `${kept}/${name}.jpg`, type: 'jpeg', quality: 70 });
        await page.context().close();
    };
    await keep('home', '/', { viewport: { width: 1280, height: 860 }, colorScheme: 'light' });
    await keep('article-phone', article, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await keep('comments', '/admin/comments?status=pending', { viewport: { width: 1280, height: 860 }, colorScheme: 'light' }, true);
} finally {
    await browser.close();
    await site.close();
}
