// SPDX-License-Identifier: MIT
// The queue: decisions that are on the page at the next request, in bulk and undone, and two
// moderators who never overwrite each other.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { byClass, byId, byTag } from './lib/html.mjs';
import { commentOn, decide, queueRow, signIn, someText } from './lib/people.mjs';
import { serveSite } from './lib/site.mjs';
import { inParallel } from './lib/wait.mjs';

let site, anna, ben, path;

before(async () => {
    site = await serveSite({ users: { anna: 'moderator', ben: 'moderator', boss: 'admin' }, settings: { comments_per_minute: '0', hold_all: '0' } });
    ({ path } = await site.article({ title: 'Moderated' }));
    anna = await signIn(site, 'anna');
    ben = await signIn(site, 'ben');
});
after(() => site.close());

const onPage = async (text) => (await site.browser().page(path)).text.includes(text);
const tick = (page, ids) => page.form('/admin/comments', (f) => f.id === 'bulk').fields
    .filter((f) => f.name === 'ids' && ids.some((id) => f.value.startsWith(`${id}.`))).map((f) => f.value);

test('an approval is on the article at the very next request, every time', async () => {
    for (let i = 0; i < 10; i++) {
        const { text } = await commentOn(site, path);
        assert.equal(await onPage(text), false);
        const row = await queueRow(anna, text);
        assert.equal((await anna.submit(row.form, {}, { button: 'approve' })).status, 303);
        assert.ok(await onPage(text), `round ${i}`);
        await decide(anna, text, 'unapprove', 'approved');
        assert.equal(await onPage(text), false);
    }
});

test('a row tells all that a moderator needs', async () => {
    const { text } = await commentOn(site, path, { author: 'Row Person', email: 'row@example.org', url: 'https://row.example/' });
    const row = await queueRow(anna, text);
    for (const part of ['Row Person', 'row@example.org', 'row.example', 'Moderated', 'Held:', '127.']) assert.ok(row.text.includes(part), `${part} in: ${row.text}`);
});

test('a long text is cut in the queue, and a link shows all of it without scripts', async () => {
    const words = Array.from({ length: 600 }, (_, i) => `w${i}`);
    const { text: first } = await commentOn(site, path);
    await commentOn(site, path, { comment: `*Long* ${first} **${words.join(' ')}** the end` });
    const cut = (await anna.page('/admin/comments?status=pending'));
    const entry = (page) => byClass(page.html, 'entry').find((e) => e.text.includes('w100'));
    assert.ok(!entry(cut).text.includes('w599') && !entry(cut).text.includes('the end'));
    assert.match(cut.html, /w\d*…<\/strong><\/p>/, 'its tags are closed');
    const link = byTag(entry(cut).inside, 'a').find((a) => a.text.startsWith('Show all'));
    assert.match(link.text, /of the comment by/);
    const all = await anna.page(link.attributes.href.replaceAll('&amp;', '&').split('#')[0]);
    assert.ok(entry(all).text.includes('w599') && entry(all).text.includes('the end'));
    assert.ok(byTag(entry(all).inside, 'a').some((a) => a.text.startsWith('Show less')));
});

test('fifty comments of the greatest length leave the queue a page', async () => {
    const { path: heavy } = await site.article({ title: 'Heavy' });
    for (let i = 0; i < 50; i++)
        await commentOn(site, heavy, { comment: `${i} ${'"'.repeat(65000)}` });
    const page = await anna.page('/admin/comments?status=pending');
    assert.ok(byClass(page.html, 'entry').length === 50);
    assert.ok(page.html.length < 50 * 32 * 1024, `${page.html.length} bytes`);
    // Out of the queue, which the other tests read again and again.
    const long = JSON.parse((await site.mustCli(['comment', 'list', '--json'])).out).filter((c) => c.body.length > 65_000);
    await site.mustCli(['comment', 'trash', ...long.map((c) => String(c.id))]);
});

