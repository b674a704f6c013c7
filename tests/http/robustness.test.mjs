// SPDX-License-Identifier: MIT
// Bad days: garbage on the socket, a second process, a locked or full disk, missing folders, a clock
// that jumps, a broken template. Each gets a clear answer, and nothing that was acknowledged is lost.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { wrongClock } from './lib/clock.mjs';
import * as fcgi from './lib/fastcgi.mjs';
import { commentOn, decide, editor, postComment, queueRow, signIn, someText } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { startNginx } from './lib/servers.mjs';
import { makeSite, serveSite, Site } from './lib/site.mjs';
import { inParallel, waitFor } from './lib/wait.mjs';

const QUIET = { comments_per_minute: '0' };

describe('garbage on the socket', () => {
    let site, path;
    before(async () => {
        site = await serveSite({ settings: QUIET });
        ({ path } = await site.article({ body: '[post-views]\n' }));
    });
    after(() => site.close());

    /** Sends BYTES in one go; the connection may answer or be closed, and the program must live on. */
    async function throwAt(...bytes) {
        const connection = new fcgi.Connection(site.socket);
        await connection.send(...bytes);
        connection.socket.end();
        await connection.until(() => false, 1500);
        connection.close();
        return connection;
    }
    const get = (target, options) => fcgi.request(target, options);

    const cases = {
        'nothing': [Buffer.alloc(0)],
        'half a header': [Buffer.from([1, 1, 0])],
        'an HTTP request': [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
        'noise': [Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))],
        'another version': [fcgi.record(fcgi.BEGIN, Buffer.from([0, 1, 1, 0, 0, 0, 0, 0]), { version: 9 })],
        'a role it does not play': [fcgi.begin({ role: 2 }), fcgi.record(fcgi.PARAMS), fcgi.record(fcgi.STDIN)],
        'a begin that is too short': [fcgi.record(fcgi.BEGIN, 'abc')],
        'params without a begin': [fcgi.record(fcgi.PARAMS, fcgi.params({ A: 'b' })), fcgi.record(fcgi.PARAMS)],
        'a body without a begin': [fcgi.record(fcgi.STDIN, 'x'.repeat(1000))],
        'an end from the client': [fcgi.record(fcgi.END, Buffer.alloc(8))],
        'a request of number 0': [fcgi.begin({ id: 0 }), fcgi.record(fcgi.PARAMS, '', { id: 0 })],
        'an unknown type': [fcgi.record(200, 'x'), get('/')],
        'an abort in the middle': [fcgi.begin(), fcgi.record(fcgi.PARAMS, fcgi.params({ REQUEST_METHOD: 'GET' })), fcgi.record(fcgi.ABORT)],
        'two requests interleaved': [fcgi.begin({ id: 1 }), fcgi.begin({ id: 2 }), fcgi.record(fcgi.PARAMS, fcgi.params({ REQUEST_METHOD: 'GET', REQUEST_URI: '/' }), { id: 1 }), fcgi.record(fcgi.PARAMS, '', { id: 2 })],
        'a begin inside a request': [fcgi.begin(), fcgi.begin(), fcgi.record(fcgi.PARAMS)],
        'a name longer than its record': [fcgi.begin(), fcgi.record(fcgi.PARAMS, Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff])), fcgi.record(fcgi.PARAMS), fcgi.record(fcgi.STDIN)],
        'a length cut off': [fcgi.begin(), fcgi.record(fcgi.PARAMS, Buffer.from([0x80])), fcgi.record(fcgi.PARAMS), fcgi.record(fcgi.STDIN)],
        'params beyond all bounds': [fcgi.begin(), ...Array.from({ length: 64 }, (_, i) => fcgi.record(fcgi.PARAMS, fcgi.params({ [`HTTP_X${i}`]: 'x'.repeat(60000) })))],
        'thousands of params': [fcgi.begin(), ...Array.from({ length: 40 }, (_, i) => fcgi.record(fcgi.PARAMS, fcgi.params(Object.fromEntries(Array.from({ length: 1000 }, (_, k) => [`HTTP_A${i}_${k}`, 'v']))))), fcgi.record(fcgi.PARAMS), fcgi.record(fcgi.STDIN)],
        'no params at all': [fcgi.begin(), fcgi.record(fcgi.PARAMS), fcgi.record(fcgi.STDIN)],
        'a NUL in the address': [get('/a\0b')],
        'an address without a slash': [get('nothing')],
        'an empty address': [get('')],
        'a method with a space': [get('/', { method: 'G T' })],
        'values asked, one name many times': [fcgi.record(fcgi.GET_VALUES, fcgi.params({ FCGI_MAX_CONNS: '', FCGI_MAX_REQS: '', FCGI_MPXS_CONNS: '' }), { id: 0 }), ...Array.from({ length: 3 }, () => fcgi.record(fcgi.GET_VALUES, Buffer.concat(Array.from({ length: 50 }, () => fcgi.params({ FCGI_MPXS_CONNS: '' }))), { id: 0 }))],
        'a body that is shorter than it says': [fcgi.begin(), fcgi.record(fcgi.PARAMS, fcgi.params({ REQUEST_METHOD: 'POST', REQUEST_URI: '/comment', CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: '1000' })), fcgi.record(fcgi.PARAMS), fcgi.record(fcgi.STDIN, 'a=1'), fcgi.record(fcgi.STDIN)],
        'a body of negative length': [fcgi.begin(), fcgi.record(fcgi.PARAMS, fcgi.params({ REQUEST_METHOD: 'POST', REQUEST_URI: '/comment', CONTENT_LENGTH: '-1' })), fcgi.record(fcgi.PARAMS), fcgi.record(fcgi.STDIN)],
        'padding at its largest': [Buffer.concat([fcgi.record(fcgi.BEGIN, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0]), { padding: 255 })])],
    };
    for (const [what, bytes] of Object.entries(cases)) {
        test(`${what} hurts nobody`, async () => {
            await throwAt(...bytes);
            assert.ok(site.process.running, 'the program is up');
            assert.equal((await site.browser().get('/')).status, 200);
        });
    }

    test('a request cut off at every byte leaves the program as it was', async () => {
        const whole = get('/', { keep: false });
        await inParallel(whole.length, 8, async (i) => {
            const connection = new fcgi.Connection(site.socket);
            await connection.send(whole.subarray(0, i));
            connection.close();
        });
        assert.equal((await site.browser().get('/')).status, 200);
    });

    test('a request sent byte by byte is answered, while others are too', async () => {
        const connection = new fcgi.Connection(site.socket);
        const bytes = get(path, { keep: false });
        const reader = site.browser();
        for (const byte of bytes) {
            await connection.send(Buffer.from([byte]));
            if (byte === 1) assert.equal((await reader.get('/')).status, 200);
        }
        await connection.until((r) => r.some((x) => x.type === fcgi.END));
        assert.ok(connection.records.some((x) => x.type === fcgi.END));
        connection.close();
    });

    test('many idle connections hold nobody up', async () => {
        const idle = Array.from({ length: 200 }, () => new fcgi.Connection(site.socket));
        await Promise.all(idle.map((c) => c.send(Buffer.from([1]))));
        for (let i = 0; i < 20; i++) assert.equal((await site.browser().get('/')).status, 200);
        idle.forEach((c) => c.close());
    });

    test('one connection carries many requests, and answers each with its own number', async () => {
        const connection = new fcgi.Connection(site.socket);
        for (const id of [1, 1, 7, 65535]) {
            const answer = await connection.ask('/', { id });
            assert.equal(answer.status, 200);
            assert.ok(connection.records.every((r) => r.id === id));
        }
        connection.close();
    });

    test('a body beyond the bound is read, dropped and answered with 413', async () => {
        const connection = new fcgi.Connection(site.socket);
        assert.equal((await connection.ask('/comment', { method: 'POST', body: 'x='.padEnd(5 << 20, 'y') })).status, 413);
        assert.equal((await connection.ask('/')).status, 200, 'the connection is still good');
        connection.close();
    });
});

