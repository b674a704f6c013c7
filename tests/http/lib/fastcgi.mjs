// SPDX-License-Identifier: MIT
// The web server's side of FastCGI 1.0, one record at a time: for requests that no web server would
// send, and for those that must be sent exactly once (nginx may repeat a GET whose connection broke).

import net from 'node:net';

export const BEGIN = 1, ABORT = 2, END = 3, PARAMS = 4, STDIN = 5, STDOUT = 6, STDERR = 7, DATA = 8,
    GET_VALUES = 9, GET_VALUES_RESULT = 10, UNKNOWN_TYPE = 11;

/** One record. Its content may be up to 65535 bytes; the header's fields can be overridden. */
export function record(type, content = '', { id = 1, version = 1, length, padding = 0 } = {}) {
    const bytes = Buffer.from(content);
    const head = Buffer.alloc(8);
    head[0] = version;
    head[1] = type;
    head.writeUInt16BE(id, 2);
    head.writeUInt16BE(length ?? bytes.length, 4);
    head[6] = padding;
    return Buffer.concat([head, bytes, Buffer.alloc(padding)]);
}

const size = (n) => {
    if (n < 128) return Buffer.from([n]);
    const b = Buffer.alloc(4);
    b.writeUInt32BE((n | 0x80000000) >>> 0);
    return b;
};

export function params(pairs) {
    return Buffer.concat(Object.entries(pairs).flatMap(([k, v]) => {
        const name = Buffer.from(k), value = Buffer.from(v);
        return [size(name.length), size(value.length), name, value];
    }));
}

export const begin = ({ role = 1, keep = true, id = 1 } = {}) =>
    record(BEGIN, Buffer.from([role >> 8, role & 255, keep ? 1 : 0, 0, 0, 0, 0, 0]), { id });

const chunks = (type, bytes, id) => {
    const list = [];
    for (let at = 0; at < bytes.length; at += 65535)
        list.push(record(type, bytes.subarray(at, at + 65535), { id }));
    list.push(record(type, '', { id }));
    return Buffer.concat(list);
};

/** A whole GET (or POST with a body) as bytes. */
export function request(target, { method = 'GET', body = '', keep = true, id = 1, more = {} } = {}) {
    const bytes = Buffer.from(body);
    return Buffer.concat([
        begin({ keep, id }),
        chunks(PARAMS, params({
            REQUEST_METHOD: method, REQUEST_URI: target, QUERY_STRING: target.split('?')[1] ?? '',
            HTTP_HOST: 'localhost', REMOTE_ADDR: '127.9.9.9', REQUEST_SCHEME: 'http',
            ...(method === 'POST' ? { CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: String(bytes.length) } : {}),
            ...more,
        }), id),
        chunks(STDIN, bytes, id),
    ]);
}

/** A connection to the program. */
export class Connection {
    constructor(path) {
        this.parts = Buffer.alloc(0);
        this.records = [];
        this.ended = false;
        this.wake = () => {};
        this.socket = net.connect(path);
        this.socket.on('data', (d) => { this.take(d); this.wake(); });
        this.socket.on('close', () => { this.ended = true; this.wake(); });
        this.socket.on('error', (e) => { this.error = e; });
    }

    take(bytes) {
        this.parts = Buffer.concat([this.parts, bytes]);
        while (this.parts.length >= 8) {
            const length = this.parts.readUInt16BE(4);
            const whole = 8 + length + this.parts[6];
            if (this.parts.length < whole) return;
            this.records.push({ type: this.parts[1], id: this.parts.readUInt16BE(2), content: this.parts.subarray(8, 8 + length) });
            this.parts = this.parts.subarray(whole);
        }
    }

    send(...buffers) { return new Promise((done) => this.socket.write(Buffer.concat(buffers), done)); }
    close() { this.socket.destroy(); }

    /** Waits until the connection is closed, or TEST(records) holds; false where neither comes in time. */
    async until(test, timeoutMs = 10_000) {
        const deadline = Date.now() + timeoutMs;
        while (!this.ended && !test(this.records)) {
            const left = deadline - Date.now();
            if (left <= 0) return false;
            await new Promise((wake) => {
                const timer = setTimeout(wake, left);
                this.wake = () => { clearTimeout(timer); wake(); };
            });
        }
        return true;
    }

    /** Sends a whole request and gives { status, head, body } of its answer; throws where none came. */
    async ask(target, options) {
        this.records = [];
        await this.send(request(target, options));
        await this.until((r) => r.some((x) => x.type === END));
        if (!this.records.some((x) => x.type === END)) throw new Error('no answer');
        const all = Buffer.concat(this.records.filter((x) => x.type === STDOUT).map((x) => x.content));
        const cut = all.indexOf('\r\n\r\n');
        const head = all.toString('latin1', 0, cut);
        return { status: Number(/^Status: (\d+)/m.exec(head)?.[1]), head, body: all.subarray(cut + 4) };
    }
}
