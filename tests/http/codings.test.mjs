// SPDX-License-Identifier: MIT
// What is sent in gzip and in brotli, by those who read it: Node, gzip, Python and Chromium get the very page back.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import https from 'node:https';
import { after, before, describe, test } from 'node:test';
import { launch } from '../browser/lib.mjs';
import { BROTLI, PLAIN, ROBOT, still, withinOneVersion } from './lib/codings.mjs';
import { byClass } from './lib/html.mjs';
import { postComment, someText } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { startNginx } from './lib/servers.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const QUIET = { comments_per_minute: '0' };
const COUNTER = 'Above the text.\n\n[post-views]\n';
const PERSON = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** A key and a certificate for this machine, as PEM. */
function certificate() {
    const file = `${processes.root}/${processes.nextName('tls')}`;
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1',
        '-keyout', `${file}.key`, '-out', `${file}.pem`], { stdio: 'ignore' });
    return { key: fs.readFileSync(`${file}.key`), cert: fs.readFileSync(`${file}.pem`), files: { key: `${file}.key`, cert: `${file}.pem` } };
}

test('a browser that asks over HTTPS gets brotli through nginx, once compressed, and reads it', async () => {
    const site = await makeSite();
    const chromium = await launch({ args: ['--host-resolver-rules=MAP news.example.org 127.0.0.1'] });
    try {
        const { path } = await site.article({ title: 'Sent in brotli', body: COUNTER });
        await site.start();
        const port = await processes.freePort();
        site.server = await startNginx(site, { tls: { port, ...certificate().files } });
        const page = await chromium.newPage({ ignoreHTTPSErrors: true, userAgent: PERSON });
        const answer = await page.goto(`https://news.example.org:${port}${path}`);
        assert.equal((await answer.allHeaders())['content-encoding'], 'br');
        assert.match(await page.title(), /Sent in brotli/);
        assert.equal(await page.locator('.post-views-count').textContent(), '1');
    } finally {
        await chromium.close();
        await site.close();
    }
});

