// SPDX-License-Identifier: MIT
// What goes wrong on a busy day, while readers read and commenters comment: every read is answered,
// every number is exact, what was acknowledged is there. (crash.test.mjs kills the program.)

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { describe, test } from 'node:test';
import * as fcgi from './lib/fastcgi.mjs';
import { Load } from './lib/load.mjs';
import { metrics } from './lib/metrics.mjs';
import { signIn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { startNginx } from './lib/servers.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { inParallel, waitFor } from './lib/wait.mjs';

const QUIET = { comments_per_minute: '0' };
const COUNTER = 'A number:\n\n[post-views]\n';

/** Runs FAULT(load, site, articles) while the load is on; then everything must add up. */
async function withLoad({ site, ...options }, fault) {
    try {
        const read = await site.article({ body: COUNTER }), talk = await site.article({});
        const load = new Load(site, { read, talk, ...options });
        let failure = null;
        try {
            await load.more(50, 1);
            await fault(load, { read, talk });
            await load.more(50, 1);
        } catch (e) {
            failure = e;
        }
        await load.end().catch((e) => { throw failure ?? e; });
        if (failure) throw failure;
        const now = await metrics(site);
        assert.equal(now.errors_total, 0, 'no request ended in a fault');
        await site.stop();
        const check = await site.cli(['check']);
        assert.equal(check.code, 0, check.out + check.err);
    } finally {
        await site.close();
    }
}

test('SIGHUP with good templates and broken ones: each page is whole, and of a set that was good', async () => {
    const site = await serveSite({ settings: QUIET });
    const layout = `${site.dir}/templates/layout/site.tpl`;
    const good = fs.readFileSync(`${processes.checkout}/templates/layout/site.tpl`, 'utf8');
    const put = (text) => {
        fs.mkdirSync(`${site.dir}/templates/layout`, { recursive: true });
        fs.writeFileSync(`${layout}.new`, text);
        fs.renameSync(`${layout}.new`, layout);
        processes.giveToServer(`${site.dir}/templates`);
    };
    let newest = 0, oldest = 0;
    const check = (page) => {
        const marks = [...page.html.matchAll(/<p>Set (\d+)<\/p>/g)].map((m) => Number(m[1]));
        assert.ok(marks.length === 2 || (oldest === 0 && marks.length === 0), `two marks: ${marks}`);
        if (marks.length) assert.ok(marks[0] === marks[1] && marks[0] >= oldest && marks[0] <= newest, `${marks} of ${oldest} to ${newest}`);
    };
    const mark = (i) => good.replace('</header>', `</header><p>Set ${i}</p>`).replace('</body>', `<p>Set ${i}</p></body>`);
    const complaints = () => site.process.log().split('templates stay as they were').length;
    await withLoad({ site, check }, async (load, { talk }) => {
        for (let i = 1; i <= 10; i++) {
            newest = i;
            put(mark(i));
            site.process.signal('SIGHUP');
            await load.until(`set ${i} shows`, async () => (await site.browser().get(talk.path)).html.includes(`<p>Set ${i}</p></body>`));
            await load.more(20);
            oldest = i;
            const told = complaints();
            put(mark(99).replace('</body>', '{{#UNCLOSED}}</body>'));
            site.process.signal('SIGHUP');
            await load.until('the log tells of the broken one', () => complaints() > told);
            await load.more(20);
        }
        put(good);
    });
});

test('thousands of idle connections to nginx hold nobody up', async (t) => {
    const limit = Number(/Max open files\s+\d+\s+(\d+)/.exec(fs.readFileSync('/proc/self/limits', 'utf8'))[1]);
    const most = processes.atLength(10_000), n = Math.min(most, limit - 1000);
    t.diagnostic(`${n} idle connections${n < most ? `, for a process may have ${limit} open files here` : ''}`);
    const site = await serveSite({ settings: QUIET, server: (s) => startNginx(s, { connections: n + 1000 }) });
    await withLoad({ site }, async (load) => {
        const idle = [];
        let lost = 0;
        try {
            // Each has asked for something, as a browser has that keeps its connection.
            await inParallel(n, 100, () => new Promise((resolve, reject) => {
                const socket = net.connect(site.port, '127.0.0.1', () => socket.write('GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n'));
                socket.once('data', (d) => (/^HTTP\/1.1 200 /.test(d) ? resolve() : reject(new Error(String(d)))));
                socket.on('error', reject);
                socket.on('close', () => { lost++; });
                idle.push(socket);
            }));
            await load.more(processes.atLength(500), 5);
            assert.equal(lost, 0, 'all are still there');
            assert.ok(fs.readdirSync(`/proc/${site.process.pid}/fd`).length < 300, 'the program has a few of its own');
        } finally {
            idle.forEach((socket) => socket.destroy());
        }
    });
});

/** Reads from SOCKET one byte a second; gives { whole(): the rest, at full speed }. */
function slowly(socket) {
    const bytes = [];
    socket.pause();
    const timer = setInterval(() => {
        const byte = socket.read(1);
        if (byte) bytes.push(byte);
    }, 1000);
    return {
        bytes,
        whole: (isWhole) => new Promise((resolve, reject) => {
            clearInterval(timer);
            const end = () => { socket.destroy(); resolve(Buffer.concat(bytes)); };
            socket.on('data', (d) => { bytes.push(d); if (isWhole(Buffer.concat(bytes))) end(); });
            socket.on('end', end);
            socket.on('error', reject);
            socket.resume();
        }),
    };
}

test('clients that take a byte a second hold nobody up, and get all of it in the end', async () => {
    const site = await serveSite({ settings: QUIET });
    const long = await site.article({ body: 'Words of a very long article. \n\n'.repeat(16_000) });
    const size = (await site.browser().get(long.path, { headers: { 'accept-encoding': 'identity' } })).raw.length;
    assert.ok(size > 500_000, 'more than what the kernel keeps for a socket');
    await withLoad({ site }, async (load) => {
        // Of nginx, and of the program itself: many more than it has threads.
        const clients = Array.from({ length: 60 }, (_, i) => {
            const socket = net.connect(i % 2 ? { port: site.port, host: '127.0.0.1' } : { path: site.socket });
            socket.write(i % 2 ? `GET ${long.path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n` : fcgi.request(long.path, { keep: false }));
            return slowly(socket);
        });
        await load.until('each has some bytes', () => clients.every((c) => c.bytes.length >= 3));
        await load.more(processes.atLength(1000), 10);
        assert.ok(clients.every((c) => c.bytes.length < 100), 'they are slow');
        const all = await Promise.all(clients.map((c) => c.whole(() => false)));
        all.forEach((bytes, i) => assert.ok(bytes.length > size && bytes.includes('</html>'), `client ${i}: ${bytes.length} bytes of ${size}`));
    });
});

test('the disk full: reads and counts go on, a comment is stored or told to come again', async (t) => {
    if (!processes.asRoot) return t.skip('needs root, to mount a small file system');
    const disk = `${processes.root}/disk`;
    fs.mkdirSync(disk);
    try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=755', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
        return t.skip('this machine may not mount a file system');
    }
    try {
        const site = await makeSite({ settings: QUIET });
        execFileSync('mv', [site.dir, `${disk}/site`]);
        site.dir = `${disk}/site`;
        await site.start();
        site.server = await startNginx(site);
        const unread = await site.article({ body: COUNTER });
        await withLoad({ site, writers: 4 }, async (load) => {
            for (let round = 0; round < 3; round++) {
                const fill = fs.openSync(`${disk}/fill`, 'w');
                const refused = load.refused;
                await load.until('a comment is refused', () => {
                    try { for (const size of [1 << 20, 4096, 1]) for (;;) fs.writeSync(fill, Buffer.alloc(size)); } catch (e) { assert.equal(e.code, 'ENOSPC'); }
                    return load.refused > refused + 5;
                });
                await load.more(500);
                assert.equal((await site.browser().page(unread.path)).views[0], round + 1, 'an article that nobody had read before');
                fs.closeSync(fill);
                fs.rmSync(`${disk}/fill`);
                await load.more(100, 5);
            }
        });
    } finally {
        execFileSync('umount', ['-l', disk]);
    }
});

