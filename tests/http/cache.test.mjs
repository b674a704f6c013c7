// SPDX-License-Identifier: MIT
// The page cache as readers' programs see it: whole pages in each coding, and a copy that is
// confirmed only while it shows what a new page would.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { BROTLI, PLAIN, ROBOT, still, withinOneVersion } from './lib/codings.mjs';
import { metrics } from './lib/metrics.mjs';
import { commentOn, decide, editor, postComment, publicPath, signIn, someText, writeArticle } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { startNginx } from './lib/servers.mjs';
import { makeSite, serveSite, Site } from './lib/site.mjs';
import { inParallel, waitFor, untilQuiet } from './lib/wait.mjs';

const QUIET = { comments_per_minute: '0' };
const COUNTER = 'Above the text.\n\n[post-views]\n';

const counted = async (site, id) => {
    const row = await site.sql(`SELECT counted FROM view_total WHERE article_id = ${id};`);
    return Number(row || 0);
};

/** A second process on SITE, behind an nginx of its own. */
async function secondProcess(site) {
    const second = Object.assign(new Site(), { dir: site.dir });
    await second.start();
    second.server = await startNginx(second);
    return second;
}

describe('what a page says of itself', () => {
    let site, reader, counter, plain;
    before(async () => {
        site = await serveSite({ users: { boss: 'admin' }, settings: QUIET });
        counter = await site.article({ body: COUNTER });
        plain = await site.article({ body: 'No number in here.\n' });
        reader = site.browser();
    });
    after(() => site.close());

    test('its exact length, in each coding, for GET and HEAD', async () => {
        const robot = site.browser({ headers: ROBOT });
        for (const path of ['/', counter.path, plain.path, '/nothing/', '/videos/', '/robots.txt']) {
            for (const headers of [{}, PLAIN, BROTLI]) {
                const [get, head] = await untilQuiet(async () => {
                    const both = [await robot.get(path, { headers }), await robot.head(path, { headers })];
                    return both[0].headers.etag === both[1].headers.etag && both;
                });
                assert.equal(get.headers['content-length'], String(get.raw.length), path);
                assert.equal(get.headers['transfer-encoding'], undefined);
                assert.equal(head.headers['content-length'], get.headers['content-length'], path);
                assert.equal(head.headers['content-encoding'], get.headers['content-encoding'], path);
            }
        }
    });

    test('what it depends on, and that nobody but the reader may keep it', async () => {
        for (const path of ['/', counter.path, '/videos/']) {
            for (const headers of [{}, PLAIN, BROTLI]) {
                const page = await reader.get(path, { headers });
                assert.deepEqual(page.headers.vary.toLowerCase().split(/, */).sort(), ['accept-encoding', 'cookie']);
                assert.equal(page.headers['cache-control'], 'private, no-cache');
                assert.match(page.headers.etag, /^W\/"[0-9a-f]{16}"$/, 'weak: one for all codings');
            }
        }
    });

    test('each gets the coding that they like best, however they put it', async () => {
        const wanted = {
            br: ['br', 'BR', 'br, gzip', 'gzip, deflate, br, zstd', 'gzip;q=0.8, br', 'gzip;q=0.5,br;q=0.500', '*;q=0, br', 'br;q=0.1, identity;q=0', 'gzip;q=0, br ; q=0.001'],
            gzip: ['gzip', 'GZIP', 'x-gzip', 'gzip;q=0.001', '*', '*;q=0, gzip', 'deflate , gzip ; q=1.0', 'br;q=0.9, gzip', 'br;q=0, gzip', 'br;q=0, *', 'br;q=0.4, *;q=0.5'],
            none: ['gzip;q=0', 'gzip;q=0.000', 'gzip;Q=0', 'gzip;q=0, *', 'identity', '*;q=0', '', 'br;q=0', 'br;q=0, gzip;q=0, *', 'identity;q=0.5, *;q=0.1', 'identity, gzip;q=0.9, br;q=0.9', 'brotli, zstd', 'gzip;q=1.1', 'br;q='],
        };
        for (const [coding, lists] of Object.entries(wanted))
            for (const list of lists) {
                const page = await reader.get('/', { headers: { 'accept-encoding': list } });
                assert.equal(page.headers['content-encoding'] ?? 'none', coding, list);
                assert.match(page.headers.vary, /accept-encoding/i);
                assert.ok(page.html.endsWith('</html>\n'), list);
            }
    });

    test('who has remembered details, and takes nothing but brotli, gets the page as it is', async () => {
        const { path } = await site.article({ body: 'To be talked about.\n' });
        const guest = site.browser();
        await postComment(guest, path, { author: 'Ada', comment: someText(), remember: '1' });
        for (const [list, coding] of [['br, gzip', 'gzip'], ['br', undefined]]) {
            const page = await guest.get(path, { headers: { 'accept-encoding': list } });
            assert.equal(page.headers['content-encoding'], coding, list);
            assert.match(page.html, /value="Ada"/);
        }
        assert.equal((await reader.get(path, { headers: { 'accept-encoding': 'br, gzip' } })).headers['content-encoding'], 'br');
    });

    test('what is asked for again soon takes fewer bytes, and is the same', async () => {
        for (const [list, coding] of [['gzip', 'gzip'], ['br', 'br']]) {
            const robot = site.browser({ headers: { ...ROBOT, 'accept-encoding': list } });
            const { path } = await site.article({ body: 'One of many words that are much alike, and another.\n\n'.repeat(40) + COUNTER });
            const first = await robot.get(path);
            assert.equal(first.headers['content-encoding'], coding);
            const later = await waitFor('it is smaller', async () => {
                const page = await robot.get(path);
                return page.raw.length < first.raw.length ? page : null;
            }, 120_000); // it is done when the processor has nothing else to do
            assert.equal(still(later.html), still(first.html));
        }
    });

    test('a copy is confirmed by its tag, with all that a 304 must say, and nothing more', async () => {
        const { headers } = await reader.get('/');
        const bare = headers.etag.replace(/^W\//, '');
        for (const asked of [headers.etag, bare, `"other", ${headers.etag}`, `"a",W/"b",${bare} , "c"`, '*']) {
            for (const coding of [{}, PLAIN, BROTLI]) {
                const again = await reader.get('/', { headers: { 'if-none-match': asked, ...coding } });
                assert.equal(again.status, 304, asked);
                assert.equal(again.raw.length, 0);
                for (const name of ['etag', 'vary', 'cache-control', 'content-security-policy']) assert.equal(again.headers[name], headers[name], name);
                assert.equal(again.headers['content-encoding'], undefined);
            }
            assert.equal((await reader.head('/', { headers: { 'if-none-match': asked } })).status, 304);
        }
        for (const asked of ['"other"', bare.slice(1, -1), `"${bare.slice(1, -2)}"`, ',', 'W/'])
            assert.equal((await reader.get('/', { headers: { 'if-none-match': asked } })).status, 200, asked);
    });

    test('since when it is as it is, once that is certain; the tag goes before the date', async () => {
        const dated = await waitFor('the page has a date', async () => {
            const page = await reader.get('/');
            return page.headers['last-modified'] ? page : null;
        });
        const date = dated.headers['last-modified'];
        assert.match(date, /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z][a-z] \d{4} \d\d:\d\d:\d\d GMT$/);
        assert.ok(Date.parse(date) <= Date.parse(dated.headers.date), 'it is not in the future');
        const ask = async (headers) => (await reader.get('/', { headers })).status;
        assert.equal(await ask({ 'if-modified-since': date }), 304);
        const later = new Date(Date.parse(date) + 1000).toUTCString();
        for (const other of [later, new Date(Date.parse(date) - 1000).toUTCString(), 'Thu, 01 Jan 2099 00:00:00 GMT', 'yesterday', '0', ''])
            assert.equal(await ask({ 'if-modified-since': other }), 200, other);
        assert.equal(await ask({ 'if-modified-since': date, 'if-none-match': '"other"' }), 200, 'the tag differs');
        assert.equal(await ask({ 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT', 'if-none-match': dated.headers.etag }), 304, 'the tag is the same');
    });

    test('a page with a number or a form in it has no date to be asked by', async () => {
        const seconds = async () => Number((await reader.get('/')).headers['last-modified'] !== undefined);
        await waitFor('dates are given out', seconds);
        for (const { path } of [counter, plain]) {
            const page = await reader.get(path);
            assert.equal(page.headers['last-modified'], undefined);
            for (const date of [page.headers.date, 'Thu, 01 Jan 2099 00:00:00 GMT'])
                assert.equal((await reader.get(path, { headers: { 'if-modified-since': date } })).status, 200);
        }
    });

    test('a reload of a page with a number is a new page with the new number, by tag, by date, by both', async () => {
        let page = await reader.get(counter.path);
        for (let i = 0; i < 12; i++) {
            const asked = { ...(i % 3 !== 1 ? { 'if-none-match': page.headers.etag } : {}), ...(i % 3 !== 0 ? { 'if-modified-since': page.headers.date } : {}) };
            const next = await reader.get(counter.path, { headers: asked });
            assert.equal(next.status, 200);
            assert.equal(next.views[0], page.views[0] + 1);
            page = next;
        }
    });

    test('who is not counted keeps a copy while its number holds, and gets a new one with the next', async () => {
        const robot = site.browser({ headers: ROBOT });
        const first = await robot.get(counter.path);
        const ask = () => robot.get(counter.path, { headers: { 'if-none-match': first.headers.etag } });
        assert.equal((await ask()).status, 304);
        await reader.get(counter.path);
        const next = await ask();
        assert.equal(next.status, 200);
        assert.equal(next.views[0], first.views[0] + 1);
    });

    test('a person whose copy is confirmed has read it: the view is counted', async () => {
        const unread = await site.article({});
        const headers = { 'if-none-match': (await reader.get(unread.path)).headers.etag };
        for (let i = 0; i < 10; i++) assert.equal((await reader.get(unread.path, { headers })).status, 304);
        await waitFor('the first and ten more are counted', async () => await counted(site, unread.id) === 11);
    });

    test('the newsroom\'s pages and errors are nobody\'s to keep', async () => {
        const boss = await signIn(site, 'boss');
        for (const [browser, path] of [[boss, '/'], [boss, counter.path], [boss, '/admin/'], [reader, '/nothing/'], [reader, `${plain.path}?replytocom=1`]]) {
            const page = await browser.get(path);
            assert.equal(page.headers['cache-control'], 'no-store', path);
            assert.equal(page.headers.etag, undefined, path);
            assert.equal(page.headers['last-modified'], undefined, path);
        }
    });

    test('a browser that has commented gets a form of its own each time, from the page that is kept', async () => {
        const { path } = await site.article({ body: 'To be talked about.\n' });
        const guest = site.browser();
        const kept = { author: 'Ada "the" <Reader>', email: 'ada+news@example.org', url: 'https://example.org/?a=1&b=2' };
        const answer = await postComment(guest, path, { ...kept, comment: someText(), remember: '1' });
        assert.equal(answer.status, 303);
        const { before, now } = await withinOneVersion(site, () => reader.get(path), async () => {
            const tokens = new Set(), tags = [];
            for (let i = 0; i < 5; i++) {
                const page = await guest.page(path, { headers: tags.length ? { 'if-none-match': tags.join() } : {} });
                const fields = Object.fromEntries(page.form('/comment').fields.map((f) => [f.name, f]));
                for (const [name, value] of Object.entries(kept)) assert.equal(fields[name].value, value);
                assert.ok(fields.remember.checked);
                tokens.add(fields.token.value);
                if (page.headers.etag) tags.push(page.headers.etag);
            }
            assert.equal(tokens.size, 5);
            const stranger = await site.browser().page(path);
            assert.equal(stranger.form('/comment').fields.find((f) => f.name === 'author').value, '');
        });
        assert.equal(now.cache_misses_total, before.cache_misses_total, 'nothing was rendered for it');
        assert.equal(now.cache_hits_total, before.cache_hits_total + 6);
    });
});

describe('a page is good for one version of the site', () => {
    let site, second, boss, path, id;
    before(async () => {
        site = await serveSite({ users: { boss: 'admin' }, settings: QUIET });
        second = await secondProcess(site);
        boss = await signIn(site, 'boss');
        const page = await writeArticle(boss, { title: 'As it was', body: COUNTER });
        path = publicPath(page);
        id = Number(/\/admin\/articles\/(\d+)/.exec(page.url)[1]);
    });
    after(async () => {
        await second.close();
        await site.close();
    });

    /** SHOWS(page of the process) must hold at once here, and there without anybody's doing. */
    async function seen(what, at, shows) {
        assert.ok(shows(await site.browser().get(at)), `${what}: at once where it was done`);
        await waitFor(`${what}: in the other process`, async () => shows(await second.browser().get(at)));
    }

    test('an approval, an edit and a publication are on the next page here, and soon elsewhere', async () => {
        for (let round = 1; round <= 5; round++) {
            for (const s of [site, second]) await s.browser().page(path);
            const { text } = await commentOn(round % 2 ? site : second, path);
            await decide(boss, text, 'approve');
            await seen('the comment', path, (page) => page.text.includes(text));

            const form = editor(await boss.page(`/admin/articles/${id}`));
            const title = `As it is in round ${round}`;
            assert.equal((await boss.submit(form, { title }, { button: /save|update|publish/i })).status, 303);
            await seen('the edit', path, (page) => page.title.includes(title));
            await seen('the edit on the front page', '/', (page) => page.text.includes(title));

            const published = publicPath(await writeArticle(boss, { title: `New in round ${round}`, body: 'Text.' }));
            await seen('the publication', published, (page) => page.status === 200);
            await seen('the publication on the front page', '/', (page) => page.html.includes(published));
        }
    });

    test('a comment makes the page of its own article anew; those of others stay kept, here and elsewhere', async () => {
        const other = await site.article({ title: 'Nobody talks about this one', body: COUNTER });
        for (const s of [site, second]) {
            await waitFor('the new article is known', async () => (await s.browser().get('/')).html.includes('Nobody talks about this one'));
            const { result: text, before, now } = await withinOneOtherChange(s);
            assert.equal(now.misses, before.misses, 'the other article is as it was');
            assert.ok((await s.browser().page(path)).text.includes(text));
            assert.equal((await metrics(s)).cache_misses_total, now.misses + 1);
        }

        /** A comment approved on PATH while nothing else changes; the misses of asking for OTHER before and after. */
        async function withinOneOtherChange(s) {
            return untilQuiet(async () => {
                const version = Number(await site.sql('SELECT content_version FROM site;'));
                await waitFor('that version is known', async () => (await metrics(s)).content_version >= version);
                await Promise.all([path, other.path].map((p) => s.browser().page(p)));
                const { text } = await commentOn(site, path);
                await decide(boss, text, 'approve');
                const approved = Number(await site.sql('SELECT content_version FROM site;'));
                await waitFor('the approval is known', async () => (await metrics(s)).content_version >= approved);
                const before = { misses: (await metrics(s)).cache_misses_total };
                const page = await s.browser().page(other.path);
                assert.equal(page.status, 200);
                const now = { misses: (await metrics(s)).cache_misses_total };
                const last = Number(await site.sql('SELECT content_version FROM site;'));
                return approved === version + 1 && last === approved && { result: text, before, now };
            });
        }
    });

    test('a change is noticed although another process keeps the lock to write', async () => {
        const lock = processes.start('flock', ['-F', `${site.dir}/writer.lock`, 'sleep', '60'], { log: `${processes.root}/flock.log` });
        try {
            await waitFor('the lock is held', () => {
                try { execFileSync('flock', ['-n', `${site.dir}/writer.lock`, 'true']); return false; } catch { return true; }
            });
            await Promise.all([site, second].map((s) => s.browser().page(path)));
            await site.sql("UPDATE article SET title = 'Changed by the holder' WHERE id = " + id + '; UPDATE site SET content_version = content_version + 1;');
            for (const s of [site, second])
                await waitFor('the change is seen', async () => (await s.browser().page(path)).title.includes('Changed by the holder'));
        } finally {
            await lock.stop('SIGKILL');
        }
    });

    test('a date stands for one text, whichever process gave it out', async () => {
        const text = new Map(); // by date
        const readers = [site.browser(), second.browser()];
        let going = true;
        const reading = inParallel(4, 4, async (i) => {
            while (going) {
                const page = await readers[i % 2].get('/');
                const date = page.headers['last-modified'];
                if (!date) continue;
                assert.equal(page.html, text.get(date) ?? page.html, `one text of ${date}`);
                text.set(date, page.html);
                const again = await readers[(i >> 1) % 2].get('/', { headers: { 'if-modified-since': date } });
                if (again.status === 200) continue;
                assert.equal(again.status, 304);
            }
        });
        reading.catch(() => { going = false; });
        // Changes close together, and pauses long enough for a date.
        for (let i = 0; going && i < 6; i++) {
            await writeArticle(boss, { title: `Story ${i} of many`, body: 'Text.' });
            const given = text.size;
            if (i % 3 === 2) await waitFor('a date is given out', () => !going || text.size > given);
        }
        going = false;
        await reading;
    });
});

test('however many ask at once for a page that is not there, it is rendered once', async () => {
    const site = await serveSite();
    try {
        const { path } = await site.article({ body: 'A long one.\n\n'.repeat(3000) });
        const readers = Array.from({ length: 32 }, () => site.browser({ headers: ROBOT }));
        await inParallel(32, 32, (i) => readers[i].get('/robots.txt')); // connected
        for (let round = 1; round <= 3; round++) {
            await site.sql('UPDATE site SET content_version = content_version + 1;');
            const version = Number(await site.sql('SELECT content_version FROM site;'));
            await waitFor('the new version is known', async () => (await metrics(site)).content_version === version);
            const before = await metrics(site);
            const answers = await inParallel(64, 32, (i) => readers[i % 32].get(path));
            assert.ok(answers.every((a) => a.status === 200 && a.body.length === answers[0].body.length));
            const now = await metrics(site);
            assert.equal(now.cache_misses_total, before.cache_misses_total + 1);
            assert.equal(now.cache_hits_total, before.cache_hits_total + 63);
        }
    } finally {
        await site.close();
    }
});

/** N characters of words that hardly compress. */
const noise = (n) => randomBytes(n / 2).toString('hex').replace(/(.{60})/g, '$1 ');

for (const [mib, pages] of [[0, 8], [1, 20]]) {
    test(`a cache of ${mib} MiB stays within it, and every page is right`, async () => {
        const site = await makeSite();
        await site.start({ extra: ['--cache', String(mib)] });
        site.server = await startNginx(site);
        try {
            const made = [];
            for (let i = 0; i < pages; i++) made.push(await site.article({ body: `Mark ${i}.\n\n${noise(80_000)}\n` }));
            const reader = site.browser({ headers: ROBOT });
            const begun = await metrics(site);
            for (let round = 0; round < 2; round++) {
                for (const [i, { path }] of made.entries()) {
                    const page = await reader.page(path);
                    assert.ok(page.text.includes(`Mark ${i}.`) && page.body.length > 60_000);
                    const now = await metrics(site);
                    assert.ok(now.cache_bytes <= mib << 20, `${now.cache_bytes} bytes`);
                }
            }
            const end = await metrics(site);
            assert.equal(end.cache_hits_total, begun.cache_hits_total, 'each was gone before it was asked for again');
            assert.equal(end.cache_misses_total, begun.cache_misses_total + 2 * pages);
            assert.equal(end.cache_evictions_total, mib ? end.cache_misses_total - end.cache_pages : 0);
            assert.equal(end.cache_pages > 5, mib > 0);
            if (!mib) return;
            const last = made.at(-1).path;
            for (const { path } of made.slice(0, 5)) {
                await reader.page(path);
                await reader.page(last);
            }
            assert.equal((await metrics(site)).cache_hits_total, end.cache_hits_total + 5, 'what is read stays');
        } finally {
            await site.close();
        }
    });
}

test('a page in the cache is its article’s own, with a comment form and without: the database is not asked which', async () => {
    const site = await serveSite();
    try {
        const open = await site.article({ body: COUNTER }), closed = await site.article({ body: COUNTER });
        await site.sql(`UPDATE article SET comments_open = 0 WHERE id = ${closed.id}; UPDATE site SET content_version = content_version + 1;`);
        const reader = site.browser();
        await waitFor('the comments are closed', async () => (await reader.page(closed.path)).text.includes('Comments on this article are closed'));
        for (const { id, path } of [open, closed]) {
            const before = (await reader.page(path)).views[0];
            await site.sql(`UPDATE article SET slug = slug || '-moved' WHERE id = ${id};`); // and nobody is told
            const after = await reader.get(path);
            assert.equal(after.status, 200);
            assert.equal(after.views[0], before + 1);
        }
    } finally {
        await site.close();
    }
});
