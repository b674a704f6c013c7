// SPDX-License-Identifier: MIT
// The newsroom: signing in, who may do what, and an article's life from draft to trash and back.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { encodeForm } from './lib/client.mjs';
import * as fcgi from './lib/fastcgi.mjs';
import { byClass, byTag, elements } from './lib/html.mjs';
import { editor, publicPath, queueRow, commentOn, signIn, someText, writeArticle } from './lib/people.mjs';
import { PASSWORD, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const ROLES = ['admin', 'editor', 'author', 'moderator'];
let site, boss;

before(async () => {
    site = await serveSite({ users: { boss: 'admin', admin: 'admin', editor: 'editor', author: 'author', moderator: 'moderator', slow: 'author' } });
    boss = await signIn(site, 'boss');
});
after(() => site.close());

const attempt = async (browser, login, password) => {
    const page = await browser.page('/admin/login');
    return browser.submit(page.form('/admin/login'), { login, password });
};
const csrfOf = (page) => page.forms.flatMap((f) => f.fields).find((f) => f.name === 'csrf').value;

describe('signing in', () => {
    test('opens a session with a cookie that scripts cannot read', async () => {
        const browser = site.browser();
        const answer = await attempt(browser, 'boss', PASSWORD);
        assert.equal(answer.status, 303);
        const [cookie] = answer.headers['set-cookie'];
        assert.match(cookie, /HttpOnly/i);
        assert.match(cookie, /SameSite=Lax/i);
        assert.match(cookie, /^[^=]+=[A-Za-z0-9_-]{40,}/);
        assert.doesNotMatch(cookie, /;\s*Secure/i, 'plain http here');
        const home = await browser.page('/admin/');
        assert.match(home.headers['cache-control'], /no-store/);
        assert.ok(home.text.includes('Sign out'));
    });

    test('asks for it on every page of the newsroom, and comes back to that page', async () => {
        for (const path of ['/admin/', '/admin/articles', '/admin/articles/new', '/admin/comments', '/admin/videos', '/admin/settings', '/admin/users', '/admin/audit']) {
            const browser = site.browser();
            const asked = await browser.get(path);
            assert.equal(asked.status, 303, path);
            assert.match(asked.location, /^\/admin\/login/);
            const page = await browser.page(asked.location);
            const answer = await browser.submit(page.form('/admin/login'), { login: 'boss', password: PASSWORD });
            assert.equal(answer.location, path);
        }
    });

    test('leads nowhere outside the site afterwards', async () => {
        for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '/%0d%0aX: y', '\r\nX: y']) {
            const browser = site.browser();
            const page = await browser.page('/admin/login');
            const answer = await browser.submit(page.form('/admin/login'), { login: 'boss', password: PASSWORD, next });
            assert.equal(answer.status, 303);
            assert.match(answer.location, /^\/(?![/\\])/, next);
            assert.equal(answer.headers.x, undefined);
        }
    });

    test('is refused from the page of another site, where the browser says so', async () => {
        for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
            const answer = await site.browser().post('/admin/login', { login: 'boss', password: PASSWORD }, { headers });
            assert.equal(answer.status, 403, JSON.stringify(headers));
            assert.equal(answer.headers['set-cookie'], undefined);
        }
        const browser = site.browser();
        const own = { origin: `http://${browser.headers.host}`, 'sec-fetch-site': 'same-origin' };
        assert.equal((await browser.post('/admin/login', { login: 'boss', password: PASSWORD }, { headers: own })).status, 303);
    });

    test('says the same for a wrong password, an unknown name and an empty form', async () => {
        const texts = [];
        for (const [login, password] of [['editor', 'wrong password'], ['nobody', 'wrong password'], ['editor', ''], ['', ''], ["' OR 1=1 --", "' OR 1=1 --"], ['x'.repeat(5000), 'y'.repeat(5000)], ['a\x00b', '\xff']]) {
            const answer = await attempt(site.browser(), login, password);
            assert.ok([401, 403, 422].includes(answer.status), `${login.slice(0, 10)}: ${answer.status}`);
            assert.equal(answer.headers['set-cookie'], undefined);
            texts.push(elements(answer.html, (_, a) => a.role === 'alert')[0].text);
        }
        assert.equal(texts[0], texts[1]);
    });

    test('is slowed down after many failures, by account, and says for how long', async () => {
        let refused;
        for (let i = 0; i < 30 && !refused; i++) {
            const answer = await attempt(site.browser(), 'slow', 'wrong password');
            if (answer.status === 429) refused = answer;
        }
        assert.ok(refused, 'it is slowed down');
        assert.ok(Number(refused.headers['retry-after']) >= 1);
        assert.equal((await attempt(site.browser(), 'slow', PASSWORD)).status, 429, 'not even with the right one');
        assert.equal((await attempt(site.browser(), 'boss', PASSWORD)).status, 303, 'others are not held up');
    });

    test('is slowed down by address, whatever names are tried from it', async () => {
        const guesser = site.browser();
        let refused;
        for (let i = 0; i < 40 && !refused; i++) {
            const answer = await attempt(guesser, `guess${i}`, 'wrong password');
            if (answer.status === 429) refused = answer;
        }
        assert.ok(refused, 'it is slowed down');
        assert.ok(Number(refused.headers['retry-after']) >= 1);
        assert.equal((await attempt(guesser, 'boss', PASSWORD)).status, 429);
        assert.equal((await attempt(site.browser(), 'boss', PASSWORD)).status, 303, 'other addresses are not held up');
    });

    test('over https, the cookie goes over nothing else', async () => {
        const connection = new fcgi.Connection(site.socket);
        const answer = await connection.ask('/admin/login', { method: 'POST', body: encodeForm({ login: 'boss', password: PASSWORD }),
            more: { HTTPS: 'on', HTTP_HOST: 'localhost' } });
        connection.close();
        assert.equal(answer.status, 303);
        assert.match(answer.head, /^Set-Cookie: [^\r]*; *Secure/mi);
    });

    test('and out: the session is gone, in the browser and in the database', async () => {
        const browser = await signIn(site, 'editor');
        const old = new Map(browser.cookies);
        const page = await browser.page('/admin/');
        assert.equal((await browser.submit(page.form('/admin/logout'))).status, 303);
        assert.equal((await browser.get('/admin/')).status, 303);
        const thief = site.browser();
        thief.cookies = old;
        assert.equal((await thief.get('/admin/')).status, 303);
    });

    test('an expired, forged or cut-off session is none', async () => {
        const browser = await signIn(site, 'editor');
        const [[name, value]] = browser.cookies;
        for (const bad of ['', 'x', value.slice(0, -1), value + 'x', value.toUpperCase(), 'a'.repeat(8000), '%00', "' OR '1'='1"]) {
            const other = site.browser();
            other.cookies.set(name, bad);
            assert.ok([303, 400].includes((await other.get('/admin/')).status), bad.slice(0, 20));
        }
        assert.equal((await browser.get('/admin/')).status, 200);
        await site.sql(`UPDATE session SET expires_at = 1 WHERE user_id = (SELECT id FROM user WHERE login = 'editor');`);
        await waitFor('the session has expired', async () => (await browser.get('/admin/')).status === 303);
    });
});