test('a name that can be taken for somebody of the newsroom is held, and the row says why', async () => {
    const trusted = (await commentOn(site, path)).browser;
    const { text: first } = await commentOn(site, path, {}, trusted);
    await decide(anna, first, 'approve');
    const { text: free } = await commentOn(site, path, { author: 'Anna Marsh' }, trusted);
    assert.ok(await onPage(free), 'a browser that was approved before, and another name');
    for (const [author, why] of [
        ['anna', '“anna”, who has an account'], ['ANNA', '“anna”'], ['\u0410nn\u0430', '“anna”'], ['An\u200bna\u202c', '“anna”'],
        ['a.n.n.a', '“anna”'], ['Ánna', '“anna”'], ['B0ss', '“boss”'], ['Broadsheet', 'the site’s own'],
        ['Staff', 'the newsroom’s own: “staff”'], ['The Editor', '“editor”'], ['Bob (Staff)', '“staff”'], ['Ѕtаff', '“staff”'],
        ['M0DERATOR', '“moderator”'], ['Редакция', '“редакция”'], ['編集部', '“編集部”'], ['S t a f f', '“staff”'], ['Bob \u{1f162}\u{1f163}\u{1f150}\u{1f155}\u{1f155}', '“staff”'], ['Bob·ꜱᴛᴀꜰꜰ', '“staff”'],
    ]) {
        const { text, receipt } = await commentOn(site, path, { author }, trusted);
        assert.ok(receipt.text.includes('Your comment is awaiting moderation.'), author);
        assert.equal(await onPage(text), false, author);
        const row = await queueRow(anna, text);
        assert.ok(row.text.includes('Held:') && row.text.includes(why), `${author}: ${row.text}`);
    }
    assert.ok(await onPage((await commentOn(site, path, { author: 'Zelda Fen' }, trusted)).text));
    await site.addUser('zelda-fen', 'author');
    assert.equal(await onPage((await commentOn(site, path, { author: 'Zelda Fen' }, trusted)).text), false, 'an account that is new');

    const own = someText('Her own');
    const page = await anna.page(path);
    assert.equal((await anna.submit(page.form('/comment'), { comment: own })).status, 303);
    assert.ok(await onPage(own), 'somebody of the newsroom under their own name');
});

test('a comment goes through every status and back', async () => {
    const { text } = await commentOn(site, path);
    await decide(anna, text, 'spam', 'pending');
    const spam = await queueRow(anna, text, 'spam');
    const out = spam.form.buttons.find((b) => !/delete|trash/.test(b.value));
    await anna.submit(spam.form, {}, { button: out.value });
    assert.equal(await queueRow(anna, text, 'spam'), null);
    const status = (await queueRow(anna, text)) ? 'pending' : 'approved';
    await decide(anna, text, 'trash', status);
    const trash = await queueRow(anna, text, 'trash');
    const restore = trash.form.buttons.find((b) => !/delete|spam/.test(b.value));
    await anna.submit(trash.form, {}, { button: restore.value });
    assert.equal(await queueRow(anna, text, 'trash'), null);
});

test('the tabs count what is in them', async () => {
    const count = async () => {
        const page = await anna.page('/admin/comments?status=pending');
        const tab = byTag(page.html, 'a').find((a) => /status=pending/.test(a.attributes.href) && byClass(a.inside, 'count').length);
        return tab ? Number(byClass(tab.inside, 'count')[0].text.replace(/\D/g, '')) : 0;
    };
    const before = await count();
    const { text } = await commentOn(site, path);
    assert.equal(await count(), before + 1);
    await decide(anna, text, 'approve');
    assert.equal(await count(), before);
});

test('the ticked ones are decided together, and undone together', async () => {
    const made = await inParallel(5, 2, () => commentOn(site, path));
    const ids = [];
    for (const { text } of made) ids.push((await queueRow(anna, text)).id);
    const page = await anna.page('/admin/comments?status=pending');
    const form = page.form('/admin/comments', (f) => f.id === 'bulk');
    const done = await anna.submit(form, { ids: tick(page, ids) }, { button: 'approve' });
    assert.equal(done.status, 303);
    for (const { text } of made) assert.ok(await onPage(text));
    const after = await anna.follow(done);
    assert.match(after.text, /\b5\b/);
    const undone = await anna.follow(await anna.submit(after.form('/admin/comments/undo')));
    assert.equal(undone.status, 200);
    for (const { text } of made) {
        assert.equal(await onPage(text), false);
        assert.ok(await queueRow(anna, text), 'it is pending again');
    }
});

