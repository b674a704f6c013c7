// SPDX-License-Identifier: MIT
// What those who run the site ask for: is it alive, is it ready, and its numbers.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Connection } from './lib/fastcgi.mjs';
import { metrics } from './lib/metrics.mjs';
import { commentOn, someText } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { startApacheProxy, startNginx } from './lib/servers.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

/** As it was sent: lines stay lines. */
const bodyOf = (answer) => answer.raw.toString();

const ROBOT = 'Googlebot/2.1 (+http://www.google.com/bot.html)';

/** Overwrites a page of the database of a SITE that is not served: the one that the query WHICH gives. */
async function damage(site, which) {
    const page = Number(await site.sql(which));
    const size = Number(await site.sql('PRAGMA page_size;'));
    assert.ok(page > 1);
    const fd = fs.openSync(site.database, 'r+');
    fs.writeSync(fd, Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size);
    fs.closeSync(fd);
}
const rootOf = (name) => `SELECT rootpage FROM sqlite_schema WHERE name = '${name}';`;

describe('/healthz', () => {
    const NO_PAGES = [503, 'pages cannot be made; the log has the reason\n'];
    const health = async (site) => {
        const answer = await site.browser().get('/healthz');
        return [answer.status, bodyOf(answer)];
    };

    for (const [name, what] of [['video', 'the front page needs'], ['comment_thread', 'the newest article needs'],
        ['section', 'the whole site needs'], ['tag', 'neither the front page nor the newest article needs']]) {
        test(`says that pages cannot be made where something is damaged that ${what}`, async () => {
            const site = await serveSite({ sample: name === 'video' });
            try {
                const { path } = await site.article({ body: 'Text.\n' });
                await commentOn(site, path);
                assert.deepEqual(await health(site), [200, 'ok\n']);
                await site.stop();
                await damage(site, rootOf(name));
                await site.start();
                if (name !== 'tag') assert.equal((await site.browser().get(name === 'video' ? '/' : path)).status, 500);
                assert.deepEqual(await health(site), NO_PAGES);
                const lines = () => site.process.log().split('\n').filter((line) => line.includes('pages cannot be made'));
                assert.match(lines()[0], /malformed|damaged/);
                await health(site);
                assert.equal(lines().length, 1, 'it is said once');
            } finally {
                await site.close();
            }
        });
    }

    test('says so, too, once a reader has met damage in an older article', async () => {
        const site = await serveSite();
        try {
            const { path } = await site.article({ body: `${'A long text. '.repeat(60)}\n\n`.repeat(60) });
            await site.article({ body: 'The newest.\n' });
            await site.stop();
            await damage(site, "SELECT pageno FROM dbstat WHERE name = 'article' AND pagetype = 'overflow' ORDER BY path LIMIT 1;");
            await site.start();
            assert.equal((await health(site))[0], 200);
            assert.equal((await site.browser().get(path)).status, 500);
            await waitFor('it is told', async () => (await health(site))[0] === 503);
        } finally {
            await site.close();
        }
    });

    test('says so where a table is gone that a reader has asked for', async () => {
        const site = await serveSite();
        try {
            await site.sql('DROP TABLE article_alias;');
            assert.equal((await site.browser().get('/2020/01/01/nothing/')).status, 500);
            await waitFor('it is told', async () => (await health(site))[0] === 503);
        } finally {
            await site.close();
        }
    });

    test('is for anybody, however often, and counts no view', async () => {
        const site = await serveSite();
        const { path } = await site.article({ body: '[post-views]\n' });
        const connection = new Connection(site.socket);
        try {
            const [views] = (await site.browser().page(path)).views;
            await Promise.all([1, 2].map(() => site.browser().get('/healthz')));
            for (let i = 0; i < 50; i++) assert.equal((await connection.ask('/healthz', { more: { REMOTE_ADDR: '203.0.113.5' } })).status, 200);
            assert.equal((await site.browser().page(path)).views[0], views + 1);
        } finally {
            connection.close();
            await site.close();
        }
    });
});

