// SPDX-License-Identifier: MIT
// More readers at once than the program has connections for: they wait, and each gets the page. With the shipped
// files of nginx and Apache, and Debian's own nginx.conf as DEPLOY changes it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import { describe, test } from 'node:test';
import * as fcgi from './lib/fastcgi.mjs';
import * as processes from './lib/processes.mjs';
import { debiansNginx, startApacheFcgid, startApacheProxy, startNginx } from './lib/servers.mjs';
import { connectionsOf, makeSite, serveSite } from './lib/site.mjs';
import { inParallel, waitFor } from './lib/wait.mjs';

const READERS = 4000;
const PERSON = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** Opens N connections to PORT: { ask(path), answers: promise of the first line of what each one gets }. */
async function readers(port, n) {
    const sockets = await inParallel(n, 100, () => new Promise((resolve, reject) => {
        const socket = net.connect(port, '127.0.0.1', () => resolve(socket));
        socket.once('error', reject);
    }));
    const ask = (path) => sockets.forEach((s) => s.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ${PERSON}\r\n\r\n`));
    const rush = { answered: 0, ask };
    rush.answers = Promise.all(sockets.map((socket) => new Promise((resolve) => {
        const end = (line) => { rush.answered++; socket.destroy(); resolve(line); };
        socket.once('data', (d) => end(/^HTTP\/1\.1 (.*)/.exec(d.toString('latin1'))?.[1].trim()));
        socket.once('close', () => end('closed'));
        socket.removeAllListeners('error').once('error', (e) => end(e.code));
    })));
    return rush;
}

function countOf(list) {
    const counts = {};
    for (const x of list) counts[x] = (counts[x] ?? 0) + 1;
    return counts;
}

const servers = {
    nginx: (site) => startNginx(site, { main: debiansNginx }),
    Apache: startApacheProxy,
};
describe('4,000 requests at once', () => {
    for (const [name, server] of Object.entries(servers)) {
        test(`${name}: all wait while the program can take none, and each is answered`, async () => {
            const site = await serveSite({ server });
            const { path } = await site.article({ body: 'A number:\n\n[post-views]\n' });
            const before = fs.readdirSync(`/proc/${site.process.pid}/fd`).length;
            const rush = await readers(site.port, READERS);
            // Whatever the machine's speed, all of them are there at the same time.
            site.process.signal('SIGSTOP');
            rush.ask(path);
            await waitFor('all of them wait', () => rush.answered > 0 || connectionsOf(site) >= READERS, 30_000);
            site.process.signal('SIGCONT');
            assert.deepEqual(countOf(await rush.answers), { '200 OK': READERS });
            assert.deepEqual((await site.browser().page(path)).views, [READERS + 1], 'each was counted');
            // A web server keeps a few dozen connections; Apache none.
            await waitFor('what they took is free again', () => fs.readdirSync(`/proc/${site.process.pid}/fd`).length < before + 100);
            await site.close();
        });
    }

    test('Apache with mod_fcgid, which starts the program itself: each is answered', async () => {
        const site = await serveSite({ server: startApacheFcgid });
        const rush = await readers(site.port, READERS);
        rush.ask('/');
        assert.deepEqual(countOf(await rush.answers), { '200 OK': READERS });
        await site.close();
    });
});

test('what thousands of requests that never become whole have taken is given back', async () => {
    const site = await serveSite();
    const memoryMb = () => Number(/RssAnon:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${site.process.pid}/status`, 'utf8'))[1]) / 1024;
    const before = memoryMb();
    // What is made meanwhile, as the page that each has had first, stands between what they take.
    const half = fcgi.request('/comment', { method: 'POST', body: 'x'.repeat(3000) }).subarray(0, 2000);
    const sockets = await inParallel(READERS, 100, () => new Promise((resolve, reject) => {
        const socket = net.connect(site.socket, () => socket.write(fcgi.request('/')));
        socket.once('error', reject);
        socket.once('data', () => socket.write(half, () => resolve(socket)));
    }));
    await waitFor('the program has read them', () => memoryMb() > before + 40);
    assert.ok(memoryMb() < before + 120, `${memoryMb()} MB`);
    sockets.forEach((s) => s.destroy());
    await waitFor('it has no more than before, but for little', () => memoryMb() < before + 12, 30_000);
    await site.close();
});

describe('where the kernel lets fewer wait', () => {
    const FEW = ['unshare', '--net', '--map-root-user', 'sh', '-c', 'echo 128 >/proc/sys/net/core/somaxconn && exec "$@"', 'sh'];

    test('the log says so when the program starts, and how it is changed', async () => {
        const site = await makeSite({});
        await site.start({ wrapper: FEW });
        assert.match(site.process.log(), / warn .*128 .*sysctl .*net\.core\.somaxconn=4096/);
        await site.close();
    });

    test('check warns of it, and fails for nothing else', async () => {
        const site = await makeSite({});
        const [command, ...args] = [...FEW, processes.program, 'check', '--site', site.dir];
        const few = await processes.run(command, args);
        assert.match(few.out, /^warning: .*128 .*sysctl .*net\.core\.somaxconn=4096/m);
        assert.equal(few.code, 0, few.out + few.err);
        assert.doesNotMatch((await site.cli(['check'])).out, /somaxconn/);
    });
});
