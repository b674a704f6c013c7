// SPDX-License-Identifier: MIT
// `make run`: a sample site on first use, the same site afterwards, both processes stopped, and one
// clear sentence where something is in the way.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import { test } from 'node:test';
import { Browser } from './lib/client.mjs';
import { signIn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { waitFor } from './lib/wait.mjs';

test('DEPLOY names every package that a build wants', () => {
    const list = /^build="([^"]*)"/m.exec(fs.readFileSync(`${processes.checkout}/src/tools/setup.sh`, 'utf8'))[1]
        .split(/\s+/).map((item) => item.replace(/^~/, '').split(':').at(-1)).filter((name) => name !== 'libc6-dev'); // g++ brings it
    const deploy = fs.readFileSync(`${processes.checkout}/docs/DEPLOY.md`, 'utf8');
    const [, named] = /apt-get install (gcc g\+\+ make[\s\S]*?)\n {4}make\n/.exec(deploy);
    assert.deepEqual(named.replaceAll('\\', ' ').trim().split(/\s+/).sort(), [...list, 'make'].sort());
});

/** Starts it; gives its process and what it prints. */
function begin(dir, port, command = ['bash', 'src/tools/run.sh']) {
    const log = `${processes.root}/${processes.nextName('run')}.log`;
    return processes.start(command[0], command.slice(1), { log, own: false, cwd: processes.checkout,
        env: { PORT: String(port), SITE: dir, PROGRAM: processes.program } });
}

async function runSite(dir, command) {
    const port = await processes.freePort();
    const p = begin(dir, port, command);
    await waitFor('the site is up', () => !p.running || p.log().includes('Ctrl-C stops it.'), 30_000);
    assert.ok(p.running, p.log());
    const said = Object.fromEntries([...p.log().matchAll(/^(\w+): (.*)$/gm)].map((m) => [m[1], m[2]]));
    return { p, port, said, browser: () => new Browser(port) };
}

/** The processes that have anything to do with DIR. */
function processesOf(dir) {
    return fs.readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).flatMap((pid) => {
        try {
            const line = fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
            return line.includes(dir) ? [line] : [];
        } catch {
            return []; // it has just ended
        }
    });
}

