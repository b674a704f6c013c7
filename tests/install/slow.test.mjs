// SPDX-License-Identifier: MIT
// What is left for readers while others hold connections, with the shipped files of nginx and Apache: slow forms,
// slow heads, slow readers.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import * as processes from '../http/lib/processes.mjs';
import { debiansNginx, startApacheProxy, startNginx } from '../http/lib/servers.mjs';
import { serveSite } from '../http/lib/site.mjs';
import { waitFor } from '../http/lib/wait.mjs';

const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');

/** How many connections to PORT are open. */
const held = (port) => read('/proc/net/tcp').split('\n').filter((line) => {
    const [, local, , state] = line.trim().split(/\s+/);
    return state === '01' && local.endsWith(`:${port.toString(16).toUpperCase().padStart(4, '0')}`);
}).length;

/** Runs JOB while slowhttptest, with ARGS, holds 2000 connections of one address; EVENT says that it does. */
async function besideSlow(site, args, event, job) {
    const slow = processes.start('sh', ['-c', 'ulimit -n 4096; exec slowhttptest "$@"', 'sh', '-c', '2000', '-r', '1000', '-l', '120', '-i', '2', '-x', '4', '-v', '0', ...args],
        { log: `${processes.root}/${processes.nextName('slow')}.log` });
    try {
        await waitFor('they are held', () => { assert.ok(slow.running, slow.log()); return event(); });
        await job();
        assert.ok(slow.running, 'all the while');
    } finally {
        await slow.stop('SIGKILL');
    }
}

async function assertReadable(site, path) {
    const reader = site.browser({ address: '127.0.0.1', sockets: 16 });
    // A server that is short of room closes kept connections first. Browsers ask again then, and so does this reader.
    const get = (p) => reader.get(p).catch((e) => { if (e.code !== 'ECONNRESET') throw e; return reader.get(p); });
    const pages = await Promise.all(Array.from({ length: 200 }, (_, i) => get(i % 2 ? path : '/')));
    assert.deepEqual(pages.map((p) => p.status), pages.map(() => 200));
    reader.close();
}

describe('nginx, with Debian\'s own nginx.conf and what DEPLOY changes in it', () => {
    let site, path;
    before(async () => {
        site = await serveSite({ server: (it) => startNginx(it, { main: debiansNginx }) });
        ({ path } = await site.article({}));
    });
    after(() => site.close());
    test('while slow forms are held, pages answer', async () => {
        await besideSlow(site, ['-B', '-s', '8192', '-u', `http://127.0.0.1:${site.port}/comment`], () => held(site.port) > 1900, () => assertReadable(site, path));
    });

    test('while slow heads are held, pages answer', async () => {
        await besideSlow(site, ['-H', '-u', `http://127.0.0.1:${site.port}/`], () => held(site.port) > 1900, () => assertReadable(site, path));
    });

    test('while pages are read slowly, pages answer', async () => {
        await besideSlow(site, ['-X', '-k', '3', '-w', '10', '-y', '20', '-n', '5', '-z', '32', '-u', `http://127.0.0.1:${site.port}${path}`],
            () => held(site.port) > 1500, () => assertReadable(site, path));
    });

    test('while slow forms come from as many addresses as there are, pages answer', async () => {
        const sockets = [];
        try {
            let away = 0;
            const open = (i) => new Promise((done, failed) => {
                const socket = net.connect({ port: site.port, host: '127.0.0.1', localAddress: `127.60.${i >> 5}.1` }, () => {
                    socket.write('POST /comment HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na=');
                    done();
                });
                socket.on('data', (d) => { if (/^HTTP\/1\.1 429/.test(d.toString('latin1'))) away++; socket.end(); });
                socket.on('error', failed);
                sockets.push(socket);
            });
            for (let i = 0; i < 2200; i += 100) await Promise.all(Array.from({ length: 100 }, (_, k) => open(i + k)));
            await waitFor('the site takes no more of them', () => away === 200);
            await assertReadable(site, path);
        } finally {
            sockets.forEach((s) => s.destroy());
        }
    });
});

describe('Apache, with the room that DEPLOY gives it', () => {
    let site, path;
    before(async () => {
        site = await serveSite({ server: startApacheProxy });
        ({ path } = await site.article({}));
    });
    after(() => site.close());

    test('while slow heads are held, pages answer', async () => {
        await besideSlow(site, ['-H', '-u', `http://127.0.0.1:${site.port}/`], () => held(site.port) > 1900, () => assertReadable(site, path));
    });

    test('while slow forms are held, pages answer', async () => {
        await besideSlow(site, ['-B', '-s', '8192', '-u', `http://127.0.0.1:${site.port}/comment`], () => held(site.port) > 1900, () => assertReadable(site, path));
    });
});
