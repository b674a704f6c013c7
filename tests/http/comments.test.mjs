// SPDX-License-Identifier: MIT
// The comment form: every answer it can give, and that nothing typed is ever lost.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byClass, byId, byTag, elements } from './lib/html.mjs';
import { commentOn, decide, postComment, queueRow, READER, signIn, someText } from './lib/people.mjs';
import { serveSite } from './lib/site.mjs';

let site, moderator, path, id;

before(async () => {
    site = await serveSite({ users: { mod: 'moderator' }, settings: { comments_per_minute: '0' } });
    ({ path, id } = await site.article({ title: 'Talk here' }));
    moderator = await signIn(site, 'mod');
});
after(() => site.close());

const fieldsOf = (answer) => Object.fromEntries(answer.form('/comment').fields.map((f) => [f.name, f]));
/** How many comments hold TEXT, whatever their status. */
async function stored(text) {
    const rows = await site.sql(`SELECT count(*) FROM comment WHERE body LIKE '%${text.replaceAll("'", "''")}%';`);
    return Number(rows);
}

/** ANSWER is the form again with STATUS, everything typed still there, and an error that points to FIELD. */
function assertRefused(answer, status, typed, field) {
    assert.equal(answer.status, status, answer.text.slice(0, 300));
    const fields = fieldsOf(answer);
    for (const [name, value] of Object.entries(typed)) assert.equal(fields[name].value, value, `${name} is still there`);
    const summary = elements(answer.html, (_, a) => a.role === 'alert')[0];
    assert.ok(summary, 'there is an error summary');
    if (field) {
        const pointed = byTag(summary.inside, 'a').map((a) => a.attributes.href.slice(1));
        const inputs = pointed.map((target) => byId(answer.html, target)).filter(Boolean);
        assert.ok(inputs.some((e) => e.attributes.name === field), `the summary links to ${field}: ${pointed}`);
        const input = elements(answer.html, (_, a) => a.name === field && a['aria-invalid'] === 'true')[0];
        assert.ok(input, `${field} is marked as wrong`);
        assert.ok(input.attributes['aria-describedby'].split(' ').every((d) => byId(answer.html, d)));
    }
}

describe('the form', () => {
    test('a text that would become far longer is refused with everything still there', async () => {
        const browser = site.browser();
        const form = (await browser.get(path)).form('/comment');
        const token = form.fields.find((f) => f.name === 'token').value;
        const comment = `> ${'http://a.b '.repeat(5000)}end`;
        const typed = { comment, author: 'Ada', email: 'ada@example.org' };
        assertRefused(await browser.post('/comment', { article: id, token, ...typed }), 422, typed, 'comment');
        assert.equal(await stored('http://a.b http://a.b http://a.b'), 0);
    });

    test('has its fields in the known order, with labels, lengths and autocomplete', async () => {
        const page = await site.browser().page(path);
        const fields = page.form('/comment').fields.filter((f) => f.type !== 'hidden');
        const names = fields.map((f) => f.name);
        assert.deepEqual(names.filter((n) => ['comment', 'author', 'email', 'url', 'remember'].includes(n)), ['comment', 'author', 'email', 'url', 'remember']);
        const input = (name) => elements(page.html, (t, a) => a.name === name && t !== 'meta')[0].attributes;
        assert.equal(input('author').autocomplete, 'name');
        assert.equal(input('email').autocomplete, 'email');
        assert.equal(input('url').autocomplete, 'url');
        assert.equal(input('author').maxlength, '245');
        assert.equal(input('email').maxlength, '100');
        assert.equal(input('url').maxlength, '200');
        assert.match(fields.find((f) => f.name === 'remember').label, /^Save my name, email, and website in this browser for the next time I comment\.$/);
        assert.equal(fields.find((f) => f.name === 'remember').checked, false);
        const note = input('email')['aria-describedby'].split(' ').map((d) => byId(page.html, d).text).join(' ');
        assert.match(note, /Your email address will not be published/);
        assert.match(byTag(page.html, 'button').map((b) => b.text).join('|') + page.form('/comment').text, /Post Comment/);
    });
});

