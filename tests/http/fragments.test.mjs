// SPDX-License-Identifier: MIT
// What renders share (fragments): a page that is made anew takes from memory what has not changed, and shows at
// once what has, whichever process made the change. The processes here keep no page, so each request is a render.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { Connection } from './lib/fastcgi.mjs';
import { byClass } from './lib/html.mjs';
import { metrics } from './lib/metrics.mjs';
import { commentOn, decide, signIn, someText } from './lib/people.mjs';
import { startNginx } from './lib/servers.mjs';
import { makeSite, Site } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const PERSON = { HTTP_USER_AGENT: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' };
const ROBOT = { HTTP_USER_AGENT: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' };
let site, second, boss, article, before_, after_;

async function page(process, path, more = ROBOT) {
    const connection = new Connection(process.socket);
    try {
        const answer = await connection.ask(path, { more });
        assert.equal(answer.status, 200, path);
        return answer.body.toString().replace(/name="token" value="[^"]*"/g, '');
    } finally {
        connection.close();
    }
}

/** Commits SQL as another program does: what is asked for after it must show it. */
const change = (sql) => site.sql(`BEGIN; ${sql}; UPDATE site SET content_version = content_version + 1; COMMIT;`);

/** CHECK(process) after a change: in one process at once, and in the other when that has noticed the change: until then it
 *  takes no piece from memory, and from then on no piece from before. */
async function bothShow(check) {
    await check(site);
    const version = Number(await site.sql('SELECT content_version FROM site;'));
    for (const process of [second, site]) {
        await waitFor('the change is noticed', async () => (await metrics(process)).content_version >= version);
        await check(process);
    }
}

/** Both processes have made the page, then SQL changes what stands on it from WAS to IS. */
async function showsAtOnce(path, was, sql, is) {
    for (const process of [site, second]) {
        await page(process, path);
        const shown = await page(process, path);
        assert.ok(shown.includes(was), `before: ${was}`);
        assert.ok(!shown.includes(is), `before: no ${is}`);
    }
    await change(sql);
    await bothShow(async (process) => {
        const shown = await page(process, path);
        assert.ok(shown.includes(is), `after: ${is}`);
        assert.ok(!shown.includes(was), `after: no ${was}`);
    });
}

before(async () => {
    site = await makeSite({ users: { boss: 'admin' }, settings: { comments_per_minute: '0', social_links: '1' } });
    await site.sql(`INSERT INTO video (id, youtube_id, title, description, poster, duration_s, published_at, created_at) VALUES
        (1, 'abcdefghijk', 'Ferry in fog', '', '', 0, 1700000000, 1700000000), (2, 'abcdefghijl', 'Gulls at noon', '', '', 0, 1700000001, 1700000001);`);
    before_ = await site.article({ title: 'Older neighbour', slug: 'older' });
    article = await site.article({ title: 'The quay', slug: 'quay', body: 'What lies *here*.\n\n## One\n\n[video id="1"]\n' });
    after_ = await site.article({ title: 'Newer neighbour', slug: 'newer' });
    await site.start();
    await page(site, before_.path, PERSON);
    await site.stop(); // which writes the view down; the next start ranks what was read
    await site.start({ extra: ['--cache', '0'] });
    site.server = await startNginx(site);
    second = Object.assign(new Site(), { dir: site.dir });
    await second.start({ extra: ['--cache', '0'] });
    boss = await signIn(site, 'boss');
});
after(async () => {
    await second?.close();
    await site?.close();
});

/** The page while the process's fragments hold all of it, and how many pieces of it were made. */
async function madeOf(path) {
    await page(site, path);
    const was = await metrics(site);
    const html = await page(site, path);
    const now = await metrics(site);
    return { html, made: now.fragment_misses_total - was.fragment_misses_total, taken: now.fragment_hits_total - was.fragment_hits_total };
}

test('a page that is made again takes its pieces from memory, and is the same to the byte', async () => {
    await waitFor('it is among the most read', async () => (await page(site, article.path)).includes('class="ranking"'));
    const first = await page(site, article.path);
    const again = await madeOf(article.path);
    assert.equal(again.made, 0);
    assert.equal(again.taken, 7, 'the text, threads, neighbours, related, most read, videos, and the frame');
    assert.equal(again.html, first);
});

test('after a new comment one page makes its threads and that comment, and nothing else', async () => {
    await boss.page('/admin/');
    await commentOn(site, article.path, { comment: 'The first of all.' });
    await decide(boss, 'The first of all.', 'approve');
    await page(site, article.path);
    const text = someText('A second thought');
    await commentOn(site, article.path, { comment: text });
    await decide(boss, text, 'approve');
    const was = await metrics(site);
    const shown = await page(site, article.path);
    const now = await metrics(site);
    assert.ok(shown.includes(text) && shown.includes('The first of all.'));
    assert.equal(now.fragment_misses_total - was.fragment_misses_total, 2);
});

test('what a moderator decides in one process shows at once in both', async () => {
    const text = someText('Seen everywhere');
    await commentOn(site, article.path, { comment: text });
    for (const process of [site, second]) assert.ok(!(await page(process, article.path)).includes(text));
    await decide(boss, text, 'approve');
    await bothShow(async (process) => assert.ok((await page(process, article.path)).includes(text)));
    await decide(boss, text, 'trash', 'approved');
    await bothShow(async (process) => assert.ok(!(await page(process, article.path)).includes(text)));
});

test('a comment that is edited shows at once', () => showsAtOnce(article.path, 'The first of all.',
    "UPDATE comment SET body = 'The *very* first.' WHERE body = 'The first of all.'", 'The <em>very</em> first.'));

test('a commenter who gets another name shows at once', () => showsAtOnce(article.path, 'Ada Reader',
    "UPDATE comment SET author = 'Grace Reader'", 'Grace Reader'));

test('a text that is edited shows at once', () => showsAtOnce(article.path, 'What lies <em>here</em>.',
    `UPDATE article SET body = replace(body, '*here*', '**there**') WHERE id = ${article.id}`, 'What lies <strong>there</strong>.'));

test('a text that was rendered from a newer snapshot, and shows a video that this one lacks, is rendered for it', async () => {
    const { path } = await site.article({ title: 'The pier', slug: 'pier', body: 'Look.\n\n[video id="3"]\n' });
    await change("INSERT INTO video (id, youtube_id, title, description, poster, duration_s, published_at, created_at) VALUES (3, 'abcdefghijm', 'Seals', '', '', 0, 1600000000, 1600000000)");
    await waitFor('the text with the video is in memory', async () => (await page(site, path)).includes('Seals'));
    await page(site, path);
    await site.sql('DELETE FROM video WHERE id = 3;'); // and no newer content version: as an older snapshot sees it
    const shown = await page(site, path); // 200
    assert.ok(shown.includes('Look.') && !shown.includes('Seals'));
});

test('a video that is renamed shows at once within the text', () => showsAtOnce(article.path, 'Ferry in fog',
    "UPDATE video SET title = 'Ferry in sunshine' WHERE id = 1", 'Ferry in sunshine'));

test('a video that is renamed shows at once below the text', () => showsAtOnce(article.path, 'Gulls at noon',
    "UPDATE video SET title = 'Gulls at dusk' WHERE id = 2", 'Gulls at dusk'));

for (const [what, block] of [['the neighbours', 'neighbours'], ['what is related', 'related'], ['the most read', 'most-read']])
    test(`an article that is renamed is so at once among ${what}`, async () => {
        const titles = async (process) => byClass(await page(process, article.path), block)[0].text;
        for (const process of [site, second]) assert.match(await titles(process), /Older neighbour/);
        await change(`UPDATE article SET title = 'Renamed neighbour' WHERE id = ${before_.id}`);
        await bothShow(async (process) => assert.match(await titles(process), /Renamed neighbour/));
        await change(`UPDATE article SET title = 'Older neighbour' WHERE id = ${before_.id}`);
        await bothShow(async (process) => assert.match(await titles(process), /Older neighbour/));
    });

test('the most read mark the page that they stand on, on that page alone', async () => {
    const current = (html) => /<a href="([^"]*)" aria-current="page">[^<]*<\/a><\/li>/.exec(html)?.[1];
    for (const _ of [1, 2]) {
        assert.equal(current(await page(site, before_.path)), before_.path);
        assert.equal(current(await page(site, after_.path)), undefined);
    }
});

