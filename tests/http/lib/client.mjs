// SPDX-License-Identifier: MIT
// A browser without a window: cookies, forms, redirects on demand, and an address of its own.

import http from 'node:http';
import net from 'node:net';
import zlib from 'node:zlib';
import * as html from './html.mjs';

let addresses = process.pid % 200;

/** A loopback address in a /24 of its own: what is judged by address treats each browser apart. */
function ownAddress() {
    addresses++;
    return `127.${20 + ((addresses >> 8) % 200)}.${addresses % 256}.1`;
}

/** The bytes of a body that was sent in CODING. */
export function unpacked(coding, raw) {
    if (!raw.length) return raw;
    return coding === 'gzip' ? zlib.gunzipSync(raw) : coding === 'br' ? zlib.brotliDecompressSync(raw) : raw;
}

export class Answer {
    constructor(url, res, raw) {
        this.url = url;
        this.status = res.statusCode;
        this.headers = res.headers;
        this.rawHeaders = res.rawHeaders;
        this.raw = raw; // as sent
        this.body = unpacked(res.headers['content-encoding'], raw);
        this.html = this.body.toString('utf8');
    }

    get text() { return html.textOf(this.html); }
    get title() { return html.byTag(this.html, 'title')[0]?.text ?? ''; }
    get forms() { return html.forms(this.html); }
    get location() { return this.headers.location; }

    /** The one form whose action matches; where several do, the one that WHERE accepts. */
    form(action, where = () => true) {
        const matches = (f) => (action instanceof RegExp ? action.test(f.action) : f.action === action) && where(f);
        const form = this.forms.find(matches);
        if (!form) {
            throw new Error(`no form ${action} on ${this.url} (status ${this.status}); there are: ` +
                this.forms.map((f) => `${f.method} ${f.action}`).join(', '));
        }
        return form;
    }

    /** The numbers of the view counters on the page, in order. */
    get views() {
        return html.byClass(this.html, 'post-views-count').map((e) => Number(e.text.replace(/[^\d]/g, '')));
    }
}

/** FIELDS as pairs. Values may be strings, Buffers (sent byte by byte) or arrays of either. */
export function encodeForm(fields) {
    const escape = (v) => (Buffer.isBuffer(v)
        ? [...v].map((b) => '%' + b.toString(16).padStart(2, '0')).join('')
        : encodeURIComponent(String(v)));
    const pairs = Array.isArray(fields) ? fields
        : Object.entries(fields).flatMap(([k, v]) => (Array.isArray(v) ? v.map((x) => [k, x]) : [[k, v]]));
    return pairs.filter(([, v]) => v !== undefined && v !== null)
        .map(([k, v]) => `${encodeURIComponent(k)}=${escape(v)}`).join('&');
}

export class Browser {
    constructor(port, options = {}) {
        this.port = port;
        this.address = options.address ?? ownAddress();
        this.cookies = new Map();
        this.agent = new http.Agent({ keepAlive: true, maxSockets: options.sockets ?? 4 });
        this.headers = {
            host: `localhost:${port}`,
            'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
            accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
            'accept-encoding': 'gzip',
            ...options.headers,
        };
    }

    close() { this.agent.destroy(); }

    /** One request. PATH goes out as it is, unchecked; redirects are not followed. */
    request(method, path, { headers = {}, body, address = this.address, timeout = 30_000 } = {}) {
        const all = { ...this.headers, ...headers };
        for (const name of Object.keys(all)) if (all[name] === null) delete all[name];
        if (this.cookies.size && !('cookie' in all))
            all.cookie = [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
        if (body !== undefined && !('transfer-encoding' in all)) all['content-length'] ??= Buffer.byteLength(body);
        return new Promise((resolve, reject) => {
            const req = http.request({
                host: '127.0.0.1', port: this.port, localAddress: address, agent: this.agent,
                method, path, headers: all, timeout,
            }, (res) => {
                const parts = [];
                res.on('data', (d) => parts.push(d));
                res.on('error', reject);
                res.on('end', () => {
                    if (!res.complete) return reject(new Error(`${method} ${path}: cut off`));
                    this.keepCookies(res.headers['set-cookie'] ?? []);
                    resolve(new Answer(path, res, Buffer.concat(parts)));
                });
            });
            req.on('timeout', () => req.destroy(new Error(`${method} ${path}: no answer in ${timeout} ms`)));
            req.on('error', reject);
            req.end(body);
        });
    }

    keepCookies(lines) {
        for (const line of lines) {
            const [, name, value, rest] = /^([^=;]+)=([^;]*)(.*)$/.exec(line);
            if (/max-age=0\b/i.test(rest)) this.cookies.delete(name);
            else this.cookies.set(name, value);
        }
    }

    get(path, options) { return this.request('GET', path, options); }
    head(path, options) { return this.request('HEAD', path, options); }

    post(path, fields, options = {}) {
        const body = typeof fields === 'string' || Buffer.isBuffer(fields) ? fields : encodeForm(fields);
        return this.request('POST', path, {
            ...options, body,
            headers: { 'content-type': 'application/x-www-form-urlencoded', ...options.headers },
        });
    }

    /** Follows 301-303 from ANSWER, at most five times. */
    async follow(answer) {
        for (let i = 0; i < 5 && answer.status >= 301 && answer.status <= 303; i++) {
            const to = new URL(answer.location, `http://localhost:${this.port}`);
            answer = await this.get(to.pathname + to.search);
        }
        return answer;
    }

    /** GET, following redirects, that must end in 200. */
    async page(path, options) {
        const answer = await this.follow(await this.get(path, options));
        if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status}: ${answer.text.slice(0, 300)}`);
        return answer;
    }

    /** Sends FORM as it stands on its page, with VALUES filled in and, where it has any, BUTTON pressed. */
    submit(form, values = {}, { button, ...options } = {}) {
        const given = new Set(Object.keys(values));
        const pairs = form.fields.filter((f) => f.checked && !given.has(f.name)).map((f) => [f.name, f.value]);
        for (const [name, value] of Object.entries(values))
            for (const v of Array.isArray(value) ? value : [value]) pairs.push([name, v]);
        if (button) {
            const pressed = form.buttons.find((b) => (button instanceof RegExp ? button.test(b.text) || button.test(b.value)
                : b.value === button));
            if (!pressed) throw new Error(`no button ${button} in ${form.action}: ${JSON.stringify(form.buttons)}`);
            pairs.push([pressed.name, pressed.value]);
        }
        const action = form.action || '/';
        if (form.method === 'GET') return this.get(`${action}?${encodeForm(pairs)}`, options);
        return this.post(action, pairs, options);
    }
}

/** Sends BYTES over a connection of its own and returns all that comes back until it is closed (or idle). */
export function rawRequest(port, bytes, { idleMs = 5000 } = {}) {
    return new Promise((resolve, reject) => {
        const parts = [];
        const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
        const done = () => { socket.destroy(); resolve(Buffer.concat(parts).toString('latin1')); };
        socket.setTimeout(idleMs, done);
        socket.on('data', (d) => parts.push(d));
        socket.on('end', done);
        socket.on('error', (e) => (parts.length ? done() : reject(e)));
    });
}