describe('a good comment', () => {
    test('is held, shown to its author alone by a private address, and not to others', async () => {
        const { text, location, receipt } = await commentOn(site, path);
        assert.ok(receipt.text.includes(text));
        assert.match(receipt.text, /Your comment is awaiting moderation\./);
        assert.match(receipt.headers['cache-control'], /no-store|private/);
        assert.match(receipt.html, /<meta name="robots" content="[^"]*noindex/);
        assert.equal((await site.browser().page(path)).text.includes(text), false);
        const anyone = await site.browser().page(new URL(location, 'http://x').pathname + new URL(location, 'http://x').search);
        assert.ok(anyone.text.includes(text), 'whoever has the address sees it, without a cookie');
    });

    test('sent twice, or reloaded, is stored once and gives the same receipt', async () => {
        const reader = site.browser();
        const page = await reader.page(path);
        const text = someText('Twice');
        const send = () => reader.submit(page.form('/comment'), { ...READER, comment: text });
        const [a, b] = await Promise.all([send(), send()]);
        const c = await send();
        assert.deepEqual([a.status, b.status, c.status], [303, 303, 303]);
        assert.equal(a.location, b.location);
        assert.equal(b.location, c.location);
        assert.equal(await stored(text), 1);
    });

    test('sent again gets its receipt though comments have closed, or the article was taken down', async () => {
        const article = await site.article({});
        const reader = site.browser();
        const page = await reader.page(article.path);
        const text = someText('Late');
        const send = () => reader.submit(page.form('/comment'), { ...READER, comment: text });
        const first = await send();
        assert.equal(first.status, 303);
        await site.sql(`UPDATE article SET comments_open = 0 WHERE id = ${article.id}; UPDATE site SET content_version = content_version + 1;`);
        const closed = await send();
        assert.deepEqual([closed.status, closed.location], [303, first.location]);
        await site.sql(`UPDATE article SET status = 4 WHERE id = ${article.id}; UPDATE site SET content_version = content_version + 1;`);
        const gone = await send();
        assert.deepEqual([gone.status, gone.location], [303, first.location]);
        assert.equal(await stored(text), 1);
    });

    test('can be changed and withdrawn by its author', async () => {
        const { text, receipt, location, browser } = await commentOn(site, path);
        const changing = receipt.forms.find((f) => f.fields.some((x) => x.type === 'textarea' && x.value.includes(text)) && f.action !== '/comment');
        assert.ok(changing, 'the receipt has a form to change it');
        const area = changing.fields.find((f) => f.type === 'textarea');
        const changed = await browser.follow(await browser.submit(changing, { [area.name]: `${text} Better.` }));
        assert.ok(changed.text.includes(`${text} Better.`));
        const again = await browser.page(new URL(location, 'http://x').pathname + new URL(location, 'http://x').search);
        const withdrawing = again.forms.find((f) => /withdraw/i.test(f.text + JSON.stringify(f.buttons)));
        await browser.submit(withdrawing, {}, withdrawing.buttons.length ? { button: /withdraw/i } : {});
        assert.equal(await queueRow(moderator, text), null);
    });

    test('is its author\'s to change for 15 minutes, and what they typed too late is not lost', async () => {
        const { text, receipt, location, browser } = await commentOn(site, path);
        const ownForm = (page) => page.forms.find((f) => f.action !== '/comment' && f.fields.some((x) => x.type === 'textarea' && x.value.includes(text)));
        const form = ownForm(receipt);
        const grow = (seconds) => site.sql(`UPDATE comment SET created_at = created_at - ${seconds} WHERE body LIKE '%${text}%';`);
        const again = () => browser.page(new URL(location, 'http://x').pathname + new URL(location, 'http://x').search);
        await grow(14 * 60);
        assert.ok(ownForm(await again()), 'after 14 minutes it can be changed');
        await grow(61);
        assert.equal(ownForm(await again()), undefined, 'after 15 it cannot');
        const area = form.fields.find((f) => f.type === 'textarea');
        const late = await browser.submit(form, { [area.name]: `${text} Too late.` });
        assert.ok([403, 409].includes(late.status), String(late.status));
        assert.ok(late.html.includes('Too late.'), 'what was typed is still there');
        assert.equal(await stored('Too late.'), 0);
    });

    test('that was answered can no longer be changed', async () => {
        const { text, location } = await commentOn(site, path);
        const { id: parent } = await decide(moderator, text, 'approve');
        const reply = await commentOn(site, path, { parent: String(parent) });
        await decide(moderator, reply.text, 'approve');
        const receipt = await site.browser().page(new URL(location, 'http://x').pathname + new URL(location, 'http://x').search);
        assert.equal(receipt.forms.filter((f) => f.action !== '/comment' && f.fields.some((x) => x.type === 'textarea' && x.value.includes(text))).length, 0);
    });

    test('keeps its author\'s details only where they asked for it', async () => {
        const reader = site.browser();
        await postComment(reader, path, {});
        assert.equal(fieldsOf(await reader.page(path)).author.value, '');
        const answer = await postComment(reader, path, { author: 'Zoë "Quote" <b>', email: 'zoe@example.org', url: 'https://zoe.example/', remember: '1' });
        assert.equal(answer.status, 303);
        const kept = fieldsOf(await reader.page(path));
        assert.equal(kept.author.value, 'Zoë "Quote" <b>');
        assert.equal(kept.email.value, 'zoe@example.org');
        assert.equal(kept.url.value, 'https://zoe.example/');
        assert.equal(kept.remember.checked, true);
        assert.equal(fieldsOf(await site.browser().page(path)).author.value, '', 'nobody else sees them');
        const page = await reader.page(path);
        await reader.post('/comment', [...page.form('/comment').fields.filter((f) => f.name !== 'remember').map((f) => [f.name, f.name === 'comment' ? someText() : f.value])]);
        assert.equal(fieldsOf(await reader.page(path)).author.value, '', 'unticked, they are forgotten');
    });
});

