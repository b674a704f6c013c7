// SPDX-License-Identifier: MIT
// Typing the password again: for people, settings, sessions and one's own e-mail, and after a session
// was locked. Whatever was sent goes on unchanged.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { byClass } from './lib/html.mjs';
import { signIn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { PASSWORD, serveSite } from './lib/site.mjs';

let site, boss;
before(async () => {
    site = await serveSite({ users: { boss: 'admin', ada: 'author' } });
    boss = await signIn(site, 'boss');
});
after(() => site.close());

const LONG_AGO = 16 * 60;
const stale = () => site.sql(`UPDATE session SET proved_at = proved_at - ${LONG_AGO};`);
const lock = () => site.sql('UPDATE session SET seen_at = seen_at - 3600;');
const setting = (name) => site.sql(`SELECT value FROM setting WHERE name = '${name}';`);
const named = (form, name) => form.fields.some((f) => f.name === name);
const prove = (browser, page, proof = PASSWORD) => browser.submit(page.forms.find((f) => named(f, 'held')), { proof });

describe('a quarter of an hour after the password was typed', () => {
    const LIST = 'müll\nein  Satz mit & und = und %41\n+plus+\n'.repeat(4000);

    test('settings ask for it, and what was typed is saved byte by byte when it has come', async () => {
        const form = (await boss.page('/admin/settings/comments')).form('/admin/settings/comments');
        await stale();
        const asked = await boss.submit(form, { held_words: LIST, thread_depth: '7' }, { button: 'save' });
        assert.equal(asked.status, 403);
        assert.match(asked.headers['cache-control'], /no-store/);
        assert.equal(asked.html.includes('Satz mit'), false, 'sealed');
        assert.notEqual(await setting('thread_depth'), '7');
        const wrong = await prove(boss, asked, 'not the password');
        assert.equal(wrong.status, 422);
        assert.ok(wrong.text.includes('This is not your password.'));
        const saved = await prove(boss, wrong);
        assert.equal(saved.status, 303);
        assert.equal(await setting('thread_depth'), '7');
        const shown = (await boss.page('/admin/settings/comments')).form('/admin/settings/comments').fields.find((f) => f.name === 'held_words').value;
        assert.equal(shown.replaceAll('\r', '').trim(), LIST.trim());
        const next = await boss.submit(form, { held_words: '', thread_depth: '5' }, { button: 'save' });
        assert.equal(next.status, 303, `it is not asked again at once: ${next.text.slice(0, 500)}`);
    });

    test('so do people, and a password that was typed for somebody is in no page', async () => {
        const form = (await boss.page('/admin/users/new')).form('/admin/users/new');
        await stale();
        const asked = await boss.submit(form, { login: 'hedda', name: 'Hedda Gabler', role: 'author', password: 'Gr\u00fcne Lampe im Hafen' }, { button: 'save' });
        assert.equal(asked.status, 403);
        assert.equal(asked.html.includes('Lampe'), false);
        assert.equal((await prove(boss, asked)).status, 303);
        await signIn(site, 'hedda', { password: 'Gr\u00fcne Lampe im Hafen' });
    });

    test('so do ending sessions and one\'s own e-mail; a biography does not', async () => {
        const ada = await signIn(site, 'ada');
        await signIn(site, 'ada');
        const form = (await ada.page('/admin/profile')).form('/admin/profile', (f) => named(f, 'name'));
        const all = (await ada.page('/admin/profile/sessions')).forms.find((f) => f.buttons.some((b) => b.value === 'others'));
        await stale();
        assert.equal((await ada.submit(form, { bio: 'Writes.' }, { button: 'save' })).status, 303);
        const asked = await ada.submit(form, { bio: 'Writes much.', email: 'ada@fjord.example' }, { button: 'save' });
        assert.equal(asked.status, 403);
        assert.equal((await prove(ada, asked)).status, 303);
        assert.equal(await site.sql("SELECT email || ' ' || bio FROM user WHERE login = 'ada';"), 'ada@fjord.example Writes much.');
        await stale();
        const ask = await ada.submit(all, {}, { button: 'others' });
        assert.equal(ask.status, 403);
        assert.equal((await prove(ada, ask)).status, 303);
    });

    test('guesses at it are counted, and the form is still there after the wait', async () => {
        const ada = await signIn(site, 'ada');
        const form = (await ada.page('/admin/profile')).form('/admin/profile', (f) => named(f, 'name'));
        await stale();
        let page = await ada.submit(form, { email: 'other@fjord.example' }, { button: 'save' });
        for (let i = 0; i < 5; i++) page = await prove(ada, page, `guess ${i}`);
        assert.match(page.html, /<input[^>]* id="f-proof"[^>]* aria-invalid="true" aria-describedby="proof-problem"/, 'the field is told of');
        page = await prove(ada, page);
        assert.equal(page.status, 429);
        await site.sql("DELETE FROM login_failure WHERE who LIKE 'session:%';");
        assert.equal((await prove(ada, page)).status, 303);
    });

    test('a sealed form opens for its own session and address only', async () => {
        const form = (await boss.page('/admin/settings')).form('/admin/settings');
        await stale();
        const asked = await boss.submit(form, { tagline: 'Mine' }, { button: 'save' });
        const held = asked.forms.find((f) => named(f, 'held'));
        const other = await signIn(site, 'boss');
        const csrf = (await other.page('/admin/')).form('/admin/logout').fields.find((f) => f.name === 'csrf').value;
        assert.notEqual((await other.submit(held, { csrf, proof: PASSWORD })).status, 303);
        assert.notEqual((await boss.submit({ ...held, action: '/admin/settings/machines' }, { proof: PASSWORD })).status, 303);
        for (const broken of ['', 'x', held.fields.find((f) => f.name === 'held').value.slice(0, -2)])
            assert.equal((await boss.submit(held, { proof: PASSWORD, held: broken })).status, 422);
        assert.notEqual(await setting('tagline'), 'Mine');
        assert.equal((await prove(boss, asked)).status, 303);
        assert.equal(await setting('tagline'), 'Mine');
    });

    test('a form that is too large for its page stays so, sealed or not', async () => {
        const csrf = (await boss.page('/admin/')).form('/admin/logout').fields.find((f) => f.name === 'csrf').value;
        assert.equal((await boss.post('/admin/settings', { csrf, tagline: 'x'.repeat(66 * 1024) })).status, 413);
    });
});

describe('a session that was locked', () => {
    test('goes on with the form that was sent, under a new token, and forms in other windows stay good', async () => {
        const ada = await signIn(site, 'ada');
        const form = (await ada.page('/admin/articles/new')).form('/admin/articles/new', (f) => named(f, 'title'));
        const elsewhere = (await ada.page('/admin/profile')).form('/admin/profile', (f) => named(f, 'name'));
        const before = ada.cookies.get('session');
        await lock();
        const asked = await ada.submit(form, { title: 'Written in one go', body: '\n\nLine one.\n\n    code & "quotes"\n' }, { button: 'save' });
        assert.equal(asked.status, 403);
        assert.ok(asked.text.includes('You have been inactive for a while'));
        assert.equal((await ada.get('/admin/')).status, 303, 'nothing else opens');
        const saved = await prove(ada, asked);
        assert.equal(saved.status, 303);
        assert.ok((await ada.follow(saved)).html.includes('Written in one go'));
        assert.equal(await site.sql("SELECT hex(body) FROM article WHERE title = 'Written in one go';"), Buffer.from('Line one.\n\n    code & "quotes"').toString('hex').toUpperCase());
        assert.notEqual(ada.cookies.get('session'), before);
        const thief = site.browser();
        thief.cookies.set('session', before);
        assert.equal((await thief.get('/admin/')).status, 303);
        assert.equal((await ada.submit(elsewhere, { bio: 'Still here.' }, { button: 'save' })).status, 303);
    });

    test('keeps its forms good when its person signs in again', async () => {
        const ada = await signIn(site, 'ada');
        const form = (await ada.page('/admin/profile')).form('/admin/profile', (f) => named(f, 'name'));
        await lock();
        await signIn(site, 'ada', { browser: ada });
        assert.equal((await ada.submit(form, { bio: 'Back again.' }, { button: 'save' })).status, 303);
        await lock();
        await signIn(site, 'boss', { browser: ada });
        assert.equal((await ada.submit(form, { bio: 'Not theirs.' }, { button: 'save' })).status, 403, 'nobody else\'s');
    });

    test('can be left without a password', async () => {
        const ada = await signIn(site, 'ada');
        const form = (await ada.page('/admin/')).form('/admin/logout');
        await lock();
        assert.equal((await ada.submit(form)).status, 303);
        assert.equal(ada.cookies.has('session'), false);
    });
});

describe('whoever is told of a change of what they sign in with', () => {
    before(async () => { boss = await signIn(site, 'boss'); });
    const told = async (browser) => byClass((await browser.page('/admin/articles')).html, 'credential').map((n) => n.text.replace(/\s+/g, ' '));
    const know = async (browser) => browser.submit((await browser.page('/admin/')).form('/admin/profile/notices'));
    const change = async (values) => {
        const id = await site.sql("SELECT id FROM user WHERE login = 'told';");
        const page = await boss.page(`/admin/users/${id}`);
        const answer = await boss.submit(page.form(`/admin/users/${id}`, (f) => named(f, 'role')), values, { button: 'save' });
        assert.equal(answer.status, 303, answer.text);
    };

    test('sees on each page what was changed, when and by whom, until they say that they know', async () => {
        await site.addUser('told', 'author');
        let told1 = await signIn(site, 'told');
        assert.deepEqual(await told(told1), []);
        await change({ email: 'told@fjord.example' });
        assert.equal((await told(told1)).length, 1);
        assert.match((await told(told1))[0], /Your e-mail address was changed on .* by boss\. If you did not expect that, tell an admin/);
        await change({ password: 'a quite different phrase' });
        told1 = await signIn(site, 'told', { password: 'a quite different phrase' });
        assert.equal((await told(told1)).length, 2);
        await know(told1);
        const [left] = await told(told1);
        assert.match(left, /Your password was changed/);
        await know(told1);
        assert.deepEqual(await told(told1), []);
        assert.deepEqual(await told(boss), [], 'nobody else is told');
    });

    test('sees one that came after the page they answered from', async () => {
        const browser = await signIn(site, 'told', { password: 'a quite different phrase' });
        await change({ email: 'first@fjord.example' });
        const form = (await browser.page('/admin/')).form('/admin/profile/notices');
        await site.sql("UPDATE account_notice SET at = at + 1;");
        await browser.submit(form);
        assert.equal((await told(browser)).length, 1);
    });

    test('is told of their own changes, and of those on the server', async () => {
        const browser = await signIn(site, 'ada');
        const form = (await browser.page('/admin/profile')).form('/admin/profile', (f) => named(f, 'name'));
        await browser.submit(form, { current_password: PASSWORD, password: 'yet another phrase', password_again: 'yet another phrase' }, { button: 'save' });
        assert.match((await told(browser)).find((t) => t.startsWith('Your password')), /by you/);
        const file = `${processes.root}/${processes.nextName('password')}`;
        fs.writeFileSync(file, `${PASSWORD}\n`);
        processes.giveToServer(file);
        await site.mustCli(['user', 'password', 'ada', '--password-file', file]);
        const again = await signIn(site, 'ada');
        assert.match((await told(again)).find((t) => t.startsWith('Your password')), /by the command line/);
        const log = (await boss.page('/admin/audit?show=access')).text;
        assert.ok(log.includes('Changed the e-mail address of') && log.includes('Set the password of'));
    });
});
