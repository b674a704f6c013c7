// SPDX-License-Identifier: MIT
// The Debian package on a bare Debian: made there as docs/DEPLOY.md says, installed on another, upgraded while it is
// read and commented on, removed and purged.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { rush } from '../http/lib/rush.mjs';
import { waitFor } from '../http/lib/wait.mjs';
import { asScript, partsOfGuide } from './guide.mjs';
import { Machine, ask, checkout } from './machine.mjs';

const parts = partsOfGuide();
const [makeIt, installIt] = parts.find((p) => p.heading === '0. As a package').blocks;
const follow = (machine, block) => machine.sh(asScript(block), { cwd: '/root/broadsheet' });
const nameOf = (deb) => /broadsheet_.*\.deb$/.exec(deb)[0];

let maker, machine, deb, made;
before(async () => {
    maker = new Machine('maker');
    maker.takeSources();
    await maker.boot();
    follow(maker, makeIt);
    [deb] = fs.readdirSync(maker.file('/root/broadsheet/build')).filter((f) => /^broadsheet_.*\.deb$/.test(f)).map((f) => maker.file(`/root/broadsheet/build/${f}`));
    await maker.stop();

    machine = new Machine('site');
    fs.mkdirSync(machine.file('/root/broadsheet/build'), { recursive: true });
    fs.copyFileSync(deb, machine.file(`/root/broadsheet/build/${nameOf(deb)}`));
    await machine.boot();
    made = follow(machine, installIt);
    for (const heading of ['4a. nginx', '8. Two sites on one machine']) for (const block of parts.find((p) => p.heading === heading).blocks) follow(machine, block);
});
after(() => machine?.stop());

/** The package as its next version, in the machine; gives its path there. */
function nextVersion(add) {
    const tree = `${machine.top}/next${add}`, name = `/root/broadsheet${add}.deb`;
    execFileSync('dpkg-deb', ['-R', deb, tree]);
    const control = `${tree}/DEBIAN/control`;
    fs.writeFileSync(control, fs.readFileSync(control, 'utf8').replace(/^Version: .*/m, (v) => `${v}+next${add}`));
    execFileSync('dpkg-deb', ['--root-owner-group', '-b', tree, machine.file(name)], { stdio: 'ignore' });
    return name;
}

const database = () => machine.file('/var/lib/broadsheet/broadsheet.db');
function sql(text) {
    const r = spawnSync('sqlite3', ['-batch', '-cmd', '.timeout 10000', '-cmd', 'PRAGMA wal_autocheckpoint=0', database(), text], { encoding: 'utf8' });
    assert.equal(r.status, 0, r.stderr);
    return r.stdout.trim().replace(/^0\n?/, ''); // the pragma's own line
}
const pid = (service = 'broadsheet') => machine.sh(`systemctl show -p MainPID --value ${service}.service`).trim();
const socketSince = (unit) => machine.sh(`systemctl show -p ActiveEnterTimestampMonotonic --value ${unit}.socket`).trim();
const exists = (path) => fs.existsSync(machine.file(path));

test('its list of what a build needs is that of DEPLOY', () => {
    const control = fs.readFileSync(`${checkout}/src/tools/debian/control`, 'utf8');
    const needs = /^Build-Depends: ([^]*?)\n\n/m.exec(control)[1].split(',').map((n) => n.trim()).filter((n) => !n.startsWith('debhelper'));
    const named = /apt-get install (gcc[^]*?)\n/.exec(parts.find((p) => p.heading === '1. Build and install').blocks[0].replaceAll('\\\n', ' '))[1].trim().split(/\s+/);
    assert.deepEqual(needs.sort(), named.filter((n) => !['gcc', 'g++', 'make'].includes(n)).sort());
});

test('Debian\'s own checker finds no fault in it', () => {
    // That root of a nameless machine made it is no matter of the sources.
    const { stdout, stderr } = spawnSync('lintian', ['--suppress-tags', 'bogus-mail-host,bogus-mail-host-in-debian-changelog,root-in-contact', deb], { encoding: 'utf8' });
    assert.equal(stdout + stderr.replace(/^(running with root|warning: running).*\n/gm, ''), '');
});