describe('a reply', () => {
    test('says whom it answers, offers to cancel, and stands below its parent', async () => {
        const parent = await commentOn(site, path, { author: 'Parent Person' });
        const { id: parentId } = await decide(moderator, parent.text, 'approve');
        const page = await site.browser().page(path);
        const link = byTag(page.html, 'a').find((a) => /reply/i.test(a.text) && new RegExp(`replytocom=${parentId}(#|$)`).test(a.attributes.href));
        assert.ok(link, 'the comment has a reply link');
        const replying = await site.browser().page(link.attributes.href.startsWith('?') ? path + link.attributes.href : link.attributes.href.split('#')[0]);
        assert.match(replying.text, /Leave a Reply to Parent Person/);
        assert.match(replying.text, /Cancel/i);
        assert.equal(fieldsOf(replying).parent.value, String(parentId));
        const reply = await commentOn(site, path, { parent: String(parentId) });
        const { id: replyId } = await decide(moderator, reply.text, 'approve');
        const both = (await site.browser().page(path)).html;
        assert.ok(both.indexOf(`id="comment-${parentId}"`) < both.indexOf(`id="comment-${replyId}"`));
    });

    test('to a comment that is not approved, or not there, or of another article, is refused', async () => {
        const held = await commentOn(site, path);
        const row = await queueRow(moderator, held.text);
        const other = await site.article({});
        const elsewhere = await commentOn(site, other.path);
        const { id: elsewhereId } = await decide(moderator, elsewhere.text, 'approve');
        for (const parent of [row.id, 999999, elsewhereId]) {
            const comment = someText('Stray');
            const answer = await postComment(site.browser(), path, { parent: String(parent), comment });
            assert.ok([403, 422].includes(answer.status), `parent ${parent}: ${answer.status}`);
            assert.equal(fieldsOf(answer).comment.value, comment);
            assert.equal(await stored(comment), 0);
        }
        for (const parent of ['-1', 'x', '1; DROP TABLE comment', '99999999999999999999']) {
            const answer = await postComment(site.browser(), path, { parent });
            assert.ok([403, 422].includes(answer.status), `parent ${parent}: ${answer.status}`);
        }
    });

    test('stays under "comment removed" when its parent goes to the trash', async () => {
        const parent = await commentOn(site, path);
        const { id: parentId } = await decide(moderator, parent.text, 'approve');
        const reply = await commentOn(site, path, { parent: String(parentId) });
        await decide(moderator, reply.text, 'approve');
        await decide(moderator, parent.text, 'trash', 'approved');
        const page = await site.browser().page(path);
        assert.equal(page.text.includes(parent.text), false);
        assert.ok(page.text.includes(reply.text));
        assert.match(page.text, /comment removed/i);
    });
});

