// SPDX-License-Identifier: MIT
// The newsroom's other pages: what an article's views were, social links, sections, people, and what each
// may see of the others' work.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byClass, byTag, elements } from './lib/html.mjs';
import { editor, publicPath, signIn, writeArticle } from './lib/people.mjs';
import { PASSWORD, serveSite } from './lib/site.mjs';

let site, boss;

before(async () => {
    site = await serveSite({ users: { boss: 'admin', editor: 'editor', author: 'author', other: 'author' } });
    boss = await signIn(site, 'boss');
});
after(() => site.close());

const field = (form, name) => form.fields.find((f) => f.name === name);
const csrfOf = (page) => page.forms.flatMap((f) => f.fields).find((f) => f.name === 'csrf').value;
const alertOf = (page) => elements(page.html, (_, a) => a.role === 'alert')[0]?.text ?? '';

describe('an article\'s page in the newsroom', () => {
    test('tells what its views were, by reason, and what readers see', async () => {
        const page = await writeArticle(boss, { title: 'Counted', body: '[post-views]', base_views: '1000' });
        const path = publicPath(page);
        for (let i = 0; i < 3; i++) await site.browser().get(path);
        await site.browser({ headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } }).get(path);
        await site.browser({ headers: { 'user-agent': 'GPTBot/1.2' } }).get(path);
        await site.browser().get(path, { headers: { 'sec-purpose': 'prefetch' } });
        await boss.get(path);
        await site.browser().head(path);
        const after = await boss.page(editor(page).action);
        const figures = Object.fromEntries(byTag(byClass(after.html, 'figures')[0].inside, 'div')
            .map((d) => [byTag(d.inside, 'dt')[0].text, Number(byTag(d.inside, 'dd')[0].text)]));
        assert.deepEqual(figures, { Counted: 3, Robots: 1, 'AI robots': 1, Prefetched: 1, Staff: 1, Repeats: 0, Other: 1 });
        assert.ok(after.text.includes('Readers see 1,003'));
        assert.deepEqual((await site.browser().page(path)).views, [1004]);
    });

    test('a scheduled one that is saved with another time moves there; with none it is refused', async () => {
        const page = await writeArticle(boss, { title: 'Moved in time', body: 'Text.', publish_at: '2199-05-03T14:05' }, 'schedule');
        assert.equal(field(editor(page), 'publish_at').value, '2199-05-03T14:05');
        const refused = await boss.submit(editor(page), { publish_at: '' }, { button: 'save' });
        assert.equal(refused.status, 422);
        const moved = await boss.follow(await boss.submit(editor(page), { publish_at: '2199-06-04T08:00', title: 'Moved' }, { button: 'save' }));
        assert.equal(field(editor(moved), 'publish_at').value, '2199-06-04T08:00');
        assert.equal(field(editor(moved), 'title').value, 'Moved');
        const back = await boss.follow(await boss.submit(editor(moved), {}, { button: 'unpublish' }));
        assert.ok(byClass(back.html, 'badge-draft').length);
    });

    test('one in the trash can be read and restored, not changed', async () => {
        const page = await writeArticle(boss, { title: 'Thrown away', body: 'Text.' }, 'save');
        const address = editor(page).action;
        const trash = page.forms.find((f) => f.buttons.some((b) => b.value === 'trash'));
        assert.equal((await boss.submit(trash, {}, { button: 'trash' })).location, '/admin/articles');
        const trashed = await boss.page(address);
        assert.deepEqual(editor(trashed).buttons, []);
        assert.ok((await boss.page('/admin/articles?status=trash')).text.includes('Thrown away'));
        assert.equal((await boss.page('/admin/articles')).text.includes('Thrown away'), false);
    });

    test('a taken address is refused at its field', async () => {
        await writeArticle(boss, { title: 'First of its name', slug: 'the-name', body: 'Text.' });
        const page = await writeArticle(boss, { title: 'Second', body: 'Text.' });
        const answer = await boss.submit(editor(page), { slug: 'the-name', body: 'Typed.' }, { button: 'save' });
        assert.equal(answer.status, 422);
        assert.ok(answer.html.includes('href="#f-slug"'));
        assert.equal(field(editor(answer), 'body').value, 'Typed.');
    });

    test('unpublishing with changed text takes it back and keeps the text', async () => {
        const page = await writeArticle(boss, { title: 'Taken back', body: 'Old.' });
        const path = publicPath(page);
        const back = await boss.follow(await boss.submit(editor(page), { body: 'Not for readers.' }, { button: 'unpublish' }));
        assert.equal(field(editor(back), 'body').value, 'Not for readers.');
        assert.equal((await site.browser().get(path)).status, 404);
    });

    test('authors see and preview their own articles only, and cannot change views or byline', async () => {
        const author = await signIn(site, 'author');
        const mine = await writeArticle(author, { title: 'Of the author', body: 'Text.' }, 'save');
        const foreign = await writeArticle(boss, { title: 'Of the boss', body: 'Text.' }, 'save');
        const list = await author.page('/admin/articles');
        assert.ok(list.text.includes('Of the author'));
        assert.equal(list.text.includes('Of the boss'), false);
        const id = /(\d+)$/.exec(editor(foreign).action)[1];
        assert.equal((await author.get(`/admin/articles/${id}`)).status, 403);
        assert.equal((await author.post('/admin/articles/preview', { csrf: csrfOf(mine), id, title: 'x', body: 'y' })).status, 403);
        assert.equal(field(editor(mine), 'author'), undefined);
        const pairs = editor(mine).fields.filter((f) => f.checked).map((f) => [f.name, f.value]);
        await author.post(editor(mine).action, [...pairs, ['author', '1'], ['base_views', '9000'], ['do', 'save']]);
        const stored = await site.sql(`SELECT login || ' ' || base_views FROM article JOIN user ON user.id = author_id WHERE title = 'Of the author';`);
        assert.equal(stored, 'author 0');
    });

    test('a button that does not exist does nothing', async () => {
        const page = await writeArticle(boss, { title: 'Unmoved', body: 'Text.' }, 'save');
        const pairs = editor(page).fields.filter((f) => f.checked).map((f) => [f.name, f.value]);
        assert.ok((await boss.post(editor(page).action, [...pairs, ['do', 'explode']])).status >= 400);
        assert.ok((await boss.post('/admin/articles/new', { csrf: csrfOf(page), do: 'trash' })).status >= 400);
    });
});