describe('another process keeps the lock to write', { concurrency: true }, () => {
    /** Holds the lock until told; the holder is a process of its own. */
    const holders = [
        ['the site\'s own lock', (site) => {
            const p = processes.start('flock', ['-F', `${site.dir}/writer.lock`, 'sleep', '100'], { log: `${processes.root}/${processes.nextName('flock')}.log` });
            const held = () => { try { execFileSync('flock', ['-n', `${site.dir}/writer.lock`, 'true']); return false; } catch { return true; } };
            return { held, release: () => p.stop('SIGKILL') };
        }],
        ['the database\'s lock', (site) => {
            const log = `${processes.root}/${processes.nextName('sqlite')}.log`;
            const p = processes.start('sh', ['-c', `(echo "BEGIN IMMEDIATE; SELECT 'it is held';"; exec sleep 100) | sqlite3 -batch -cmd '.timeout 10000' '${site.database}'`], { log });
            return { held: () => p.log().includes('it is held'), release: async () => { execFileSync('pkill', ['-P', String(p.pid)]); await p.exited; } };
        }],
    ];
    for (const [what, hold] of holders) {
        test(`${what}: everybody reads on, comments are late or told to come again`, async (t) => {
            const site = await serveSite({ settings: QUIET, users: { boss: 'admin' } });
            const boss = await signIn(site, 'boss');
            // They need not hurry to be seen going on.
            await withLoad({ site, writers: 12, restMs: 10, more: [['/admin/', boss], ['/', boss], ['/', site.browser()]] }, async (load) => {
                const holder = hold(site);
                await waitFor('it is held', holder.held);
                await load.until('a comment is told to come again', () => load.refused > 0);
                const reads = load.numbers.length, others = [...load.others];
                const meanwhile = () => [load.numbers.length - reads, ...load.others.map((n, i) => n - others[i])];
                await load.until('readers and the newsroom read on', () => meanwhile().every((n) => n > 20));
                assert.ok(holder.held(), 'all the time');
                t.diagnostic(`${meanwhile()} reads meanwhile, the slowest of ${Math.round(load.slowestMs)} ms; ${load.refused} comments were told to come again`);
                await holder.release();
                await load.more(100, 12);
            });
        });
    }
});