describe('a refusal', () => {
    test('403: comments are closed', async () => {
        const closed = await site.article({});
        const page = await site.browser().page(closed.path);
        await site.sql(`UPDATE article SET comments_open = 0 WHERE id = ${closed.id}; UPDATE site SET content_version = content_version + 1;`);
        const comment = someText();
        const answer = await site.browser().submit(page.form('/comment'), { ...READER, comment });
        assert.equal(answer.status, 403);
        assert.match(answer.text, /closed/i);
        assert.ok(answer.html.includes(comment), 'nothing typed is lost');
        assert.equal(await stored(comment), 0);
    });

    test('404: there is no such article, or it is not published', async () => {
        const draft = await site.article({ publish: false });
        const page = await site.browser().page(path);
        for (const article of ['999999', String(draft.id), 'x', '', '-1']) {
            const answer = await site.browser().submit(page.form('/comment'), { ...READER, comment: someText(), article });
            assert.ok([404, ...(article === 'x' || article === '' || article === '-1' ? [422] : [])].includes(answer.status), `article ${article}: ${answer.status}`);
        }
    });

    test('409: the same comment again', async () => {
        const reader = site.browser();
        const comment = someText('Again');
        assert.equal((await postComment(reader, path, { comment })).status, 303);
        const answer = await postComment(reader, path, { comment });
        assertRefused(answer, 409, { comment, author: READER.author, email: READER.email });
        assert.equal(await stored(comment), 1);
    });

    test('413: a comment that is too long comes back whole', async () => {
        const comment = 'x'.repeat(65526);
        const answer = await postComment(site.browser(), path, { comment });
        assert.equal(answer.status, 413);
        assert.equal(fieldsOf(answer).comment.value, comment);
        assert.equal((await postComment(site.browser(), path, { comment: 'y'.repeat(65525) })).status, 303);
    });

    test('413: a body beyond all bounds', async () => {
        const answer = await postComment(site.browser(), path, { comment: 'x'.repeat(3 << 20) });
        assert.equal(answer.status, 413);
    });

    for (const [what, values, field] of [
        ['no text', { comment: '' }, 'comment'],
        ['a text of white space', { comment: ' \n\t ' }, 'comment'],
        ['no name', { author: '' }, 'author'],
        ['no e-mail address', { email: '' }, 'email'],
        ['an address without @', { email: 'nobody' }, 'email'],
        ['an address with a space', { email: 'a b@example.org' }, 'email'],
        ['a website that is a script', { url: 'javascript:alert(1)' }, 'url'],
        ['a website of another kind', { url: 'ftp://example.org/' }, 'url'],
        ['a name that is too long', { author: 'n'.repeat(246) }, 'author'],
        ['an address that is too long', { email: `${'e'.repeat(92)}@example.org` }, 'email'],
        ['a website that is too long', { url: `https://example.org/${'u'.repeat(200)}` }, 'url'],
    ]) {
        test(`422: ${what}`, async () => {
            const typed = { ...READER, comment: someText(), ...values };
            assertRefused(await postComment(site.browser(), path, typed), 422, typed, field);
        });
    }

    test('422: a name or a text that shows nothing is refused like an empty one', async () => {
        for (const blank of ['\u3164', '\u115f\u1160', '\uffa0', '\u2800', '\u200b\u2060', '\u0301', ' \u3000\ufe0f ', '\u{e0061}']) {
            for (const field of ['author', 'comment']) {
                const typed = { ...READER, comment: someText(), [field]: blank };
                assertRefused(await postComment(site.browser(), path, typed), 422, { ...typed, [field]: '' }, field);
            }
        }
    });

    test('422: everything wrong at once is told at once', async () => {
        const answer = await postComment(site.browser(), path, { comment: '', author: '', email: '', url: 'x y' });
        const summary = elements(answer.html, (_, a) => a.role === 'alert')[0];
        assert.ok(byTag(summary.inside, 'a').length >= 3, summary.text);
    });

    test('422: a forged, foreign or missing token stores nothing and loses nothing', async () => {
        const other = await site.article({});
        const foreign = fieldsOf(await site.browser().page(other.path)).token.value;
        const good = fieldsOf(await site.browser().page(path)).token.value;
        for (const token of ['', 'x', 'a.b.c', foreign, good.slice(0, -1) + (good.endsWith('0') ? '1' : '0'), 'x'.repeat(5000)]) {
            const comment = someText('Forged');
            const answer = await postComment(site.browser(), path, { token, comment });
            assert.ok([403, 422].includes(answer.status), `${token.slice(0, 20)}: ${answer.status}`);
            assert.equal(fieldsOf(answer).comment.value, comment);
            assert.equal(await stored(comment), 0);
            const retry = await site.browser().submit(answer.form('/comment'));
            assert.equal(retry.status, 303, 'the form that came back can be sent');
        }
    });

    test('the token is looked at before the text, and the length before the text is worked on', async () => {
        const apart = 'Cafe\u0301 ', composed = 'Caf\u00e9 ';
        const forged = await postComment(site.browser(), path, { token: 'x', comment: apart.repeat(100), author: '' });
        assert.equal(forged.status, 422);
        assert.equal(fieldsOf(forged).comment.value, apart.repeat(100).trim(), 'a form that is none of ours goes back as it was typed');
        const ours = await postComment(site.browser(), path, { comment: apart.repeat(100), author: '' });
        assert.equal(ours.status, 422);
        assert.equal(fieldsOf(ours).comment.value, composed.repeat(100).trim());
        const long = await postComment(site.browser(), path, { comment: 'e\u0301'.repeat(70000) });
        assert.equal(long.status, 413);
        assert.equal(fieldsOf(long).comment.value, 'e\u0301'.repeat(70000), 'what is far too long is not worked on');
    });

    test('422: a token is good in one way of writing it, and stores one comment', async () => {
        const reader = site.browser();
        const page = await reader.page(path);
        const form = page.form('/comment');
        const token = form.fields.find((f) => f.name === 'token').value;
        const [random, issued, mac] = token.split('.');
        const comment = someText('Canonical');
        assert.equal((await reader.submit(form, { ...READER, comment })).status, 303);
        for (const other of [`0${issued}`, `000${issued}`, `+${issued}`, `-0${issued}`, `${issued} `, ` ${issued}`, `${issued}.`, `\u0660${issued}`]) {
            const answer = await reader.submit(form, { ...READER, comment: someText('Another'), token: `${random}.${other}.${mac}` });
            assert.equal(answer.status, 422, `${other}: ${answer.status}`);
        }
        for (const other of [`${token}=`, `${token}.`, `${random}A.${issued}.${mac}`, `.${token}`]) {
            const answer = await reader.submit(form, { ...READER, comment: someText('Another'), token: other });
            assert.equal(answer.status, 422, `${other}: ${answer.status}`);
        }
        assert.equal(await stored('Canonical, number'), 1);
    });

    test('409: posting somebody\'s name and text again tells nothing of their e-mail address', async () => {
        const comment = someText('Guessing');
        assert.equal((await postComment(site.browser(), path, { comment })).status, 303);
        const answers = [];
        for (const email of [READER.email, 'guess@example.org']) {
            const answer = await postComment(site.browser(), path, { comment, email });
            answers.push([answer.status, elements(answer.html, (_, a) => a.role === 'alert')[0].text]);
        }
        assert.equal(answers[0][0], 409);
        assert.deepEqual(answers[0], answers[1]);
    });

    test('422: a field that comes twice', async () => {
        const page = await site.browser().page(path);
        for (const name of ['comment', 'author', 'email', 'token', 'article']) {
            const value = page.form('/comment').fields.find((f) => f.name === name).value || 'x';
            const answer = await site.browser().submit(page.form('/comment'), { ...READER, comment: someText(), [name]: [value, 'second'] });
            assert.ok(answer.status >= 400 && answer.status < 500, `${name}: ${answer.status}`);
        }
    });

    test('429: too many from one address, with the time to wait; others are not held up', async () => {
        await site.sql("INSERT INTO setting (name, value) VALUES ('comments_per_minute', '3') ON CONFLICT (name) DO UPDATE SET value = '3'; UPDATE site SET content_version = content_version + 1;");
        await site.stop();
        await site.start();
        try {
            const reader = site.browser();
            const answers = [];
            for (let i = 0; i < 6; i++) answers.push(await postComment(reader, path, { comment: `${someText('Fast')} ${i}` }));
            const refused = answers.find((a) => a.status === 429);
            assert.ok(refused, answers.map((a) => a.status).join());
            assert.ok(Number(refused.headers['retry-after']) >= 1);
            assert.ok(fieldsOf(refused).comment.value.startsWith('Fast'));
            assert.equal((await postComment(site.browser(), path)).status, 303);
        } finally {
            await site.sql("UPDATE setting SET value = '0' WHERE name = 'comments_per_minute'; UPDATE site SET content_version = content_version + 1;");
            await site.stop();
            await site.start();
        }
    });

    test('a body that is no form is refused', async () => {
        const reader = site.browser();
        for (const [body, type] of [['{"comment":"x"}', 'application/json'], ['', 'application/x-www-form-urlencoded'], ['%zz=%', 'application/x-www-form-urlencoded'],
            ['&&&=&=x', 'application/x-www-form-urlencoded'], ['a=1&'.repeat(5000), 'application/x-www-form-urlencoded'], ['--b\r\n\r\nx', 'multipart/form-data; boundary=b']]) {
            const answer = await reader.post('/comment', body, { headers: { 'content-type': type } });
            assert.ok(answer.status >= 400 && answer.status < 500, `${body.slice(0, 20)}: ${answer.status}`);
        }
    });
});