test('a file of tests that fail ends by itself, and leaves nothing running', async () => {
    const { code, out, err } = await processes.run(process.execPath, ['--test', '--test-reporter=tap', 'tests/http/lib/failing.mjs'],
        { own: false, cwd: processes.checkout, env: { BROADSHEET: processes.program }, timeout: 20_000 });
    assert.equal(code, 1, `${code} ${err}`);
    assert.match(out, /^# fail 1$/m, 'it came to its end, and was not ended from here');
    assert.deepEqual([...out.matchAll(/^not ok \d+ - (.*)$/gm)].map((m) => m[1]), ['a suite whose preparation fails', 'fails']);
    const [, root] = /# in (\/tmp\/broadsheet-test-\w+)\//.exec(out);
    await waitFor('all of it has ended', () => processesOf(root).length === 0);
});

const refused = async (dir, port) => {
    const p = begin(dir, port);
    const { code } = await p.exited;
    assert.equal(code, 1, p.log());
    return p.log();
};

/** Runs a command that was printed, as somebody pastes it into another terminal in the same folder. */
async function inAnotherTerminal(command) {
    const result = await processes.run('bash', ['-c', command], { own: false, cwd: processes.checkout });
    assert.equal(result.code, 0, `${command}\n${result.err}`);
    return result;
}

test('a site in which nobody can sign in: how to create an account, and the command creates one', async () => {
    const dir = `${processes.root}/an owner's site`;
    const made = await processes.run(processes.program, ['init', dir], { own: false });
    assert.match(made.out, /^Then sign in at \/admin\/ of the site's address, and write\.$/m);
    const site = await runSite(dir);
    assert.equal(site.said.user, undefined);
    assert.match(fs.readFileSync(`${dir}/run/${site.port}/broadsheet.log`, 'utf8'), /nobody can sign in to the newsroom yet: create an account with `broadsheet user add NAME/);
    const [, add] = /^Nobody can sign in yet\. To create an account, in another terminal:\n {4}(.+)$/m.exec(site.p.log());
    const { out } = await inAnotherTerminal(add.replace('NAME', 'ana'));
    await signIn({ browser: site.browser }, 'ana', { password: /^password: (\S+)$/m.exec(out)[1] });
    await site.p.stop();
    const again = await runSite(dir);
    assert.equal(again.said.user, 'ana');
    assert.doesNotMatch(fs.readFileSync(`${dir}/run/${again.port}/broadsheet.log`, 'utf8'), /nobody can sign in/);
    await again.p.stop();
});

test('stopped while it creates the sample, it leaves nothing, and the next start begins anew', async () => {
    const folder = `${processes.root}/run-interrupted`;
    fs.mkdirSync(folder);
    const p = begin(`${folder}/site`, await processes.freePort());
    await waitFor('it has begun', () => fs.readdirSync(folder).some((f) => f.startsWith('.making.')) || !p.running);
    await p.stop('SIGTERM');
    assert.match(p.log(), /^run: creating a sample site in .*\n$/);
    assert.deepEqual(fs.readdirSync(folder), []);
    const again = await runSite(`${folder}/site`);
    assert.ok(again.said.password);
    await again.p.stop();
});

test('a sample on first use, with a password shown once; stopped and started, all is as it was', async () => {
    const dir = `${processes.root}/made by run`;
    const first = await runSite(dir);
    assert.equal(first.said.address, `http://localhost:${first.port}/`);
    assert.equal(first.said.user, 'admin');
    assert.match(first.said.password, /^\S{16,}$/);
    const home = await first.browser().page('/');
    const path = /href="(\/\d{4}\/\d\d\/\d\d\/we-kept-the-ledger-dry[^"]*\/)"/.exec(home.html)[1];
    await signIn({ browser: first.browser }, 'admin', { password: first.said.password });
    const [shown] = (await first.browser().page(path)).views;
    assert.deepEqual((await first.browser().page(path)).views, [shown + 1], 'each reload adds one');
    assert.deepEqual(await first.p.stop(), { code: 0, signal: null });
    assert.ok(first.p.log().endsWith('stopped\n'), first.p.log());
    assert.deepEqual(processesOf(dir), [], 'nothing goes on');
    assert.equal(await processes.connects(first.port), false);

    const second = await runSite(dir);
    assert.equal(second.said.password, undefined, 'the password is not shown again');
    assert.equal(second.said.user, 'admin');
    assert.deepEqual((await second.browser().page(path)).views, [shown + 2]);
    await signIn({ browser: second.browser }, 'admin', { password: first.said.password });
    const [, again_] = /^To give this account a new password, in another terminal:\n {4}(.+)$/m.exec(second.p.log());
    const { out } = await inAnotherTerminal(again_);
    await signIn({ browser: second.browser }, 'admin', { password: /^password: (\S+)$/m.exec(out)[1] });
    // SIGINT is what Ctrl-C sends, and has to do the same.
    assert.deepEqual(await second.p.stop('SIGINT'), { code: 0, signal: null });
    assert.deepEqual(processesOf(dir), []);
});

test('told to stop, make stops both before it ends', async () => {
    const dir = `${processes.root}/run-by-make`;
    const { p, port } = await runSite(dir, ['make', 'run']);
    await p.stop('SIGTERM'); // to make alone, as a supervisor sends it
    assert.match(p.log(), /^stopped$/m);
    assert.deepEqual(processesOf(dir), [], 'nothing goes on');
    assert.equal(await processes.connects(port), false);
});

test('a taken port, no port, no folder, a broken template: one clear sentence each, and nothing left', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1');
    await new Promise((done) => taken.once('listening', done));
    const dir = `${processes.root}/run-refused`;
    const { port } = taken.address();
    assert.match(await refused(dir, port), new RegExp(`^run: port ${port} is taken by another program; .*\\n$`));
    taken.close();
    assert.equal(fs.existsSync(dir), false, 'no site was made for it');
    assert.match(await refused(dir, 'x'), /^run: PORT must be a number from 1 to 65535, not 'x'\n$/);
    const file = `${processes.root}/run-file`;
    fs.writeFileSync(file, 'x');
    const free = await processes.freePort();
    assert.match(await refused(file, free), /^run: SITE=\S* is not a folder\n$/);

    const made = await processes.run(processes.program, ['init', dir], { own: false });
    assert.equal(made.code, 0, made.err);
    fs.mkdirSync(`${dir}/templates/site`, { recursive: true });
    fs.writeFileSync(`${dir}/templates/site/article.tpl`, '{{%AUTOESCAPE context="HTML"}}\n{{#OPEN}}\n');
    assert.match(await refused(dir, free), /site\/article\.tpl: line \d+: /);
    assert.deepEqual(processesOf(dir), []);
});
