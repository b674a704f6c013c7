// SPDX-License-Identifier: MIT
// The article page beyond its text: shortcodes, threads and their pages, replies by the newsroom, receipts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { blake2b } from './lib/blake2b.mjs';
import { byClass, byId, byTag, elements } from './lib/html.mjs';
import { commentOn, postComment, queueRow, READER, signIn, someText } from './lib/people.mjs';
import { serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

let site, path, id;

before(async () => {
    site = await serveSite({ users: { mod: 'moderator', writer: 'author' }, settings: { comments_per_minute: '0', hold_all: '', require_approved: '' } });
    ({ path, id } = await site.article({ title: 'Talk here' }));
});
after(() => site.close());

const fieldsOf = (answer) => Object.fromEntries(answer.form('/comment').fields.map((f) => [f.name, f]));
const receiptPath = (location) => location.split('#')[0];
const set = (values) => Object.entries(values).map(([name, value]) =>
    `INSERT INTO setting (name, value) VALUES ('${name}', '${value}') ON CONFLICT (name) DO UPDATE SET value = excluded.value;`).join('');

/** Changes the database past the program, and waits until a page that READS gives true. */
async function change(sql, where, reads) {
    await site.sql(`BEGIN; ${sql} UPDATE site SET content_version = content_version + 1; COMMIT;`);
    return waitFor('the change is served', async () => {
        const page = await site.browser().page(where);
        return reads(page) && page;
    });
}

describe('the text', () => {
    test('shows videos, links and counters where the author put them, and the rest as typed', async () => {
        await site.sql(`INSERT INTO video (youtube_id, title, description, poster, duration_s, published_at, created_at) VALUES
            ('aaaaaaaaaaa', 'First <film>', '', '', 61, 1000, 1000), ('bbbbbbbbbbb', 'Second film', '', '', 0, 2000, 2000), ('ccccccccccc', 'Third film', '', '', 0, 3000, 3000);
            INSERT INTO social_link (position, kind, label, url) VALUES (1, 'youtube', 'Our channel', 'https://youtube.example/c'), (2, 'odd', 'Our odd place', 'https://odd.example/');
            UPDATE site SET content_version = content_version + 1;`);
        const [first] = (await site.sql("SELECT id FROM video WHERE youtube_id = 'aaaaaaaaaaa';")).split('\n');
        const { path: shown } = await site.article({ body: `Before.\n\n[video id="${first}"]\n\n[latest-videos count="2"]\n\n[social]\n\nSee [video id="${first}"], [social] and [gallery id="1"].\n\n\`[social]\` [[video id="1"]] [video id="999"] [post-views id="999"]\n` });
        const page = await waitFor('the videos and links are known', async () => {
            const p = await site.browser().page(shown);
            return p.html.includes('Third film') && p.html.includes('Our channel') && p;
        });
        const text = byClass(page.html, 'article-text')[0];
        assert.deepEqual(byTag(text.inside, 'a').filter((a) => a.attributes['data-video']).map((a) => a.attributes['data-video']), ['aaaaaaaaaaa', 'ccccccccccc', 'bbbbbbbbbbb']);
        assert.equal(byClass(text.inside, 'article-social').length, 1);
        assert.match(text.text, /See First <film> \(on YouTube, in a new tab\), Our channel Our odd place and \[gallery id="1"\]\./);
        assert.match(text.text, /\[social\] \[video id="1"\]$/);
        assert.equal(page.text.match(/Latest Videos/g).length, 1, 'not a second time below the comments');
        assert.match((await site.browser().page(path)).text, /Latest Videos/);
    });

    test('has the site\'s links between its paragraphs where the article asks for it', async () => {
        const { path: shown, id: article } = await site.article({ body: 'One.\n\n- a list\n\nTwo.\n\nThree.\n' });
        assert.equal(byClass((await site.browser().page(shown)).html, 'social-link').length, 0);
        const page = await change(`UPDATE article SET social_links = 1 WHERE id = ${article};`, shown, (p) => byClass(p.html, 'social-link').length > 0);
        assert.match(byClass(page.html, 'article-text')[0].text, /One\. Our channel a list Two\. Our odd place Three\./);
    });

    test('is at one address: its other spelling redirects, with its query', async () => {
        const answer = await site.browser().get(`${path.toUpperCase()}?x=1`);
        assert.equal(answer.status, 301);
        assert.equal(answer.location, `${path}?x=1`);
    });
});

describe('threads', () => {
    test('go no deeper than the site says, and then name whom they answer', async () => {
        const talk = await site.article({});
        let parent = '';
        for (let i = 1; i <= 7; i++) {
            await commentOn(site, talk.path, { parent, author: `Person ${i}` });
            parent = await site.sql('SELECT max(id) FROM comment;');
        }
        const page = await site.browser().page(talk.path);
        assert.equal(byClass(page.html, 'replies').length, 4, 'five levels');
        const opened = page.html.match(/<(ol|li|article)\b/g).length;
        assert.equal(page.html.match(/<\/(ol|li|article)>/g).length, opened, 'every list is closed');
        assert.deepEqual(byClass(page.html, 'comment-answers').map((e) => e.text), ['In reply to Person 5', 'In reply to Person 6']);
        assert.match(page.text, /7 Comments/);
    });

    test('come in pages, oldest or newest first', async () => {
        const talk = await site.article({});
        const said = [];
        for (let i = 0; i < 5; i++) said.push((await commentOn(site, talk.path)).text);
        const seen = async () => {
            const pages = [];
            for (let at = talk.path; at;) {
                const page = await site.browser().page(at);
                pages.push(said.filter((text) => page.text.includes(text)));
                at = byTag(page.html, 'a').find((a) => a.text === 'More comments')?.attributes.href.split('#')[0];
            }
            return pages;
        };
        await change(set({ comments_per_page: 2 }), talk.path, (p) => /More comments/.test(p.text));
        assert.deepEqual(await seen(), [said.slice(0, 2), said.slice(2, 4), said.slice(4)]);
        await change(set({ newest_first: '1' }), talk.path, (p) => p.text.includes(said[4]));
        assert.deepEqual(await seen(), [said.slice(3), said.slice(1, 3), said.slice(0, 1)]);
        const past = await site.browser().page(`${talk.path}?comments-after=1`);
        assert.match(past.text, /There are no more comments/);
        for (const odd of ['x', '-1', '0', '99999999999999999999', '1%00', "1'--"]) await site.browser().page(`${talk.path}?comments-after=${odd}`);
        await change(set({ comments_per_page: 50, newest_first: '' }), talk.path, (p) => !/More comments/.test(p.text));
    });
});

describe('the newsroom', () => {
    test('comments under its own name, at once, and the article\'s author is marked', async () => {
        const talk = await site.article({});
        await site.sql(`${set({ hold_all: '1' })} UPDATE article SET author_id = (SELECT id FROM user WHERE login = 'writer') WHERE id = ${talk.id}; UPDATE site SET content_version = content_version + 1;`);
        const held = await waitFor('comments are held', async () => {
            const { text, receipt } = await commentOn(site, talk.path);
            return /awaiting moderation/.test(receipt.text) && text;
        });
        const writer = await signIn(site, 'writer');
        const page = await writer.page(talk.path);
        assert.deepEqual(page.form('/comment').fields.filter((f) => f.type !== 'hidden').map((f) => f.name), ['comment']);
        const comment = someText('From the desk');
        const answer = await writer.submit(page.form('/comment'), { comment });
        assert.equal(answer.status, 303);
        assert.equal(writer.cookies.has('commenter'), false);
        const shown = await site.browser().page(talk.path);
        assert.ok(shown.text.includes(comment));
        assert.equal(shown.text.includes(held), false);
        assert.match(byClass(shown.html, 'comment-by-author')[0].text, /^writer Staff Author/);
        await change(set({ hold_all: '' }), talk.path, () => true);
    });

    test('has a badge in words on the page, on its receipt, in answers and in the feed; a reader can make none', async () => {
        const { path, id } = await site.article({});
        const mod = await signIn(site, 'mod');
        const badges = (html) => byClass(html, 'comment-badge').map((b) => b.text);
        const say = async (browser, at, comment) => browser.follow(await browser.submit((await browser.page(at)).form('/comment'), { comment }));
        const first = someText('Of the newsroom');
        assert.deepEqual(badges(byClass((await say(mod, path, first)).html, 'receipt')[0].inside), ['Staff']);
        const answered = /href="([^"]*replytocom=\d+)/.exec((await mod.page(path)).html)[1].replace('&amp;', '&');
        await say(mod, answered, someText('An answer'));
        assert.deepEqual(badges((await site.browser().page(path)).html), ['Staff', 'Staff']);
        const feed = (await site.browser().get(`${path}comments.xml`)).html;
        assert.equal(feed.match(/<title>By mod \(Staff\)<\/title>/g).length, 2);
        assert.equal(feed.match(/<dc:creator>mod \(Staff\)<\/dc:creator>/g).length, 2);

        const forged = '<span class="comment-badge">Staff</span> **Staff** [Staff](https://example.org "comment-badge") `Staff`{.comment-badge}';
        const { text } = await commentOn(site, path, { author: 'Mo <span class="comment-badge">D</span>', comment: `${forged} ${someText()}` });
        await site.sql(`UPDATE comment SET status = 1 WHERE article_id = ${id}; UPDATE site SET content_version = content_version + 1;`);
        const shown = await waitFor('the reader\'s is on the page', async () => {
            const page = await site.browser().page(path);
            return page.html.includes('Mo &lt;span') && page;
        });
        assert.ok(text && shown.text.includes('comment-badge'), 'as it was typed');
        assert.deepEqual(badges(shown.html), ['Staff', 'Staff']);
        assert.ok((await site.browser().get(`${path}comments.xml`)).html.includes('<title>By Mo &lt;span class=&quot;comment-badge&quot;&gt;D&lt;/span&gt;</title>'));
    });

    test('is not spoken for by a form of another site, and what was typed comes back', async () => {
        const mod = await signIn(site, 'mod');
        const page = await site.browser().page(path);
        const comment = someText('Not mine');
        const answer = await mod.submit(page.form('/comment'), { ...READER, comment });
        assert.equal(answer.status, 403);
        assert.equal(fieldsOf(answer).comment.value, comment);
        assert.equal((await mod.submit(answer.form('/comment'))).status, 303, 'the button pressed again posts it');
    });
});

