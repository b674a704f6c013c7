// SPDX-License-Identifier: MIT
// Every kind of page, public and admin, on a phone and on a desktop, light and dark: no violation that
// axe-core can find, nothing wider than the screen, no request to anybody else, no error in the console.

import { after, before, describe, test } from 'node:test';
import { PASSWORD, serveSite } from '../http/lib/site.mjs';
import { SCREENS, assertAccessible, assertQuiet, launch, openPage, signIn } from './lib.mjs';

let site, browser, paths;

before(async () => {
    // Over every page there is breaking news, until long after the test.
    const settings = { breaking_text: 'The bridge is closed', breaking_url: '/', breaking_until: 32503680000 };
    site = await serveSite({ sample: true, users: { boss: 'admin' }, settings });
    browser = await launch();
    paths = await findPaths();
});
after(async () => {
    await browser?.close();
    await site.close();
});

/** An address of each kind, as a reader would find it. */
async function findPaths() {
    const home = await site.browser().page('/');
    const article = /href="(\/\d{4}\/\d\d\/\d\d\/[^"/]+\/)"/.exec(home.html)[1];
    const page = await site.browser().page(article);
    const first = (pattern, html = page.html) => pattern.exec(html)?.[1].replaceAll('&amp;', '&');
    const [id] = (await site.sql('SELECT min(id) FROM article WHERE status = 3;')).split('\n');
    const [comment] = (await site.sql('SELECT min(id) FROM comment WHERE status = 0;')).split('\n');
    const [user] = (await site.sql("SELECT id FROM user WHERE login = 'boss';")).split('\n');
    const [live, liveDay, liveSlug] = (await site.sql('SELECT id, day, slug FROM article WHERE live = 1;')).split('|');
    const liveBlog = `/${liveDay.slice(0, 4)}/${liveDay.slice(4, 6)}/${liveDay.slice(6)}/${liveSlug}/`;
    const day = article.slice(0, 12);
    return {
        article,
        public: ['/', first(/href="(\/section\/[^"]+)"/), first(/href="(\/author\/[^"]+)"/), first(/href="(\/tag\/[^"]+)"/), day, day.slice(0, 9), day.slice(0, 6), '/videos/', '/videos/1/',
            article, liveBlog, first(/href="([^"]*replytocom=[^"#]*)/), '/no-such-page/'],
        admin: ['/admin/', '/admin/articles', '/admin/articles/new', `/admin/articles/${id}`, `/admin/articles/${live}/live`, `/admin/articles/${live}/live/1`, '/admin/breaking', '/admin/comments?status=pending', '/admin/comments?status=approved', '/admin/comments?status=spam', '/admin/comments?status=trash',
            `/admin/comments/${comment}`, '/admin/videos', '/admin/videos/new', '/admin/videos/1', '/admin/settings', '/admin/settings/comments', '/admin/settings/social', '/admin/settings/sections', '/admin/settings/sections/new',
            '/admin/users', '/admin/users/new', `/admin/users/${user}`, '/admin/profile', '/admin/audit', '/admin/no-such-page'],
    };
}

for (const { name, ...screen } of SCREENS) {
    describe(name, () => {
        test('the pages that readers see', async () => {
            const page = await openPage(browser, site, screen);
            for (const path of paths.public.filter(Boolean)) {
                await page.goto(path);
                await assertAccessible(page, `${path} (${name})`);
            }
            await page.goto(paths.article);
            await page.locator('form[action="/comment"]').evaluate((f) => f.submit());
            await page.getByRole('alert').waitFor();
            await assertAccessible(page, `a refused comment (${name})`);
            const form = page.locator('form[action="/comment"]');
            await form.locator('[name=comment]').fill(`Seen on ${name}.`);
            await form.locator('[name=author]').fill('Ada');
            await form.locator('[name=email]').fill('ada@example.org');
            await page.getByRole('button', { name: 'Post Comment' }).click();
            await page.waitForURL(/receipt=/);
            await assertAccessible(page, `a receipt (${name})`);
            assertQuiet(page);
            await page.context().close();
        });

        test('the pages of the newsroom', async () => {
            const page = await openPage(browser, site, screen);
            await page.goto('/admin/login');
            await assertAccessible(page, `/admin/login (${name})`);
            await signIn(page, 'boss', PASSWORD);
            for (const path of paths.admin) {
                await page.goto(path);
                await assertAccessible(page, `${path} (${name})`);
            }
            assertQuiet(page);
            await page.context().close();
        });
    });
}
