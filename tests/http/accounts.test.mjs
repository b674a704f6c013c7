// SPDX-License-Identifier: MIT
// Guessing passwords: what strangers try holds up nobody who belongs here.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byClass, byTag } from './lib/html.mjs';
import { commentOn, signIn } from './lib/people.mjs';
import { PASSWORD, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

let site;
before(async () => {
    site = await serveSite({ users: { boss: 'admin', editor: 'editor', author: 'author', mod: 'moderator', late: 'author', crowd: 'author', out: 'author', author2: 'author', waiter: 'author' } });
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

describe('the audit log', () => {
    const lines = async (browser) => {
        const page = await browser.page('/admin/audit?show=access');
        return byTag(page.html, 'tr').map((row) => row.text.replace(/\s+/g, ' '));
    };

    test('has who signed in, from where, and who signed out', async () => {
        const browser = await signIn(site, 'out');
        const page = await browser.page('/admin/');
        await browser.submit(page.form('/admin/logout'));
        const log = await lines(await signIn(site, 'boss'));
        assert.equal(log.filter((l) => l.includes(`out Signed in from ${browser.address}`)).length, 1, log.join('\n'));
        assert.equal(log.filter((l) => l.includes(`out Signed out from ${browser.address}`)).length, 1);
    });

    test('counts wrong passwords in one line an hour, and keeps nothing that was typed', async () => {
        const browser = site.browser();
        const id = await site.sql("SELECT id FROM user WHERE login = 'out';");
        for (let i = 0; i < 4; i++) await attempt(browser, 'out', 'typed in vain');
        for (let i = 0; i < 3; i++) await attempt(browser, 'my password by mistake');
        const n = (object) => site.sql(`SELECT sum(times) FROM audit WHERE action = 'signin.fail' AND object = '${object}' AND addr = '${browser.address}';`);
        assert.equal(await n(`user ${id}`), '4');
        assert.equal(await n('a name that nobody has'), '3');
        const log = await lines(await signIn(site, 'boss'));
        assert.ok(log.some((l) => l.includes(`Somebody Gave a wrong password for user ${id}`) && / times, the last .*, from /.test(l)), log.join('\n'));
        const all = await site.sql('SELECT * FROM audit;');
        assert.ok(!all.includes('typed in vain') && !all.includes('by mistake') && !all.includes(PASSWORD));
    });

    test('has who was made to wait, once a minute', async () => {
        const browser = site.browser();
        for (let i = 0; i < 5; i++) await attempt(browser, 'waiter');
        for (let i = 0; i < 10; i++) assert.equal((await attempt(browser, 'waiter')).status, 429);
        assert.ok(Number(await site.sql("SELECT sum(times) FROM audit WHERE action = 'signin.wait' AND addr = '" + browser.address + "';")) <= 2);
        assert.ok((await lines(await signIn(site, 'boss'))).some((l) => l.includes('Tried too often to sign in as user')));
    });

    test('has who lacked a right, and whose form was of another session', async () => {
        const author = await signIn(site, 'author2');
        assert.equal((await author.get('/admin/users/1')).status, 403);
        assert.equal((await author.post('/admin/profile', { csrf: 'made up', name: 'X' })).status, 403);
        const log = await lines(await signIn(site, 'boss'));
        assert.ok(log.some((l) => l.includes(`author2 Had no right to open /admin/users/:id from ${author.address}`)), log.join('\n'));
        assert.ok(log.some((l) => l.includes('author2 Sent a form of another session to /admin/profile')));
    });

    test('has roles, passwords and ended sessions, and shows them apart from other changes', async () => {
        const boss = await signIn(site, 'boss');
        const id = await site.sql("SELECT id FROM user WHERE login = 'out';");
        const page = await boss.page(`/admin/users/${id}`);
        const form = page.form(`/admin/users/${id}`, (f) => f.fields.some((x) => x.name === 'name'));
        assert.equal((await boss.submit(form, { role: 'editor', password: 'Gr\u00fcne Lampe am Kai' }, { button: 'save' })).status, 303);
        assert.equal((await boss.submit(page.forms.find((f) => f.buttons.some((b) => b.value === 'signout')), {}, { button: 'signout' })).status, 303);
        const log = await lines(boss);
        for (const said of [`Changed user ${id}`, `Set the password of user ${id}`, `Ended the sessions of user ${id}`])
            assert.ok(log.some((l) => l.includes(said)), said);
        assert.ok(log.some((l) => l.includes('out, author') && l.includes('out, editor')));
        const changes = await boss.page('/admin/audit?show=changes');
        assert.ok(!changes.text.includes('Set the password of'));
        assert.ok((await boss.page('/admin/audit')).text.includes('Set the password of'));
    });

    test('has a wrong current password, by whom', async () => {
        const out = await signIn(site, 'author2');
        const form = (await out.page('/admin/profile')).form('/admin/profile', (f) => f.fields.some((x) => x.name === 'name'));
        await out.submit(form, { current_password: 'no', password: 'another long password', password_again: 'another long password' }, { button: 'save' });
        assert.ok((await lines(await signIn(site, 'boss'))).some((l) => l.includes('author2 Gave a wrong current password as user')));
    });
});

describe('sessions', () => {
    const where = "WHERE user_id = (SELECT id FROM user WHERE login = 'author2')";
    const back = (column, seconds) => site.sql(`UPDATE session SET ${column} = ${column} - ${seconds} ${where};`);
    const rows = (page) => byTag(page.html, 'tr').map((r) => r.text.replace(/\s+/g, ' ')).slice(1);
    const LINUX = { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' } };
    const PHONE = { headers: { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1' } };

    test('end half an hour after the last request, and not while somebody works', async () => {
        const browser = await signIn(site, 'author2');
        await back('seen_at', 30 * 60);
        assert.equal((await browser.get('/admin/')).status, 200);
        await waitFor('the request is noted', async () => await site.sql(`SELECT max(seen_at) >= created_at FROM session ${where};`) === '1');
        assert.equal((await browser.get('/admin/')).status, 200);
        await back('seen_at', 30 * 60 + 125);
        const asked = await browser.get('/admin/articles');
        assert.equal(asked.status, 303);
        const page = await browser.page(asked.location);
        assert.equal(page.form('/admin/login').fields.find((f) => f.name === 'login').value, 'author2', 'the name is known');
        await signIn(site, 'author2', { browser });
        assert.equal((await browser.get('/admin/')).status, 200);
    });

    test('are noted once in two minutes, however much somebody does', async () => {
        const browser = await signIn(site, 'author2');
        await back('seen_at', 60);
        const seen = () => site.sql(`SELECT group_concat(seen_at) FROM session ${where};`);
        const before = await seen();
        for (let i = 0; i < 5; i++) await browser.page('/admin/');
        await site.article({ title: 'Later than what was seen' }); /* is published by the job that notes */
        assert.equal(await seen(), before);
    });

    test('end twelve hours after the password was typed, or when the settings say', async () => {
        const browser = await signIn(site, 'author2');
        await back('proved_at', 12 * 3600 - 5);
        assert.equal((await browser.get('/admin/')).status, 200);
        await back('proved_at', 10);
        assert.equal((await browser.get('/admin/')).status, 303);
        const boss = await signIn(site, 'boss');
        const form = (await boss.page('/admin/settings')).form('/admin/settings');
        assert.equal((await boss.submit(form, { session_idle_minutes: '4' }, { button: 'save' })).status, 422);
        assert.equal((await boss.submit(form, { session_hours: '13' }, { button: 'save' })).status, 303);
        assert.equal((await browser.get('/admin/')).status, 200);
        assert.equal((await boss.submit(form, {}, { button: 'save' })).status, 303);
        assert.equal((await browser.get('/admin/')).status, 303);
    });

    test('go on when the clock was set back, and their times are put right', async () => {
        const browser = await signIn(site, 'author2');
        const now = Number(await site.sql(`SELECT max(seen_at) FROM session ${where};`));
        await back('seen_at', -1e8);
        await back('proved_at', -1e8);
        assert.equal((await browser.get('/admin/')).status, 200);
        await waitFor('the times are put right', async () => Number(await site.sql(`SELECT min(max(seen_at, proved_at)) FROM session ${where};`)) < now + 1000);
        assert.equal((await browser.get('/admin/')).status, 200);
    });

    test('are listed with browser and time, and each can be ended, one\'s own only', async () => {
        await site.sql(`DELETE FROM session ${where};`);
        const here = await signIn(site, 'author2', { browser: site.browser(LINUX) });
        const phone = await signIn(site, 'author2', { browser: site.browser(PHONE) });
        const third = await signIn(site, 'author2', { browser: site.browser(PHONE) });
        const page = await here.page('/admin/profile/sessions');
        assert.equal(rows(page).length, 3);
        assert.equal(rows(page).filter((r) => r.startsWith('Firefox, Linux This one') && r.includes('now')).length, 1, rows(page).join('\n'));
        assert.equal(rows(page).filter((r) => r.startsWith('Safari, iPhone')).length, 2);
        const ends = page.forms.filter((f) => f.buttons.some((b) => b.value === 'end'));
        assert.equal(ends.length, 2);
        const other = await signIn(site, 'boss');
        const csrf = (await other.page('/admin/')).form('/admin/logout').fields.find((f) => f.name === 'csrf').value;
        await other.submit(ends[0], { csrf }, { button: 'end' });
        assert.equal(rows(await here.page('/admin/profile/sessions')).length, 3, 'nobody ends another\'s');
        await here.submit(ends[0], {}, { button: 'end' });
        assert.deepEqual([(await phone.get('/admin/')).status, (await third.get('/admin/')).status].sort(), [200, 303]);
        const all = (await here.page('/admin/profile/sessions')).forms.find((f) => f.buttons.some((b) => b.value === 'others'));
        await here.submit(all, {}, { button: 'others' });
        assert.deepEqual([(await phone.get('/admin/')).status, (await third.get('/admin/')).status, (await here.get('/admin/')).status], [303, 303, 200]);
        assert.equal(rows(await here.page('/admin/profile/sessions')).length, 1);
    });
});

describe('where the site\'s address is https', () => {
    let safe;
    before(async () => { safe = await serveSite({ users: { boss: 'admin' }, settings: { address: 'https://news.example' } }); });
    after(() => safe.close());

    test('cookies of those who sign in have names that only this host can set', async () => {
        const page = await safe.browser().page('/admin/login');
        const answer = await safe.browser().submit(page.form('/admin/login'), { login: 'boss', password: PASSWORD });
        for (const name of ['session', 'device']) {
            const [line] = answer.headers['set-cookie'].filter((l) => l.includes(`${name}=`));
            assert.match(line, new RegExp(`^__Host-${name}=`));
            assert.ok(/; Path=\/;/.test(line) && /; Secure/.test(line) && /; HttpOnly/.test(line) && /SameSite=Lax/.test(line) && !/domain/i.test(line), line);
        }
    });

    test('a session from before goes on under the new name; one that began there is not taken under the old', async () => {
        const browser = await signIn(safe, 'boss');
        const token = browser.cookies.get('__Host-session');
        const planted = safe.browser();
        planted.cookies.set('session', token);
        assert.equal((await planted.get('/admin/')).status, 303);
        await safe.sql('UPDATE session SET host_only = 0;');
        const moved = safe.browser();
        moved.cookies.set('session', token);
        assert.equal((await moved.get('/admin/')).status, 200);
        assert.deepEqual([moved.cookies.get('__Host-session'), moved.cookies.has('session')], [token, false]);
        await moved.submit((await moved.page('/admin/')).form('/admin/logout'));
        assert.equal(moved.cookies.has('__Host-session'), false);
    });

    test('check says nothing of it; it warns of any other address but this machine\'s', async () => {
        const warned = async () => /warning: the site.* https/.test((await safe.mustCli(['check'])).out);
        assert.equal(await warned(), false);
        for (const [address, expected] of [['http://news.example', true], ['', true], ['http://localhost:8080', false], ['http://127.0.0.1', false], ['http://localhost.example', true]]) {
            await safe.sql(`UPDATE setting SET value = '${address}' WHERE name = 'address';`);
            assert.equal(await warned(), expected, address);
        }
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
