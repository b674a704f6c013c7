// SPDX-License-Identifier: MIT
// Where the tests of one file live: a folder in /tmp with the program installed in it as a package
// would, and everything started there. All of it is ended and removed at the end, however that
// comes; where a test failed, the last lines of every log are printed first.

import { execFile, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from './wait.mjs';

export const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const built = path.resolve(checkout, process.env.BROADSHEET ?? 'build/broadsheet');

/** Whether ThreadSanitizer watches the program. */
export const watched = /tsan/.test(process.env.BROADSHEET);
/** How much of N a long test does: all, or a fifth under ThreadSanitizer, where each takes many times as long. */
export const atLength = (n) => (watched ? Math.ceil(n / 5) : n);

export const root = fs.mkdtempSync('/tmp/broadsheet-test-');
export const program = `${root}/bin/broadsheet`;
export const publicDir = `${root}/share/public`;

/** Started by root, the program and the web servers' workers run as www-data, as on a real machine. */
export const asRoot = process.getuid() === 0;
const www = asRoot
    ? fs.readFileSync('/etc/passwd', 'utf8').split('\n').map((l) => l.split(':'))
        .filter((f) => f[0] === 'www-data').map((f) => ({ uid: Number(f[2]), gid: Number(f[3]) }))[0]
    : {};
export const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8',
    // Leaks at the end of a short-lived command are no concern of these tests.
    ASAN_OPTIONS: 'detect_leaks=0', UBSAN_OPTIONS: 'print_stacktrace=1',
    // Of a program that is built with it: what it finds is in files of this name, and fails the test.
    TSAN_OPTIONS: `log_path=${root}/races suppressions=${root}/bin/tsan.supp` };

function install() {
    fs.chmodSync(root, 0o755);
    if (asRoot) fs.chownSync(root, www.uid, www.gid); // the program makes its socket there
    fs.mkdirSync(`${root}/bin`);
    fs.copyFileSync(built, program);
    fs.chmodSync(program, 0o755);
    fs.mkdirSync(`${root}/share`);
    fs.cpSync(`${checkout}/public`, publicDir, { recursive: true });
    execFileSync('chmod', ['-R', 'a+rX', publicDir]);
    fs.copyFileSync(`${checkout}/tests/http/lib/tsan.supp`, `${root}/bin/tsan.supp`);
}
install();

export function giveToServer(...paths) {
    if (asRoot) execFileSync('chown', ['-R', `${www.uid}:${www.gid}`, ...paths]);
}

const running = new Set();
const logs = new Set();
/** What does not end when it is told to is killed, so that a test fails instead of waiting for ever. */
const STOP_MS = 60_000;

/**
 * Starts COMMAND with its output in the file LOG. `own`: as the web server's user. Gives
 * { pid, exited: promise of { code, signal }, signal(name), stop(name), running, log() }.
 * Node waits for it only where somebody waits for `exited`: what a test that failed has left running
 * is ended with the file, and does not keep it from ending.
 */
export function start(command, args, { log, own = true, env = {}, cwd = root, fds = [], death = 'TERM' }) {
    const out = fs.openSync(log, 'a');
    logs.add(log);
    const child = spawn('setpriv', ['--pdeathsig', death, command, ...args], {
        cwd, env: { ...environment, ...env }, stdio: [fds[0] ?? 'ignore', out, out, ...fds.slice(1)], ...(own ? www : {}),
    });
    fs.closeSync(out);
    child.unref();
    const p = { pid: child.pid, running: true, death, get exited() { child.ref(); return exit; } };
    const exit = new Promise((resolve) => {
        const end = (code, signal) => { p.running = false; running.delete(p); resolve({ code, signal }); };
        child.on('exit', end);
        child.on('error', (e) => { fs.appendFileSync(log, `${e}\n`); end(-1, null); });
    });
    p.signal = (name) => { if (p.running) child.kill(name); };
    p.stop = async (name = 'SIGTERM') => {
        p.signal(name);
        const late = setTimeout(() => { fs.appendFileSync(log, `${name} did not end it\n`); p.signal('SIGKILL'); }, STOP_MS);
        const ended = await p.exited;
        clearTimeout(late);
        return ended;
    };
    p.log = () => fs.readFileSync(log, 'utf8');
    running.add(p);
    return p;
}

/** Runs COMMAND to its end: { code, out, err }. */
export function run(command, args, { own = true, env = {}, input = '', cwd = root, timeout = 60_000 } = {}) {
    return new Promise((resolve) => {
        const child = execFile(command, args, {
            cwd, timeout, env: { ...environment, ...env }, ...(own ? www : {}), maxBuffer: 64 << 20,
        }, (error, out, err) => resolve({ code: error ? error.code ?? -1 : 0, out, err }));
        child.stdin.on('error', () => {});
        child.stdin.end(input);
    });
}

/** A port that is free now: below the range that outgoing connections get theirs from. */
export async function freePort() {
    for (let i = 0; i < 1000; i++) {
        const port = 20000 + Math.floor(Math.random() * 12000);
        const free = await new Promise((resolve) => {
            const probe = net.createServer();
            probe.once('error', () => resolve(false));
            probe.listen(port, '0.0.0.0', () => probe.close(() => resolve(true)));
        });
        if (free) return port;
    }
    throw new Error('no port is free');
}

export const connects = (where) => new Promise((resolve) => {
    const socket = typeof where === 'number' ? net.connect(where, '127.0.0.1') : net.connect(where);
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
});

/** Waits until WHERE (a port or a socket's path) takes connections; fails at once where P has ended. */
export function answering(p, where, what) {
    return waitFor(`${what} takes connections`, async () => {
        if (!p.running) return true;
        return connects(where);
    }, 30_000).then(() => {
        if (!p.running) throw new Error(`${what} has ended:\n${p.log().split('\n').slice(-20).join('\n')}`);
    });
}

let numbers = 0;
export const nextName = (what) => `${what}${++numbers}`;

process.on('exit', (code) => {
    for (const p of running) {
        try { process.kill(p.pid, p.death === 'KILL' ? 'SIGKILL' : 'SIGTERM'); } catch { /* has ended */ }
    }
    const races = fs.readdirSync(root).filter((f) => f.startsWith('races.'));
    for (const f of races) process.stderr.write(fs.readFileSync(`${root}/${f}`, 'utf8'));
    if (races.length) process.exitCode = 1;
    if (code || process.exitCode) {
        for (const log of logs) {
            const lines = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trimEnd().split('\n') : [];
            if (lines.join('')) process.stderr.write(`---- ${path.basename(log)}\n${lines.slice(-40).join('\n')}\n`);
        }
    }
    if (process.env.KEEP) process.stderr.write(`kept: ${root}\n`);
    else fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
