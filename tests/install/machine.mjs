// SPDX-License-Identifier: MIT
// A bare Debian with systemd, in a folder: made by debootstrap once, then each machine is a layer over it (or over
// another machine's) and boots in systemd-nspawn. It has the network of this machine, so one at a time has the
// web server's port. Root only. BASE=DIR keeps the bare Debian in DIR for the next run.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { waitFor } from '../http/lib/wait.mjs';

assert.equal(process.getuid(), 0, 'make check-install has to run as root: it makes and starts whole systems');

export const checkout = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
const work = fs.mkdtempSync('/tmp/broadsheet-install-');
const machines = [];
process.on('exit', () => {
    for (const m of machines.reverse()) m.end();
    if (process.env.KEEP) process.stderr.write(`kept: ${work}\n`);
    else execFileSync('rm', ['-rf', '--one-file-system', work]);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

/** Where this machine gets Debian from. */
function mirror() {
    const uris = spawnSync('apt-get', ['indextargets', '--format', '$(SITE) $(RELEASE)'], { encoding: 'utf8' }).stdout.split('\n');
    return uris.find((l) => l.endsWith(' bookworm'))?.split(' ')[0] ?? 'http://deb.debian.org/debian';
}

/** The bare Debian, made at the first call. */
function bare() {
    const dir = process.env.BASE ?? `${work}/bare`;
    if (fs.existsSync(`${dir}/etc/broadsheet-bare`)) return dir;
    const from = mirror();
    execFileSync('debootstrap', ['--variant=minbase', '--include=systemd,systemd-sysv,dbus,ca-certificates', 'bookworm', dir, from], { stdio: ['ignore', 'ignore', 'inherit'] });
    const security = /\/debian\/?$/.test(from) ? `deb ${from.replace(/\/debian\/?$/, '/debian-security')} bookworm-security main\n` : '';
    fs.writeFileSync(`${dir}/etc/apt/sources.list`, `deb ${from} bookworm main\ndeb ${from} bookworm-updates main\n${security}`);
    // Of this machine's settings of apt, those that say how to reach the network; and "yes" to what it asks.
    const proxies = spawnSync('apt-config', ['dump'], { encoding: 'utf8' }).stdout.split('\n').filter((l) => /^Acquire::\w+::(Proxy|CaInfo)/i.test(l));
    fs.writeFileSync(`${dir}/etc/apt/apt.conf.d/90test`, ['APT::Get::Assume-Yes "true";', 'Acquire::Retries "3";', ...proxies, ''].join('\n'));
    fs.copyFileSync('/etc/resolv.conf', `${dir}/etc/resolv.conf`);
    execFileSync('chroot', [dir, 'apt-get', '-q', 'update'], { stdio: ['ignore', 'ignore', 'inherit'] });
    fs.writeFileSync(`${dir}/etc/broadsheet-bare`, '');
    return dir;
}

export class Machine {
    /** One over the bare Debian, or over OTHER as it is now (which must have been stopped). */
    constructor(name, other = null) {
        this.name = name;
        this.lower = other ? [`${work}/${other.name}/changes`, ...other.lower] : [bare()];
        this.top = `${work}/${name}`;
        this.dir = `${this.top}/root`;
        for (const d of ['changes', 'work', 'root']) fs.mkdirSync(`${this.top}/${d}`, { recursive: true });
        execFileSync('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=${this.lower.join(':')},upperdir=${this.top}/changes,workdir=${this.top}/work`, this.dir]);
        machines.push(this);
    }

    /** A file of it, seen from here. */
    file(path) { return `${this.dir}${path}`; }

    async boot() {
        const out = fs.openSync(`${this.top}/console`, 'a');
        this.process = spawn('systemd-nspawn', ['-q', '-D', this.dir, '--register=no', '--keep-unit', '--resolv-conf=off', `--machine=${this.name}`, '-b'],
            { stdio: ['ignore', out, out], detached: true });
        this.ended = new Promise((done) => this.process.on('exit', done));
        this.process.unref(); // a test that fails ends all the same
        this.pid = await waitFor(`${this.name} starts`, () => {
            assert.equal(this.process.exitCode, null, fs.readFileSync(`${this.top}/console`, 'utf8'));
            return fs.readFileSync(`/proc/${this.process.pid}/task/${this.process.pid}/children`, 'utf8').trim().split(' ').find((p) => /^(systemd|init)$/.test(fs.readFileSync(`/proc/${p}/comm`, 'utf8').trim()));
        });
        await waitFor(`${this.name} is up`, () => /^(running|degraded)/.test(this.try('systemctl is-system-running').out));
        return this;
    }

    command(script, cwd) {
        return ['-t', this.pid, '-m', '-u', '-i', '-n', '-p', '--', 'env', '-i', 'HOME=/root', 'LANG=C.UTF-8', 'DEBIAN_FRONTEND=noninteractive',
            'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'bash', '-c', `cd ${cwd} && exec 2>&1\n${script}`];
    }

    /** Runs the shell text SCRIPT in it as root: { code, out (both streams) }. */
    try(script, { cwd = '/root', timeout = 900_000 } = {}) {
        const r = spawnSync('nsenter', this.command(script, cwd), { encoding: 'utf8', timeout, maxBuffer: 256 << 20, stdio: ['ignore', 'pipe', 'inherit'] });
        return { code: r.status ?? -1, out: r.stdout ?? '' };
    }

    /** As try(), beside whatever else is done here: a promise. */
    run(script) {
        return new Promise((resolve) => {
            const child = spawn('nsenter', this.command(script, '/root'), { stdio: ['ignore', 'pipe', 'inherit'] });
            let out = '';
            child.stdout.setEncoding('utf8').on('data', (d) => { out += d; });
            child.on('close', (code) => resolve({ code, out }));
        });
    }

    /** The same as try(), and it must end well; gives what it printed. */
    sh(script, options) {
        const { code, out } = this.try(script, options);
        assert.equal(code, 0, `${this.name}: ${script}\n${out.slice(-6000)}`);
        return out;
    }

    async stop() {
        if (this.process?.exitCode === null) {
            this.process.ref();
            this.process.kill('SIGTERM');
            await this.ended;
        }
        this.process = null;
    }

    /** Ends it whatever it does; its files are gone. */
    end() {
        if (this.process?.exitCode === null) {
            process.kill(this.process.pid, 'SIGKILL');
            try { process.kill(Number(this.pid), 'SIGKILL'); } catch { /* it has ended */ }
        }
        this.process = null;
        spawnSync('umount', ['-l', this.dir]);
    }

    /** Copies the sources to /root/broadsheet: what git knows, or would. */
    takeSources() {
        const files = execFileSync('git', ['-C', checkout, 'ls-files', '-coz', '--exclude-standard', 'Makefile', 'LICENSE', 'README.md', 'src', 'sql', 'templates', 'public', 'docs']);
        fs.mkdirSync(this.file('/root/broadsheet'));
        execFileSync('xargs', ['-0', 'cp', '--parents', '-t', this.file('/root/broadsheet')], { cwd: checkout, input: files });
    }
}

/** GET from the web server of whichever machine runs: { status, headers, text }. */
export async function ask(path, { host = 'news.example.org', port = 80, tls = false, ca } = {}) {
    const { request } = await import(tls ? 'node:https' : 'node:http');
    return new Promise((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port, path, agent: false, headers: { host }, ...(tls ? { servername: host, ca } : {}) }, (res) => {
            let text = '';
            res.setEncoding('utf8').on('data', (d) => { text += d; }).on('end', () => resolve({ status: res.statusCode, headers: res.headers, text }));
        });
        sent.on('error', reject).end();
    });
}