describe('lists', () => {
    test('go on by key, tell of an empty end, and refuse what is no list', async () => {
        await site.sql(`INSERT INTO article (status, slug, title, standfirst, body, excerpt, words, section_id, author_id, social_links, comments_open, created_at, updated_at)
            SELECT 4, 'many-' || value, 'Many ' || value, '', '', '', 0, (SELECT min(id) FROM section), 1, 0, 1, value, value FROM generate_series(1, 120);`);
        const seen = new Set();
        let path = '/admin/articles?status=unpublished';
        let pages = 0;
        for (; path; pages++) {
            const page = await boss.page(path);
            for (const a of byTag(page.html, 'a')) if (/^Many \d+$/.test(a.text)) seen.add(a.text);
            path = byTag(page.html, 'a').find((a) => a.attributes.rel === 'next')?.attributes.href;
        }
        assert.equal(seen.size, 120);
        assert.equal(pages, 3);
        assert.equal((await boss.get('/admin/articles?status=unpublished&before=1-1')).status, 200);
        for (const bad of ['/admin/articles?status=x', '/admin/articles?before=x', '/admin/articles?before=1', '/admin/videos?status=x', '/admin/videos?before=--'])
            assert.equal((await boss.get(bad)).status, 404, bad);
    });
});

describe('social links', () => {
    const links = async () => {
        const form = (await boss.page('/admin/settings/social')).form('/admin/settings/social');
        const column = (name) => form.fields.filter((f) => f.name === name).map((f) => f.value);
        return { form, labels: column('label').filter(Boolean), kinds: column('kind'), urls: column('url') };
    };
    const rows = (labels, urls = labels.map((_, i) => `https://example.org/${i}`), kinds = labels.map(() => 'x')) =>
        labels.flatMap((label, i) => [['kind', kinds[i]], ['label', label], ['url', urls[i]]]);

    test('are added, moved up and down, and removed, without a script', async () => {
        const { form } = await links();
        const csrf = ['csrf', field(form, 'csrf').value];
        const send = (more) => boss.post('/admin/settings/social', [csrf, ...more]);
        assert.equal((await send([...rows(['One', 'Two', 'Three']), ...rows([''], [''])])).status, 303);
        assert.deepEqual((await links()).labels, ['One', 'Two', 'Three']);
        await send([...rows(['One', 'Two', 'Three']), ['up', '3']]);
        assert.deepEqual((await links()).labels, ['One', 'Three', 'Two']);
        await send([...rows(['One', 'Three', 'Two']), ['down', '1']]);
        assert.deepEqual((await links()).labels, ['Three', 'One', 'Two']);
        for (const nowhere of [['up', '1'], ['down', '3'], ['up', '99'], ['down', '-1'], ['up', 'x']]) {
            assert.equal((await send([...rows(['Three', 'One', 'Two']), nowhere])).status, 303);
            assert.deepEqual((await links()).labels, ['Three', 'One', 'Two'], nowhere.join());
        }
        await send([...rows(['Three', 'One', 'Two']), ['remove', '1']]);
        assert.deepEqual((await links()).labels, ['One', 'Two']);
        assert.ok((await site.browser().page('/')).html.includes('https://example.org/1'));
    });

    test('a wrong address is refused with every row as it was typed', async () => {
        const { form } = await links();
        for (const bad of ['javascript:alert(1)', '', '//x', 'example.org']) {
            const answer = await boss.post('/admin/settings/social', [['csrf', field(form, 'csrf').value], ...rows(['A', 'B'], ['https://example.org/kept', bad])]);
            assert.equal(answer.status, 422, bad);
            const again = answer.form('/admin/settings/social').fields.filter((f) => f.name === 'url').map((f) => f.value);
            assert.deepEqual(again.slice(0, 2), ['https://example.org/kept', bad]);
        }
        assert.deepEqual((await links()).labels, ['One', 'Two']);
    });

    test('more than fit are refused, and none is lost on the way', async () => {
        const { form } = await links();
        const many = Array.from({ length: 13 }, (_, i) => `Link ${i}`);
        const answer = await boss.post('/admin/settings/social', [['csrf', field(form, 'csrf').value], ...rows(many)]);
        assert.equal(answer.status, 422);
        for (const label of many) assert.ok(answer.html.includes(`value="${label}"`), label);
    });
});

