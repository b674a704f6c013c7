// SPDX-License-Identifier: MIT
// BLAKE2b with a key (RFC 7693), which Node's crypto does not have: the MAC in the site's tokens.

const IV = [0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
    0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n];
const SIGMA = ['0123456789abcdef', 'ea489fd61c02b753', 'b8c052fdae367194',
    '7931dcbe265a40f8', '905724afe1bc683d', '2c6a0b834d75fe19',
    'c51fed4a0763928b', 'db7ec13950f4862a', '6fe9b308c2d714a5',
    'a2847615fb9e3cd0'];
const MIX = [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]];

const add = (...terms) => BigInt.asUintN(64, terms.reduce((a, b) => a + b));
const turn = (x, n) => BigInt.asUintN(64, (x >> n) | (x << (64n - n)));

function compress(h, block, n, last) {
    const m = Array.from({ length: 16 }, (_, i) => block.readBigUInt64LE(8 * i));
    const v = [...h, ...IV];
    v[12] ^= BigInt(n);
    if (last) v[14] = BigInt.asUintN(64, ~v[14]);
    for (let round = 0; round < 12; round++) {
        const s = SIGMA[round % 10];
        MIX.forEach(([a, b, c, d], i) => {
            const [x, y] = [m[parseInt(s[2 * i], 16)], m[parseInt(s[2 * i + 1], 16)]];
            v[a] = add(v[a], v[b], x); v[d] = turn(v[d] ^ v[a], 32n);
            v[c] = add(v[c], v[d]); v[b] = turn(v[b] ^ v[c], 24n);
            v[a] = add(v[a], v[b], y); v[d] = turn(v[d] ^ v[a], 16n);
            v[c] = add(v[c], v[d]); v[b] = turn(v[b] ^ v[c], 63n);
        });
    }
    return h.map((x, i) => x ^ v[i] ^ v[i + 8]);
}

/** SIZE bytes of MAC of TEXT under KEY (a Buffer of 1 to 64 bytes). */
export function blake2b(key, text, size = 32) {
    const data = Buffer.from(text);
    const blocks = Math.max(1, Math.ceil(data.length / 128)) + (data.length ? 0 : -1);
    const all = Buffer.alloc(128 * (1 + blocks));
    key.copy(all);
    data.copy(all, 128);
    let h = IV.map((x, i) => (i ? x : x ^ BigInt(0x01010000 ^ (key.length << 8) ^ size)));
    for (let i = 0; i <= blocks; i++) {
        const last = i === blocks;
        h = compress(h, all.subarray(128 * i), last ? 128 + data.length : 128 * (i + 1), last);
    }
    const out = Buffer.alloc(64);
    h.forEach((x, i) => out.writeBigUInt64LE(x, 8 * i));
    return out.subarray(0, size);
}