describe('what is typed', () => {
    for (const field of ['comment', 'author', 'email', 'url']) {
        test(`bytes that are no UTF-8 in ${field} are refused, and the rest is kept`, async () => {
            const comment = someText();
            const answer = await postComment(site.browser(), path, { comment, [field]: Buffer.from([0x41, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x42]) });
            assert.equal(answer.status, 422);
            if (field !== 'comment') assert.equal(fieldsOf(answer).comment.value, comment);
        });

        test(`NUL and control characters in ${field} reach no page`, async () => {
            const answer = await postComment(site.browser(), path, {
                [field]: Buffer.concat([Buffer.from(field === 'email' ? 'a\x00b\x01\x02@example.org' : field === 'url' ? 'https://e\x00x\x01\x02.example/' : 'A\x00b\x01\x02c\x1b\x7f d'), Buffer.from(field === 'comment' ? someText() : '')]) });
            assert.ok([303, 422].includes(answer.status), String(answer.status));
            // eslint-disable-next-line no-control-regex
            assert.doesNotMatch(answer.html + (await site.browser().page(path)).html, /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/);
        });

        test(`HTML and SQL in ${field} stay text, for the reader and for the moderator`, async () => {
            const nasty = {
                comment: `<script>alert(1)</script><img src=x onerror=alert(1)> '; DROP TABLE comment; -- [x](javascript:alert(1)) ${someText()}`,
                author: `"><script>alert(2)</script> Robert'); DROP TABLE comment;--`,
                email: `"'><x@example.org`,
                url: `https://example.org/"onmouseover="alert(4)'><script>`,
            }[field];
            const comment = field === 'comment' ? nasty : someText('Nasty');
            const answer = await postComment(site.browser(), path, { comment, [field]: nasty });
            assert.ok([303, 422].includes(answer.status));
            const pages = [answer, await moderator.page('/admin/comments?status=pending')];
            if (answer.status === 303) {
                await decide(moderator, comment.slice(-30), 'approve');
                pages.push(await site.browser().page(path), await moderator.page('/admin/comments?status=approved'));
            }
            for (const page of pages) {
                assert.doesNotMatch(page.html, /<script>alert|<img src=x|"onmouseover=|href="javascript:/i);
                for (const e of elements(page.html, () => true)) for (const name of Object.keys(e.attributes)) assert.doesNotMatch(name, /^on/);
            }
        });
    }

    test('Markdown gives emphasis, quotes, code and marked links, and nothing more', async () => {
        const text = someText('Marked');
        await commentOn(site, path, { comment: `**bold** *soft* \`code\` ${text}\n\n> quoted\n\n[site](https://example.org/)\n\n# no heading\n\n![no](https://example.org/x.png)\n` });
        const { id: commentId } = await decide(moderator, text, 'approve');
        const page = await site.browser().page(path);
        const comment = byId(page.html, `comment-${commentId}`);
        for (const tag of ['strong', 'em', 'code', 'blockquote']) assert.ok(byTag(comment.inside, tag).length, tag);
        assert.equal(byTag(comment.inside, 'img').filter((i) => /example\.org/.test(i.attributes.src)).length, 0);
        const link = byTag(comment.inside, 'a').find((a) => a.attributes.href === 'https://example.org/');
        assert.deepEqual(link.attributes.rel.split(' ').sort(), ['nofollow', 'noopener', 'ugc']);
    });

    test('a website makes the author\'s name a marked link, and the e-mail is in no page', async () => {
        const { text } = await commentOn(site, path, { author: 'Linked Person', email: 'hidden@example.net', url: 'https://linked.example/' });
        await decide(moderator, text, 'approve');
        const page = await site.browser().page(path);
        const link = byTag(page.html, 'a').find((a) => a.text.includes('Linked Person'));
        assert.equal(link.attributes.href, 'https://linked.example/');
        assert.match(link.attributes.rel, /nofollow/);
        for (const other of [path, '/']) assert.equal((await site.browser().page(other)).html.includes('hidden@example.net'), false, other);
    });

    test('letters of every script come back as they were', async () => {
        const text = `Ünïcödé 漢字 עברית 🦉 e\u0301 ${someText()}`;
        const { receipt } = await commentOn(site, path, { comment: text, author: 'Łukasz 山田 👩‍🚀' });
        assert.ok(receipt.text.normalize('NFC').includes(text.normalize('NFC')));
    });
});

