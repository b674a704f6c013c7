// SPDX-License-Identifier: MIT
// Readers and commenters by the thousand while the program is restarted. Each request is sent once, as a
// browser does; whatever is not answered as on a quiet day is lost.

import http from 'node:http';
import { encodeForm } from './client.mjs';
import { forms } from './html.mjs';

const UA = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
let addresses = 0;

/** Each comment comes from an address of its own. */
function nextAddress() {
    const n = ++addresses;
    return `127.${60 + (n >> 16) % 60}.${(n >> 8) % 256}.${1 + n % 254}`;
}

function ask(port, options, body) {
    return new Promise((resolve, reject) => {
        const req = http.request({ host: '127.0.0.1', port, ...options }, (res) => {
            const parts = [];
            res.on('data', (d) => parts.push(d));
            res.on('error', reject);
            res.on('end', () => (res.complete ? resolve({ status: res.statusCode, headers: res.headers, text: Buffer.concat(parts).toString() })
                : reject(new Error('cut off'))));
        });
        req.on('error', reject);
        req.end(body);
    });
}

/**
 * READS reads of PATH and POSTS comments on it, by WORKERS at a time, with `restart()` called RESTARTS times
 * at even distances. Gives { lost: [what was answered instead], texts: [of the comments that were taken] }.
 */
export async function rush({ port, path, reads, posts, restarts, restart, workers = 16 }) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: workers });
    const headers = { host: `localhost:${port}`, 'user-agent': UA };
    const lost = [], texts = [];
    const every = Math.floor(reads / posts);
    let asked = 0, answered = 0, posted = 0, restarted = 0, restarting = Promise.resolve(), failure = null;

    /** Fills in the comment form of a page that was read. */
    async function comment(page) {
        const form = forms(page.text).find((f) => f.action === '/comment');
        const text = `Through the restarts ${process.pid}-${++posted}`;
        const body = encodeForm({ ...Object.fromEntries(form.fields.filter((f) => f.checked).map((f) => [f.name, f.value])), author: 'Rush', email: 'rush@example.org', comment: text });
        const answer = await ask(port, { method: 'POST', path: '/comment', agent: false, localAddress: nextAddress(),
            headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } }, body);
        if (answer.status === 303) texts.push(text);
        else lost.push(`POST: ${answer.status} ${answer.text.slice(0, 100)}`);
    }

    async function work() {
        while (asked < reads && !failure) {
            const number = asked++;
            try {
                const page = await ask(port, { path, headers, agent });
                if (page.status !== 200 || !page.text.trimEnd().endsWith('</html>')) lost.push(`GET: ${page.status}`);
                else if (number % every === 0) await comment(page);
            } catch (e) {
                lost.push(String(e));
            }
            answered++;
            if (restarted < restarts && answered >= (restarted + 0.5) * reads / restarts) {
                restarted++;
                restarting = restarting.then(restart).catch((e) => { failure = e; });
            }
        }
    }
    await Promise.all(Array.from({ length: workers }, work));
    await restarting;
    agent.destroy();
    if (failure) throw failure;
    return { lost, texts };
}