test('installed, it has made a user and a site, and serves behind nginx', async () => {
    assert.match(made, /password: \S{16,}|^\S{16,}$/m, 'the first account\'s password is shown');
    machine.sh('systemctl is-active broadsheet.socket broadsheet.service && systemctl is-enabled broadsheet.socket broadsheet.service');
    const home = await waitFor('the site answers', async () => { const a = await ask('/'); return a.status === 200 && a; });
    assert.equal((await ask(/<link rel="stylesheet" href="([^"]+)"/.exec(home.text)[1])).status, 200);
    machine.sh('runuser -u broadsheet -- broadsheet check --site /var/lib/broadsheet');
    assert.match(machine.try('systemctl is-enabled broadsheet-backup.timer').out, /^disabled$/m, 'backups are the administrator\'s to decide on');
    assert.match(machine.sh('stat -c "%U %a" /var/lib/broadsheet/broadsheet.db'), /^broadsheet 6[04]0$/m);
    assert.match(machine.sh('runuser -u www-data -- cat /var/lib/broadsheet/broadsheet.db || true'), /Permission denied/);
    for (const path of ['/usr/share/man/man1/broadsheet.1.gz', '/usr/share/broadsheet/nginx/server.conf', '/usr/share/broadsheet/apache/common.conf', '/usr/share/doc/broadsheet/DEPLOY.md.gz',
        '/usr/share/bash-completion/completions/broadsheet', '/usr/share/zsh/vendor-completions/_broadsheet'])
        assert.ok(exists(path), path);
    assert.equal(machine.try('systemd-analyze --man=no verify broadsheet.service broadsheet.socket broadsheet@weekly.service broadsheet@weekly.socket').out, '');
    assert.equal(machine.sh('dpkg --verify broadsheet').trim(), '');
});

test('an upgrade, while it is read and commented on, loses nothing', async (t) => {
    machine.sh('echo "A story." >/root/story.md && runuser -u broadsheet -- broadsheet article add --title Story --slug story --publish --site /var/lib/broadsheet </root/story.md');
    sql("INSERT INTO setting (name, value) VALUES ('comments_per_minute', '0'); UPDATE site SET content_version = content_version + 1;");
    const day = sql("SELECT day FROM article WHERE slug = 'story';");
    const path = `/${day.slice(0, 4)}/${day.slice(4, 6)}/${day.slice(6)}/story/`;
    await waitFor('the story is served', async () => (await ask(path)).status === 200);
    machine.sh('systemctl enable --now broadsheet-backup.timer broadsheet-backup@weekly.timer');
    const versions = [nextVersion(1), nextVersion(2)], pids = [pid()], weekly = pid('broadsheet@weekly');
    const sockets = ['broadsheet', 'broadsheet@weekly'].map(socketSince);
    const { lost, texts } = await rush({ port: 80, path, reads: 30_000, posts: 1000, restarts: 2, restart: async () => {
        const { code, out } = await machine.run(`dpkg -i ${versions.shift()}`);
        assert.equal(code, 0, out);
        pids.push(pid());
    } });
    t.diagnostic(`30,000 reads and 1,000 comments over 2 upgrades: ${lost.length} lost`);
    assert.deepEqual(lost.slice(0, 10), [], `${lost.length} were lost`);
    assert.equal(new Set(pids).size, 3, `a new program each time: ${pids}`);
    assert.notEqual(pid('broadsheet@weekly'), weekly, 'that of the other site, too');
    assert.deepEqual(['broadsheet', 'broadsheet@weekly'].map(socketSince), sockets, 'the sockets stay open');
    assert.deepEqual(sql("SELECT body FROM comment WHERE author = 'Rush';").split('\n').sort(), texts.sort());
    assert.match(machine.sh('dpkg-query -W broadsheet'), /\+next2$/m);
});

test('removed, it keeps the site, and serves it when it is installed again', async () => {
    const comments = sql('SELECT count(*) FROM comment;');
    const units = ['broadsheet.socket', 'broadsheet.service', 'broadsheet@weekly.socket', 'broadsheet@weekly.service', 'broadsheet-backup.timer', 'broadsheet-backup@weekly.timer'];
    for (const unit of units) machine.sh(`systemctl is-active ${unit}`);
    machine.sh('apt-get remove broadsheet');
    assert.equal(exists('/usr/bin/broadsheet'), false);
    for (const unit of units) assert.notEqual(machine.try(`systemctl is-active ${unit}`).code, 0, unit);
    assert.equal((await ask('/')).status, 503);
    assert.equal(sql('SELECT count(*) FROM comment;'), comments);
    machine.sh(`apt-get install /root/broadsheet/build/${nameOf(deb)}`);
    await waitFor('the site answers', async () => (await ask('/')).status === 200);
    assert.equal(sql('SELECT count(*) FROM comment;'), comments);
    for (const unit of units) machine.sh(`systemctl is-active ${unit}`);
});

test('purged, it keeps the site where nobody says otherwise, and takes it where somebody does', async () => {
    const said = machine.sh('apt-get purge broadsheet');
    assert.match(said, /the site in \/var\/lib\/broadsheet stays/);
    assert.ok(fs.existsSync(database()));
    machine.sh(`apt-get install /root/broadsheet/build/${nameOf(deb)}`);
    await waitFor('the site answers', async () => (await ask('/')).status === 200);
    assert.ok(Number(sql('SELECT count(*) FROM comment;')) >= 1000, 'the same site');
    machine.sh('echo "broadsheet broadsheet/purge-site boolean true" | debconf-set-selections && apt-get purge broadsheet');
    assert.equal(exists('/var/lib/broadsheet'), false);
    for (const path of ['/usr/share/broadsheet', '/usr/share/doc/broadsheet', '/lib/systemd/system/broadsheet.service', '/etc/systemd/system/multi-user.target.wants/broadsheet.service'])
        assert.equal(exists(path), false, path);
});