test('nothing ticked changes nothing and says so', async () => {
    const { text } = await commentOn(site, path);
    const page = await anna.page('/admin/comments?status=pending');
    const answer = await anna.follow(await anna.submit(page.form('/admin/comments', (f) => f.id === 'bulk'), {}, { button: 'approve' }));
    assert.ok([200, 422].includes(answer.status));
    assert.ok(await queueRow(anna, text));
});

test('undo takes back the last action, once', async () => {
    const { text } = await commentOn(site, path);
    const { page } = await decide(anna, text, 'spam');
    const undo = page.form('/admin/comments/undo');
    await anna.submit(undo);
    assert.ok(await queueRow(anna, text));
    const again = await anna.follow(await anna.submit(undo));
    assert.ok(again.status < 500);
    assert.ok(await queueRow(anna, text), 'a second undo changes nothing');
    const byBen = await ben.submit(undo, { csrf: (await ben.page('/admin/comments')).forms.flatMap((f) => f.fields).find((f) => f.name === 'csrf').value });
    assert.ok(byBen.status < 500);
    assert.ok(await queueRow(anna, text));
});

test('a decision on what somebody else has decided is told, and changes nothing', async () => {
    const { text } = await commentOn(site, path);
    const seen = await queueRow(ben, text);
    await decide(anna, text, 'approve');
    const late = await ben.follow(await ben.submit(seen.form, {}, { button: 'spam' }));
    assert.match(late.text, /already approved by anna/i);
    assert.ok(await onPage(text));
});

test('of many decisions at once on one comment, one holds and the others are told', async () => {
    const { text } = await commentOn(site, path);
    const row = await queueRow(anna, text);
    const other = await queueRow(ben, text);
    const answers = await Promise.all([anna.submit(row.form, {}, { button: 'approve' }), ben.submit(other.form, {}, { button: 'spam' }),
        anna.submit(row.form, {}, { button: 'trash' })]);
    for (const a of answers) assert.ok([303, 409].includes(a.status));
    let found = 0;
    for (const status of ['pending', 'approved', 'spam', 'trash']) found += (await queueRow(anna, text, status)) ? 1 : 0;
    assert.equal(found, 1);
});

test('a reply from the queue is on the page, approved, as its parent is', async () => {
    const { text } = await commentOn(site, path);
    const row = await queueRow(anna, text);
    const answer = await anna.submit(row.page.form(`/admin/comments/${row.id}/reply`), { reply: someText('From the newsroom') });
    assert.equal(answer.status, 303);
    const page = await site.browser().page(path);
    assert.match(page.text, /From the newsroom/);
});

test('an edited comment shows its new text', async () => {
    const { text } = await commentOn(site, path);
    const { id } = await decide(anna, text, 'approve');
    const link = byTag((await queueRow(anna, text, 'approved')).page.html, 'a').find((a) => a.attributes['data-act'] === 'edit' && a.attributes.href.includes(`/${id}`));
    const page = await anna.page(link.attributes.href);
    const form = page.forms.find((f) => f.fields.some((x) => x.type === 'textarea' && x.value.includes(text)));
    const area = form.fields.find((f) => f.type === 'textarea');
    const answer = await anna.submit(form, { [area.name]: `${text} (shortened)` }, form.buttons.length ? { button: form.buttons[0].value } : {});
    assert.equal(answer.status, 303, answer.text.slice(0, 300));
    assert.ok(byId((await site.browser().page(path)).html, `comment-${id}`).text.includes('(shortened)'));
});

test('deleting for good asks first, and then it is gone', async () => {
    const { text } = await commentOn(site, path);
    await decide(anna, text, 'trash');
    const row = await queueRow(anna, text, 'trash');
    const asked = await anna.follow(await anna.submit(row.form, {}, { button: 'delete' }));
    assert.ok(await queueRow(anna, text, 'trash'), 'not yet');
    const sure = asked.form('/admin/comments', (f) => f.fields.some((x) => x.name === 'sure'));
    assert.equal((await anna.submit(sure, {}, { button: 'delete' })).status, 303);
    assert.equal(await queueRow(anna, text, 'trash'), null);
});

