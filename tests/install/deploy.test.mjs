// SPDX-License-Identifier: MIT
// docs/DEPLOY.md followed to the letter on a bare Debian: every command that stands in it is run, in its order,
// and what it promises is looked at afterwards.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { waitFor } from '../http/lib/wait.mjs';
import { asScript, partsOfGuide } from './guide.mjs';
import { Machine, ask } from './machine.mjs';

const NAME = 'news.example.org';
const BUILT = ['1. Build and install'];
/** Which parts each machine follows, after the build. */
const journeys = {
    nginx: ['2. Make the site', '3. Start the program', '4a. nginx', '5. HTTPS', 'HTTPS with nginx', '8. Two sites on one machine', 'A second site with nginx', 'From scripts', 'Backup', 'Restore', 'The drill', 'Upgrade',
        'A look of your own', 'Logs'],
    proxy: ['2. Make the site', '3. Start the program', '4b. Apache with mod_proxy_fcgi', '5. HTTPS', 'HTTPS with Apache', '8. Two sites on one machine', 'A second site with Apache'],
    fcgid: ['4c. Apache with mod_fcgid', '5. HTTPS', 'HTTPS with Apache'],
    cgi: ['4d. Apache with plain CGI'],
};
const PACKAGE = ['0. As a package']; // package.test.mjs
const parts = partsOfGuide();
const certificate = `/etc/letsencrypt/live/${NAME}`;

let built;
before(async () => {
    built = new Machine('built');
    built.takeSources();
    await built.boot();
    follow(built, BUILT[0]);
    await built.stop();
});
after(() => built.stop());

/** Runs the commands of the part HEADING. */
function follow(machine, heading) {
    const part = parts.find((p) => p.heading === heading);
    assert.ok(part, `DEPLOY has a part "${heading}"`);
    for (const block of part.blocks) machine.sh(asScript(block), { cwd: '/root/broadsheet' });
}

/** What certbot would have made, had the name led here. */
function certify(machine) {
    machine.sh(`mkdir -p ${certificate}`);
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${NAME}`,
        '-addext', `subjectAltName=DNS:${NAME}`, '-keyout', machine.file(`${certificate}/privkey.pem`), '-out', machine.file(`${certificate}/fullchain.pem`)], { stdio: 'ignore' });
    return fs.readFileSync(machine.file(`${certificate}/fullchain.pem`));
}

/** A web server that was told to reload answers from its old workers for a moment more. */
const assertServes = (how) => waitFor('the site serves', () => served(how));

async function served(how = {}) {
    const home = await ask('/', how);
    assert.equal(home.status, 200);
    assert.match(home.text, /<html/);
    const style = /<link rel="stylesheet" href="([^"]+)"/.exec(home.text)[1];
    const sheet = await ask(style, how);
    assert.equal(sheet.status, 200);
    assert.match(sheet.headers['cache-control'], /immutable/);
    assert.equal((await ask('/admin/login', how)).status, 200);
    return home;
}

/** A proof of certbot's is found under each of the site's names. */
async function assertProves(machine) {
    machine.sh('mkdir -p /var/lib/acme-webroot/.well-known/acme-challenge && echo proof >/var/lib/acme-webroot/.well-known/acme-challenge/x');
    for (const host of [NAME, `www.${NAME}`]) {
        let answer = await ask('/.well-known/acme-challenge/x', { host });
        if (answer.status === 301) answer = await ask(new URL(answer.headers.location).pathname, { host: new URL(answer.headers.location).host });
        assert.deepEqual([answer.status, answer.text], [200, 'proof\n'], host);
    }
}

async function assertSecure(ca) {
    const plain = await waitFor('HTTP leads to HTTPS', async () => { const a = await ask('/a/'); return a.status === 301 && a; });
    assert.equal(plain.headers.location, `https://${NAME}/a/`);
    const home = await assertServes({ tls: true, port: 443, ca });
    assert.equal(home.headers['strict-transport-security'], 'max-age=31536000');
}

test('every part of the guide that has commands is followed by some machine', () => {
    const followed = new Set([...PACKAGE, ...BUILT, ...Object.values(journeys).flat()]);
    assert.deepEqual(parts.map((p) => p.heading).filter((h) => !followed.has(h)), []);
    // What is left out is little, and each time for a reason that the guide gives.
    assert.deepEqual(parts.filter((p) => p.byHand.length).map((p) => p.heading), ['HTTPS with nginx', 'HTTPS with Apache', 'Backup', 'Upgrade']);
});

for (const [name, headings] of Object.entries(journeys)) {
    test(`${name}: the commands of its parts, as they stand there, make a site that serves`, async () => {
        const machine = await new Machine(name, built).boot();
        try {
            let ca = null;
            for (const heading of headings) {
                if (/^HTTPS with/.test(heading)) ca = certify(machine);
                follow(machine, heading);
                if (/^4/.test(heading)) await assertServes();
                if (heading === '5. HTTPS') await assertProves(machine);
                if (/^HTTPS with/.test(heading)) await assertSecure(ca);
                if (/^A second site/.test(heading)) await assertServes({ host: 'weekly.example.org' });
                if (/^(Restore|Upgrade)$/.test(heading)) await assertServes({ tls: true, port: 443, ca });
            }
            const owner = name === 'nginx' || name === 'proxy' ? 'broadsheet' : 'www-data';
            machine.sh(`runuser -u ${owner} -- broadsheet check --site /var/lib/broadsheet`);
            assert.match(machine.sh('runuser -u nobody -- ls /var/lib/broadsheet 2>&1 || true'), /Permission denied/, 'nobody else reads the site');
            if (owner === 'broadsheet') {
                assert.match(machine.sh('runuser -u www-data -- cat /var/lib/broadsheet/broadsheet.db 2>&1 || true'), /Permission denied/, 'nor does the web server read the database');
                machine.sh('systemd-analyze --man=no verify broadsheet.service broadsheet.socket broadsheet@weekly.service broadsheet@weekly.socket');
                machine.sh('man -w broadsheet 2>/dev/null || test -e /usr/share/man/man1/broadsheet.1');
            }
        } finally {
            await machine.stop();
        }
    });
}
