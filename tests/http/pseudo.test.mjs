// SPDX-License-Identifier: MIT
// Every word of the newsroom is a message of a catalogue: on a site in a pseudo-language (lib/pseudo.mjs), whose
// contents have no Latin letters, no page has a Latin word that is not a translation.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byTag, elements } from './lib/html.mjs';
import { commentOn, editor, publicPath, queueRow, signIn, writeArticle } from './lib/people.mjs';
import { ACCENTED, MIRRORED, addPseudoCatalogues, untranslated } from './lib/pseudo.mjs';
import { startNginx } from './lib/servers.mjs';
import { makeSite, PASSWORD } from './lib/site.mjs';

/** What is no word of the program: names of brands, of months, of languages in themselves, paths and tags. */
const OWN = [/https?:\/\/\S*/, /(?<!\w)\/[\w/.:-]+/, /\b(Facebook|Instagram|YouTube|TikTok|Mastodon|Bluesky|Threads|LinkedIn|Telegram|WhatsApp|RSS)\b/,
    /\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|AM|PM|at)\b/,
    /\b(UTC|GMT)\b/, ACCENTED, MIRRORED,
    'News' /* the first section's name, in the audit log */, '1@example.org', 'Deutsch'];

let site, boss;

/** The text of PAGE without the names of languages that one can choose. */
const withoutLanguages = (html) => html.replace(/<select[^>]*name="language"[\s\S]*?<\/select>/, '');

function assertTranslated(page, what = page.url) {
    assert.match(page.headers['content-type'], /text\/html/, what);
    assert.ok(page.html.includes('⟦'), `${what} (status ${page.status}) is in the pseudo-language`);
    assert.deepEqual(untranslated(withoutLanguages(page.html), OWN), [], `${what} (status ${page.status})`);
    return page;
}

const look = async (browser, path) => assertTranslated(await browser.follow(await browser.get(path)), path);
const send = async (form, values, button, browser = boss) => {
    const answer = await browser.submit(form, values, button ? { button } : {});
    return assertTranslated(await browser.follow(answer), `${form.action} ${button ?? ''}, ${answer.status}`);
};
const formOf = (page, name) => page.forms.find((f) => f.fields.some((x) => x.name === name));
const formWith = (page, button) => page.forms.find((f) => f.buttons.some((b) => b.value === button));

before(async () => {
    site = await makeSite({ users: { 1: 'admin', 2: 'author' }, settings: { language: ACCENTED, site_name: '新闻', hold_all: '1', require_identity: '' } });
    await site.sql("UPDATE user SET name = '甲' WHERE login = '1'; UPDATE user SET name = '乙' WHERE login = '2'; UPDATE section SET name = '城市', description = '', slug = '1';");
    addPseudoCatalogues(site);
    await site.start();
    site.server = await startNginx(site);
    boss = await signIn(site, '1');
});
after(() => site?.close());

