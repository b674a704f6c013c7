// SPDX-License-Identifier: MIT
// What a page costs its reader: the bytes of an article, and that nothing on a page moves once it is
// there, however slowly its pictures come.

import assert from 'node:assert/strict';
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

for (const [name, viewport] of Object.entries({ phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } }))
    test(`nothing moves while a page loads and is scrolled through (${name})`, async () => {
        const page = await openPage(sample.browser, sample.site, { viewport });
        await page.addInitScript(() => {
            globalThis.shifts = [];
            new PerformanceObserver((list) => {
                for (const e of list.getEntries())
                    if (!e.hadRecentInput) globalThis.shifts.push(`${e.value.toFixed(4)} ${e.sources.map((s) => s.node?.outerHTML?.slice(0, 80)).join(' | ')}`);
            }).observe({ type: 'layout-shift', buffered: true });
        });
        // Pictures and fonts come when the text has long been painted.
        await page.route(/\/media\/|\/fonts\/|\.svg/, async (route) => {
            await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))).catch(() => {});
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
