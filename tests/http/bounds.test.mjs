// SPDX-License-Identifier: MIT
// What a stranger can ask for takes nothing from others: addresses without end take no page's place in
// the cache, costly pages hold no page thread, and what is too long has an answer that nobody repeats.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Connection } from './lib/fastcgi.mjs';
import { metrics } from './lib/metrics.mjs';
import { commentOn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { serveSite } from './lib/site.mjs';
import { untilQuiet, waitFor } from './lib/wait.mjs';

const EACH = 60;

describe('addresses that anybody can make up', () => {
    let site, connection, article;
    before(async () => {
        site = await serveSite({ users: { boss: 'admin' } });
        article = await site.article({ body: 'A story.\n', section: 'news' });
        connection = new Connection(site.socket);
    });
    after(async () => {
        connection.close();
        await site.close();
    });

    const count = (n, make) => Array.from({ length: n }, (_, i) => make(i + 1));
    const floods = {
        'comments after a number': (i) => [`${article.path}?comments-after=${i}`],
        'a key in a live blog': (i) => [`${article.path}?before=${i}-1`],
        'an entry that is none': (i) => [`${article.path}?entry=${i}`],
        'older articles than a key': (i) => [`/section/news/?before=${2_000_000_000 + i}-1`],
        'newer articles than a key': (i) => [`/section/news/?after=${i}-1`],
        'an archive from a key': (i) => [`/${article.path.slice(1, 5)}/?before=${2_000_000_000 + i}-9`],
        'videos before a key': (i) => [`/videos/?before=${2_000_000_000 + i}-1`],
        'pages past the end': (i) => [`/page/${i + 1}/`],
        'sections, tags, authors that are none': (i) => [`/${['section', 'tag', 'author'][i % 3]}/none-${i}/`],
        'feeds of what is none': (i) => [`/tag/none-${i}/feed.xml`],
        'parts of the sitemap that are none': (i) => [`/sitemap-articles-${i + 1}.xml`],
        'days without articles': (i) => [`/${1971 + (i % 40)}/0${1 + (i % 9)}/`],
        'queries that mean nothing': (i) => [`/?utm_source=${i}`],
        'codings that are none': (i) => ['/', { HTTP_ACCEPT_ENCODING: `gzip, x-${i}` }],
        'forwarded hosts': (i) => ['/', { HTTP_X_FORWARDED_HOST: `h${i}.example`, HTTP_X_FORWARDED_PROTO: 'https' }],
        'hosts, of pages': (i) => ['/', { HTTP_HOST: `h${i}.example` }],
    };
    const kept = () => ['/', article.path, '/section/news/', '/feed.xml'];

    test('take no page\'s place in the cache, and leave the others as they are', async () => {
        for (const [what, flood] of Object.entries(floods)) {
            // The lists of what is read most change by themselves.
            const { first, flooded, last } = await untilQuiet(async () => {
                const { content_version: version } = await metrics(site);
                for (const path of kept()) assert.equal((await connection.ask(path)).status, 200, path);
                const first = await metrics(site);
                for (const [target, more] of count(EACH, flood)) {
                    const { status } = await connection.ask(target, { more });
                    assert.ok([200, 303, 404].includes(status), `${target}: ${status}`);
                }
                const flooded = await metrics(site);
                for (const path of kept()) await connection.ask(path);
                const last = await metrics(site);
                return last.content_version === version && { first, flooded, last };
            });
            assert.equal(flooded.cache_pages, first.cache_pages, what);
            assert.equal(flooded.cache_evictions_total, 0, what);
            assert.equal(last.cache_hits_total - flooded.cache_hits_total, kept().length, `${what}: the others' pages are still there`);
        }
    });

    test('hosts of a site that does not know its own: the documents of few are kept', async () => {
        const before = await metrics(site);
        for (const [target, more] of count(EACH, (i) => ['/feed.xml', { HTTP_HOST: `h${i}.example` }])) {
            const { status, body } = await connection.ask(target, { more });
            assert.equal(status, 200);
            assert.ok(body.toString().includes(`http://${more.HTTP_HOST}/`), 'each has its own address in it');
        }
        const now = await metrics(site);
        assert.ok(now.cache_pages - before.cache_pages <= 4);
    });
});

describe('the address of a receipt', () => {
    let site;
    before(async () => { site = await serveSite({ users: { boss: 'admin' } }); });
    after(() => site.close());

    test('leaves its page with no request, and comes into no log of the program', async () => {
        const { path } = await site.article({ body: 'A story.\n' });
        const reader = site.browser();
        const { location } = await commentOn(site, path, {}, reader);
        const [target] = location.split('#');
        const { headers, status } = await reader.get(target);
        assert.equal(status, 200);
        assert.equal(headers['referrer-policy'], 'no-referrer');
        for (const address of [`${path}?rec%65ipt=1234`, `${path}?receipt=wrong`, `/nothing/?receipt=wrong&x=%`])
            assert.equal((await reader.get(address)).headers['referrer-policy'], 'no-referrer', address);
        assert.equal((await reader.get(path)).headers['referrer-policy'], 'strict-origin-when-cross-origin');
        // A fault is logged, with where it happened.
        await site.sql('ALTER TABLE comment RENAME TO gone;');
        const failed = await reader.get(target);
        await site.sql('ALTER TABLE gone RENAME TO comment;');
        assert.ok(failed.status >= 500, String(failed.status));
        await waitFor('the log tells of it', () => site.process.log().includes(path));
        assert.ok(!site.process.log().includes('receipt='));
    });
});

test('a dear receipt is made by the slow pool, however often it is asked for; the front page never waits there', async () => {
    const site = await serveSite({ users: { boss: 'admin' }, settings: { comments_per_minute: '0' } });
    const connection = new Connection(site.socket);
    /** How often the threads of POOL have gone to sleep since they began: at least once after each piece of work. */
    const sleeps = (pool) => fs.readdirSync(`/proc/${site.process.pid}/task`)
        .map((task) => fs.readFileSync(`/proc/${site.process.pid}/task/${task}/status`, 'utf8'))
        .filter((status) => status.startsWith(`Name:\t${pool}-`))
        .reduce((sum, status) => sum + Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)[1]), 0);
    try {
        const { path } = await site.article({ body: 'A story.\n' });
        const { location } = await commentOn(site, path, { comment: '"&\'<'.repeat(16_000) });
        const [receipt] = location.split('#');
        await connection.ask('/');
        const first = sleeps('slow') + sleeps('read');
        for (let i = 0; i < 20; i++) assert.equal((await connection.ask('/')).status, 200);
        assert.equal(sleeps('slow') + sleeps('read'), first, 'the front page is the page threads\'');
        for (let i = 0; i < 20; i++) {
            const before = sleeps('slow') + sleeps('read');
            const { status, body } = await connection.ask(receipt);
            assert.ok(status === 200 && body.length > 64_000);
            await waitFor('a thread of the slow pool has made it', () => sleeps('slow') + sleeps('read') > before);
        }
    } finally {
        connection.close();
        await site.close();
    }
});