describe('the newsroom of a site in a pseudo-language', () => {
    const LISTS = ['/admin/', '/admin/articles', ...['draft', 'review', 'scheduled', 'published', 'unpublished', 'trash'].map((s) => `/admin/articles?status=${s}`),
        ...['all', 'mine', 'pending', 'approved', 'spam', 'trash'].map((s) => `/admin/comments?status=${s}`),
        '/admin/comments?status=pending&addr=1.2.3.4', '/admin/comments?status=pending&before=1', '/admin/videos', '/admin/videos?status=trash', '/admin/users'];
    const FORMS = ['/admin/articles/new', '/admin/videos/new', '/admin/breaking', '/admin/settings', '/admin/settings/comments', '/admin/settings/machines',
        '/admin/settings/social', '/admin/settings/sections', '/admin/settings/sections/new', '/admin/users/new', '/admin/profile', '/admin/profile/sessions', '/admin/audit'];

    test('has a language and a direction, and no other word where everything is empty', async () => {
        assert.match((await boss.page('/admin/')).html, /<html lang="en-XA" dir="ltr">/);
        for (const path of [...LISTS, ...FORMS]) await look(boss, path);
        await look(site.browser(), '/admin/login');
    });

    test('says so what is wrong with what was sent', async () => {
        const long = '一'.repeat(400), wide = '一'.repeat(1200);
        await send(editor(await boss.page('/admin/articles/new')), { title: '', body: '![1](https://elsewhere.example/1.png)\n', section: '99', tags: long, translations: 'xx\nde\nde 1', picture: '1', slug: long, standfirst: wide, base_views: '-1' }, 'save');
        await send(editor(await boss.page('/admin/articles/new')), { title: '一', publish_at: '1' }, 'schedule');
        await send(formOf(await boss.page('/admin/videos/new'), 'youtube_id'), { youtube_id: '1', title: '', duration: '1:99', poster: '1', published_at: '9' });
        await send(formOf(await boss.page('/admin/breaking'), 'stay'), { text: '', url: '1', stay: '', until: '1' });
        const settings = formOf(await boss.page('/admin/settings'), 'zone');
        await send(settings, Object.fromEntries(settings.fields.filter((f) => f.name !== 'csrf').map((f) => [f.name, '']))) ;
        await send(settings, Object.fromEntries(settings.fields.filter((f) => f.name !== 'csrf').map((f) => [f.name, '一']))) ;
        const rules = formOf(await boss.page('/admin/settings/comments'), 'thread_depth');
        await send(rules, Object.fromEntries(rules.fields.filter((f) => f.name !== 'csrf').map((f) => [f.name, '一'])));
        const machines = formOf(await boss.page('/admin/settings/machines'), 'websub_hub');
        await send(machines, { security_contact: '1', websub_hub: '1', indexnow_key: '1', indexnow_address: '1' });
        await send(formOf(await boss.page('/admin/settings/social'), 'label'), { label: '1', url: '1', kind: 'x' });
        await send(formOf(await boss.page('/admin/settings/sections/new'), 'position'), { name: '', slug: long, description: wide, position: '-1' });
        await send(formOf(await boss.page('/admin/users/new'), 'role'), { login: '1 1', name: '', email: '1', bio: wide, links: '1', picture: '1', password: '1', slug: long });
        await send(formOf(await boss.page('/admin/users/new'), 'role'), { login: '1', name: '一', password: '' });
        await send(formOf(await boss.page('/admin/profile'), 'current_password'), { current_password: '1', password: '111111111111', password_again: '1', language: 'xx' });
        const door = (await site.browser().page('/admin/login')).form('/admin/login');
        for (const values of [{ login: '', password: '' }, { login: '1', password: '1' }]) {
            const browser = site.browser();
            assertTranslated(await browser.submit(door, values), 'a wrong password');
        }
    });

    test('says so what an article is, and what was done with it', async () => {
        const fresh = async (title, button, values = {}) => assertTranslated(await writeArticle(boss, { title, body: '一\n\n<b>1</b>\n', tags: '1', ...values }, button), `${title} ${button}`);
        const drafted = await fresh('一', 'save');
        await fresh('二', 'submit');
        const scheduled = await fresh('三', 'schedule', { publish_at: '2199-05-03T14:05' });
        await send(editor(scheduled), {}, 'unpublish');
        const published = await fresh('四', 'publish', { standfirst: '<b>1</b>', base_views: '5' });
        await site.browser().get(publicPath(published));
        await send(editor(published), { title: '五' }, 'save');
        await send(editor(published), { title: '六' }, 'save'); // somebody was faster
        await send(formWith(drafted, 'trash'), {}, 'trash');
        await look(boss, editor(drafted).action);
        await send(formWith(await boss.page(editor(drafted).action), 'restore'), {}, 'restore');
        const corrections = `${editor(published).action}/corrections`;
        await send(formOf(await look(boss, corrections), 'text'), { text: '' }, 'add');
        await send(formOf(await boss.page(corrections), 'text'), { text: '一 <b>1</b>' }, 'add');
        await send(formWith(await boss.page(corrections), 'remove'), {}, 'remove');
        const blog = await fresh('七', 'publish', { live: '1' });
        const live = `${editor(blog).action}/live`;
        await send(formOf(await look(boss, live), 'body'), { body: '' }, 'add');
        await send(formOf(await boss.page(live), 'body'), { body: '一 <i>1</i>' }, 'add');
        const entry = /href="(\/admin\/articles\/\d+\/live\/\d+)"/.exec((await boss.page(live)).html)[1];
        const form = formOf(await look(boss, entry), 'version');
        await send(form, { body: '二' }, 'save');
        await send(form, { body: '三' }, 'save'); // somebody was faster
        await send(formWith(await boss.page(live), 'end'), {}, 'end');
        await send(formWith(await boss.page(live), 'resume'), {}, 'resume');
        await send(formWith(await boss.page(entry), 'remove'), {}, 'remove');
        for (const path of LISTS) await look(boss, path);
    });

    test('says so what is decided on comments', async () => {
        const path = publicPath(await writeArticle(boss, { title: '八', body: '一' }, 'publish'));
        const texts = ['1 1', '2 2', '3 3'];
        for (const comment of texts) await commentOn(site, path, { author: '丙', email: '', comment });
        await look(boss, '/admin/comments');
        await look(boss, '/admin/comments/matching?status=pending');
        const row = await queueRow(boss, '1 1');
        assertTranslated(await boss.page(`/admin/comments/${row.id}`));
        const edit = formOf(await boss.page(`/admin/comments/${row.id}`), 'comment');
        await send(edit, { comment: '' });
        await send(edit, { comment: '1 1 1' });
        await send(edit, { comment: '1 1 2' }); // somebody was faster
        await send(row.form, {}, 'approve');
        await send(row.form, {}, 'spam'); // it is approved already
        await send((await boss.page('/admin/comments')).forms.find((f) => f.action === '/admin/comments/undo'), {});
        for (const [text, what] of [['2 2', 'spam'], ['3 3', 'trash']]) await send((await queueRow(boss, text)).form, {}, what);
        for (const status of ['all', 'spam', 'trash', 'approved']) await look(boss, `/admin/comments?status=${status}`);
        const doomed = await queueRow(boss, '3 3', 'trash');
        const asked = await send(doomed.form, {}, 'delete');
        await send(formWith(asked, 'delete'), {}, 'delete');
        const reply = (await queueRow(boss, '1 1')).page.forms.find((f) => /\/reply$/.test(f.action));
        await send(reply, { reply: '' });
        await send(reply, { reply: '一' });
    });

    test('says so what was done with all else, in notices and in the audit log', async () => {
        await send(formOf(await boss.page('/admin/videos/new'), 'youtube_id'), { youtube_id: 'dQw4w9WgXcQ', title: '一', description: '', duration: '1:02' });
        const video = /href="(\/admin\/videos\/\d+)"/.exec((await look(boss, '/admin/videos')).html)[1];
        await send(formWith(await look(boss, video), 'trash'), {}, 'trash');
        await send(formOf(await boss.page('/admin/breaking'), 'stay'), { text: '一', url: '', stay: '60' });
        await send(formWith(await look(boss, '/admin/breaking'), 'end'), {}, 'end');
        await send(formOf(await boss.page('/admin/settings/sections/new'), 'position'), { name: '二', slug: '2', description: '', position: '2' });
        const section = elements((await boss.page('/admin/settings/sections')).html, (t, a) => t === 'a' && /^\/admin\/settings\/sections\/\d+$/.test(a.href ?? '')).at(-1).attributes.href;
        await send(formWith(await look(boss, section), 'remove'), {}, 'remove');
        await send(formOf(await boss.page('/admin/users/new'), 'role'), { login: '3', name: '丁', email: '', bio: '', links: '', picture: '', slug: '3', password: '' });
        const user = await site.sql("SELECT id FROM user WHERE login = '3';");
        await send(formWith(await look(boss, `/admin/users/${user}`), 'password'), {}, 'password');
        await send(formWith(await boss.page(`/admin/users/${user}`), 'signout'), {}, 'signout');
        await send(formOf(await boss.page(`/admin/users/${user}`), 'role'), { role: 'editor', disabled: '1', language: 'de' }, 'save');
        await send(formOf(await boss.page('/admin/profile'), 'bio'), { email: '1@example.org' }, 'save');
        await send(formOf(await boss.page('/admin/settings'), 'zone'), { tagline: '一' });
        await signIn(site, '1');
        await send(formWith(await look(boss, '/admin/profile/sessions'), 'end'), {}, 'end');
        await send(formWith(await boss.page('/admin/profile'), 'save'), {}, 'save');
        const log = await look(boss, '/admin/audit');
        assert.equal(byTag(log.html, 'tr').some((row) => /\b(article|comment|user|setting|signin)\.\w+/.test(row.text)), false, 'no action without a sentence');
    });

    test('says so what went wrong', async () => {
        const author = await signIn(site, '2');
        for (const path of ['/admin/articles/999', '/admin/articles?status=nothing', '/admin/videos/999', '/admin/users/999', '/admin/comments/999', '/admin/settings/sections/999'])
            assertTranslated(await boss.get(path), path);
        assertTranslated(await author.get('/admin/users'), 'a page without the right');
        const form = formOf(await boss.page('/admin/profile'), 'bio');
        assertTranslated(await boss.submit(form, { csrf: '1' }, { button: 'save' }), 'a form of another session');
        assertTranslated(await boss.submit({ ...form, action: '/admin/comments/1/moderate' }, {}), 'a form that says nothing');
        await site.sql('UPDATE session SET proved_at = proved_at - 1000;');
        const asked = assertTranslated(await boss.submit(formOf(await boss.page('/admin/settings'), 'zone'), { tagline: '二' }), 'the password again');
        assertTranslated(await boss.submit(asked.forms.find((f) => f.fields.some((x) => x.name === 'held')), { proof: '1' }), 'a wrong one');
        await boss.submit(asked.forms.find((f) => f.fields.some((x) => x.name === 'held')), { proof: PASSWORD });
    });
});