describe('a form that came back', () => {
    test('keeps the line breaks of the comment', async () => {
        const comment = 'One\n\n\tTwo & <three>\nfour';
        const answer = await postComment(site.browser(), path, { comment, email: '' });
        assert.equal(answer.status, 422);
        assert.equal(fieldsOf(answer).comment.value, comment);
        const { receipt } = await commentOn(site, path, { comment });
        const area = receipt.form('/comment/edit').fields.find((f) => f.type === 'textarea');
        assert.equal(area.value, comment);
    });

    test('409: its token was too old; the new one is good', async () => {
        const secret = Buffer.from(await site.sql('SELECT secret FROM site;'), 'hex');
        const issued = Math.floor(Date.now() / 1000) - 8 * 24 * 3600;
        const mac = blake2b(secret, `form:${id}:abcdefgh:${issued}`).toString('base64url');
        const comment = someText('Late');
        const answer = await postComment(site.browser(), path, { comment, token: `abcdefgh.${issued}.${mac}` });
        assert.equal(answer.status, 409, answer.text);
        assert.equal(fieldsOf(answer).comment.value, comment);
        assert.equal(fieldsOf(answer).author.value, READER.author);
        assert.equal((await site.browser().submit(answer.form('/comment'))).status, 303);
    });

    test('keeps the reply it was, while that can be answered', async () => {
        const { text } = await commentOn(site, path, { author: 'Asker' });
        const parent = await site.sql(`SELECT id FROM comment WHERE body = '${text}';`);
        const answer = await postComment(site.browser(), path, { parent, comment: '' });
        assert.equal(answer.status, 422);
        assert.equal(fieldsOf(answer).parent.value, parent);
        assert.match(answer.text, /Leave a Reply to Asker/);
        const stray = await postComment(site.browser(), path, { parent: '999999' });
        assert.equal(stray.status, 403);
        assert.equal((await site.browser().submit(stray.form('/comment'))).status, 303, 'it can be posted by itself');
    });
});