describe('settings and sections', () => {
    test('word lists keep their lines, and a wrong number keeps them, too', async () => {
        const form = (await boss.page('/admin/settings/comments')).form('/admin/settings/comments');
        const words = 'casino\nviagra*\n*coin';
        const refused = await boss.submit(form, { held_words: words, thread_depth: '11' }, { button: 'save' });
        assert.equal(refused.status, 422);
        assert.equal(field(refused.form('/admin/settings/comments'), 'held_words').value, words);
        assert.ok(refused.html.includes('href="#f-thread_depth"'));
        assert.equal((await boss.submit(form, { held_words: words }, { button: 'save' })).status, 303);
        const saved = (await boss.page('/admin/settings/comments')).form('/admin/settings/comments');
        assert.equal(field(saved, 'held_words').value, words);
        assert.equal(field(saved, 'hold_all').checked, true);
    });

    test('nothing has a name that shows nothing: it is refused like an empty one', async () => {
        for (const blank of ['\u3164', '\u2800 \u200b', '\u00a0\u0301']) {
            for (const [at, values, name] of [
                ['/admin/settings/sections/new', {}, 'name'],
                ['/admin/users/new', { login: 'nameless', role: 'author' }, 'name'],
                ['/admin/users/new', { name: 'Somebody', role: 'author' }, 'login'],
                ['/admin/settings', {}, 'site_name'],
            ]) {
                const form = (await boss.page(at)).form(at);
                const refused = await boss.submit(form, { ...values, [name]: blank }, { button: 'save' });
                assert.equal(refused.status, 422, `${at}: ${name}`);
                assert.equal(field(refused.form(at), name).value, '');
            }
            const form = editor(await boss.page('/admin/articles/new'));
            assert.equal((await boss.submit(form, { title: blank, body: 'Text.' }, { button: 'save' })).status, 422);
            const page = await writeArticle(boss, { title: 'Tagged', body: 'Text.', tags: `harbour, ${blank}` }, 'save');
            assert.equal(field(editor(page), 'tags').value, 'harbour');
        }
    });

    test('a section is added, ordered, renamed, and removed once it is empty', async () => {
        const add = async () => boss.submit((await boss.page('/admin/settings/sections/new')).form('/admin/settings/sections/new'), { name: 'Weather' }, { button: 'save' });
        assert.equal((await add()).status, 303);
        assert.equal((await add()).status, 422, 'its address is taken');
        const list = await boss.page('/admin/settings/sections');
        const link = byTag(list.html, 'a').find((a) => a.text === 'Weather').attributes.href;
        const page = await boss.page(link);
        await boss.submit(page.form(link), { name: 'Weather & tides', position: '0' }, { button: 'save' });
        const names = byTag((await boss.page('/admin/settings/sections')).html, 'th').map((th) => th.text);
        assert.ok(names.indexOf('Weather & tides') >= 0);
        assert.ok((await site.browser().page('/section/weather/')).text.includes('Weather & tides'));
        const article = await writeArticle(boss, { title: 'Rain', body: 'Text.', section: /(\d+)$/.exec(link)[1] }, 'save');
        assert.ok(article.text.includes('Rain'));
        const removal = (p) => p.forms.find((f) => f.buttons.some((b) => b.value === 'remove'));
        const kept = await boss.follow(await boss.submit(removal(page), {}, { button: 'remove' }));
        assert.match(alertOf(kept), /cannot be removed/);
        await site.sql("DELETE FROM article WHERE title = 'Rain';");
        await boss.submit(removal(page), {}, { button: 'remove' });
        assert.equal((await boss.get(link)).status, 404);
    });
});

