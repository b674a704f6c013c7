// SPDX-License-Identifier: MIT
// Guessing passwords: what strangers try holds up nobody who belongs here.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byClass } from './lib/html.mjs';
import { commentOn, signIn } from './lib/people.mjs';
import { PASSWORD, serveSite } from './lib/site.mjs';

let site;
before(async () => {
    site = await serveSite({ users: { boss: 'admin', editor: 'editor', author: 'author', mod: 'moderator', late: 'author', crowd: 'author' } });
});
after(() => site.close());

const attempt = (browser, login, password = 'wrong password') => browser.post('/admin/login', { login, password });
const failFive = async (login) => {
    for (let i = 0; i < 5; i++) assert.equal((await attempt(site.browser(), login)).status, 403);
    assert.equal((await attempt(site.browser(), login)).status, 429);
};

describe('an account that strangers guess at', () => {
    test('lets its own browser in, and no other one', async () => {
        const own = await signIn(site, 'editor');
        own.cookies.delete('session');
        await failFive('editor');
        assert.equal((await attempt(own, 'editor', PASSWORD)).status, 303);
        assert.equal((await attempt(site.browser(), 'editor', PASSWORD)).status, 429);
    });

    test('is not opened by a device cookie of another account, or by a forged one', async () => {
        const boss = await signIn(site, 'boss');
        const device = boss.cookies.get('device');
        await failFive('author');
        for (const forged of [device, device.replace(/^\d+/, '3'), `${device}x`, '3.abc.def', '']) {
            const browser = site.browser();
            browser.cookies.set('device', forged);
            assert.equal((await attempt(browser, 'author', PASSWORD)).status, 429, forged);
        }
    });

    test('has one key, whatever case and invisible characters its name is typed with', async () => {
        for (const login of ['mod', 'MOD', 'mo\u200bd', '\uff4dod', 'mod' + '\u200b'.repeat(40)])
            assert.equal((await attempt(site.browser(), login)).status, 403, login);
        for (const login of ['mod', 'm\u00f3d', 'm\u2060od'])
            assert.equal((await attempt(site.browser(), login)).status, 429, login);
    });

    test('opens with a new password at once, from the address that failed', async () => {
        const browser = site.browser();
        for (let i = 0; i < 5; i++) await attempt(browser, 'late');
        assert.equal((await attempt(browser, 'late')).status, 429);
        const boss = await signIn(site, 'boss');
        const id = await site.sql("SELECT id FROM user WHERE login = 'late';");
        const page = await boss.page(`/admin/users/${id}`);
        const shown = await boss.submit(page.forms.find((f) => f.buttons.some((b) => b.value === 'password')), {}, { button: 'password' });
        await signIn(site, 'late', { password: byClass(shown.html, 'password')[0].text, browser });
    });

    test('waits from now where a failure was noted by a clock that was ahead', async () => {
        const id = await site.sql("SELECT id FROM user WHERE login = 'mod';");
        await site.sql(`INSERT INTO login_failure (who, failures, last_at) VALUES ('user:${id}', 5, 9999999999)
            ON CONFLICT (who) DO UPDATE SET failures = 5, last_at = 9999999999;`);
        const answer = await attempt(site.browser(), 'mod');
        assert.equal(answer.status, 429);
        assert.ok(Number(answer.headers['retry-after']) <= 15);
        assert.equal(await site.sql(`SELECT last_at < 9999999999 FROM login_failure WHERE who = 'user:${id}';`), '1');
    });
});

test('of 60 guesses at once five are looked at, and a comment is taken meanwhile', async () => {
    const article = await site.article({ title: 'Read while others guess' });
    const guesses = Promise.all(Array.from({ length: 60 }, () => attempt(site.browser(), 'crowd')));
    await commentOn(site, article.path);
    const answers = await guesses;
    const n = (status) => answers.filter((a) => a.status === status).length;
    assert.ok(n(403) <= 5, `${n(403)} were looked at`);
    assert.equal(n(403) + n(429) + n(503), 60);
    for (const busy of answers.filter((a) => a.status === 503)) {
        assert.ok(Number(busy.headers['retry-after']) >= 1);
        assert.ok(busy.html.includes('value="crowd"'), 'the name stays');
    }
});

test('the current password of a profile cannot be guessed without end', async () => {
    const boss = await signIn(site, 'boss');
    const form = (await boss.page('/admin/profile')).form('/admin/profile', (f) => f.fields.some((x) => x.name === 'name'));
    const send = (current) => boss.submit(form, { current_password: current, password: 'another long password', password_again: 'another long password', bio: 'Kept.' }, { button: 'save' });
    for (let i = 0; i < 5; i++) assert.equal((await send('no')).status, 422);
    const answer = await send(PASSWORD);
    assert.equal(answer.status, 429);
    assert.ok(answer.html.includes('Kept.'));
});

test('a new password has 12 characters and is not easily guessed; the reason is said', async () => {
    const boss = await signIn(site, 'boss');
    const form = (await boss.page('/admin/users/new')).form('/admin/users/new');
    const add = (password) => boss.submit(form, { login: 'hedda', name: 'Hedda Gabler', email: 'hedda@fjord.example', role: 'author', password });
    for (const [password, reason] of [['aaaaaaaaaaaa', 'repeats'], [' '.repeat(12), 'repeats'], ['eleven chär', 'at least 12'],
        ['password1234', 'many people use'], ['hedda gabler', 'your own name'], ['abcdefghijkl', 'alphabet'], ['\u00e4'.repeat(12), 'repeats'],
        ['\u0061\u0308\u006f\u0308\u0075\u0308xq7', 'at least 12'], ['k8!'.repeat(43), 'at most 128'], ['kfuw8sjx92kd\u0007', 'control']]) {
        const answer = await add(password);
        assert.equal(answer.status, 422, password);
        assert.ok(answer.text.includes(reason), `${password}: ${reason}`);
        assert.ok(answer.html.includes('href="#f-password"') && answer.html.includes('value="Hedda Gabler"'));
    }
    assert.equal((await add('Gr\u00fcne Lampe im Hafen')).status, 303);
    await signIn(site, 'hedda', { password: 'Gru\u0308ne Lampe im Hafen' });
});
