// SPDX-License-Identifier: MIT
// Breaking news: an editor puts a sentence over every page; it goes at its time with nobody on the site, in
// every process, or when it is taken down.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { byClass, byTag, elements } from './lib/html.mjs';
import { publicPath, signIn, writeArticle } from './lib/people.mjs';
import { startNginx } from './lib/servers.mjs';
import { Site, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

let site, second, boss, editor, path;

before(async () => {
    site = await serveSite({ users: { boss: 'admin', editor: 'editor', author: 'author', mod: 'moderator' } });
    second = Object.assign(new Site(), { dir: site.dir });
    await second.start();
    second.server = await startNginx(second);
    [boss, editor] = [await signIn(site, 'boss'), await signIn(site, 'editor')];
    path = publicPath(await writeArticle(boss, { title: 'What happened', body: 'Text.' }));
});
after(async () => {
    await second.close();
    await site.close();
});

const field = (form, name) => form.fields.find((f) => f.name === name);
const errorOf = (page, name) => elements(page.html, (_, a) => a.id === `f-${name}-error`)[0]?.text;
const alertOf = (page) => elements(page.html, (_, a) => a.role === 'alert')[0]?.text ?? '';
const formOf = (page) => page.form('/admin/breaking');
const set = async (values, by = editor) => by.submit(formOf(await by.page('/admin/breaking')), { text: 'The bridge is closed', stay: '60', ...values }, { button: 'save' });
const down = async (by = editor) => {
    const form = (await by.page('/admin/breaking')).forms.find((f) => f.buttons.some((b) => b.value === 'end'));
    if (form) assert.equal((await by.submit(form, {}, { button: 'end' })).status, 303);
    return form;
};
/** What stands over a page; null where nothing does. */
const banner = (page) => {
    const [section] = byClass(page.html, 'breaking');
    return section ? { text: section.text, link: byTag(section.inside, 'a')[0]?.attributes.href, label: section.attributes['aria-label'], tag: section.tag } : null;
};
const seconds = async (n) => site.sql(`UPDATE setting SET value = strftime('%s', 'now') + ${n} WHERE name = 'breaking_until'; UPDATE site SET content_version = content_version + 1;`);

afterEach(() => down(boss));

describe('breaking news', () => {
    test('stands over every page that readers see, and in no feed', async () => {
        assert.equal((await set({ url: path })).status, 303);
        for (const address of ['/', path, '/search?q=bridge', '/videos/', '/nothing-here/']) {
            const page = await site.browser().get(address);
            assert.deepEqual(banner(page), { text: 'Breaking The bridge is closed', link: path, label: 'Breaking news', tag: 'section' }, address);
        }
        for (const address of ['/feed.xml', '/sitemap.xml', '/admin/'])
            assert.equal((await boss.get(address)).html.includes('class="breaking"'), false, address);
    });

    test('needs no link; one of this site is kept as a path, one elsewhere as it is', async () => {
        await set({});
        assert.equal(banner(await site.browser().page('/')).link, undefined);
        const settings = (await boss.page('/admin/settings')).form('/admin/settings');
        await boss.submit(settings, { address: 'https://news.example' }, { button: 'save' });
        await set({ url: `https://news.example${path}` });
        assert.equal(banner(await site.browser().page('/')).link, path);
        await set({ url: 'https://police.example/statement?a=1&b=2' });
        assert.equal(banner(await site.browser().page('/')).link, 'https://police.example/statement?a=1&b=2');
    });

    test('is refused with everything kept where something is wrong with it', async () => {
        const draft = await writeArticle(boss, { title: 'Under embargo', slug: 'under-embargo', body: 'Text.' }, 'save');
        assert.ok(draft);
        for (const [values, at, why] of [
            [{ text: '' }, 'text', /what has happened/],
            [{ text: 'x'.repeat(201) }, 'text', /at most about 200/],
            [{ url: 'javascript:alert(1)' }, 'url', /must begin with/],
            [{ url: '//elsewhere.example/' }, 'url', /must begin with/],
            [{ url: '/2026/01/02/under-embargo/' }, 'url', /no published article/],
            [{ stay: '', until: '' }, 'until', /needed/],
            [{ stay: '', until: '2020-01-01T00:00' }, 'until', /in the future/],
            [{ stay: '', until: '2199-01-01T00:00' }, 'until', /at most 7 days/],
        ]) {
            const answer = await set({ url: '/', ...values });
            assert.equal(answer.status, 422, JSON.stringify(values));
            assert.match(errorOf(answer, at) ?? '', why, JSON.stringify(values));
            for (const [name, value] of Object.entries(values)) assert.equal(field(formOf(answer), name).value, value);
        }
        assert.equal(banner(await site.browser().page('/')), null);
    });

    test('markup in it is text', async () => {
        await set({ text: '<b>"Storm" & flood</b>' });
        const page = await site.browser().page('/');
        assert.equal(banner(page).text, 'Breaking <b>"Storm" & flood</b>');
        assert.equal(byClass(page.html, 'breaking')[0].inside.some((t) => t.tag === 'b'), false);
    });

    test('goes at its time with nobody on the site, in every process and from every kept page', async () => {
        const own = second.browser();
        await set({});
        await seconds(6);
        for (const browser of [site.browser(), own])
            for (const address of ['/', path]) {
                await waitFor('it is there', async () => banner(await browser.page(address)));
                assert.ok(banner(await browser.page(address)), 'also from the cache');
            }
        await waitFor('it is taken down', async () => (await site.sql("SELECT value FROM setting WHERE name = 'breaking_text';")) === '');
        for (const browser of [site.browser(), own])
            for (const address of ['/', path]) await waitFor('the page changes', async () => !banner(await browser.page(address)));
        const log = await site.sql("SELECT who || ': ' || action || ': ' || was FROM audit WHERE object = 'breaking news' ORDER BY id DESC LIMIT 1;");
        assert.equal(log, 'the clock: breaking.end: The bridge is closed');
    });

    test('is taken down early, which the log tells, and its page says what is shown', async () => {
        await set({ stay: '1440' });
        assert.match((await editor.page('/admin/breaking')).text, /On every page until .*The bridge is closed/);
        assert.ok(await down());
        assert.equal(banner(await site.browser().page('/')), null);
        assert.match((await editor.page('/admin/breaking')).text, /Nothing is shown now/);
        const log = await site.sql("SELECT who || ': ' || action || ': ' || was || ' > ' || became || '.' FROM audit WHERE object = 'breaking news' ORDER BY id DESC LIMIT 2;");
        assert.deepEqual(log.split('\n').reverse(), ['editor: breaking.set:  > The bridge is closed.', 'editor: breaking.end: The bridge is closed > .']);
        assert.ok((await boss.page('/admin/audit')).text.includes('Put on every page'));
    });

    test('of two editors the second is told of the first', async () => {
        const [mine, theirs] = [formOf(await boss.page('/admin/breaking')), formOf(await editor.page('/admin/breaking'))];
        assert.equal((await editor.submit(theirs, { text: 'Theirs', stay: '60' }, { button: 'save' })).status, 303);
        const conflict = await boss.submit(mine, { text: 'Mine', stay: '60' }, { button: 'save' });
        assert.equal(conflict.status, 409);
        assert.match(alertOf(conflict), /editor changed the breaking news/);
        assert.equal(field(formOf(conflict), 'text').value, 'Mine');
        assert.match(conflict.text, /“Theirs”/);
        assert.equal(banner(await site.browser().page('/')).text, 'Breaking Theirs');
        assert.equal((await boss.submit(formOf(conflict), {}, { button: 'save' })).status, 303);
        assert.equal(banner(await site.browser().page('/')).text, 'Breaking Mine');
    });

    test('is for those who may publish', async () => {
        for (const login of ['author', 'mod']) {
            const browser = await signIn(site, login);
            assert.equal((await browser.get('/admin/breaking')).status, 403);
            const csrf = /name="csrf" value="([^"]+)"/.exec((await browser.page('/admin/profile')).html)[1];
            assert.equal((await browser.post('/admin/breaking', { csrf, text: 'x', stay: '60', token: '0', do: 'save' })).status, 403);
        }
        assert.equal((await editor.post('/admin/breaking', { text: 'x', stay: '60', token: '0', do: 'save' })).status, 403);
        assert.equal(banner(await site.browser().page('/')), null);
    });
});