test('the rules that hold: links, words, and what the moderator reads about it', async () => {
    await site.sql(`INSERT INTO setting (name, value) VALUES ('hold_all', ''), ('require_approved', ''), ('held_words', 'casino'), ('trash_words', 'viagra')
        ON CONFLICT (name) DO UPDATE SET value = excluded.value; UPDATE site SET content_version = content_version + 1;`);
    await site.stop();
    await site.start();
    const free = await commentOn(site, path);
    assert.ok((await site.browser().page(path)).text.includes(free.text), 'no rule holds it: it is on the page at once');
    const links = await commentOn(site, path, { comment: `${someText()} https://a.example/ https://b.example/` });
    assert.match((await queueRow(moderator, links.text.slice(0, 20))).text, /Held:.*link/i);
    const word = await commentOn(site, path, { comment: `${someText()} Casíno night` });
    assert.match((await queueRow(moderator, word.text.slice(0, 20))).text, /Held:.*casino/i);
    const whole = await commentOn(site, path, { comment: `${someText()} the casinos of old` });
    assert.ok((await site.browser().page(path)).text.includes(whole.text), 'only whole words match');
    const bad = await commentOn(site, path, { comment: `${someText()} viagra` });
    assert.ok(await queueRow(moderator, bad.text.slice(0, 20), 'trash'));
    const page = await site.browser().page(path);
    assert.equal(byClass(page.html, 'entry').length, 0, 'nothing of the queue is public');
    assert.ok(id);
});