test('everything that matches is decided at once, with the number shown first', async () => {
    const { path: other } = await site.article({ title: 'Flooded' });
    const made = await inParallel(8, 2, () => commentOn(site, other));
    const row = await queueRow(anna, made[0].text);
    const only = byTag(byClass(row.page.html, 'entry').find((e) => e.text.includes(made[0].text)).inside, 'a').find((a) => /only this article/.test(a.text));
    const filtered = await anna.page(only.attributes.href);
    const pending = byTag(filtered.html, 'a').find((a) => /status=pending/.test(a.attributes.href) && /article=/.test(a.attributes.href));
    const list = pending ? await anna.page(pending.attributes.href) : filtered;
    const all = byTag(list.html, 'a').find((a) => /Select all matching/.test(a.text));
    assert.ok(all, 'there is a way to all that match');
    const ask = await anna.page(all.attributes.href);
    assert.match(ask.text, /\b8\b/);
    await anna.submit(ask.form('/admin/comments/matching'), {}, { button: 'spam' });
    for (const { text } of made) assert.ok(await queueRow(anna, text, 'spam'));
});

test('each decision is in the audit log', async () => {
    const { text } = await commentOn(site, path);
    const { id } = await decide(anna, text, 'approve');
    const boss = await signIn(site, 'boss');
    const log = await boss.page('/admin/audit');
    assert.ok(log.text.includes('anna'));
    assert.match(log.html, new RegExp(`comment[^0-9]{0,5}${id}\\b`, 'i'));
});

test('a forged moderation changes nothing', async () => {
    const { text } = await commentOn(site, path);
    const row = await queueRow(anna, text);
    for (const csrf of ['', 'x', 'a'.repeat(64)]) assert.equal((await anna.submit(row.form, { csrf }, { button: 'approve' })).status, 403);
    const stranger = await site.browser().submit(row.form, {}, { button: 'approve' });
    assert.equal(stranger.status, 403);
    assert.equal(await onPage(text), false);
    const page = await anna.page('/admin/comments?status=pending');
    for (const ids of [['x'], ['1'], ['-1.0'], ['999999.0'], ['1.9'], Array.from({ length: 1500 }, (_, i) => `${i}.0`)]) {
        const answer = await anna.submit(page.form('/admin/comments', (f) => f.id === 'bulk'), { ids }, { button: 'approve' });
        assert.ok(answer.status < 500, `${ids[0]}: ${answer.status}`);
    }
    for (const query of ['status=nonsense', 'status=pending&before=x', 'status=pending&article=-1', 'status=pending&addr=%00', 'article=1%27--'])
        assert.ok((await anna.get(`/admin/comments?${query}`)).status < 500, query);
});

test('an edit that somebody else was faster with overwrites nothing, and loses nothing', async () => {
    const { text } = await commentOn(site, path);
    const { id } = await decide(anna, text, 'approve');
    const open = async (who) => (await who.page(`/admin/comments/${id}`)).form(`/admin/comments/${id}`);
    const [first, second] = [await open(anna), await open(ben)];
    assert.equal((await anna.submit(first, { comment: `${text} By Anna.` }, { button: 'save' })).status, 303);
    const late = await ben.submit(second, { comment: `${text} By Ben.` }, { button: 'save' });
    assert.equal(late.status, 409);
    assert.ok(late.text.includes('By Anna.'), 'what it is now');
    const again = late.form(`/admin/comments/${id}`);
    assert.ok(again.fields.find((f) => f.name === 'comment').value.includes('By Ben.'), 'what was typed');
    assert.ok(await onPage('By Anna.'));
    assert.equal((await ben.submit(again, {}, { button: 'save' })).status, 303);
    assert.ok(await onPage('By Ben.'));
});

test('an edit with mistakes comes back as it was typed', async () => {
    const { text } = await commentOn(site, path);
    const { id } = await queueRow(anna, text);
    const form = (await anna.page(`/admin/comments/${id}`)).form(`/admin/comments/${id}`);
    for (const [values, field] of [[{ comment: '' }, 'comment'], [{ email: 'nobody' }, 'email'], [{ url: 'javascript:alert(1)' }, 'url'],
        [{ author: 'n'.repeat(246) }, 'author'], [{ comment: Buffer.from([0xff, 0x41]) }, 'comment']]) {
        const answer = await anna.submit(form, { author: 'Kept Name', ...values }, { button: 'save' });
        assert.equal(answer.status, 422, field);
        assert.ok(answer.html.includes(`href="#f-${field}"`), field);
        if (field !== 'author') assert.ok(answer.html.includes('value="Kept Name"'));
    }
    assert.ok(await queueRow(anna, text), 'nothing was changed');
});

