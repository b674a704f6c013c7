// SPDX-License-Identifier: MIT
// Every unit of systemd that is shipped, as `make install` puts it, judged by systemd itself.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { before, describe, test } from 'node:test';
import * as processes from './lib/processes.mjs';

describe('the shipped units', () => {
    const prefix = `${processes.root}/installed`, units = `${prefix}/units`;
    const read = (name) => fs.readFileSync(`${units}/${name}`, 'utf8');
    let names;
    before(async () => {
        const installed = await processes.run('sh', ['src/tools/install.sh', processes.program, '', prefix, units], { cwd: processes.checkout, own: false });
        assert.equal(installed.code, 0, installed.err);
        names = fs.readdirSync(units);
    });

    /** What systemd has to say of NAMES. (It warns of what this machine lacks, too.) */
    async function verify(list) {
        const { code, out, err } = await processes.run('systemd-analyze', ['verify', '--man=no', ...list.map((name) => `${units}/${name}`)],
            { own: false, env: { SYSTEMD_UNIT_PATH: `${units}:` } });
        return { code, said: (out + err).trim() };
    }

    test('are there: one site, any number of sites', () => {
        for (const name of ['broadsheet.service', 'broadsheet.socket', 'broadsheet@.service', 'broadsheet@.socket',
            'broadsheet-backup.service', 'broadsheet-backup.timer', 'broadsheet-backup@.service', 'broadsheet-backup@.timer']) assert.ok(names.includes(name), name);
    });

    test('are taken by systemd without a word', async () => {
        assert.deepEqual(await verify(names.filter((name) => !name.endsWith('.d'))), { code: 0, said: '' });
    });

    test('are taken with each drop-in, too', async () => {
        const dropins = fs.readdirSync(`${prefix}/share/broadsheet/systemd`);
        assert.ok(dropins.includes('closed.conf'));
        for (const name of dropins) {
            fs.mkdirSync(`${units}/broadsheet.service.d`, { recursive: true });
            fs.copyFileSync(`${prefix}/share/broadsheet/systemd/${name}`, `${units}/broadsheet.service.d/${name}`);
            assert.deepEqual(await verify(['broadsheet.service']), { code: 0, said: '' }, name);
        }
        fs.rmSync(`${units}/broadsheet.service.d`, { recursive: true });
    });

    test('a mistake in one is found', async () => {
        fs.writeFileSync(`${units}/wrong.service`, read('broadsheet.service').replace('WatchdogSec=', 'WatchdogSecs='));
        assert.match((await verify(['wrong.service'])).said, /Unknown key (name )?'WatchdogSecs'/);
        fs.rmSync(`${units}/wrong.service`);
    });

    test('leave nothing open that systemd can close: 1.5 of 10 at most', async () => {
        for (const name of ['broadsheet.service', 'broadsheet@.service', 'broadsheet-backup.service']) {
            const { code, out, err } = await processes.run('systemd-analyze', ['security', '--offline=yes', '--no-pager', '--threshold=15', `${units}/${name}`], { own: false });
            assert.equal(code, 0, `${name}\n${out}${err}`);
        }
    });

    test('let nothing into the networks of the machine itself, and the closed form nothing at all', () => {
        for (const name of ['broadsheet.service', 'broadsheet@.service'])
            assert.match(read(name), /^IPAddressDeny=localhost link-local multicast\nIPAddressDeny=10\.0\.0\.0\/8 172\.16\.0\.0\/12 192\.168\.0\.0\/16 .*fc00::\/7\nIPAddressAllow=127\.0\.0\.53$/m);
        assert.match(fs.readFileSync(`${prefix}/share/broadsheet/systemd/closed.conf`, 'utf8'), /^IPAddressAllow=\nIPAddressDeny=any$/m);
    });

    test('the nightly backup of an instance is of its site, into a folder of its own', () => {
        assert.match(read('broadsheet-backup@.service'), /^ExecStart=\S+\/broadsheet --quiet backup --full --keep 14 --site \/var\/lib\/broadsheet-%i \/var\/backups\/broadsheet-%i\/$/m);
        assert.match(read('broadsheet-backup@.service'), /^ReadWritePaths=\/var\/lib\/broadsheet-%i -\/var\/backups\/broadsheet-%i$/m);
    });

    test('an instance has a folder and a socket of its own', () => {
        assert.match(read('broadsheet@.service'), /^ExecStart=\S+\/broadsheet serve --site \/var\/lib\/broadsheet-%i$/m);
        assert.match(read('broadsheet@.service'), /^ReadWritePaths=\/var\/lib\/broadsheet-%i$/m);
        assert.match(read('broadsheet@.service'), /^RequiresMountsFor=\/var\/lib\/broadsheet-%i$/m);
        assert.match(read('broadsheet@.service'), /^Requires=broadsheet@%i\.socket$/m);
        assert.match(read('broadsheet@.socket'), /^ListenStream=\/run\/broadsheet\/%i\.sock$/m);
    });
});
