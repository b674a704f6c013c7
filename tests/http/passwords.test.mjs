// SPDX-License-Identifier: MIT
// Which passwords are taken, how they are asked for, and what is said of one while it is typed.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { signIn } from './lib/people.mjs';
import { PASSWORD, serveSite } from './lib/site.mjs';

let site, boss, form, csrf;
before(async () => {
    site = await serveSite({ users: { boss: 'admin', ada: 'author' } });
    boss = await signIn(site, 'boss');
    form = (await boss.page('/admin/users/new')).form('/admin/users/new');
    csrf = form.fields.find((f) => f.name === 'csrf').value;
});
after(() => site.close());

let people = 0;
const add = async (password) => {
    const login = `person${++people}`;
    return { login, status: (await boss.submit(form, { login, name: `Nina ${people}`, role: 'author', password }, { button: 'save' })).status };
};
/** Takes PASSWORD for somebody, who then signs in with it. */
const taken = async (password) => {
    const { login, status } = await add(password);
    assert.equal(status, 303, password);
    await signIn(site, login, { password });
    return login;
};
const refusedAtDoor = async (login, password) =>
    assert.equal((await site.browser().post('/admin/login', { login, password })).status, 403, password);

describe('a password', () => {
    test('may be of small letters alone, with spaces, of any script, with emoji: nothing is prescribed', async () => {
        for (const password of ['stoat lantern ferry moss', 'Фонарь над тихой гаванью', '灯台守の静かな夜と海の向こう', '🦭🌊 harbour 🏮 evening'])
            await taken(password);
    });

    test('has up to 128 characters, and each of them counts', async () => {
        const long = 'Stoat9lantern-ferry moss '.repeat(6).slice(0, 128);
        const login = await taken(long);
        await refusedAtDoor(login, long.slice(0, 127));
        await refusedAtDoor(login, `${long.slice(0, 127)}x`);
        await taken('ü'.repeat(3) + long.slice(0, 64));
        assert.equal((await add(`${long}x`)).status, 422);
    });

    test('keeps its spaces and its case', async () => {
        const login = await taken('  stoat  lantern Ferry ');
        for (const other of ['stoat  lantern Ferry', '  stoat lantern Ferry ', '  stoat  lantern ferry '])
            await refusedAtDoor(login, other);
    });

    test('that many people use is refused', async () => {
        for (const known of ['passwordpassword', 'qwertyuiop12', '123456789012', 'iloveyou1234', 'letmeinletmein', 'administrator'])
            assert.equal((await add(known)).status, 422, known);
    });

    test('never runs out, and may be chosen again', async () => {
        const ada = await signIn(site, 'ada');
        const profile = (await ada.page('/admin/profile')).form('/admin/profile', (f) => f.fields.some((x) => x.name === 'name'));
        const same = { current_password: PASSWORD, password: PASSWORD, password_again: PASSWORD };
        assert.equal((await ada.submit(profile, same, { button: 'save' })).status, 303);
        await site.sql("UPDATE user SET created_at = 1 WHERE login = 'ada';");
        await signIn(site, 'ada');
    });
});

test('each field of a password says to the browser which one it is', async () => {
    const kinds = async (browser, path) => {
        const { html } = await browser.page(path);
        return [...html.matchAll(/<input[^>]*type="password"[^>]*>/g)].map(([tag]) =>
            `${/name="([^"]*)"/.exec(tag)[1]}:${/autocomplete="([^"]*)"/.exec(tag)?.[1]}`);
    };
    assert.deepEqual(await kinds(site.browser(), '/admin/login'), ['password:current-password']);
    assert.match((await site.browser().page('/admin/login')).html, /name="login"[^>]*autocomplete="username"/);
    assert.deepEqual(await kinds(boss, '/admin/profile'), ['current_password:current-password', 'password:new-password', 'password_again:new-password']);
    assert.deepEqual(await kinds(boss, '/admin/users/new'), ['password:new-password']);
});

describe('what is said of a password while it is typed', () => {
    const ask = async (fields, browser = boss) => {
        const answer = await browser.post('/admin/password', { csrf, ...fields });
        const [strength, said] = answer.html.split('\n');
        return { status: answer.status, cache: answer.headers['cache-control'], strength: Number(strength), said };
    };

    test('is what the form would say, and how strong it is', async () => {
        assert.deepEqual(await ask({ password: 'short' }), { status: 200, cache: 'no-store', strength: 0, said: 'A password needs at least 12 characters.' });
        assert.match((await ask({ password: 'hedda gabler', name: 'Hedda Gabler' })).said, /your own name/);
        const strengths = [];
        for (const password of ['password1234', 'lantern ferry', 'stoat lantern moss', 'vK8!q stoat lantern-Ferry moss']) strengths.push((await ask({ password })).strength);
        assert.deepEqual(strengths, [...strengths].sort(), 'harder to guess is never less');
        assert.equal(strengths[0], 0);
        assert.equal(strengths.at(-1), 3);
    });

    test('is said to nobody who is not signed in, and kept nowhere', async () => {
        assert.equal((await ask({ password: 'stoat lantern moss' }, site.browser())).status, 403);
        assert.equal((await ask({ password: 'seen by nobody at all', csrf: 'x' })).status, 403);
        assert.equal(await site.sql("SELECT count(*) FROM audit WHERE was || became || object LIKE '%seen by nobody%';"), '0');
    });
});
