// SPDX-License-Identifier: MIT
// The shipped units under a real systemd: ready means served, a broken site does not start, what hangs is
// ended, and a folder that was away is served again by itself.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { waitFor } from '../http/lib/wait.mjs';
import { Machine, checkout } from './machine.mjs';

const RUNS_WITH = /^ +apt-get install (libcurl4 .*)$/m.exec(fs.readFileSync(`${checkout}/docs/DEPLOY.md`, 'utf8'))[1];
const SITE = '/var/lib/broadsheet';

let machine;
before(async () => {
    machine = new Machine('service');
    await machine.boot();
    machine.sh(`apt-get install --no-install-recommends ${RUNS_WITH} procps`);
    execFileSync('sh', ['src/tools/install.sh', 'build/broadsheet', machine.dir, '/usr', '/lib/systemd/system'], { cwd: checkout });
    machine.sh(`adduser --system --group --home ${SITE} --no-create-home broadsheet`);
    makeFolder(SITE);
    makeFolder(`${SITE}-weekly`);
    // What is waited for here is the same, sooner.
    machine.sh('mkdir -p /etc/systemd/system/broadsheet.service.d && printf "[Service]\\nWatchdogSec=4\\n" >/etc/systemd/system/broadsheet.service.d/sooner.conf && systemctl daemon-reload');
});
after(() => machine?.stop());

function makeFolder(folder) {
    machine.sh(`install -d -o broadsheet -g broadsheet -m 0750 ${folder} && runuser -u broadsheet -- broadsheet init ${folder}`);
}
const show = (what, unit = 'broadsheet.service') => machine.sh(`systemctl show -p ${what} --value ${unit}`).trim();
const active = (unit) => machine.try(`systemctl is-active ${unit}`).out.trim();
const log = (options = '') => machine.sh(`journalctl -o cat -u broadsheet.service ${options}`);

test('started means served', () => {
    machine.sh('systemctl enable --now broadsheet.socket broadsheet.service');
    assert.equal(show('Type'), 'notify');
    assert.equal(active('broadsheet.service'), 'active');
    assert.match(log(), /serving \/var\/lib\/broadsheet/, 'before `systemctl start` came back');
});

test('a reload reads the templates, and the service stays up', async () => {
    const pid = show('MainPID');
    machine.sh('systemctl reload broadsheet.service');
    await waitFor('they are read', () => /the templates were read again/.test(log()));
    await waitFor('it is active', () => active('broadsheet.service') === 'active');
    assert.equal(show('MainPID'), pid);
});

test('what systemd watches is told, and a program that hangs is ended and started again', async () => {
    const before = show('WatchdogTimestampMonotonic'), pid = show('MainPID');
    assert.equal(show('WatchdogUSec'), '4s');
    await waitFor('it is told', () => show('WatchdogTimestampMonotonic') !== before);
    assert.equal(show('MainPID'), pid);
    machine.sh(`kill -STOP ${pid}`);
    await waitFor('another one runs', () => ![pid, '0'].includes(show('MainPID')) && active('broadsheet.service') === 'active', 60_000);
    assert.equal(active('broadsheet.socket'), 'active');
});

test('a broken site does not start: the command says so, and the log why, as an error', async () => {
    machine.sh(`mv ${SITE}/broadsheet.db ${SITE}/away`);
    assert.notEqual(machine.try('systemctl restart broadsheet.service').code, 0);
    assert.match(log('-p err'), /broadsheet\.db/);
    machine.sh(`mv ${SITE}/away ${SITE}/broadsheet.db`);
    await waitFor('it comes back by itself', () => active('broadsheet.service') === 'active');
});

test('the folder away for a dozen starts and back: served again by itself', async () => {
    machine.sh(`mv ${SITE} ${SITE}.away && systemctl kill -s KILL broadsheet.service`);
    const restarts = Number(show('NRestarts'));
    await waitFor('a dozen starts', () => Number(show('NRestarts')) >= restarts + 12, 60_000);
    assert.equal(active('broadsheet.socket'), 'active');
    machine.sh(`mv ${SITE}.away ${SITE}`);
    await waitFor('it is served', () => active('broadsheet.service') === 'active');
    assert.match(show('RequiresMountsFor'), /\/var\/lib\/broadsheet/);
});

test('told to stop and to start, it leaves no error behind', () => {
    machine.sh('systemctl stop broadsheet.service');
    assert.equal(show('Result'), 'success');
    assert.match(log().trimEnd(), /\bstopped\n(?!.*serving)[^]*$/);
    machine.sh('systemctl start broadsheet.service');
});

test('a second site is an instance, with a socket of its own', () => {
    machine.sh('systemctl enable --now broadsheet@weekly.socket broadsheet@weekly.service');
    assert.equal(active('broadsheet@weekly.service'), 'active');
    machine.sh('test -S /run/broadsheet/weekly.sock && test -S /run/broadsheet/broadsheet.sock');
    machine.sh('systemctl stop broadsheet@weekly.socket broadsheet@weekly.service');
    assert.equal(active('broadsheet.service'), 'active');
});