describe('somebody who has chosen another language', () => {
    test('reads the newsroom in it, from right to left, and the site in its own', async () => {
        const author = await signIn(site, '2');
        const profile = await author.page('/admin/profile');
        const choice = formOf(profile, 'language').fields.find((f) => f.name === 'language');
        assert.equal(choice.value, '', 'the site\'s language at first');
        assert.ok(choice.options.some((o) => o.value === 'en' && o.text === 'English'));
        const saved = await author.follow(await author.submit(formOf(profile, 'language'), { language: MIRRORED }, { button: 'save' }));
        assert.match(saved.html, /<html lang="ar-XB" dir="rtl">/);
        assert.equal(formOf(saved, 'language').fields.find((f) => f.name === 'language').value, MIRRORED);
        assert.match((await author.page('/')).html, /<html[^>]* lang="en-XA"/);
        assert.match((await boss.page('/admin/')).html, /<html lang="en-XA"/);
        assert.match((await author.get('/admin/users')).html, /<html lang="ar-XB" dir="rtl">/, 'also of what goes wrong');
        assert.equal(await site.sql("SELECT count(*) FROM audit WHERE action = 'user.language' AND became = 'ar-XB';"), '1');
        const german = await author.follow(await author.submit(formOf(saved, 'language'), { language: 'de' }, { button: 'save' }));
        assert.match(german.html, /<html lang="de" dir="ltr">/);
        const back = await author.follow(await author.submit(formOf(german, 'language'), { language: '' }, { button: 'save' }));
        assert.match(back.html, /<html lang="en-XA" dir="ltr">/);
    });

    test('cannot choose one that there are no words in', async () => {
        const author = await signIn(site, '2');
        const refused = await author.submit(formOf(await author.page('/admin/profile'), 'language'), { language: 'ga' }, { button: 'save' });
        assert.equal(refused.status, 422);
    });
});