describe('people', () => {
    test('one\'s own password asks for the old one, and signs out everywhere else', async () => {
        const here = await signIn(site, 'other');
        const there = await signIn(site, 'other');
        const form = (await here.page('/admin/profile')).form('/admin/profile', (f) => f.fields.some((x) => x.name === 'name'));
        const typed = { current_password: PASSWORD, password: 'another long password', password_again: 'another long password' };
        for (const [wrong, at] of [[{ current_password: 'no' }, 'current_password'], [{ password_again: 'x' }, 'password_again'], [{ password: 'short', password_again: 'short' }, 'password']]) {
            const answer = await here.submit(form, { ...typed, ...wrong, bio: 'Kept.' }, { button: 'save' });
            assert.equal(answer.status, 422, at);
            assert.ok(answer.html.includes(`href="#f-${at}"`), at);
            assert.ok(answer.html.includes('Kept.'));
            assert.equal(answer.html.includes('another long password'), false, 'a password is never sent back');
        }
        assert.equal((await there.get('/admin/')).status, 200);
        assert.equal((await here.submit(form, { ...typed, name: 'Other Author', bio: 'Writes.' }, { button: 'save' })).status, 303);
        assert.equal((await here.get('/admin/')).status, 200);
        assert.equal((await there.get('/admin/')).status, 303);
        await signIn(site, 'other', { password: 'another long password' });
    });

    test('an admin makes a new password, shown once, and signs somebody out', async () => {
        const list = await boss.page('/admin/users');
        const link = byTag(list.html, 'a').find((a) => a.text === 'editor').attributes.href;
        const page = await boss.page(link);
        const victim = await signIn(site, 'editor');
        const act = (name) => page.forms.find((f) => f.buttons.some((b) => b.value === name));
        await boss.submit(act('signout'), {}, { button: 'signout' });
        assert.equal((await victim.get('/admin/')).status, 303);
        const shown = await boss.submit(act('password'), {}, { button: 'password' });
        assert.match(shown.headers['cache-control'], /no-store/);
        const password = byClass(shown.html, 'password')[0].text;
        assert.match(password, /^[A-Za-z0-9]{20}$/);
        assert.equal((await boss.page(link)).html.includes(password), false);
        await signIn(site, 'editor', { password });
        assert.equal((await boss.page('/admin/audit')).html.includes(password), false);
    });

    test('the last admin stays one', async () => {
        const list = await boss.page('/admin/users');
        const link = byTag(list.html, 'a').find((a) => a.text === 'boss').attributes.href;
        const form = (await boss.page(link)).form(link, (f) => f.fields.some((x) => x.name === 'role'));
        for (const change of [{ role: 'author' }, { disabled: '1' }]) {
            const answer = await boss.submit(form, change, { button: 'save' });
            assert.equal(answer.status, 422);
            assert.match(alertOf(answer), /last admin/);
        }
        assert.equal((await boss.get('/admin/users')).status, 200);
    });
});
