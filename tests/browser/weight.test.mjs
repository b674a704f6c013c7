// SPDX-License-Identifier: MIT
// What a page costs its reader: the bytes of an article, and that nothing on a page moves once it is
// there, however slowly its pictures come.

import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { elements } from '../http/lib/html.mjs';
import { assertQuiet, openPage, sampleInBrowser } from './lib.mjs';

const KB = 1000;
const sample = sampleInBrowser();

/** The bytes of ANSWER as they are sent, compressed. */
const sent = (answer) => (answer.headers['content-encoding'] === 'gzip' ? answer.raw.length : zlib.gzipSync(answer.raw).length);

test('an article: text and styles are at most 30 kB compressed, scripts at most 8 kB', async () => {
    const reader = sample.site.browser();
    for (const { path, kind } of sample.pages.filter((p) => p.kind.startsWith('article'))) {
        const page = await reader.page(path);
        const hrefs = (test, name) => elements(page.html, test).map((e) => e.attributes[name]);
        const sizes = async (list) => {
            let bytes = 0;
            for (const href of list) bytes += sent(await reader.page(href));
            return bytes;
        };
        const sheets = hrefs((t, a) => t === 'link' && a.rel === 'stylesheet', 'href').map((href) => /([^/]+)\?/.exec(href)[1]);
        assert.deepEqual(sheets, ['site.css', 'article.css'], `${kind}: none of lists`);
        const styles = await sizes(hrefs((t, a) => t === 'link' && a.rel === 'stylesheet', 'href'));
        const scripts = await sizes(hrefs((t, a) => t === 'script' && a.src, 'src'));
        assert.ok(sent(page) + styles <= 30 * KB, `${kind}: ${sent(page)} + ${styles} bytes`);
        assert.ok(scripts > 0 && scripts <= 8 * KB, `${kind}: ${scripts} bytes of scripts`);
    }
});

// How long a page keeps a phone's processor is a figure of the machine; these are what it grows with.
const MOST = { requests: 20, blocking: 3, elements: 700, depth: 20, children: 45, rules: 700 };

test('a page asks for few files, waits for its styles and one script alone, and has few elements and rules', async () => {
    const page = await openPage(sample.browser, sample.site, { viewport: { width: 360, height: 740 } });
    const above = [];
    for (const { path, kind } of sample.pages) {
        await page.goto(path, { waitUntil: 'load' });
        const cost = await page.evaluate(() => {
            const elements = [...document.querySelectorAll('*')];
            const depth = (e) => (e ? 1 + depth(e.parentElement) : 0);
            const rulesOf = (list) => [...list].reduce((n, rule) => n + 1 + (rule.cssRules ? rulesOf(rule.cssRules) : 0), 0);
            const files = performance.getEntriesByType('resource');
            return {
                requests: 1 + files.length,
                blocking: files.filter((f) => f.renderBlockingStatus === 'blocking').length,
                elements: elements.length,
                depth: Math.max(...elements.map(depth)),
                children: Math.max(...elements.map((e) => e.children.length)),
                rules: [...document.styleSheets].reduce((n, sheet) => n + rulesOf(sheet.cssRules), 0),
            };
        });
        for (const [what, n] of Object.entries(cost)) if (n > MOST[what]) above.push(`${kind}: ${n} ${what}`);
    }
    assert.deepEqual(above, []);
    assertQuiet(page);
    await page.context().close();
});

/** Collects in `shifts` how far each layout shift goes, and what moves. */
const noteShifts = (page) => page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
        for (const e of list.getEntries())
            if (!e.hadRecentInput) globalThis.shifts.push(`${e.value.toFixed(4)} ${e.sources.map((s) => s.node?.outerHTML?.slice(0, 80)).join(' | ')}`);
    }).observe({ type: 'layout-shift', buffered: true });
});
const painted = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

for (const [name, viewport] of Object.entries({ phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } }))
    test(`nothing moves while a page loads and is scrolled through (${name})`, async () => {
        const page = await openPage(sample.browser, sample.site, { viewport });
        await noteShifts(page);
        // Pictures and fonts come when the text has long been painted.
        await page.route(/\/media\/|\/fonts\/|\.svg/, async (route) => {
            await painted(page).catch(() => {});
            await route.continue();
        });
        const moved = [];
        for (const { path, kind } of sample.pages) {
            await page.goto(path, { waitUntil: 'load' });
            await page.evaluate(async () => {
                const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                await document.fonts.ready;
                for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
                    scrollTo(0, y);
                    await painted();
                    const seen = (r) => r.width > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth;
                    await Promise.all([...document.images].filter((i) => !i.complete && seen(i.getBoundingClientRect()))
                        .map((i) => new Promise((done) => { i.onload = i.onerror = done; })));
                    await painted();
                }
            });
            moved.push(...(await page.evaluate(() => globalThis.shifts)).map((s) => `${kind}: ${s}`));
        }
        assert.deepEqual(moved, []);
        assertQuiet(page);
        await page.context().close();
    });

/** A server before SITE that sends pages in pieces: each begins with an element's tag, and is sent when `more` is called. */
async function serveInPieces(site) {
    const pieces = [];
    let send;
    const server = http.createServer((asked, answer) => {
        const headers = { ...asked.headers, 'accept-encoding': 'identity' };
        http.get({ port: site.port, path: asked.url, headers }, async (got) => {
            const { 'content-length': _, ...rest } = got.headers;
            answer.writeHead(got.statusCode, rest);
            if (!/^text\/html/.test(rest['content-type'])) return got.pipe(answer);
            const [head, body] = (await got.setEncoding('utf8').toArray()).join('').split(/(?<=<body>)/);
            pieces.push(...body.split(/(?=<[a-z])/));
            answer.write(head);
            send = (piece) => (pieces.length ? answer.write(piece) : answer.end(piece));
        });
    });
    await new Promise((up) => server.listen(0, '127.0.0.1', up));
    return {
        port: server.address().port,
        more: () => send(pieces.shift()),
        rest: () => send(pieces.splice(0).join('')),
        close: () => new Promise((down) => { server.close(down); server.closeAllConnections(); }),
    };
}

test('nothing moves while the text of a page comes in pieces', async (t) => {
    const slow = await serveInPieces(sample.site);
    t.after(() => slow.close());
    const page = await openPage(sample.browser, slow, { viewport: { width: 1280, height: 900 } });
    await noteShifts(page);
    const moved = [];
    for (const kind of ['front page', 'section', 'live blog']) {
        await page.goto(sample.pages.find((p) => p.kind === kind).path, { waitUntil: 'commit' });
        // The masthead, the sections, and what an article begins with: each painted before the next one comes.
        for (let elements = 1; elements <= 70; elements++) {
            slow.more();
            await page.waitForFunction((n) => document.body?.querySelectorAll('*').length >= n, elements - 1);
            await painted(page);
        }
        slow.rest();
        await page.waitForLoadState('load');
        await painted(page);
        moved.push(...(await page.evaluate(() => globalThis.shifts)).map((s) => `${kind}: ${s}`));
    }
    assert.deepEqual(moved, []);
    assertQuiet(page);
    await page.context().close();
});