describe('forgery', () => {
    test('no post without the session\'s own token does anything', async () => {
        const page = await writeArticle(boss, { title: 'Guarded', body: 'Text.' });
        const path = publicPath(page);
        const form = editor(page);
        const other = await signIn(site, 'admin');
        const foreign = csrfOf(await other.page('/admin/'));
        for (const csrf of ['', 'x', foreign, csrfOf(page).slice(0, -1)]) {
            const answer = await boss.submit(form, { csrf, title: 'Forged' }, { button: 'save' });
            assert.equal(answer.status, 403, csrf.slice(0, 8));
        }
        assert.equal((await site.browser().submit(form, { title: 'Forged' }, { button: 'save' })).status, 403);
        assert.ok((await site.browser().page(path)).text.includes('Guarded'));
        for (const target of ['/admin/logout', '/admin/comments', '/admin/comments/undo', '/admin/settings', '/admin/users/new', '/admin/videos/new'])
            assert.ok([403, 404, 405].includes((await boss.post(target, { a: '1' })).status), target);
    });
});

describe('roles', () => {
    const pages = {
        '/admin/': ['admin', 'editor', 'author', 'moderator'],
        '/admin/comments': ['admin', 'editor', 'moderator'],
        '/admin/articles': ['admin', 'editor', 'author'],
        '/admin/articles/new': ['admin', 'editor', 'author'],
        '/admin/videos': ['admin', 'editor'],
        '/admin/settings': ['admin'],
        '/admin/users': ['admin'],
        '/admin/users/new': ['admin'],
        '/admin/audit': ['admin'],
        '/admin/profile': ['admin', 'editor', 'author', 'moderator'],
    };
    for (const role of ROLES) {
        test(`${role} sees what is theirs and nothing else`, async () => {
            const browser = await signIn(site, role);
            for (const [path, roles] of Object.entries(pages))
                assert.equal((await browser.get(path)).status, roles.includes(role) ? 200 : 403, `${role} ${path}`);
            const home = await browser.page('/admin/');
            for (const link of byTag(home.html, 'a').map((a) => a.attributes.href).filter((h) => h?.startsWith('/admin/')))
                assert.equal((await browser.follow(await browser.get(link))).status, 200, `${role} is only offered what opens: ${link}`);
        });
    }

    const posts = {
        '/admin/comments': pages['/admin/comments'],
        '/admin/comments/matching': pages['/admin/comments'],
        '/admin/comments/1': pages['/admin/comments'],
        '/admin/comments/1/moderate': pages['/admin/comments'],
        '/admin/comments/1/reply': pages['/admin/comments'],
        '/admin/articles/new': pages['/admin/articles'],
        '/admin/articles/1/corrections': ['admin', 'editor'],
        '/admin/videos/new': pages['/admin/videos'],
        '/admin/settings': ['admin'],
        '/admin/settings/comments': ['admin'],
        '/admin/settings/social': ['admin'],
        '/admin/settings/sections/new': ['admin'],
        '/admin/users/new': ['admin'],
        '/admin/users/1': ['admin'],
    };
    for (const role of ROLES) {
        test(`${role} can send what is theirs, and for nothing else is their token enough`, async () => {
            const browser = await signIn(site, role);
            const csrf = (await browser.page('/admin/profile')).form('/admin/profile').fields.find((f) => f.name === 'csrf').value;
            for (const [path, roles] of Object.entries(posts)) {
                const { status } = await browser.post(path, { csrf, do: 'nonsense' });
                assert.equal(status !== 403, roles.includes(role), `${role} posts to ${path}: ${status}`);
                assert.ok(status < 500, path);
            }
        });
    }

    test('an author can send to an editor, not publish, and not touch another\'s article', async () => {
        const author = await signIn(site, 'author');
        const page = await writeArticle(author, { title: 'By an author', body: 'Text.' }, 'save');
        const form = editor(page);
        assert.equal(form.buttons.some((b) => b.value === 'publish'), false);
        const forced = await author.post(form.action, [...form.fields.filter((f) => f.checked).map((f) => [f.name, f.value]), ['do', 'publish']]);
        assert.ok([403, 422].includes(forced.status), String(forced.status));
        assert.equal((await author.follow(await author.submit(form, {}, { button: 'submit' }))).status, 200);
        const foreign = await writeArticle(boss, { title: 'Not theirs', body: 'Text.' }, 'save');
        const foreignForm = editor(foreign);
        const answer = await author.post(foreignForm.action, [...foreignForm.fields.filter((f) => f.checked && f.name !== 'csrf').map((f) => [f.name, f.value]), ['csrf', csrfOf(page)], ['do', 'save']]);
        assert.ok([403, 404].includes(answer.status), String(answer.status));
    });
});