describe('every page in gzip and in brotli is the page', () => {
    let site, robot, guest, dir;
    /** What was sent: { path, packed: bytes as sent, headers, coding, raw: what is in them, by Node's zlib }. */
    const corpus = [];

    /** Fetches PATH in all codings; they must say the same. */
    async function collect(path, browser = robot) {
        const { result: [plain, ...all] } = await withinOneVersion(site, () => {}, async () => {
            const answers = [];
            for (const headers of [PLAIN, {}, BROTLI]) answers.push(await browser.get(path, { headers }));
            return answers;
        });
        assert.equal(plain.headers['content-encoding'], undefined);
        for (const { status, headers, raw: packed, body: raw } of all) {
            assert.equal(status, plain.status);
            const coding = headers['content-encoding'];
            if (!coding) continue;
            assert.equal(still(raw.toString()), still(plain.raw.toString()), path);
            assert.equal(raw.length, plain.raw.length, path);
            corpus.push({ path, packed, headers, coding, raw });
        }
        return plain;
    }

    before(async () => {
        site = await serveSite({ sample: true, settings: { ...QUIET, comments_per_page: '2' } });
        robot = site.browser({ headers: ROBOT });
        dir = `${processes.root}/corpus`;
        fs.mkdirSync(dir);
    });
    after(() => site.close());

    test('every page that a link of the sample site leads to', async () => {
        const seen = new Set(['/', '/nothing/', '/page/2/', '/nothing.php', '/admin/login']), queue = [...seen];
        while (queue.length) {
            const page = await collect(queue.shift());
            for (const [, href] of page.html.matchAll(/href="(\/[^"#]*)/g)) {
                const path = href.replaceAll('&amp;', '&');
                if (/^\/(admin|assets|media)\//.test(path) || seen.has(path)) continue;
                seen.add(path);
                queue.push(path);
            }
        }
        for (const kind of [/^\/$/, /^\/section\//, /^\/tag\//, /^\/author\//, /^\/\d{4}\/$/, /^\/videos\/$/, /^\/\d{4}\/\d\d\/\d\d\/[^/?]+\/$/, /replytocom=/, /comments-after=/, /^\/nothing/])
            assert.ok(corpus.some((c) => kind.test(c.path)), `a page of the kind ${kind}`);
        for (const coding of ['gzip', 'br']) {
            const n = corpus.filter((c) => c.coding === coding).length;
            assert.ok(n > 100, `${n} pages in ${coding}`);
        }
    });

    test('numbers of 1 to 19 digits in several places, beside empty holes and filled ones', async () => {
        const others = (await site.sql('SELECT id FROM article WHERE day > 0 ORDER BY id LIMIT 18;')).split('\n');
        const counters = others.map((id) => `[post-views id="${id}"]\n\nAnd [post-views id="${id}"] in the text.\n`);
        const own = await site.article({ body: `[post-views]\n\n${counters.join('\n')}\n[post-views]\n` });
        const bases = [...others, own.id].map((id, i) => [id, '9223372036854775807'.slice(0, i + 1)]);
        assert.equal(bases.at(-1)[1].length, 19);
        await site.sql(`DELETE FROM view_total;\n${bases.map(([id, base]) => `UPDATE article SET base_views = ${base} WHERE id = ${id};`).join('\n')}`);
        await site.stop('SIGKILL');
        fs.rmSync(`${site.dir}/views.bin`); // nothing was counted but the bases
        await site.start();
        guest = site.browser({ headers: ROBOT });
        assert.equal((await postComment(guest, own.path, { author: 'Zoë & Co', comment: someText(), remember: '1' })).status, 303);
        const wanted = [bases.at(-1)[1], ...bases.slice(0, -1).flatMap(([, base]) => [base, base]), bases.at(-1)[1]];
        for (const language of ['en', 'fr', 'hi', 'ar-EG']) {
            await site.sql(`INSERT INTO setting (name, value) VALUES ('language', '${language}') ON CONFLICT (name) DO UPDATE SET value = excluded.value;
                UPDATE site SET content_version = content_version + 1;`);
            const page = await waitFor(`the page in ${language}`, async () => {
                const now = await robot.get(own.path);
                return now.html.includes(`lang="${language}"`) && now;
            });
            const western = (text) => text.replace(/[٠-٩]/g, (c) => c.charCodeAt(0) - 0x660).replace(/\D/g, '');
            assert.deepEqual(byClass(page.html, 'post-views-count').map((e) => western(e.text)), wanted);
            await collect(own.path);
            await collect(own.path, guest);
        }
    });

    const each = (check) => corpus.forEach((c, i) => check(c, i));

    test('gzip -d brings every one in gzip back', () => {
        const gzipped = [];
        each(({ coding, packed, raw }, i) => {
            fs.writeFileSync(`${dir}/${i}.${coding}`, packed);
            fs.writeFileSync(`${dir}/${i}.raw`, raw);
            if (coding === 'gzip') gzipped.push(i);
        });
        execFileSync('gzip', ['-dk', '-S', '.gzip', ...gzipped.map((i) => `${dir}/${i}.gzip`)]);
        for (const i of gzipped) assert.ok(corpus[i].raw.equals(fs.readFileSync(`${dir}/${i}`)), corpus[i].path);
    });

    /** Debian's Python brings every one in CODING back, by STREAM whole and in single bytes, and nothing follows any. */
    async function pythonBringsBack(coding, stream, step, ended) {
        const script = `
import glob, os, sys, zlib${coding === 'br' ? ', brotli' : ''}
names = glob.glob(sys.argv[1] + "/*.${coding}")
for name in names:
    packed = open(name, "rb").read()
    raw = open(os.path.splitext(name)[0] + ".raw", "rb").read()
    for size in (len(packed), 1):
        stream = ${stream}
        if b"".join(stream.${step}(packed[at:at + size]) for at in range(0, len(packed), size)) != raw or not ${ended}:
            sys.exit(name + " differs")
print(len(names))`;
        const result = await processes.run('/usr/bin/python3', ['-c', script, dir], { own: false });
        assert.equal(result.code, 0, result.err);
        assert.equal(result.out.trim(), String(corpus.filter((c) => c.coding === coding).length));
    }

    // Not Node's zlib: its streams go to another thread and back for each byte.
    test('Python brings every one in gzip back', () => pythonBringsBack('gzip', 'zlib.decompressobj(31)', 'decompress', 'stream.eof or stream.unused_data'));

    test('Python brings every one in brotli back', () => pythonBringsBack('br', 'brotli.Decompressor()', 'process', 'stream.is_finished()'));

    test('Chromium brings every one back', async () => {
        // The very bytes again: what the program sends next has another token in it. Over HTTPS: Chromium asks for brotli there only.
        const replay = https.createServer(certificate(), (rq, rs) => {
            const sent = corpus[Number(rq.url.slice(1))];
            if (!sent) return rs.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>replay</title>');
            const { 'content-type': type, 'content-length': length, 'content-encoding': coding, vary } = sent.headers;
            rs.writeHead(200, { 'content-type': type, 'content-length': length, 'content-encoding': coding, vary, 'cache-control': 'no-store' });
            return rs.end(sent.packed);
        });
        await new Promise((done) => replay.listen(0, '127.0.0.1', done));
        const chromium = await launch();
        try {
            const page = await chromium.newPage({ ignoreHTTPSErrors: true });
            await page.goto(`https://127.0.0.1:${replay.address().port}/start`);
            const digests = await page.evaluate(async (n) => {
                const list = [];
                for (let i = 0; i < n; i++) {
                    const bytes = await (await fetch(`/${i}`)).arrayBuffer();
                    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
                    list.push(`${bytes.byteLength} ${[...digest].map((b) => b.toString(16).padStart(2, '0')).join('')}`);
                }
                return list;
            }, corpus.length);
            each(({ path, raw }, i) => assert.equal(digests[i], `${raw.length} ${createHash('sha256').update(raw).digest('hex')}`, path));
        } finally {
            await chromium.close();
            replay.close();
        }
    });
});