describe('/readyz', () => {
    let site, path;
    before(async () => {
        site = await serveSite();
        ({ path } = await site.article({ body: '[post-views]\n' }));
    });
    after(() => site.close());
    const ready = () => site.browser().get('/readyz');

    test('says that all is well, each part by name', async () => {
        const answer = await ready();
        assert.equal(answer.status, 200, bodyOf(answer));
        assert.match(bodyOf(answer), /^ready\nwrite: ok: a change was written\nfiles: ok: .*\njobs: ok: .*\ndisk: ok: \d+ MiB are free\npages: ok: .*\n$/);
    });

    for (const [who, more] of Object.entries({
        'another address': { REMOTE_ADDR: '203.0.113.9' },
        'another address that looks alike': { REMOTE_ADDR: '12.7.0.1' },
        'another address of IPv6': { REMOTE_ADDR: '2001:db8::1' },
        'no address': { REMOTE_ADDR: '' },
        'somebody whom a proxy passes on': { REMOTE_ADDR: '127.0.0.1', HTTP_X_FORWARDED_FOR: '203.0.113.9' },
        'somebody whom a proxy passes on by the standard': { REMOTE_ADDR: '127.0.0.1', HTTP_FORWARDED: 'for=203.0.113.9' },
        'somebody whom a proxy passes on without a name': { REMOTE_ADDR: '127.0.0.1', HTTP_VIA: '1.1 proxy' },
        'somebody behind a CDN': { REMOTE_ADDR: '127.0.0.1', HTTP_CF_CONNECTING_IP: '203.0.113.9' },
    })) {
        test(`is not for ${who}, nor is /metrics`, async () => {
            const connection = new Connection(site.socket);
            for (const what of ['/readyz', '/metrics']) {
                const answer = await connection.ask(what, { more });
                assert.equal(answer.status, 403, what);
                assert.doesNotMatch(answer.body.toString(), /MiB|broadsheet_|a change was/);
            }
            connection.close();
        });
    }

    test('is for this machine, by each of its names', async () => {
        for (const address of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']) {
            const connection = new Connection(site.socket);
            for (const what of ['/readyz', '/metrics'])
                assert.equal((await connection.ask(what, { more: { REMOTE_ADDR: address } })).status, 200, `${what} from ${address}`);
            connection.close();
        }
    });

    test('is not ready while another process holds the lock, says so, and is again after', async () => {
        const holder = spawn('flock', [`${site.dir}/writer.lock`, 'sh', '-c', 'echo held; read end'], { stdio: ['pipe', 'pipe', 'inherit'] });
        try {
            await new Promise((done) => holder.stdout.once('data', done));
            let answer;
            await waitFor('not ready', async () => (answer = await ready()).status === 503);
            assert.match(bodyOf(answer), /^not ready\nwrite: FAILING: (a change has been waiting for \d+ ms|another process keeps the site locked)/);
            assert.equal((await metrics(site)).write_ok, 0);
            await waitFor('the reason', async () => /another process keeps the site locked for writing/.test((await ready()).text));
            assert.equal((await site.browser().get('/healthz')).status, 200, 'it is alive');
            assert.equal((await site.browser().get(path)).status, 200);
            holder.stdin.end('\n');
            await waitFor('ready again', async () => (await ready()).status === 200);
            assert.equal((await metrics(site)).write_ok, 1);
        } finally {
            holder.kill();
        }
    });

    test('is not ready while the database is away, says so without a path, and is again after', async () => {
        fs.renameSync(site.database, `${site.dir}/away`);
        try {
            let answer;
            await waitFor('not ready', async () => (answer = await ready()).status === 503);
            assert.match(answer.text, /files: FAILING: broadsheet\.db is gone from the site's folder/);
            assert.ok(!answer.text.includes(site.dir));
            const numbers = await metrics(site);
            assert.equal(numbers.files_ok, 0);
        } finally {
            fs.renameSync(`${site.dir}/away`, `${site.dir}/broadsheet.db`);
        }
        await waitFor('ready again', async () => (await ready()).status === 200);
    });

    test('is not ready while the disk is full, and says so', async (t) => {
        if (!processes.asRoot) return t.skip('needs root, to mount a small file system');
        const disk = `${processes.root}/small`;
        fs.mkdirSync(disk);
        try {
            execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40m,mode=755', 'tmpfs', disk], { stdio: 'ignore' });
        } catch {
            return t.skip('this machine may not mount a file system');
        }
        let small;
        try {
            small = await makeSite();
            execFileSync('mv', [small.dir, `${disk}/site`]);
            small.dir = `${disk}/site`;
            await small.start();
            const connection = new Connection(small.socket);
            const asked = async () => (await connection.ask('/readyz')).body.toString();
            assert.match(await asked(), /^ready\n/);
            const fill = fs.openSync(`${disk}/fill`, 'w');
            try { for (const size of [1 << 20, 4096, 1]) for (;;) fs.writeSync(fill, Buffer.alloc(size)); } catch (e) { assert.equal(e.code, 'ENOSPC'); }
            fs.closeSync(fill);
            await waitFor('not ready', async () => /^not ready\n/.test(await asked()));
            assert.match(await asked(), /disk: FAILING: 0 MiB are free/);
            fs.rmSync(`${disk}/fill`);
            await waitFor('ready again', async () => /^ready\n/.test(await asked()));
            connection.close();
        } finally {
            await small?.close();
            execFileSync('umount', ['-l', disk]);
        }
    });
});

describe('/metrics', () => {
    let site, path;
    before(async () => {
        site = await serveSite({ settings: { comments_per_minute: '0', websub_hub: 'http://127.0.0.1:9/', address: 'https://news.example.org' } });
        ({ path } = await site.article({ body: '[post-views]\n' }));
    });
    after(() => site.close());

    test('is what Prometheus takes', async () => {
        const input = bodyOf(await site.browser().get('/metrics'));
        const checked = await processes.run('promtool', ['check', 'metrics'], { input });
        assert.equal(checked.code, 0, checked.out + checked.err);
    });

    test('counts views by reason and answers by status, exactly', async () => {
        const was = await metrics(site);
        const reader = site.browser();
        for (let i = 0; i < 3; i++) await reader.page(path);
        for (let i = 0; i < 2; i++) await site.browser({ headers: { 'user-agent': ROBOT } }).get(path);
        await reader.head(path);
        for (let i = 0; i < 4; i++) await reader.get('/nothing-here/');
        const now = await metrics(site);
        const more = (name) => now[name] - (was[name] ?? 0);
        assert.equal(more('views_total{reason="counted"}'), 3);
        assert.equal(more('views_total{reason="robot"}'), 2);
        assert.equal(more('views_total{reason="other"}'), 1);
        assert.equal(more('responses_total{code="404"}'), 4);
        assert.equal(more('responses_total{code="200"}'), 3 + 2 + 1 + 1, 'with the first /metrics');
        const answered = ['page', 'slow'].map((pool) => more(`response_seconds_count{pool="${pool}"}`));
        assert.equal(answered[0] + answered[1], 3 + 2 + 1 + 4 + 1);
        assert.equal(now['response_seconds_bucket{pool="page",le="+Inf"}'], now['response_seconds_count{pool="page"}']);
        assert.ok(now['response_seconds_sum{pool="page"}'] > 0);
    });

    test('knows what waits: comments and pings, from kept numbers', async () => {
        const was = await metrics(site);
        for (let i = 0; i < 3; i++) await commentOn(site, path, { comment: someText() });
        await site.article({ body: 'One more.\n' });
        const now = await metrics(site);
        assert.equal(now.pending_comments - was.pending_comments, 3);
        assert.equal(now.pending_comments, Number(await site.sql('SELECT count(*) FROM comment WHERE status = 0;')));
        assert.equal(now['pings_waiting{to="websub"}'], Number(await site.sql('SELECT count(*) FROM ping WHERE kind = 1;')));
        assert.equal(now['pings_waiting{to="websub"}'], 2);
        assert.equal(now['pings_waiting{to="indexnow"}'], 0);
        assert.equal((await site.cli(['check'])).code, 0);
        await site.sql('UPDATE ping_total SET n = 7 WHERE kind = 1;');
        assert.match((await site.cli(['check'])).out, /the total of pings of kind 1 is 7, but should be 2/);
        await site.sql('UPDATE ping_total SET n = 2 WHERE kind = 1;');
    });

    test('knows how the site is: sizes, disk, jobs, whether writing works, and which program it is', async () => {
        const now = await metrics(site);
        assert.equal(now.db_bytes, fs.statSync(site.database).size);
        assert.ok(now.wal_bytes > 0 && now.wal_bytes <= fs.statSync(`${site.database}-wal`).size);
        assert.ok(now.disk_free_bytes > 0);
        assert.deepEqual([now.write_ok, now.files_ok, now.pages_ok, now.jobs_failing], [1, 1, 1, 0]);
        assert.ok(now.jobs_age_seconds < 30);
        assert.ok(Object.keys(now).every((name) => !name.includes('(null)')), 'each job has a name');
        for (const job of ['publish', 'views', 'sweep', 'checkpoint']) assert.equal(now[`job_failing{job="${job}"}`], 0, job);
        const [, version] = /^broadsheet (\S+)/.exec((await site.cli(['version'])).out);
        assert.ok(Object.keys(now).some((name) => name.startsWith(`build_info{version="${version}"`)), 'build_info');
    });
});

for (const [name, server, begins, ends] of [['nginx', startNginx, 'location = /metrics {', '}'], ['Apache', startApacheProxy, '<Location /metrics>', '</Location>']]) {
    test(`a monitor elsewhere is let in as DEPLOY says, and nobody else: ${name}`, async () => {
        const guide = fs.readFileSync(`${processes.checkout}/docs/DEPLOY.md`, 'utf8');
        const from = guide.indexOf(begins);
        const lines = guide.slice(from, guide.indexOf(ends, from) + ends.length).replace('10.0.0.5', '127.0.0.9');
        const site = await serveSite({ server: (it) => server(it, { add: lines }) });
        try {
            const asked = async (address, what) => (await site.browser({ address }).get(what)).status;
            assert.equal(await asked('127.0.0.9', '/metrics'), 200);
            assert.equal(await asked('127.0.0.8', '/metrics'), 403);
            assert.equal(await asked('127.0.0.8', '/readyz'), 200, 'what is not opened is as it was');
            assert.equal(await asked('127.0.0.8', '/'), 200);
        } finally {
            await site.close();
        }
    });
}

describe('docs/alerts.yml', () => {
    const alerts = `${processes.checkout}/docs/alerts.yml`;

    test('is what Prometheus takes, and raises what it should', async () => {
        const checked = await processes.run('promtool', ['check', 'rules', alerts]);
        assert.equal(checked.code, 0, checked.out + checked.err);
        fs.copyFileSync(alerts, `${processes.root}/alerts.rules`);
        fs.copyFileSync(`${processes.checkout}/tests/http/alerts.yml`, `${processes.root}/alerts.test.yml`);
        const tested = await processes.run('promtool', ['test', 'rules', `${processes.root}/alerts.test.yml`]);
        assert.equal(tested.code, 0, tested.out + tested.err);
    });

    test('goes by numbers that there are, and the guide tells of each alert', async () => {
        const site = await makeSite();
        await site.start();
        const connection = new Connection(site.socket);
        const known = (await connection.ask('/metrics')).body.toString();
        const text = fs.readFileSync(alerts, 'utf8');
        for (const [name] of text.matchAll(/\bbroadsheet_[a-z_]+/g))
            assert.ok(known.includes(`# TYPE ${name.replace(/_bucket$/, '')} `), name);
        const guide = fs.readFileSync(`${processes.checkout}/docs/DEPLOY.md`, 'utf8');
        for (const [, name] of text.matchAll(/alert: (\w+)/g)) assert.ok(guide.includes(`| ${name} |`), `DEPLOY: ${name}`);
        for (const [, name] of known.matchAll(/# TYPE broadsheet_(\w+)/g)) assert.ok(guide.includes(`\`${name}\``), `DEPLOY: ${name}`);
        connection.close();
        await site.close();
    });
});
