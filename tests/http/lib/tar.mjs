// SPDX-License-Identifier: MIT
// Tar files byte by byte, also such as nobody should make.

import fs from 'node:fs';

const BLOCK = 512;
const padded = (content) => Buffer.concat([content, Buffer.alloc((BLOCK - content.length % BLOCK) % BLOCK)]);

function header({ name, type = '0', link = '', size, mode = 0o644 }) {
    const h = Buffer.alloc(BLOCK);
    h.write(name, 0, 100);
    h.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
    h.write('0000000\0', 108);
    h.write('0000000\0', 116);
    h.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
    h.write('00000000000\0', 136);
    h.write('        ', 148);
    h.write(type, 156);
    h.write(link, 157, 100);
    h.write('ustar  \0', 257);
    h.write(`${h.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
    return h;
}

/** A tar file of ENTRIES: { name, content, type, link, size: what the header says }. */
export function makeTar(entries) {
    const parts = [];
    for (const entry of entries) {
        const content = Buffer.from(entry.content);
        if (Buffer.byteLength(entry.name) > 100) {
            const name = Buffer.from(`${entry.name}\0`);
            parts.push(header({ name: '././@LongLink', type: 'L', size: name.length }), padded(name));
        }
        parts.push(header({ size: content.length, ...entry }), padded(content));
    }
    return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** The entries of a tar file: [{ name, content }]. */
export async function readTar(file) {
    const bytes = fs.readFileSync(file), entries = [];
    let long = null;
    for (let at = 0; bytes[at] !== 0;) {
        const text = (from, n) => bytes.toString('utf8', at + from, at + from + n).replace(/\0[^]*/, '');
        const size = Number.parseInt(text(124, 12), 8), type = text(156, 1);
        const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
        if (type === 'L') long = content.toString('utf8').replace(/\0[^]*/, '');
        else {
            entries.push({ name: long ?? text(0, 100), content });
            long = null;
        }
        at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    }
    return entries;
}