test('a second process on the same site: counts and approvals of one are the other\'s within a second', async () => {
    const site = await serveSite({ users: { mod: 'moderator' }, settings: QUIET });
    const second = Object.assign(new Site(), { dir: site.dir });
    await second.start();
    second.server = await startNginx(second);
    try {
        const { path } = await site.article({ body: '[post-views]\n' });
        const here = site.browser(), there = second.browser();
        let [count] = (await here.page(path)).views;
        for (let i = 0; i < 10; i++) {
            const [n] = (await (i % 2 ? here : there).page(path)).views;
            assert.equal(n, ++count);
        }
        const mod = await signIn(site, 'mod');
        const { text } = await commentOn(second, path);
        await decide(mod, text, 'approve');
        assert.ok((await here.page(path)).text.includes(text), 'at once where it was approved');
        await waitFor('the other process shows it', async () => (await there.page(path)).text.includes(text));
        const both = await inParallel(20, 4, (i) => commentOn(i % 2 ? site : second, path));
        assert.equal(Number(await site.sql('SELECT count(*) FROM comment;')), both.length + 1);
    } finally {
        await second.close();
        await site.close();
    }
    assert.equal((await site.cli(['check'])).code, 0);
});

test('two processes may not listen on one socket', async () => {
    const site = await serveSite();
    try {
        const second = await site.cli(['serve', '--listen', `unix:${site.socket}`], { timeout: 20_000 });
        assert.equal(second.code, 1, second.err);
        assert.match(second.err, /listen|in use|already/i);
        assert.equal((await site.browser().get('/')).status, 200);
    } finally {
        await site.close();
    }
});

