// SPDX-License-Identifier: MIT
// Large letters and narrow windows: whatever the size, no page must be scrolled sideways to be read (WCAG 1.4.4
// and 1.4.10). A table of data scrolls in a box of its own.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newsroomPages, readersPages, serveSample } from '../http/lib/pages.mjs';
import { signIn as signInto } from '../http/lib/people.mjs';
import { PASSWORD } from '../http/lib/site.mjs';
import { assertQuiet, launch, openPage, signIn } from './lib.mjs';

let site, browser, pages;
before(async () => {
    const breaking = { breaking_text: 'Hochwasserschutzbehelfskonstruktionen halten stand', breaking_until: 32503680000 };
    site = await serveSample({ settings: { show_reads: '1', ...breaking } });
    browser = await launch();
    pages = [...await readersPages(site), ...await newsroomPages(site, await signInto(site, 'boss'))];
    const head = '| Route | Stop | First | Second | Third | Fourth | Fifth | Sixth | Seventh | Notes |\n';
    const { path } = await site.article({ body: `${head}${'|---'.repeat(10)}|\n| 12A | Netherquay | 06:10 | 07:10 | 08:10 | 09:10 | 10:10 | 11:10 | 12:10 | Weekdays |\n` });
    pages.push({ kind: 'article with a wide table', path });
});
after(async () => {
    await browser?.close();
    await site?.close();
});

for (const [what, viewport, letters] of [
    ['in letters of twice the size on a phone', { width: 390, height: 844 }, '200%'],
    ['at a zoom of 400 % in a window of 1280 px', { width: 320, height: 256 }, '100%'],
])
    test(`no page must be scrolled sideways ${what}`, async () => {
        const page = await openPage(browser, site, { viewport, bypassCSP: true });
        await signIn(page, 'boss', PASSWORD);
        const wide = [];
        for (const { kind, path } of pages) {
            await page.goto(path);
            await page.addStyleTag({ content: `:root { font-size: ${letters} !important; }` });
            const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
            if (scroll > width) wide.push(`${kind}: ${path} is ${scroll} px wide in ${width}`);
        }
        assert.deepEqual(wide, []);
        assertQuiet(page);
        await page.context().close();
    });
