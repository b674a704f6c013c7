// SPDX-License-Identifier: MIT
// What `make` installs before it builds: where that fails, the cause is shown; where another program works
// with packages at that moment, it is waited for. apt-get is a stand-in here, npm the real one.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import * as processes from './lib/processes.mjs';

/** Runs setup.sh where nothing is installed, with apt-get doing what the shell text APT says. $calls: how often it was called. */
async function setup(apt, lists = ['run']) {
    const dir = `${processes.root}/${processes.nextName('setup')}`;
    fs.mkdirSync(dir);
    const command = (name, text) => fs.writeFileSync(`${dir}/${name}`, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    command('dpkg-query', ':');
    command('sudo', 'exec "$@"');
    command('dpkg', `echo "$*" >>${dir}/configured`);
    command('sleep', `echo "$1" >>${dir}/slept`);
    command('apt-get', `echo "$*" >>${dir}/calls; calls=$(wc -l <${dir}/calls); case " $* " in *" update "*) what=update ;; *) what=install ;; esac\n${apt}`);
    for (const tool of ['sh', 'env', 'id', 'sed', 'head', 'tail', 'grep', 'mktemp', 'rm', 'wc']) {
        const where = ['/usr/bin', '/bin'].map((d) => `${d}/${tool}`).find((f) => fs.existsSync(f));
        fs.symlinkSync(where, `${dir}/${tool}`);
    }
    // Its own PATH ends in the folders of the system's programs, where nginx is.
    const script = fs.readFileSync(`${processes.checkout}/src/tools/setup.sh`, 'utf8').replace(/^PATH=.*$/m, '');
    fs.writeFileSync(`${dir}/setup.sh`, script);
    const lines = (file) => (fs.existsSync(`${dir}/${file}`) ? fs.readFileSync(`${dir}/${file}`, 'utf8').trim().split('\n') : []);
    const result = await processes.run('/bin/sh', [`${dir}/setup.sh`, ...lists], { own: false, env: { PATH: dir } });
    return { ...result, calls: lines('calls'), dpkg: lines('configured'), slept: lines('slept').length };
}

test('a package that cannot be installed: apt-get\'s own words say why', async () => {
    const { code, err } = await setup(`[ $what = update ] && exit 0; echo "E: Unable to locate package nginx" >&2; exit 100`);
    assert.equal(code, 1);
    assert.match(err, /^E: Unable to locate package nginx$/m);
    assert.match(err, /^setup: apt-get could not install nginx /m);
});

test('package lists that cannot be renewed: why, and the installation is tried all the same', async () => {
    const { code, err, calls } = await setup(`[ $what = install ] && exit 0; echo "Err:1 http://deb.example bookworm InRelease"; echo "E: Failed to fetch http://deb.example/  Could not resolve 'deb.example'" >&2; exit 100`);
    assert.equal(code, 0, err);
    assert.match(err, /^E: Failed to fetch http:\/\/deb\.example\/  Could not resolve 'deb\.example'$/m);
    assert.match(err, /^setup: cannot update the package lists/m);
    assert.equal(calls.length, 2);
    assert.match(calls[0], /APT::Update::Error-Mode=any/, 'a list that could not be fetched is an error');
});

test('what is only nice to have and cannot be installed: why, and the rest goes on', async () => {
    const { code, err } = await setup(`case " $* " in *" woff2 "*) echo "E: Package 'woff2' has no installation candidate" >&2; exit 100 ;; esac`, ['build']);
    assert.equal(code, 0, err);
    assert.match(err, /^E: Package 'woff2' has no installation candidate$/m);
    assert.match(err, /^setup: goes on without .*woff2/m);
});

for (const [what, lock] of [['update', '/var/lib/apt/lists/lock'], ['install', '/var/lib/dpkg/lock-frontend']]) {
    const held = `E: Could not get lock ${lock}. It is held by process 4711 (unattended-upgr)`;
    test(`a lock that another program holds during apt-get ${what} is awaited, and said once`, async () => {
        const { code, out, err, slept } = await setup(`[ $what = ${what} ] && [ $calls -lt 5 ] && { echo "${held}"; exit 100; }; exit 0`);
        assert.equal(code, 0, err);
        assert.equal(out.split(held.slice(3)).length - 1, 1, out);
        assert.equal(slept, what === 'update' ? 4 : 3);
        assert.equal(err, '');
    });
}

test('a lock that nobody lets go: given up after five minutes, with who holds it', async () => {
    const held = 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4711 (aptitude)';
    const { code, err, slept } = await setup(`[ $what = update ] && exit 0; echo "${held}"; exit 100`);
    assert.equal(code, 1);
    assert.equal(slept, 300);
    assert.ok(err.includes(held), err);
});

test('an installation that was interrupted is completed first', async () => {
    const broken = `E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem.`;
    const { code, out, err, dpkg, calls } = await setup(`[ $what = update ] && exit 0; [ $calls = 2 ] && { echo "${broken}" >&2; exit 100; }; exit 0`);
    assert.equal(code, 0, err);
    assert.deepEqual(dpkg, ['--configure -a']);
    assert.equal(calls.length, 3);
    assert.match(out, /^setup: installing packages, which takes a minute or two: nginx tzdata$/m);
    assert.match(out, /^setup: completing an installation that was interrupted/m);
    const again = await setup(`[ $what = update ] && exit 0; echo "${broken}" >&2; exit 100`);
    assert.equal(again.code, 1);
    assert.deepEqual(again.dpkg, ['--configure -a'], 'once is enough');
    assert.ok(again.err.includes(broken), again.err);
});

test('says that compiling takes a minute or two, where there is much to compile', async () => {
    const dir = `${processes.root}/${processes.nextName('compile')}`;
    fs.mkdirSync(dir);
    fs.writeFileSync(`${dir}/program`, '');
    const compile = async (files, program) => {
        fs.writeFileSync(`${dir}/make`, `#!/bin/sh\ncase " $* " in *" -n "*) i=0; while [ $i -lt ${files} ]; do echo "cc -c -o a.o a.c"; i=$((i + 1)); done ;; *) echo "made:$*" ;; esac\n`, { mode: 0o755 });
        return (await processes.run('sh', [`${processes.checkout}/src/tools/compile.sh`, `${dir}/make`, program], { own: false })).out;
    };
    assert.match(await compile(300, `${dir}/none`), /^make: compiling the program, which takes a minute or two\nmade:.* all\n$/);
    assert.match(await compile(100, `${dir}/program`), /^make: compiling what has changed, which takes a minute or two\nmade:/);
    for (const files of [0, 3]) assert.match(await compile(files, `${dir}/program`), /^made:/);
});

test('npm that cannot fetch: its own words say why', async () => {
    const dir = `${processes.root}/npm`;
    fs.mkdirSync(`${dir}/tests`, { recursive: true });
    for (const file of ['Makefile', 'tests/package.json', 'tests/package-lock.json']) fs.copyFileSync(`${processes.checkout}/${file}`, `${dir}/${file}`);
    const port = await processes.freePort();
    const { code, out, err } = await processes.run('make', ['-s', 'tests/node_modules'], { own: false, cwd: dir, env: { HOME: dir, PATH: process.env.PATH,
        npm_config_cache: `${dir}/cache`, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_fetch_retries: '0' } });
    assert.notEqual(code, 0);
    assert.match(err, /ECONNREFUSED/);
    assert.equal(out, '');
    assert.equal(fs.existsSync(`${dir}/tests/node_modules/.package-lock.json`), false);
});
