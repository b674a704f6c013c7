// SPDX-License-Identifier: MIT
// The readers' side in languages that nobody speaks: whatever is outside of their marks is in no catalogue.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ACCENTED, MIRRORED, addPseudoCatalogues, untranslated } from './lib/pseudo.mjs';
import { READER, postComment, signIn } from './lib/people.mjs';
import { serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

/** Words of the site itself, and those that are the same in every language. */
const OWN = [/\bNews(room)?\b/, /\b[JFMASOND][a-z]{2,8} (\d+, )?\d{4}/, /\b(AM|PM)\b/, /\bat (?=\d)/, /\b(Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*\b/, /Broadsheet/, /YouTube/, /RSS/, /Atom/, /JSON Feed/, /boss/i, /Ada Reader/, /Facebook|WhatsApp|Bluesky|Mastodon|Twitter|LinkedIn|X\b/, /\b[a-z0-9]{16}\b/];

describe('the readers’ side in a pseudo-language', () => {
    let site, article, live;
    before(async () => {
        site = await serveSite({ users: { boss: 'admin' }, settings: { site_name: '１２３', hold_all: '' } });
        addPseudoCatalogues(site);
        await speak(ACCENTED);
        article = await site.article({ title: '第一', body: '[post-views]\n\n## 一\n\n一二三\n\n## 二\n\n四五六\n\n## 三\n\n七\n\n[latest-videos]\n', tags: '标签' });
        live = await site.article({ title: '第二', body: '一二三' });
        await site.sql(`UPDATE article SET live = 1 WHERE slug = '${live.slug}';`);
        await waitFor('the articles', async () => (await site.browser().page('/')).html.includes('第二'));
        await postComment(site.browser(), article.path, { comment: '１２３' });
    });
    after(() => site.close());

    async function speak(language) {
        await site.mustCli(['setting', 'set', 'language', language]);
        await waitFor(language, async () => (await site.browser().page('/')).html.includes(`lang="${language}"`));
    }

    const assertTranslated = (what, html) => assert.deepEqual(untranslated(html, OWN), [], what);

    test('every kind of page', async () => {
        const home = (await site.browser().page('/')).html;
        const [section] = /\/section\/[^"]+/.exec(home);
        const [author] = /\/author\/[^"]+/.exec(home);
        const paths = ['/', section, author, `/tag/${encodeURIComponent('标签')}/`, article.path, live.path, '/videos/', '/most-read/', '/search', '/search?q=%E4%B8%80%E4%BA%8C%E4%B8%89',
            '/search?q=%E4%B9%9D%E4%B9%9D&from=1&section=9', '/search?q=!!', article.path.slice(0, 6), article.path.slice(0, 9), article.path.slice(0, 12), '/admin/login'];
        for (const path of paths) assertTranslated(path, (await site.browser().get(path)).html ?? (await site.browser().get(path)).text);
    });

    test('what refuses', async () => {
        for (const [path, status] of [['/nothing-here-at-all/', 404], ['/tag/zzz/', 404], ['/section/zzz/', 404], ['/1999/', 404], [`/?q=${'9'.repeat(5000)}`, 414], ['/page/999/', 404]]) {
            const answer = await site.browser().get(path);
            assert.equal(answer.status, status, path);
            assertTranslated(path, answer.html ?? answer.text);
        }
        const damaged = await site.browser().post('/comment', 'article=%zz');
        assertTranslated('a damaged form', damaged.html ?? damaged.text);
    });

    test('a comment: refused, sent, answered, changed', async () => {
        const browser = site.browser();
        const page = await browser.page(article.path);
        const refused = await browser.submit(page.form('/comment'), { comment: '', author: '', email: '１', url: '１' });
        assert.equal(refused.status, 422);
        assertTranslated('the refused form', refused.html ?? refused.text);
        const answer = await postComment(browser, article.path, { ...READER, comment: '４５６' });
        assertTranslated('the receipt', (await browser.follow(answer)).html);
        const reply = await site.browser().page(`${article.path}?replytocom=1`);
        assertTranslated('a reply’s form', reply.html);
    });

    test('a member of the staff reads in the site’s language', async () => {
        const browser = await signIn(site, 'boss');
        assertTranslated('the article', (await browser.page(article.path)).html);
    });

    test('from right to left, likewise', async () => {
        await speak(MIRRORED);
        const page = await site.browser().page(article.path);
        assert.match(page.html, /<html lang="ar-XB" dir="rtl"/);
        assertTranslated('the article', page.html);
    });
});