test('a section that is renamed shows at once in the frame', async () => {
    const name = await site.sql('SELECT name FROM section ORDER BY position, id LIMIT 1;');
    await showsAtOnce(article.path, `>${name}<`, `UPDATE section SET name = 'Waterfront' WHERE name = '${name}'`, '>Waterfront<');
});

test('a live entry that is edited shows at once', async () => {
    const now = Math.floor(Date.now() / 1000);
    const columns = (await site.sql("SELECT name FROM pragma_table_info('live_entry') WHERE \"notnull\" = 1 AND dflt_value IS NULL AND pk = 0;")).split('\n');
    const values = { article_id: after_.id, body: "'It *rises*.'", title: "''", at: now, created_at: now };
    const row = columns.map((c) => values[c] ?? 1);
    await change(`UPDATE article SET live = 1 WHERE id = ${after_.id}; INSERT INTO live_entry (${columns.join(', ')}) VALUES (${row.join(', ')})`);
    await showsAtOnce(after_.path, 'It <em>rises</em>.', "UPDATE live_entry SET body = 'It *falls*.'", 'It <em>falls</em>.');
});

test('a setting that changes dates or the links between paragraphs shows in what was kept', async () => {
    const dates = async (process) => [...(await page(process, article.path)).matchAll(/datetime="([^"]*)"/g)].map((m) => m[1]);
    for (const process of [site, second]) assert.ok((await dates(process)).every((at) => !at.endsWith('+05:30')));
    await site.mustCli(['setting', 'set', 'zone', 'Asia/Kolkata']);
    for (const process of [site, second])
        await waitFor('all dates are of the new zone', async () => (await dates(process)).every((at) => at.endsWith('+05:30')));
    const linked = async (process) => (await page(process, article.path)).includes('class="social-link"><a href="https://social.example/quay"');
    for (const process of [site, second]) assert.equal(await linked(process), false);
    await change("INSERT INTO social_link (position, kind, label, url) VALUES (1, 'website', 'Elsewhere', 'https://social.example/quay')");
    for (const process of [site, second]) await waitFor('the link stands in the text', () => linked(process));
});

test('templates that are read anew show in every piece', async () => {
    const pieces = ['site/comments.tpl', 'site/related.tpl', 'site/neighbours.tpl', 'site/most_read.tpl', 'site/video_cards.tpl'];
    await page(site, article.path);
    for (const piece of pieces) {
        await site.mustCli(['template', 'copy', piece]);
        fs.appendFileSync(`${site.dir}/templates/${piece}`, `<i>new ${piece}</i>`);
    }
    site.process.signal('SIGHUP');
    await waitFor('the first shows', async () => (await page(site, article.path)).includes(`new ${pieces[0]}`));
    const shown = await page(site, article.path);
    for (const piece of pieces) assert.ok(shown.includes(`new ${piece}`), piece);
});