test('a socket file that a killed process left behind is replaced', async () => {
    const site = await serveSite();
    try {
        await site.stop('SIGKILL');
        assert.ok(fs.existsSync(site.socket));
        await site.start();
        await waitFor('it answers', async () => (await site.browser().get('/')).status === 200);
    } finally {
        await site.close();
    }
});

test('a locked database: a comment is told to come again, and reading goes on', async () => {
    const site = await serveSite({ settings: QUIET });
    const { path } = await site.article({ body: '[post-views]\n' });
    const reader = site.browser();
    const page = await reader.page(path);
    const lock = spawn('sqlite3', ['-batch', '-bail', '-cmd', '.timeout 10000', site.database], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
        lock.stdin.write("BEGIN IMMEDIATE;\nSELECT 'locked';\n");
        await new Promise((done) => lock.stdout.once('data', done));
        const comment = someText('Held up');
        const sent = reader.submit(page.form('/comment'), { author: 'A', email: 'a@example.org', comment });
        const [first] = (await site.browser().page(path)).views;
        assert.equal((await site.browser().page(path)).views[0], first + 1, 'pages are served and counted meanwhile');
        const answer = await sent;
        assert.equal(answer.status, 503, answer.text.slice(0, 300));
        assert.ok(Number(answer.headers['retry-after']) >= 1);
        lock.stdin.end('ROLLBACK;\n');
        await new Promise((done) => lock.once('exit', done));
        const again = await reader.submit(page.form('/comment'), { author: 'A', email: 'a@example.org', comment });
        assert.equal(again.status, 303, 'the same form is good afterwards');
        assert.equal(Number(await site.sql(`SELECT count(*) FROM comment WHERE body LIKE '%${comment}%';`)), 1);
    } finally {
        lock.kill();
        await site.close();
    }
});

test('a full disk: a comment is refused clearly, reading and counting go on, and nothing is lost', async (t) => {
    if (!processes.asRoot) return t.skip('needs root, to mount a small file system');
    const disk = `${processes.root}/disk`;
    fs.mkdirSync(disk);
    try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=755', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
        return t.skip('this machine may not mount a file system');
    }
    let site;
    try {
        site = await makeSite({ users: { boss: 'admin' }, settings: QUIET });
        execFileSync('mv', [site.dir, `${disk}/site`]);
        site.dir = `${disk}/site`;
        await site.start();
        site.server = await startNginx(site);
        const { path } = await site.article({ body: '[post-views]\n' });
        const kept = await commentOn(site, path);
        const staff = await signIn(site, 'boss');
        const draft = await staff.page('/admin/articles/new');
        const [before] = (await site.browser().page(path)).views;
        const fill = fs.openSync(`${disk}/fill`, 'w');
        try { for (const size of [1 << 20, 4096, 1]) for (;;) fs.writeSync(fill, Buffer.alloc(size)); } catch (e) { assert.equal(e.code, 'ENOSPC'); }
        fs.closeSync(fill);
        let refused;
        for (let i = 0; i < 200 && !refused; i++) {
            const answer = await postComment(site.browser(), path, { comment: `${someText('Full')} ${'x'.repeat(30_000)}` });
            if (answer.status !== 303) refused = answer;
        }
        assert.ok(refused, 'the disk is full');
        assert.ok([500, 503, 507].includes(refused.status), String(refused.status));
        assert.doesNotMatch(refused.text, /sqlite|disk image|disk is full|SQLITE/i);
        assert.match(refused.text, /Nothing can be saved here just now/);
        const body = `${someText('Full')} ${'words '.repeat(50_000)}`;
        const unsaved = await staff.submit(editor(draft), { title: 'Kept in its form', body }, { button: 'save' });
        assert.equal(unsaved.status, 503);
        assert.match(unsaved.text, /Nothing was saved: the disk is full\. What the site’s operator can do: make room/);
        assert.ok(unsaved.html.includes(body.slice(0, 30)), 'what was typed stays');
        assert.match(site.process.log(), /nothing can be written: the disk is full\. What to do: make room on the disk/);
        const [now] = (await site.browser().page(path)).views;
        assert.ok(now > before, 'views are counted');
        assert.ok(site.process.running);
        fs.rmSync(`${disk}/fill`);
        await waitFor('there is room again', async () => (await postComment(site.browser(), path)).status === 303);
        assert.equal((await site.cli(['check'])).code, 0);
        assert.equal(Number(await site.sql(`SELECT count(*) FROM comment WHERE body LIKE '%${kept.text}%';`)), 1);
    } finally {
        await site?.close();
        execFileSync('umount', ['-l', disk]);
    }
});