describe('a receipt', () => {
    test('says where the comment stands, and is nobody else\'s', async () => {
        const { location, receipt } = await commentOn(site, path);
        assert.match(receipt.text, /Your comment is on the page\./);
        assert.equal(elements(receipt.html, (_, a) => a.id === location.split('#')[1]).length, 1, 'one element has its anchor');
        const other = await site.article({});
        const secret = new URL(location, 'http://x').searchParams.get('receipt');
        for (const wrong of [`${other.path}?receipt=${secret}`, `${path}?receipt=x`, `${path}?receipt=`, `${path}?receipt=${secret}x`, `${path}?receipt=%ff`])
            assert.equal((await site.browser().get(wrong)).status, 404, wrong);
    });

    test('gives back a change that is refused', async () => {
        const { text, location, receipt } = await commentOn(site, path);
        const form = receipt.form('/comment/edit');
        const empty = await site.browser().submit(form, { comment: '' });
        assert.equal(empty.status, 422);
        assert.ok(elements(empty.html, (_, a) => a.role === 'alert')[0]);
        const long = await site.browser().submit(form, { comment: 'z'.repeat(65526) });
        assert.equal(long.status, 413);
        assert.equal(long.form('/comment/edit').fields.find((f) => f.type === 'textarea').value.length, 65526);
        const comment = location.split('#comment-')[1];
        await site.sql(`UPDATE comment SET created_at = created_at - 1000 WHERE id = ${comment};`);
        const late = await site.browser().submit(form, { comment: `${text} Too late.` });
        assert.equal(late.status, 403);
        assert.equal(late.form('/comment/edit').fields.find((f) => f.type === 'textarea').value, `${text} Too late.`);
        assert.equal((await site.browser().submit(receipt.form('/comment/withdraw'))).status, 403);
        const now = await site.browser().page(receiptPath(location));
        assert.equal(now.forms.filter((f) => f.action.startsWith('/comment/')).length, 0);
        for (const action of ['/comment/edit', '/comment/withdraw'])
            assert.equal((await site.browser().post(action, { receipt: 'x', comment: 'y' })).status, 404);
    });

    test('shows that its comment was withdrawn', async () => {
        const { text, location, receipt } = await commentOn(site, path);
        const done = await site.browser().follow(await site.browser().submit(receipt.form('/comment/withdraw')));
        assert.match(done.text, /not on the page/);
        assert.equal((await site.browser().page(path)).text.includes(text), false);
        const mod = await signIn(site, 'mod');
        assert.ok(await queueRow(mod, text, 'trash'));
        assert.equal(byId(done.html, location.split('#')[1]) !== undefined, true);
    });
});

test('comments close when their time is over, or for all, and the page says so', async () => {
    const talk = await site.article({});
    assert.ok((await site.browser().page(talk.path)).form('/comment'));
    const old = await change(`${set({ close_after_days: '3' })} UPDATE article SET published_at = published_at - 4 * 86400 WHERE id = ${talk.id};`, talk.path, (p) => !p.forms.some((f) => f.action === '/comment'));
    assert.match(old.text, /Comments on this article are closed/);
    assert.ok((await site.browser().page(path)).form('/comment'), 'a newer one is open');
    const off = await change(set({ comments_on: '' }), path, (p) => !p.forms.some((f) => f.action === '/comment'));
    assert.match(off.text, /This site takes no comments/);
    await change(set({ comments_on: '1', close_after_days: '0' }), path, (p) => p.forms.some((f) => f.action === '/comment'));
});
