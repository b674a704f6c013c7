// SPDX-License-Identifier: MIT
// The program as a service: what it tells systemd, what its signals do, and what its log looks like.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Connection } from './lib/fastcgi.mjs';
import * as processes from './lib/processes.mjs';
import { makeSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

/** Stands in for systemd: { socket, told: () => [message...], close() }. */
async function startSupervisor() {
    const name = processes.nextName('notify');
    const socket = `${processes.root}/${name}.socket`, log = `${processes.root}/${name}.log`;
    const p = processes.start('python3', [`${processes.checkout}/tests/http/lib/notify.py`, socket], { log });
    await waitFor('the supervisor listens', () => p.log().startsWith('bound\n'));
    return { socket, told: () => p.log().trimEnd().split('\n').slice(1), close: () => p.stop('SIGKILL') };
}

describe('what systemd is told', () => {
    let supervisor, site;
    before(async () => {
        supervisor = await startSupervisor();
        site = await makeSite();
    });
    after(async () => {
        await site.close();
        await supervisor.close();
    });
    const start = (more = {}) => site.start({ env: { NOTIFY_SOCKET: supervisor.socket, ...more } });
    const begun = () => supervisor.told().length;

    test('ready when it serves, reloading and ready again, stopping', async () => {
        await start();
        await waitFor('READY', () => supervisor.told().length === 1);
        assert.deepEqual(supervisor.told(), ['READY=1']);
        site.process.signal('SIGHUP');
        await waitFor('reloaded', () => supervisor.told().length === 3);
        assert.match(supervisor.told()[1], /^RELOADING=1;MONOTONIC_USEC=[1-9]\d{5,}$/);
        assert.equal(supervisor.told()[2], 'READY=1');
        assert.deepEqual(await site.stop(), { code: 0, signal: null });
        assert.deepEqual(supervisor.told().slice(3), ['STOPPING=1']);
    });

    test('nothing where the site is broken: it ends with 1 before it is ready', async () => {
        const from = begun();
        fs.renameSync(site.database, `${site.dir}/away`);
        const p = await site.start({ wait: false, env: { NOTIFY_SOCKET: supervisor.socket } });
        assert.deepEqual(await p.exited, { code: 1, signal: null });
        assert.deepEqual(supervisor.told().slice(from), []);
        fs.renameSync(`${site.dir}/away`, `${site.dir}/broadsheet.db`);
    });

    test('that it is alive, again and again, but not while the writer makes no progress', async () => {
        let from = begun();
        await start({ WATCHDOG_USEC: '3000000' });
        const alive = () => supervisor.told().slice(from).filter((message) => message === 'WATCHDOG=1').length;
        await waitFor('it is told', () => alive() >= 2);
        const holder = spawn('flock', [`${site.dir}/writer.lock`, 'sh', '-c', 'echo held; read end'], { stdio: ['pipe', 'pipe', 'inherit'] });
        const connection = new Connection(site.socket);
        try {
            await new Promise((done) => holder.stdout.once('data', done));
            await connection.ask('/readyz'); // has a change written, which waits for the lock
            await waitFor('it is not told', () => /the watchdog is not notified: the writer made no progress/.test(site.process.log()));
            holder.stdin.end('\n');
            await waitFor('it is told again', () => /the watchdog is notified again/.test(site.process.log()));
            from = begun();
            await waitFor('it goes on', () => alive() >= 2);
        } finally {
            holder.kill();
            connection.close();
        }
        assert.deepEqual(await site.stop(), { code: 0, signal: null });
    });

    test('nothing of a watchdog that is another process\'s', async () => {
        const from = begun();
        await start({ WATCHDOG_USEC: '1000', WATCHDOG_PID: '1' });
        site.process.signal('SIGHUP');
        await waitFor('reloaded', () => supervisor.told().length === from + 3);
        assert.ok(!supervisor.told().slice(from).includes('WATCHDOG=1'));
        await site.stop();
    });
});

test('signals that come while it stops change nothing: what is in flight is answered, and it ends with 0', async () => {
    const site = await makeSite();
    await site.start();
    const idle = new Connection(site.socket), begun = new Connection(site.socket);
    try {
        assert.equal((await idle.ask('/')).status, 200);
        assert.equal((await begun.ask('/')).status, 200);
        site.process.signal('SIGTERM');
        await waitFor('it stops', () => /stopping \(SIGTERM\)/.test(site.process.log()));
        for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGTERM']) site.process.signal(signal);
        assert.equal((await begun.ask('/')).status, 200, 'a request on a kept connection');
        assert.deepEqual(await site.process.exited, { code: 0, signal: null });
        assert.match(site.process.log(), /stopped\n$/);
    } finally {
        idle.close();
        begun.close();
        await site.close();
    }
});

describe('the log', () => {
    test('as JSON is an object a line, with time, level and message', async () => {
        const site = await makeSite();
        await site.start({ extra: ['--log', 'json'] });
        await site.stop();
        const lines = site.process.log().trimEnd().split('\n').map((line) => JSON.parse(line));
        assert.ok(lines.length >= 3);
        for (const line of lines) {
            assert.deepEqual(Object.keys(line), ['time', 'level', 'message']);
            assert.match(line.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        }
        assert.deepEqual(lines.at(-1), { ...lines.at(-1), level: 'info', message: 'stopped' });
        const broken = await processes.run(processes.program, ['serve', '--log', 'json', '--listen', `unix:${site.socket}`, '--site', `${site.dir}/nothing`]);
        assert.equal(broken.code, 1);
        assert.equal(JSON.parse(broken.err).level, 'error', 'why it does not start, too');
        await site.close();
    });

    test('takes no other form', async () => {
        const wrong = await processes.run(processes.program, ['serve', '--log', 'xml', '--listen', 'unix:/nowhere']);
        assert.equal(wrong.code, 2);
        assert.match(wrong.err, /--log takes text or json, not "xml"/);
    });
});