test('a refused reply comes back with its text, and what it answers stays as it was', async () => {
    const { path: closed, id: article } = await site.article({ title: 'Closed soon' });
    const { text } = await commentOn(site, closed);
    const row = await queueRow(anna, text);
    const form = row.page.form(`/admin/comments/${row.id}/reply`);
    assert.equal((await anna.submit(form, { reply: ' ' })).status, 422);
    await site.sql(`UPDATE article SET comments_open = 0 WHERE id = ${article};`);
    const answer = await anna.submit(form, { reply: 'A reply that was some work.' });
    assert.equal(answer.status, 403);
    assert.ok(answer.html.includes('A reply that was some work.'));
    assert.ok(await queueRow(anna, text), 'it is still pending');
});

test('a reply that is sent twice is stored once', async () => {
    const { text } = await commentOn(site, path);
    const row = await queueRow(anna, text);
    const form = row.page.form(`/admin/comments/${row.id}/reply`);
    const reply = someText('Said once');
    await Promise.all([anna.submit(form, { reply }), anna.submit(form, { reply })]);
    const page = await site.browser().page(path);
    assert.equal(page.text.split(reply).length - 1, 1);
});

test('a filter holds in every tab, and goes with each decision', async () => {
    const { path: other } = await site.article({ title: 'Filtered “one”' });
    const { text } = await commentOn(site, other);
    const foreign = await commentOn(site, path);
    const row = await queueRow(anna, text);
    const only = byTag(byClass(row.page.html, 'entry').find((e) => e.text.includes(text)).inside, 'a').find((a) => /only this article/.test(a.text));
    const list = await anna.page(only.attributes.href);
    assert.ok(list.text.includes('Filtered “one”') && list.text.includes(text) && !list.text.includes(foreign.text));
    const after = await anna.submit(list.form(`/admin/comments/${row.id}/moderate`), {}, { button: 'approve' });
    assert.match(after.location, /status=pending&article=\d+/);
    for (const status of ['approved', 'all']) {
        const tab = byTag((await anna.page(only.attributes.href)).html, 'a').find((a) => new RegExp(`status=${status}&article=`).test(a.attributes.href));
        const page = await anna.page(tab.attributes.href);
        assert.ok(page.text.includes(text) && !page.text.includes(foreign.text), status);
    }
});

test('a filter that fits nothing any more does not become "all"', async () => {
    const { path: gone, id: article } = await site.article({ title: 'Soon gone' });
    const doomed = await commentOn(site, gone);
    const { text } = await commentOn(site, path);
    const ask = await anna.page(`/admin/comments/matching?status=pending&article=${article}`);
    assert.ok(await queueRow(anna, doomed.text));
    await site.sql(`DELETE FROM comment WHERE article_id = ${article}; DELETE FROM article WHERE id = ${article};`);
    const answer = await anna.submit(ask.form('/admin/comments/matching'), {}, { button: 'trash' });
    assert.equal(answer.status, 422);
    assert.ok(await queueRow(anna, text), 'the others are still pending');
});

test('a long list goes on where the page ends, without gaps', async () => {
    const { path: long, id: article } = await site.article({ title: 'Long list' });
    await commentOn(site, long);
    await site.sql(`INSERT INTO comment (article_id, root_id, depth, status, held_reason, author, email, url, body, addr, user_agent, browser, receipt_hash, digest, created_at)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 130)
        SELECT ${article}, 1, 1, 0, '', 'Many', 'many@example.org', '', 'Row ' || i || '.', '192.0.2.1', '', '', 'long' || i, 'long' || i, 1000 + i FROM n;`);
    const seen = new Set();
    let page = await anna.page(`/admin/comments?status=pending&article=${article}`);
    for (let pages = 1; ; pages++) {
        for (const entry of byClass(page.html, 'entry')) seen.add(entry.attributes.id);
        const older = byTag(page.html, 'a').find((a) => a.attributes.rel === 'next');
        if (!older) {
            assert.equal(pages, 3);
            break;
        }
        page = await anna.page(older.attributes.href);
    }
    assert.equal(seen.size, 131);
});