test('what the database refuses is a fault that the log explains, and no fault of the reader', async () => {
    const site = await serveSite({ settings: QUIET });
    try {
        const { path } = await site.article({});
        await site.sql('CREATE UNIQUE INDEX older ON comment (author);'); // a schema that is another
        const form = { author: 'Bea Twice' };
        assert.equal((await postComment(site.browser(), path, form)).status, 303);
        const refused = await postComment(site.browser(), path, form);
        assert.equal(refused.status, 500);
        assert.doesNotMatch(refused.text, /constraint|UNIQUE|comment_insert|said that/i);
        assert.match(site.process.log(), /the database refused a change: comment_insert \(UNIQUE constraint failed: comment\.author/);
        assert.doesNotMatch(site.process.log(), /nothing can be written/);
    } finally {
        await site.close();
    }
});

describe('a site folder that is not right', () => {
    test('missing, empty, or no folder: one clear sentence, exit 1', async () => {
        const file = `${processes.root}/a-file`;
        fs.writeFileSync(file, 'x');
        const empty = `${processes.root}/empty`;
        fs.mkdirSync(empty);
        processes.giveToServer(file, empty);
        for (const dir of [`${processes.root}/none`, file, empty, '']) {
            const result = await processes.run(processes.program, ['serve', '--site', dir, '--listen', `unix:${processes.root}/x.socket`], { timeout: 20_000 });
            assert.ok([1, 2].includes(result.code), `${dir}: ${result.code}`);
            assert.ok(result.err.trim().length > 10 && result.err.trim().split('\n').length <= 3, result.err);
        }
    });

    /** What `serve` says of SITE, which it must refuse. */
    async function refusal(site) {
        const result = await site.cli(['serve', '--listen', `unix:${site.socket}`], { timeout: 20_000 });
        assert.equal(result.code, 1, result.err);
        assert.equal(result.err.trim().split('\n').length, 1, result.err);
        return result.err;
    }

    test('not readable or not writable: one clear sentence, exit 1', async () => {
        const site = await makeSite();
        const database = site.database; // read while it can be
        for (const [file, modes] of [[site.dir, [0o000, 0o555]], [database, [0o000, 0o444]]]) {
            const good = fs.statSync(file).mode & 0o777;
            for (const mode of modes) {
                fs.chmodSync(file, mode);
                const said = await refusal(site);
                fs.chmodSync(file, good);
                assert.ok(said.includes(site.dir), said);
                assert.match(said, /permission|writ|read/i);
            }
        }
    });

    test('a database that is none, or of a newer program: one clear sentence, exit 1', async () => {
        const site = await makeSite();
        const database = site.database;
        await site.sql('PRAGMA user_version = 999;');
        assert.match(await refusal(site), /newer Broadsheet/);
        fs.writeFileSync(database, 'this is not a database, and long enough to be looked at twice '.repeat(100));
        assert.match(await refusal(site), /database/i);
    });

    test('a counter file of another site or cut short is put right, and said so', async () => {
        const site = await serveSite();
        try {
            const { path } = await site.article({ body: '[post-views]\n' });
            for (let i = 0; i < 5; i++) await site.browser().page(path);
            const [count] = (await site.browser().page(path)).views;
            await site.stop();
            const file = `${site.dir}/views.bin`;
            const whole = fs.readFileSync(file);
            for (const bad of [Buffer.alloc(0), whole.subarray(0, 10), whole.subarray(0, 9000), Buffer.alloc(whole.length, 0xff), Buffer.from('garbage'.repeat(100))]) {
                fs.writeFileSync(file, bad);
                await site.start();
                await waitFor('it answers', async () => (await site.browser().get('/')).status === 200);
                assert.ok((await site.browser().page(path)).views[0] > count - 1);
                await site.stop();
            }
        } finally {
            await site.close();
        }
    });
});

test('the clock set back a year: pages, comments and sessions go on', async (t) => {
    const env = wrongClock('-1y');
    if (!env) return t.skip('faketime is not installed');
    const site = await serveSite({ users: { mod: 'moderator' }, settings: QUIET });
    try {
        const { path } = await site.article({ body: '[post-views]\n' });
        const mod = await signIn(site, 'mod');
        const { text } = await commentOn(site, path);
        const [count] = (await site.browser().page(path)).views;
        await site.stop();
        await site.start({ env });
        await waitFor('it answers', async () => (await site.browser().get('/')).status === 200);
        assert.equal((await site.browser().page(path)).views[0], count + 1);
        await decide(mod, text, 'approve');
        assert.ok((await site.browser().page(path)).text.includes(text));
        const late = await commentOn(site, path);
        assert.ok(await queueRow(mod, late.text));
        await site.stop();
        assert.equal((await site.cli(['check'])).code, 0);
    } finally {
        await site.close();
    }
});

test('SIGHUP takes new templates, and keeps the old ones where a new one is broken', async () => {
    const site = await makeSite();
    const templates = `${processes.root}/templates`;
    fs.cpSync(`${processes.checkout}/templates`, templates, { recursive: true });
    execFileSync('chmod', ['-R', 'a+rwX', templates]);
    const layout = execFileSync('grep', ['-rl', '</body>', `${templates}/site`, `${templates}/layout`], { encoding: 'utf8' }).split('\n')[0];
    try {
        await site.start({ extra: ['--templates', templates] });
        site.server = await startNginx(site);
        await waitFor('it answers', async () => (await site.browser().get('/')).status === 200);
        const good = fs.readFileSync(layout, 'utf8');
        fs.writeFileSync(layout, good.replace('</body>', '<p>Reloaded here</p></body>'));
        site.process.signal('SIGHUP');
        await waitFor('the new template shows', async () => (await site.browser().get('/')).text.includes('Reloaded here'));
        fs.writeFileSync(layout, good.replace('</body>', '{{#UNCLOSED}}</body>'));
        site.process.signal('SIGHUP');
        await waitFor('the log tells of it', () => /template/i.test(site.process.log().split('\n').slice(-10).join('\n')));
        assert.ok((await site.browser().get('/')).text.includes('Reloaded here'), 'the old ones stay');
        await site.stop();
        const broken = await site.cli(['serve', '--listen', `unix:${site.socket}`, '--templates', templates], { timeout: 20_000 });
        assert.equal(broken.code, 1);
        assert.ok(broken.err.includes(layout.split('/').pop()), broken.err);
    } finally {
        await site.close();
    }
});

test('SIGTERM under load: what was begun is finished, exit 0, and every count is in the database', async () => {
    const site = await serveSite({ settings: QUIET });
    const { path, id } = await site.article({ body: '[post-views]\n' });
    let answered = 0;
    let going = true;
    const load = inParallel(8, 8, async () => {
        const connection = new fcgi.Connection(site.socket);
        try {
            while (going) {
                if ((await connection.ask(path)).status === 200) answered++;
            }
        } catch { /* it has stopped */ } finally {
            connection.close();
        }
    });
    await waitFor('some are answered', () => answered > 500);
    const ended = await site.stop();
    going = false;
    await load;
    assert.deepEqual(ended, { code: 0, signal: null });
    const counted = Number(await site.sql(`SELECT counted + other + robot FROM view_total WHERE article_id = ${id};`));
    assert.ok(counted >= answered && counted <= answered + 8, `${counted} counted, ${answered} answered`);
    await site.close();
});
