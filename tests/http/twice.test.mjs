// SPDX-License-Identifier: MIT
// Every form of the site and its newsroom, sent twice with the same bytes (a double click, a repeated
// request): it is done once, and the second is answered as the first, or says plainly why not. A route
// that takes a form and has no row here fails.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { commentOn, decide, queueRow, READER, signIn, someText, writeArticle } from './lib/people.mjs';
import { PASSWORD, serveSite } from './lib/site.mjs';

const SOURCE = fs.readFileSync(new URL('../../src/routes.c', import.meta.url), 'utf8');
/** The patterns of all routes that take a POST, as the program's table has them. */
const ROUTES = [...SOURCE.matchAll(/(?:READER|DESK|DELICATE)_FORM\(\s*"([^"]+)"|METHOD_POST,\s*\.pattern = "([^"]+)"/g)].map((m) => m[1] ?? m[2]);

let site, boss, path, ids;

before(async () => {
    site = await serveSite({ users: { boss: 'admin', ada: 'author', ben: 'author', eve: 'author' }, settings: { comments_per_minute: '0' } });
    boss = await signIn(site, 'boss');
    const article = await site.article({});
    path = article.path;
    await site.sql(`UPDATE article SET live = 1 WHERE id = ${article.id};
        INSERT INTO live_entry (article_id, at, title, body, token, token_at) VALUES (${article.id}, 1, '', 'First.', '', 1), (${article.id}, 2, '', 'Second.', '', 1);
        INSERT INTO correction (article_id, at, text) VALUES (${article.id}, 1, 'Wrong.');
        INSERT INTO section (slug, name, description, position) VALUES ('gone-twice', 'Gone twice', '', 9);`);
    const one = (sql) => site.sql(sql).then(Number);
    ids = {
        article: article.id,
        entry: await one("SELECT id FROM live_entry WHERE body = 'First.';"),
        section: await one("SELECT id FROM section WHERE slug = 'gone-twice';"),
        ada: await one("SELECT id FROM user WHERE login = 'ada';"),
    };
});
after(() => site.close());

const rows = (from) => site.sql(`SELECT count(*) FROM ${from};`).then(Number);
/** What is changed and noted: the lines of the audit log, without those of signing in. */
const noted = () => rows("audit WHERE action NOT LIKE 'signin.%'");
const has = (name, value) => (f) => f.fields.some((x) => x.name === name && (value === undefined || x.value === value));
const presses = (button) => (f) => f.buttons.some((b) => b.value === button);

/** A form of the newsroom on the page AT, posting to TO (or to AT), with BUTTON pressed. */
const desk = (at, button, typed = {}, { to = at, where = () => true, changes = 1, ...more } = {}) => ({
    name: `${button ?? 'send'} at ${at}`,
    changes,
    ...more,
    async prepare() {
        const form = (await boss.page(at)).form(to, (f) => where(f) && (!button || presses(button)(f)));
        return () => boss.submit(form, typed, button ? { button } : {});
    },
});
/** One whose page is only known when it is asked for. */
const made = (name, prepare, more = {}) => ({ name, changes: 1, prepare, ...more });

/** A pending comment's row in the queue. */
const pending = async () => {
    const { text } = await commentOn(site, path);
    return { ...await queueRow(boss, text), text };
};
/** The receipt of a comment that was just posted, and its form of ACTION. */
async function receipt(action) {
    const { receipt: page, browser, text } = await commentOn(site, path);
    return { form: page.form(action), browser, text };
}

const FORMS = {
    '/comment': [made('a comment', async () => {
        const reader = site.browser();
        const form = (await reader.page(path)).form('/comment');
        const text = someText();
        return () => reader.submit(form, { ...READER, comment: text });
    }, { changes: 0, counted: 'comment' })],
    '/comment/edit': [made('a changed comment', async () => {
        const { form, browser, text } = await receipt('/comment/edit');
        return () => browser.submit(form, { comment: `${text} Better.` });
    }, { changes: 0 })],
    '/comment/withdraw': [made('a withdrawn comment', async () => {
        const { form, browser } = await receipt('/comment/withdraw');
        return () => browser.submit(form);
    }, { changes: 0, counted: "comment WHERE status = 3" })],
    '/admin/login': [made('signing in', async () => {
        const browser = site.browser();
        const form = (await browser.page('/admin/login')).form('/admin/login');
        return () => browser.submit(form, { login: 'eve', password: PASSWORD });
    }, { changes: 0 })],
    '/admin/logout': [made('signing out', async () => {
        const browser = await signIn(site, 'eve');
        const form = (await browser.page('/admin/')).form('/admin/logout');
        return () => browser.submit(form);
    }, { changes: 0 })],

    '/admin/comments': [
        made('ticked comments', async () => {
            const row = await pending();
            const form = row.page.form('/admin/comments', presses('approve'));
            const tick = form.fields.find((f) => f.value.startsWith(`${row.id}.`));
            return () => boss.submit(form, { [tick.name]: tick.value }, { button: 'approve' });
        }),
        made('deleting for good', async () => {
            const row = await pending();
            await decide(boss, row.text, 'trash');
            const doomed = await queueRow(boss, row.text, 'trash');
            const asked = await boss.follow(await boss.submit(doomed.form, {}, { button: 'delete' }));
            const form = asked.form('/admin/comments', has('sure'));
            return () => boss.submit(form, {}, { button: 'delete' });
        }),
    ],
    '/admin/comments/undo': [made('undo', async () => {
        const row = await pending();
        const form = (await decide(boss, row.text, 'spam')).page.form('/admin/comments/undo');
        return () => boss.submit(form);
    })],
    '/admin/comments/matching': [made('all that match', async () => {
        const all = async () => (await boss.page('/admin/comments/matching?status=pending')).form('/admin/comments/matching');
        await pending();
        await boss.submit(await all(), {}, { button: 'approve' });
        await pending();
        const form = await all();
        return () => boss.submit(form, {}, { button: 'approve' });
    })],
    '/admin/comments/:id': [made('an edited comment', async () => {
        const row = await pending();
        const form = (await boss.page(`/admin/comments/${row.id}`)).form(`/admin/comments/${row.id}`);
        const typed = { [form.fields.find((f) => f.type === 'textarea').name]: someText('Edited') };
        return () => boss.submit(form, typed, { button: 'save' });
    })],
    '/admin/comments/:id/moderate': [made('a decision', async () => {
        const row = await pending();
        return () => boss.submit(row.form, {}, { button: 'approve' });
    })],
    '/admin/comments/:id/reply': [made('a reply', async () => {
        const row = await pending();
        const form = row.page.form(`/admin/comments/${row.id}/reply`);
        const reply = someText('Said once');
        return () => boss.submit(form, { reply });
    }, { counted: 'comment' })],

    '/admin/articles/new': [desk('/admin/articles/new', 'save', { title: 'Sent twice', body: 'Text.' }, { to: /^\/admin\/articles/, where: has('title') })],
    '/admin/articles/:id': [made('a changed article', async () => {
        const page = await writeArticle(boss, { title: 'Changed twice', body: 'Text.' }, 'save');
        const form = page.form(/^\/admin\/articles/, has('title'));
        return () => boss.submit(form, { body: 'Other text.' }, { button: 'save' });
    })],
    '/admin/articles/:id/corrections': ['add', 'change', 'remove'].map((button) => made(`${button} a correction`, async () => {
        const at = `/admin/articles/${ids.article}/corrections`;
        const form = (await boss.page(at)).form(at, (f) => presses(button)(f) || (button === 'add' && !has('correction')(f)));
        return () => boss.submit(form, button === 'remove' ? {} : { text: `Put right by ${button}.` }, { button: form.buttons.find((b) => b.value === button)?.value ?? form.buttons[0].value });
    })),
    '/admin/articles/:id/live': [
        made('add an entry', async () => {
            const at = `/admin/articles/${ids.article}/live`;
            const form = (await boss.page(at)).form(at, presses('add'));
            return () => boss.submit(form, { body: 'Told once.' }, { button: 'add' });
        }),
        ...['end', 'resume'].map((button) => made(`${button} the coverage`, async () => {
            const at = `/admin/articles/${ids.article}/live`;
            const form = (await boss.page(at)).form(at, presses(button));
            return () => boss.submit(form, {}, { button });
        })),
    ],
    '/admin/articles/:id/live/:id': ['save', 'remove'].map((button) => made(`${button} an entry`, async () => {
        const at = `/admin/articles/${ids.article}/live/${ids.entry}`;
        const form = (await boss.page(at)).form(at, presses(button));
        return () => boss.submit(form, button === 'save' ? { body: 'Put right.' } : {}, { button });
    })),
    '/admin/articles/preview': [made('a preview', async () => {
        const form = (await boss.page('/admin/articles/new')).form(/^\/admin\/articles/, has('title'));
        return () => boss.submit({ ...form, action: '/admin/articles/preview' }, { title: 'Seen twice', body: 'Text.' });
    }, { changes: 0 })],

    '/admin/videos/new': [desk('/admin/videos/new', 'save', { youtube_id: 'dQw4w9WgXcQ', title: 'Sent twice' })],
    '/admin/videos/:id': ['save', 'trash', 'restore'].map((button) => made(`${button} a video`, async () => {
        const at = `/admin/videos/${await site.sql('SELECT max(id) FROM video;')}`;
        const form = (await boss.page(at)).form(at, presses(button));
        return () => boss.submit(form, button === 'save' ? { title: 'Changed twice' } : {}, { button });
    })),
    '/admin/breaking': [
        desk('/admin/breaking', 'save', { text: 'Said twice', stay: '60' }),
        desk('/admin/breaking', 'end', {}, { to: /^\/admin\/breaking/ }),
    ],

    '/admin/settings': [desk('/admin/settings', 'save', { tagline: 'Sent twice' })],
    '/admin/settings/comments': [desk('/admin/settings/comments', 'save', { held_words: 'twice' })],
    '/admin/settings/machines': [desk('/admin/settings/machines', 'save', { security_contact: 'mailto:twice@example.org' })],
    '/admin/settings/social': [made('social links', async () => {
        const form = (await boss.page('/admin/settings/social')).form('/admin/settings/social');
        const [first, ...others] = form.fields.filter((f) => f.name === 'label').map((f) => f.value);
        const urls = form.fields.filter((f) => f.name === 'url').map((f) => f.value);
        return () => boss.submit(form, { label: [first || 'Sent twice', ...others], url: ['https://social.example/twice', ...urls.slice(1)] });
    })],
    '/admin/settings/sections/new': [desk('/admin/settings/sections/new', 'save', { name: 'Sent twice' })],
    '/admin/settings/sections/:id': ['save', 'remove'].map((button) => made(`${button} a section`, async () => {
        const at = `/admin/settings/sections/${ids.section}`;
        const form = (await boss.page(at)).form(at, presses(button));
        return () => boss.submit(form, button === 'save' ? { description: 'Said twice.' } : {}, { button });
    })),

    '/admin/users/new': [desk('/admin/users/new', 'save', { login: 'twice', name: 'Twice Added', role: 'author', password: 'correct horse battery 1' })],
    '/admin/users/:id': [
        made('a changed account', () => account('save', { bio: 'Said twice.' })),
        made('a typed password', () => account('save', { password: 'a phrase that is typed twice' }), { changes: 2 }),
        made('a made password', () => account('password'), {
            plain: /\/admin\/users\/\d+$/,
            says: /A new password was made for .* already, and was shown once\./,
        }),
        made('signed out everywhere', async () => {
            await signIn(site, 'ben');
            return account('signout', {}, 'ben');
        }),
    ],
    '/admin/profile': [
        made('a changed profile', () => profile('ada2', { bio: 'Said twice.' })),
        made('a changed password', () => profile('ada3', { current_password: PASSWORD, password: 'another phrase of mine', password_again: 'another phrase of mine' }), { changes: 2 }),
    ],
    '/admin/password': [made('a judged password', async () => {
        const csrf = (await boss.page('/admin/profile')).form('/admin/profile').fields.find((f) => f.name === 'csrf').value;
        return () => boss.post('/admin/password', { csrf, password: 'a phrase to be judged' });
    }, { changes: 0 })],
    '/admin/profile/notices': [made('a notice that is known', async () => {
        const browser = await person('told');
        await site.sql(`INSERT INTO account_notice (user_id, what, at, who, by_self) SELECT id, 'email', 1, 'boss', 0 FROM user WHERE login = 'told';`);
        const form = (await browser.page('/admin/')).form('/admin/profile/notices');
        return () => browser.submit(form);
    }, { changes: 0 })],
    '/admin/profile/sessions': ['end', 'others'].map((button) => made(`${button}: sessions`, async () => {
        const browser = await person(`with-${button}`);
        await signIn(site, `with-${button}`);
        const form = (await browser.page('/admin/profile/sessions')).form('/admin/profile/sessions', presses(button));
        return () => browser.submit(form, {}, { button });
    })),
};

/** Somebody new, signed in. */
async function person(login) {
    await site.addUser(login, 'author');
    return signIn(site, login);
}
async function account(button, typed = {}, login = 'ada') {
    const at = `/admin/users/${await site.sql(`SELECT id FROM user WHERE login = '${login}';`)}`;
    const form = (await boss.page(at)).form(at, presses(button));
    return (others = {}) => boss.submit(form, { ...typed, ...others }, { button });
}
async function profile(login, typed) {
    const browser = await person(login);
    const form = (await browser.page('/admin/profile')).form('/admin/profile', has('name'));
    return () => browser.submit(form, typed, { button: 'save' });
}

test('each route that takes a form has its row', () => {
    assert.ok(ROUTES.length >= 30, 'the table of routes is read');
    assert.equal(ROUTES.length, (SOURCE.match(/^ {4}(READER|DESK|DELICATE)_FORM\(|\{\.methods = METHOD_POST/gm) ?? []).length);
    assert.deepEqual(Object.keys(FORMS).sort(), [...ROUTES].sort());
});

describe('sent twice, is done once:', () => {
    for (const [route, forms] of Object.entries(FORMS)) {
        for (const { name, prepare, changes, counted, plain, says } of forms) {
            test(`${route}, ${name}`, async () => {
                const send = await prepare();
                const count = () => Promise.all([noted(), rows('login_failure'), counted ? rows(counted) : 0]);
                const [before] = await count();
                const first = await send();
                const done = await count();
                const second = await send();
                assert.ok([200, 303].includes(first.status), `${first.status}: ${first.text.slice(0, 300)}`);
                assert.equal(done[0] - before, changes, 'the first is done');
                assert.deepEqual(await count(), done, 'the second changes nothing, and counts as no failure');
                if (plain) {
                    assert.equal(second.status, 303, second.text.slice(0, 300));
                    assert.match(second.location, plain);
                } else {
                    assert.deepEqual([second.status, second.location], [first.status, first.location], second.text.slice(0, 300));
                }
                if (says) assert.match((await boss.follow(second)).text, says);
            });
        }
    }
});

describe('sent again from the Back button with another password, it is another change:', () => {
    const opens = async (login, password) => {
        const browser = site.browser();
        return (await browser.submit((await browser.page('/admin/login')).form('/admin/login'), { login, password })).status === 303;
    };

    test('of one\'s own password', async () => {
        const browser = await person('back');
        const form = (await browser.page('/admin/profile')).form('/admin/profile', has('name'));
        const typed = (current, wanted) => ({ current_password: current, password: wanted, password_again: wanted });
        const send = (values) => browser.submit(form, values, { button: 'save' });
        assert.equal((await send(typed(PASSWORD, 'the first phrase of two'))).status, 303);
        assert.equal((await send(typed('not the present phrase', 'a second phrase of two'))).status, 422);
        assert.equal((await send(typed('the first phrase of two', 'a second phrase of two'))).status, 303);
        assert.deepEqual([await opens('back', 'the first phrase of two'), await opens('back', 'a second phrase of two')], [false, true]);
    });

    test('of somebody else\'s', async () => {
        await site.addUser('lost', 'author');
        const send = await account('save', { password: 'the first phrase of two' }, 'lost');
        assert.equal((await send()).status, 303);
        assert.equal((await send({ password: 'a second phrase of two' })).status, 303);
        assert.deepEqual([await opens('lost', 'the first phrase of two'), await opens('lost', 'a second phrase of two')], [false, true]);
    });
});

test('signing somebody out again from the same page ends the session that they began since', async () => {
    await site.addUser('back-again', 'author');
    await signIn(site, 'back-again');
    const send = await account('signout', {}, 'back-again');
    await send();
    const since = await signIn(site, 'back-again');
    const before = await noted();
    assert.equal((await send()).status, 303);
    assert.equal((await since.get('/admin/')).status, 303, 'asked to sign in');
    assert.equal(await noted(), before + 1);
});

test('signing out without a session leaves the browser\'s cookies as they are', async () => {
    const answer = await site.browser().post('/admin/logout', {});
    assert.deepEqual([answer.status, answer.location, answer.headers['set-cookie']], [303, '/admin/login', undefined]);
});