describe('an article', () => {
    test('with [post-views] in it is published and on the home page at the next request', async () => {
        const page = await writeArticle(boss, { title: 'Fresh “news”: now', body: '[post-views]\n\nThe text.', tags: 'one, two' });
        const path = publicPath(page);
        assert.match(path, /^\/\d{4}\/\d\d\/\d\d\/fresh-news-now\/$/);
        const home = await site.browser().page('/');
        assert.ok(home.html.includes(`href="${path}"`));
        assert.ok(home.text.includes('Fresh “news”: now'));
        const article = await site.browser().page(path);
        assert.ok(article.views.length >= 1);
        for (const list of ['/tag/one/', `/author/${/href="\/author\/([^"/]+)\/"/.exec(article.html)[1]}/`, path.split('/').slice(0, 4).join('/') + '/'])
            assert.ok((await site.browser().page(list)).html.includes(path), list);
    });

    test('is nowhere before it is published, and nowhere after it was taken back', async () => {
        const page = await writeArticle(boss, { title: 'Embargoed quark', slug: 'embargoed-quark', body: 'Secret text.' }, 'save');
        const id = /\/admin\/articles\/(\d+)/.exec(editor(page).action)?.[1] ?? editor(page).fields.find((f) => f.name === 'id').value;
        const published = await boss.follow(await boss.submit(editor(page), {}, { button: 'publish' }));
        const path = publicPath(published);
        const nowhere = async () => {
            for (const list of ['/', path.split('/').slice(0, 4).join('/') + '/'])
                assert.equal((await site.browser().follow(await site.browser().get(list))).html.includes('embargoed-quark'), false, list);
            assert.equal((await site.browser().get(path)).status, 404);
        };
        assert.equal((await site.browser().get(path)).status, 200);
        await boss.submit(editor(await boss.page(`/admin/articles/${id}`)), {}, { button: 'unpublish' });
        await nowhere();
        const trashable = await boss.page(`/admin/articles/${id}`);
        await boss.submit(trashable.forms.find((f) => f.buttons.some((b) => b.value === 'trash')), {}, { button: 'trash' });
        await nowhere();
        const trashed = await boss.page(`/admin/articles/${id}`);
        await boss.submit(trashed.forms.find((f) => f.buttons.some((b) => b.value === 'restore')), {}, { button: 'restore' });
        const restored = await boss.page(`/admin/articles/${id}`);
        const back = await boss.follow(await boss.submit(editor(restored), {}, { button: 'publish' }));
        assert.equal(publicPath(back), path, 'its address is the same as before');
        assert.equal((await site.browser().get(path)).status, 200);
    });

    test('is published on its minute with nobody on the site', async () => {
        const page = await writeArticle(boss, { title: 'On time', slug: 'on-time', body: 'Text.' }, 'save');
        const form = editor(page);
        const when = form.fields.find((f) => /datetime|date/.test(f.type) || /publish_at|schedule/.test(f.name));
        assert.ok(when, `there is a field for the time: ${form.fields.map((f) => f.name)}`);
        // The site's zone is UTC unless set; a time is typed in whole minutes.
        const zone = await site.sql("SELECT value FROM setting WHERE name = 'zone';");
        const due = new Date(Math.ceil((Date.now() + 5000) / 60_000) * 60_000);
        const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone || 'UTC', dateStyle: 'short', timeStyle: 'short' }).format(due).replace(' ', 'T');
        const answer = await boss.follow(await boss.submit(form, { [when.name]: local }, { button: 'schedule' }));
        assert.equal(answer.status, 200, answer.text.slice(0, 400));
        const id = await site.sql("SELECT id FROM article WHERE slug = 'on-time';");
        assert.equal(await site.sql(`SELECT status FROM article WHERE id = ${id};`), '2');
        await waitFor('the job publishes it', async () => (await site.sql(`SELECT status FROM article WHERE id = ${id};`)) === '3', 90_000);
        assert.ok(Date.now() >= due.getTime() - 1000, 'not early');
        assert.ok((await site.browser().page('/')).text.includes('On time'));
    });

    test('a time in the past, or none, is refused with everything still there', async () => {
        const page = await writeArticle(boss, { title: 'Too late', body: 'Text.' }, 'save');
        const form = editor(page);
        const when = form.fields.find((f) => /datetime|date/.test(f.type) || /publish_at|schedule/.test(f.name));
        for (const value of ['2001-01-01T00:00', '', 'tomorrow', '2026-99-99T99:99']) {
            const answer = await boss.submit(form, { [when.name]: value, body: 'Changed text.' }, { button: 'schedule' });
            assert.equal(answer.status, 422, value);
            assert.equal(editor(answer).fields.find((f) => f.name === 'body').value, 'Changed text.');
        }
    });

    test('a text with a picture of another site is refused, with its line and everything still there', async () => {
        const form = (await boss.get('/admin/articles/new')).form('/admin/articles/new');
        const body = 'Seen.\n\n![a boat](https://other.example/boat.jpg)';
        const kept = form.fields.filter((f) => f.checked && !['title', 'body', 'section'].includes(f.name)).map((f) => [f.name, f.value]);
        const answer = await boss.post('/admin/articles/new', [...kept, ['title', 'A boat'], ['section', '1'], ['body', body], ['do', 'save']]);
        assert.equal(answer.status, 422);
        assert.match(answer.text, /Line 3: pictures from other sites are not shown/);
        assert.equal(answer.form('/admin/articles/new').fields.find((f) => f.name === 'body').value, body);
    });

    test('of HTML only the words are shown; the newsroom is told of it and of unknown shortcodes, with the lines', async () => {
        const body = 'Seen from the quay.\n\n<p>The bridge <b>opened</b></p>\n\n[caption id="1"]A boat[/caption]\n\n<!-- a remark -->';
        const page = await writeArticle(boss, { title: 'Raw words', standfirst: 'A <i>first</i>', body });
        const told = (html) => byTag(byClass(html, 'told')[0]?.inside ?? '', 'li').map((li) => li.text);
        assert.deepEqual(told(page.html), [
            'The standfirst is shown as it is typed, HTML and shortcodes too.',
            'Line 3: “<p>” is HTML: only its words are shown.',
            'Line 3: “<b>” is HTML: only its words are shown.',
            'Line 5: “[caption id="1"]” is not a shortcode of this site, so it is shown as typed.',
            'Line 5: “[/caption]” is not a shortcode of this site, so it is shown as typed.',
            'Line 7: “<!-- -->” is HTML that is not shown.',
        ]);
        const read = await site.browser().page(publicPath(page));
        assert.match(read.html, /<p>The bridge opened<\/p>/);
        assert.ok(read.text.includes('[caption id="1"]A boat[/caption]') && !read.text.includes('remark'));
        assert.ok((await site.browser().get('/feed.xml')).text.includes('The bridge opened'));
        assert.ok((await site.browser().page('/search?q=bridge+opened')).text.includes('Raw words'));
        const saved = await boss.follow(await boss.submit(editor(page), { standfirst: '', body: 'All Markdown: [[caption]].' }, { button: 'save' }));
        assert.deepEqual(told(saved.html), []);
        const csrf = editor(page).fields.find((f) => f.name === 'csrf').value;
        const preview = await boss.post('/admin/articles/preview', { csrf, title: 'x', body });
        assert.match(byClass(preview.html, 'preview-note')[0].text, /Line 3: “<p>” is HTML: only its words are shown\. .*Line 5: “\[caption/);
    });

    test('the preview shows what would be published, to the newsroom only, and counts nothing', async () => {
        const page = await boss.page('/admin/articles/new');
        const form = editor(page);
        const answer = await boss.post('/admin/articles/preview', [...form.fields.filter((f) => f.checked && !['title', 'body'].includes(f.name)).map((f) => [f.name, f.value]), ['title', 'Previewed'], ['body', '# One\n\n**bold** [post-views] <script>x</script>'], ['do', 'preview']]);
        assert.equal(answer.status, 200, answer.text.slice(0, 300));
        assert.ok(byTag(answer.html, 'strong').some((e) => e.text === 'bold'));
        assert.doesNotMatch(answer.html, /<script>x/);
        assert.match(answer.headers['cache-control'], /no-store/);
        assert.equal((await site.browser().post('/admin/articles/preview', { title: 'x', body: 'y' })).status, 403);
        const csrf = form.fields.find((f) => f.name === 'csrf').value;
        const definition = `[x]: /${'x'.repeat(20000)}\n${'\n[x]'.repeat(4000)}`;
        for (const body of ['word '.repeat(220000), 'http://a.b('.repeat(90000), definition])
            assert.equal((await boss.post('/admin/articles/preview', { csrf, title: 'x', body })).status, 422);
    });

    test('bad fields come back with everything typed, and each mistake linked', async () => {
        const page = await boss.page('/admin/articles/new');
        const body = `Kept text ${someText()}\n\nof several lines,\n\n    and code`;
        for (const [values, field] of [[{ title: '' }, 'title'], [{ title: 't'.repeat(301) }, 'title'], [{ standfirst: 's'.repeat(1001) }, 'standfirst'],
            [{ tags: Array.from({ length: 30 }, (_, i) => `tag${i}`).join(', ') }, 'tags'], [{ title: Buffer.from([0xff]) }, 'title']]) {
            const answer = await boss.submit(editor(page), { title: 'Fine', body, ...values }, { button: 'save' });
            assert.equal(answer.status, 422, field);
            assert.equal(editor(answer).fields.find((f) => f.name === 'body').value, body);
            assert.ok(answer.html.includes(`href="#f-${field}"`), field);
        }
        const huge = await boss.submit(editor(page), { title: 'Huge', body: 'x'.repeat((1 << 20) + 1) }, { button: 'save' });
        assert.ok([413, 422].includes(huge.status));
    });

    test('HTML and scripts in every field stay text', async () => {
        const nasty = `"><script>alert(1)</script>'--`;
        const page = await writeArticle(boss, { title: `T ${nasty}`, standfirst: `S ${nasty}`, body: `B ${nasty}\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) ![y](data:text/html,x)`, tags: `t${nasty}` });
        for (const one of [await site.browser().page(publicPath(page)), await site.browser().page('/'), page, await boss.page('/admin/articles')])
            assert.doesNotMatch(one.html, /<script>alert|<img src=x|href="javascript:/i);
    });

    test('a form that is sent again is answered as the first time, and saves once', async () => {
        const browser = await signIn(site, 'editor');
        const made = async (title) => Number(await site.sql(`SELECT count(*) FROM article WHERE title = '${title}';`));
        const version = async (id) => Number(await site.sql(`SELECT version FROM article WHERE id = ${id};`));
        const idOf = (answer) => Number(/^\/admin\/articles\/(\d+)$/.exec(answer.location)[1]);

        // A new one, published by a double click: both at once, and once more later.
        const blank = editor(await browser.page('/admin/articles/new'));
        const typed = { title: 'Pressed twice', body: 'Once is enough.' };
        const send = () => browser.submit(blank, typed, { button: 'publish' });
        const answers = [...await Promise.all([send(), send()]), await send()];
        assert.ok(answers.some((a) => a.status === 303));
        assert.equal(answers[2].status, 303, answers[2].text);
        assert.equal(await made('Pressed twice'), 1);
        const id = idOf(answers[2]);
        assert.equal(await site.sql(`SELECT status FROM article WHERE id = ${id};`), '3');
        const published = await version(id);

        // A change of it, whose answer got lost.
        const form = editor(await browser.page(`/admin/articles/${id}`));
        const change = () => browser.submit(form, { body: 'Once, changed.' }, { button: 'save' });
        assert.equal((await change()).status, 303);
        assert.equal((await change()).status, 303);
        assert.equal(await version(id), published + 1);

        // Somebody has gone on meanwhile: the retry is done, and undoes nothing.
        const other = await signIn(site, 'boss');
        assert.equal((await other.submit(editor(await other.page(`/admin/articles/${id}`)), { body: 'Theirs.' }, { button: 'unpublish' })).status, 303);
        assert.equal((await change()).status, 303);
        assert.equal((await send()).status, 303);
        assert.equal(await site.sql(`SELECT status || body FROM article WHERE id = ${id};`), '4Theirs.');

        // The same form with another text is no retry.
        const late = await browser.submit(form, { body: 'Mine after all.' }, { button: 'save' });
        assert.equal(late.status, 409);
        assert.equal(await site.sql(`SELECT body FROM article WHERE id = ${id};`), 'Theirs.');
        // Nor is somebody else's.
        const csrf = csrfOf(await other.page(`/admin/articles/${id}`));
        assert.equal((await other.submit(form, { csrf, body: 'Once, changed.' }, { button: 'save' })).status, 409);
    });

    test('a video, a section and a correction that are sent twice are added once', async () => {
        const page = await writeArticle(boss, { title: 'To be corrected', body: 'Wrong.' });
        const id = editor(page).fields.find((f) => f.name === 'id').value;
        const once = [
            ['/admin/videos/new', /^\/admin\/videos/, { youtube_id: 'dQw4w9WgXcQ', title: 'Sent twice' }, "video WHERE title = 'Sent twice'"],
            ['/admin/settings/sections/new', /^\/admin\/settings\/sections/, { name: 'Sent twice' }, "section WHERE name = 'Sent twice'"],
            [`/admin/articles/${id}/corrections`, /\/corrections$/, { text: 'Sent twice.' }, "correction WHERE text = 'Sent twice.'"],
        ];
        for (const [address, action, typed, rows] of once) {
            const form = (await boss.page(address)).form(action);
            const button = form.buttons[0].value;
            const answers = [await boss.submit(form, typed, { button }), await boss.submit(form, typed, { button })];
            assert.deepEqual(answers.map((a) => a.status), [303, 303], `${address}: ${answers[1].text}`);
            assert.equal(answers[0].location, answers[1].location);
            assert.equal(await site.sql(`SELECT count(*) FROM ${rows};`), '1', address);
        }
    });

    test('what is added, changed or removed by a form that is sent twice is done once, and both are told so', async () => {
        const page = await writeArticle(boss, { title: 'Twice, live', body: 'Live.' });
        const id = editor(page).fields.find((f) => f.name === 'id').value;
        await site.sql(`UPDATE article SET live = 1 WHERE id = ${id};
            INSERT INTO live_entry (article_id, at, title, body, token, token_at) VALUES (${id}, 1, '', 'First.', '', 1);
            INSERT INTO correction (article_id, at, text) VALUES (${id}, 1, 'Wrong twice.');
            INSERT INTO section (slug, name, description, position) VALUES ('gone-twice', 'Gone twice', '', 9);`);
        const [entry, section] = await Promise.all([site.sql(`SELECT id FROM live_entry WHERE article_id = ${id};`), site.sql("SELECT id FROM section WHERE slug = 'gone-twice';")]);
        const person = { login: 'twice', name: 'Twice Added', role: 'author' };
        const rows = [
            ['/admin/users/new', 'save', { ...person, password: 'correct horse battery 1' }, 'user.add'],
            ['/admin/breaking', 'save', { text: 'Said twice', stay: '60' }, 'breaking.set'],
            ['/admin/breaking', 'end', {}, 'breaking.end'],
            [`/admin/articles/${id}/live/${entry}`, 'save', { body: 'Second.' }, 'live.change'],
            [`/admin/articles/${id}/live/${entry}`, 'remove', {}, 'live.remove'],
            [`/admin/articles/${id}/corrections`, 'change', { text: 'Wrong once.' }, 'correction.change', (f) => f.fields.some((x) => x.name === 'correction')],
            [`/admin/articles/${id}/corrections`, 'remove', {}, 'correction.remove', (f) => f.fields.some((x) => x.name === 'correction')],
            [`/admin/settings/sections/${section}`, 'remove', {}, 'section.remove'],
        ];
        for (const [address, button, typed, action, where = () => true] of rows) {
            const count = () => site.sql(`SELECT count(*) FROM audit WHERE action = '${action}';`).then(Number);
            const before = await count();
            const form = (await boss.page(address)).form(new RegExp(`^${address}`), (f) => where(f) && f.buttons.some((b) => b.value === button));
            const answers = [await boss.submit(form, typed, { button }), await boss.submit(form, typed, { button })];
            assert.deepEqual(answers.map((a) => a.status), [303, 303], `${address} ${button}: ${answers[1].text}`);
            assert.equal(answers[1].location, answers[0].location);
            assert.equal(await count(), before + 1, `${action} once`);
        }
    });

    test('a made password is shown once: the form sent again says so, and where to get another', async () => {
        const form = (await boss.page('/admin/users/new')).form('/admin/users/new');
        const typed = { login: 'made', name: 'Made Up', role: 'author' };
        const shown = await boss.submit(form, typed, { button: 'save' });
        assert.equal(byClass(shown.html, 'password').length, 1);
        const again = await boss.submit(form, typed, { button: 'save' });
        assert.equal(again.status, 303);
        const told = await boss.follow(again);
        assert.match(told.text, /This account was added already; its password was shown once\. Reset it to get a new one\./);
        assert.ok(told.forms.some((f) => f.buttons.some((b) => b.value === 'password')), 'here it can be reset');
        assert.equal(await site.sql("SELECT count(*) FROM user WHERE login = 'made';"), '1');
        // The same form with another name in it is another account, and a taken name is refused as ever.
        assert.equal((await boss.submit(form, { ...typed, name: 'Somebody Else' }, { button: 'save' })).status, 422);
    });

    test('two editors: the second save is not lost and overwrites nothing', async () => {
        const page = await writeArticle(boss, { title: 'Shared', body: 'First.' }, 'save');
        const other = await signIn(site, 'editor');
        const id = /\/admin\/articles\/(\d+)/.exec(editor(page).action)?.[1] ?? editor(page).fields.find((f) => f.name === 'id').value;
        const theirs = await other.page(`/admin/articles/${id}`);
        await boss.submit(editor(page), { body: 'By the boss.' }, { button: 'save' });
        const late = await other.submit(editor(theirs), { body: 'By the editor.' }, { button: 'save' });
        assert.equal(late.status, 409);
        assert.ok(late.html.includes('By the boss.'));
        assert.equal(editor(late).fields.find((f) => f.name === 'body').value, 'By the editor.');
        const again = await other.follow(await other.submit(editor(late), {}, { button: 'save' }));
        assert.equal(editor(again).fields.find((f) => f.name === 'body').value, 'By the editor.');
    });

    test('a new slug redirects from the old one, for good', async () => {
        const page = await writeArticle(boss, { title: 'Moves', slug: 'old-place', body: 'Text.' });
        const old = publicPath(page);
        const moved = await boss.follow(await boss.submit(editor(page), { slug: 'new-place' }, { button: 'save' }));
        const now = publicPath(moved);
        assert.ok(now.endsWith('/new-place/'));
        const answer = await site.browser().get(old);
        assert.equal(answer.status, 301);
        assert.ok(answer.location.endsWith(now));
    });

    test('addresses below articles that do not exist are not found', async () => {
        for (const path of ['/admin/articles/999999', '/admin/articles/0', '/admin/articles/x', '/admin/nothing', '/admin/users/999999', '/admin/videos/999999'])
            assert.equal((await boss.get(path)).status, 404, path);
    });
});