describe('more than is taken', () => {
    let site;
    before(async () => { site = await serveSite({}); });
    after(() => site.close());

    test('has an answer of its own, once, behind nginx', async () => {
        const reader = site.browser();
        const many = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`x-many-${i}`, 'v']));
        const before = await metrics(site);
        assert.equal((await reader.get('/', { headers: many })).status, 431);
        assert.equal((await reader.get(`/${'a'.repeat(3000)}/`)).status, 414);
        assert.equal((await reader.get(`/?q=${'a'.repeat(5000)}`)).status, 414);
        const now = await metrics(site);
        assert.equal(now.requests_total - before.requests_total, 3 + 1, 'each was asked once, and the metrics');
        assert.equal(now.fastcgi_protocol_errors_total, 0);
    });

    test('in a cookie is as if there were none', async () => {
        const { path } = await site.article({ body: 'A story.\n' });
        const cookie = `commenter=${'a%CC%81'.repeat(300)}${'%CC%96'.repeat(300)}&b&c`;
        const page = await site.browser().page(path, { headers: { cookie } });
        const field = page.form('/comment').fields.find((f) => f.name === 'author');
        assert.equal(field.value, '');
    });
});

test('a pipe among the site\'s own files holds nobody up', async () => {
    const site = await serveSite({});
    try {
        for (const folder of ['media', 'assets']) {
            fs.mkdirSync(`${site.dir}/public/${folder}`, { recursive: true });
            execFileSync('mkfifo', [`${site.dir}/public/${folder}/pipe.jpg`]);
            processes.giveToServer(`${site.dir}/public/${folder}`);
        }
        const { path } = await site.article({ body: '![A pipe](/media/pipe.jpg)\n' });
        site.process.signal('SIGHUP');
        await waitFor('it has read its files again', () => site.process.log().includes('were read again'));
        assert.equal((await site.browser().get(path)).status, 200);
    } finally {
        await site.close();
    }
});
