// SPDX-License-Identifier: MIT
// The measuring: the load client and the opponents, built from tests/bench/, and what the kernel
// tells of a process.

import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import * as processes from '../../http/lib/processes.mjs';
import { startNginx } from '../../http/lib/servers.mjs';

const built = `${processes.checkout}/build/bench`;
export const CONNECTIONS = 32;

// ---- requests ----

/** A browser; of anything else a view would rightly be counted apart. */
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
export const GZIP = 'gzip, deflate', BROTLI = 'gzip, deflate, br', IDENTITY = null;

export function get(path, coding = GZIP) {
    return `GET ${path} HTTP/1.1\r\nHost: news.example.org\r\nUser-Agent: ${USER_AGENT}\r\n` +
        'Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\n' +
        (coding ? `Accept-Encoding: ${coding}\r\n` : '') + '\r\n';
}

export function post(path, fields) {
    const body = new URLSearchParams(fields).toString();
    return `POST ${path} HTTP/1.1\r\nHost: news.example.org\r\nUser-Agent: ${USER_AGENT}\r\n` +
        `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Writes REQUESTS as load reads them; gives the file's name. */
export function requestFile(requests) {
    const file = `${processes.root}/${processes.nextName('requests')}`;
    fs.writeFileSync(file, requests.map((r) => `${Buffer.byteLength(r)}\n${r}`).join(''));
    return file;
}

export function orderFile(indexes) {
    const file = `${processes.root}/${processes.nextName('order')}`;
    fs.writeFileSync(file, Buffer.from(Uint32Array.from(indexes).buffer));
    return file;
}

/** Runs load; gives what it measured. */
export function load(port, file, { seconds, count, rate, status, order, every, extra, connections = CONNECTIONS } = {}) {
    const args = ['-c', connections];
    if (count) args.push('-n', count); else args.push('-d', seconds);
    if (rate) args.push('-r', rate);
    if (status) args.push('-s', status);
    if (order) args.push('-o', order);
    if (every) args.push('-e', every, '-E', extra);
    return new Promise((resolve, reject) => {
        execFile(`${built}/load`, [...args, port, file].map(String), (error, out, err) => {
            if (error) reject(new Error(`load: ${err || error}`)); else resolve(JSON.parse(out));
        });
    });
}

/** The same with wrk, whose figures everybody knows. Requests in flight at its end are not in them. */
export function wrk(port, path, seconds) {
    const out = execFileSync('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${Math.max(1, Math.round(seconds))}s`, '-H', `User-Agent: ${USER_AGENT}`,
        '-H', `Accept-Encoding: ${GZIP}`, `http://127.0.0.1:${port}${path}`], { encoding: 'utf8' });
    return { per_s: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)[1]), requests: Number(/(\d+) requests in/.exec(out)[1]) };
}

// ---- who answers ----

/** A FastCGI program of tests/bench/ that answers everything with ANSWER, behind an nginx of its own. */
export async function startOpponent(name, answer, threads, path) {
    const socket = `${processes.root}/${processes.nextName(name)}.socket`;
    const file = `${socket}.answer`;
    fs.writeFileSync(file, answer);
    processes.giveToServer(file);
    const p = processes.start(`${built}/${name}`, [socket, file, threads], { log: `${socket}.log` });
    await processes.answering(p, socket, name);
    return { pid: p.pid, server: await startNginx({ socket, dir: emptyFolder() }), path };
}

/** nginx with the bytes of BODY as a file, of a type that it does not compress. */
export async function startStatic(body) {
    const dir = emptyFolder();
    fs.mkdirSync(`${dir}/public`);
    fs.writeFileSync(`${dir}/public/page.bin`, body);
    processes.giveToServer(dir);
    return { server: await startNginx({ socket: `${dir}/none.socket`, dir }), path: '/page.bin' };
}

function emptyFolder() {
    const dir = `${processes.root}/${processes.nextName('folder')}`;
    fs.mkdirSync(dir);
    processes.giveToServer(dir);
    return dir;
}

// ---- what the kernel tells ----

/** The processor time of a process' threads, in microseconds (of those that run now). */
export function cpuUs(pid) {
    let ns = 0;
    for (const task of fs.readdirSync(`/proc/${pid}/task`))
        ns += Number(fs.readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
    return ns / 1000;
}

/** The processes that PID has started: of nginx, its workers. */
export const children = (pid) => fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

/** The part of the processors' time that is used while this program only waits. */
export async function busy(seconds) {
    const read = () => {
        const [, ...n] = fs.readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).map(Number);
        return { all: n.slice(0, 8).reduce((a, b) => a + b), idle: n[3] + n[4] };
    };
    const before = read();
    await new Promise((done) => { setTimeout(done, seconds * 1000); });
    const after = read();
    return 1 - (after.idle - before.idle) / Math.max(1, after.all - before.all);
}

export function residentMb(pid) {
    const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
    return { all: of('VmRSS'), anonymous: of('RssAnon'), files: of('RssFile') + of('RssShmem') };
}

/** The machine in one line. */
export function machine() {
    const cpu = fs.readFileSync('/proc/cpuinfo', 'utf8');
    const memory = Number(/MemTotal:\s+(\d+)/.exec(fs.readFileSync('/proc/meminfo', 'utf8'))[1]) / 1048576;
    const version = (command, ...args) => execFileSync('sh', ['-c', `${[command, ...args].join(' ')} 2>&1`], { encoding: 'utf8' }).trim().split('\n')[0];
    return `${(cpu.match(/^processor/gm) ?? []).length} cores of ${/model name\s*: (.*)/.exec(cpu)[1].trim()}, ${Math.round(memory)} GiB, ` +
        `Linux ${version('uname', '-r').replace(/-.*/, '')}, ${version('nginx', '-v').replace('nginx version: ', '')}, ` +
        `${version('gcc', '--version').replace(/ \(.*\)/, '')}`;
}

export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
