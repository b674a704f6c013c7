// SPDX-License-Identifier: MIT
// Every form that any page of the site or its newsroom has, with whatever somebody may send in its
// place: each gets a clear answer, and the site stays as it should be.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { elements } from './lib/html.mjs';
import { signIn } from './lib/people.mjs';
import { serveSite } from './lib/site.mjs';

const HTML = '"\'><script>alert(1)</script><img src=x onerror=alert(2)>';

/** What each field but the session's own token gets: one value, or several. */
const HOSTILE = {
    'no fields at all': () => [],
    'empty fields': () => [''],
    'every field twice': (field) => [field.value, field.value],
    'texts of 100 kB': () => ['x'.repeat(100_000)],
    'bytes that are no UTF-8': () => [Buffer.from([0x61, 0xff, 0xfe, 0xc0, 0x80, 0x62])],
    'NUL and control characters': () => ['a\0b\x01\x02c\x1b[31m\x7f\u0085\ufeffd'],
    'HTML and scripts': () => [HTML],
    SQL: () => ["x'; DROP TABLE article; --", "1 OR 1=1"],
    'numbers beyond all bounds': () => ['99999999999999999999'],
    'a negative number': () => ['-1'],
    'right-to-left overrides and emoji': () => ['\u202eabc\u2066 👩‍👩‍👧‍👦 \u0301\u0301\u0301'],
};
const ANSWERS = [200, 303, 400, 403, 404, 409, 413, 422, 429];

let site, boss;

before(async () => {
    site = await serveSite({ sample: true, users: { boss: 'admin', other: 'author' }, settings: { comments_per_minute: '0' } });
    boss = await signIn(site, 'boss');
});
after(() => site.close());

/** Every kind of page that has forms, found by following the newsroom's links; each number once. */
async function formsOf(browser, starts) {
    const seen = new Set();
    const forms = new Map();
    const queue = [...starts];
    while (queue.length) {
        const path = queue.shift();
        const kind = path.split(/[?#]/)[0].replace(/\d+/g, 'N');
        if (seen.has(kind)) continue;
        seen.add(kind);
        const page = await browser.follow(await browser.get(path));
        assert.equal(page.status, 200, path);
        for (const form of page.forms) {
            const name = `${form.action.replace(/\d+/g, 'N')} [${form.buttons.map((b) => b.value)}]`;
            if (form.method === 'POST' && !/logout/.test(form.action)) forms.set(name, { path, form });
        }
        for (const a of elements(page.html, (tag, at) => tag === 'a' && /^\/admin\//.test(at.href ?? '')))
            queue.push(a.attributes.href.split('#')[0]);
    }
    return forms;
}

function assertSane(answer, what) {
    assert.ok(ANSWERS.includes(answer.status), `${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
    assert.doesNotMatch(answer.html, /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/, `${what}: a control character on the page`);
    assert.ok(!answer.html.includes('<script>alert'), `${what}: a script on the page`);
    assert.equal(elements(answer.html, (_, a) => 'onerror' in a).length, 0, `${what}: markup of the sender's`);
    assert.doesNotMatch(answer.text, /sqlite|constraint failed|no such (table|column)/i, what);
}

async function send(browser, form, values, button) {
    const pairs = form.fields.filter((f) => f.name === 'csrf' || f.name === 'token').map((f) => [f.name, f.value]);
    for (const field of form.fields)
        if (!['csrf', 'token'].includes(field.name)) for (const value of values(field)) pairs.push([field.name, value]);
    if (button) pairs.push([button.name, button.value]);
    return browser.post(form.action, pairs);
}

describe('a form', () => {
    test('of the newsroom or the site answers whatever is sent in its place', async () => {
        const [article] = (await site.sql('SELECT day, slug FROM article WHERE status = 3 ORDER BY id LIMIT 1;')).split('\n').map((r) => r.split('|'));
        const address = `/${article[0].slice(0, 4)}/${article[0].slice(4, 6)}/${article[0].slice(6)}/${article[1]}/`;
        const forms = await formsOf(boss, ['/admin/', '/admin/profile', '/admin/settings/social', '/admin/settings/sections', '/admin/settings/sections/new',
            '/admin/users/new', '/admin/videos/new', '/admin/articles/new', '/admin/comments']);
        for (const kind of ['/admin/articles/new', '/admin/videos/new', '/admin/users/new', '/admin/settings/comments', '/admin/settings/social', '/admin/profile', '/admin/articles/N', '/admin/comments/N/moderate'])
            assert.ok([...forms.keys()].some((name) => name.startsWith(kind)), `${kind} is among ${[...forms.keys()].join('\n')}`);
        const stranger = site.browser();
        forms.set('/comment', { path: address, form: (await stranger.page(address)).form('/comment'), browser: stranger });
        forms.set('/admin/login', { path: '/admin/login', form: (await stranger.page('/admin/login')).form('/admin/login'), browser: stranger });
        for (const [name, { form, browser = boss }] of forms) {
            for (const [what, values] of Object.entries(HOSTILE)) {
                for (const button of form.buttons.length ? form.buttons.slice(0, 1) : [undefined])
                    assertSane(await send(browser, form, values, button), `${name}, ${what}`);
            }
            // One field at a time, the others as they stood.
            for (const bad of form.fields.filter((f) => !['csrf', 'token'].includes(f.name)))
                assertSane(await send(browser, form, (f) => (f === bad ? [HTML] : f.checked ? [f.value] : []), form.buttons[0]), `${name}, HTML in ${bad.name}`);
        }
        assert.ok(site.process.running);
        const log = site.process.log();
        assert.doesNotMatch(log, / error /, 'no fault is in the log');
    });

    test('leaves a site that is whole, and every page of it answers', async () => {
        const { code, out, err } = await site.cli(['check']);
        assert.equal(code, 0, out + err);
        for (const path of ['/', '/videos/', '/feed.xml', '/sitemap.xml', '/search?q=x', '/admin/'])
            assertSane(await boss.page(path), path);
    });

    test('without its token, with another session\'s or a cut-off one changes nothing', async () => {
        const other = await signIn(site, 'other');
        const foreign = (await other.page('/admin/profile')).form('/admin/profile').fields.find((f) => f.name === 'csrf').value;
        const forms = await formsOf(boss, ['/admin/', '/admin/profile']);
        // A refusal leaves nothing but a count.
        const rows = () => site.sql('SELECT count(*), max(id) FROM audit WHERE tally IS NULL; SELECT content_version FROM site;');
        const earlier = await rows();
        for (const [name, { form }] of forms) {
            const own = form.fields.find((f) => f.name === 'csrf').value;
            for (const csrf of [undefined, '', foreign, own.slice(0, -1), `${own}x`]) {
                const pairs = form.fields.filter((f) => f.name !== 'csrf' && f.checked).map((f) => [f.name, f.value]);
                const answer = await boss.post(form.action, [...pairs, ...(csrf === undefined ? [] : [['csrf', String(csrf)]]), ...form.buttons.slice(0, 1).map((b) => [b.name, b.value])]);
                assert.equal(answer.status, 403, `${name} with ${csrf}`);
            }
        }
        assert.equal(await rows(), earlier);
    });
});