describe('videos, settings, users', () => {
    test('a video is on the videos page at the next request, leaves for the trash, and comes back', async () => {
        const page = await boss.page('/admin/videos/new');
        const form = page.form(/^\/admin\/videos/);
        const field = form.fields.find((f) => /youtube/.test(f.name)).name;
        const bad = await boss.submit(form, { title: 'Bad', [field]: 'https://example.org/x' }, form.buttons.length ? { button: form.buttons[0].value } : {});
        assert.equal(bad.status, 422);
        const saved = await boss.submit(form, { title: 'Moving “pictures”', [field]: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' }, form.buttons.length ? { button: form.buttons[0].value } : {});
        assert.equal(saved.status, 303, saved.text.slice(0, 300));
        const videos = await site.browser().page('/videos/');
        assert.ok(videos.text.includes('Moving “pictures”'));
        assert.doesNotMatch(videos.html, /src="[^"]*youtube/);
        const list = await boss.page('/admin/videos');
        const link = byTag(list.html, 'a').find((a) => a.text === 'Moving “pictures”').attributes.href;
        const trash = (await boss.page(link)).forms.find((f) => f.buttons.some((b) => b.value === 'trash'));
        await boss.submit(trash, {}, { button: 'trash' });
        assert.equal((await site.browser().page('/videos/')).text.includes('Moving “pictures”'), false);
        const restore = (await boss.page(link)).forms.find((f) => f.buttons.some((b) => b.value === 'restore'));
        await boss.submit(restore, {}, { button: 'restore' });
        assert.ok((await site.browser().page('/videos/')).text.includes('Moving “pictures”'));
    });

    test('a setting is on the site at the next request; a wrong one is refused with the rest kept', async () => {
        const page = await boss.page('/admin/settings');
        const form = page.form(/^\/admin\/settings/, (f) => f.fields.some((x) => x.name === 'site_name'));
        const press = form.buttons.length ? { button: form.buttons[0].value } : {};
        assert.equal((await boss.submit(form, { site_name: 'The <Daily> Test', tagline: 'All & more' }, press)).status, 303);
        const home = await site.browser().page('/');
        assert.ok(home.text.includes('The <Daily> Test'));
        const zone = form.fields.find((f) => f.name === 'zone');
        const bad = await boss.submit(form, { site_name: '', tagline: 'Kept', ...(zone ? { zone: 'Nowhere/Land' } : {}) }, press);
        assert.equal(bad.status, 422);
        assert.ok(bad.html.includes('value="Kept"'));
    });

    test('a user is added, signs in, and is out at once when disabled', async () => {
        const page = await boss.page('/admin/users/new');
        const form = page.form(/^\/admin\/users/);
        const press = form.buttons.length ? { button: form.buttons[0].value } : {};
        const made = await boss.follow(await boss.submit(form, { login: 'newcomer', name: 'New Comer', email: 'new@example.org', role: 'author' }, press));
        assert.equal(made.status, 200, made.text.slice(0, 400));
        const password = byClass(made.html, 'password')[0].text;
        const browser = await signIn(site, 'newcomer', { password });
        assert.equal((await boss.submit(form, { login: 'newcomer', name: 'Twice', email: 'x@example.org', role: 'author' }, press)).status, 422);
        const list = await boss.page('/admin/users');
        const link = byTag(list.html, 'a').find((a) => a.text === 'New Comer').attributes.href;
        const edit = (await boss.page(link)).forms.find((f) => f.fields.some((x) => x.name === 'disabled'));
        await boss.submit(edit, { disabled: '1' }, edit.buttons.length ? { button: edit.buttons[0].value } : {});
        assert.equal((await browser.get('/admin/')).status, 303);
        assert.notEqual((await attempt(site.browser(), 'newcomer', password)).status, 303);
    });

    test('what was done is in the audit log, with who did it', async () => {
        const { path } = await site.article({});
        const { text } = await commentOn(site, path);
        const row = await queueRow(boss, text);
        await boss.submit(row.form, {}, { button: 'approve' });
        const log = await boss.page('/admin/audit');
        for (const word of [/publish/i, /approve/i, /setting/i, /boss/]) assert.match(log.text, word);
    });
});
