// SPDX-License-Identifier: MIT
// Large letters and narrow windows: whatever the size, no page must be scrolled sideways to be read (WCAG 1.4.4
// and 1.4.10). A table of data scrolls in a box of its own. In a language with longer words no label is cut.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { speakToReaders } from '../http/lib/languages.mjs';
import { newsroomPages, readersPages, serveSample } from '../http/lib/pages.mjs';
import { signIn as signInto } from '../http/lib/people.mjs';
import { ACCENTED, MIRRORED, addPseudoCatalogues } from '../http/lib/pseudo.mjs';
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

/** Kinds of pages that have the most labels, the readers' and the newsroom's. */
const LABELS = ['front page', 'most read', 'search, narrowed', 'receipt of a comment', '/admin/', '/admin/comments?status=pending', '/admin/articles',
    '/admin/articles/new', '/admin/settings', '/admin/settings/comments', '/admin/profile'];

/** In the page: the translated words (of a pseudo-language, between ⟦ ⟧) of which something is outside of the window, or of the box that cuts or frames them. */
function wordsCutOff() {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { data, parentElement: parent } = texts.currentNode;
        if (!/~|⟦\P{L}*\p{L}|\p{L}\P{L}*⟧/u.test(data) || parent.closest('.vh, .sr, .skip, option, noscript') || !parent.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const words = range.getBoundingClientRect();
        if (words.width === 0) continue;
        let left = 0, right = innerWidth;
        for (let box = parent; box; box = box.parentElement) {
            const { overflowX } = getComputedStyle(box);
            if (/auto|scroll/.test(overflowX)) { // it shows the rest where it is scrolled
                left = right = undefined;
                break;
            }
            if (overflowX === 'visible' && !box.matches('button, .button, .badge, summary, th, td')) continue;
            const edge = box.getBoundingClientRect();
            left = Math.max(left, edge.left);
            right = Math.min(right, edge.right);
        }
        if (words.left < left - 1 || words.right > right + 1) found.push(`${parent.tagName} ${parent.className}: ${data.trim().slice(0, 60)}`);
    }
    return found;
}

for (const [language, what, viewport, letters] of [
    [ACCENTED, 'on a phone', { width: 390, height: 844 }, '100%'],
    [ACCENTED, 'on a phone in letters of twice the size', { width: 390, height: 844 }, '200%'],
    [ACCENTED, 'on a desktop', { width: 1440, height: 900 }, '100%'],
    [MIRRORED, 'on a phone from right to left', { width: 390, height: 844 }, '100%'],
])
    test(`labels that are a third longer than the English are not cut ${what}`, async () => {
        addPseudoCatalogues(site);
        await speakToReaders(site, language);
        const page = await openPage(browser, site, { viewport, bypassCSP: true });
        await signIn(page, 'boss', PASSWORD);
        const cut = [];
        for (const { kind, path } of pages.filter((p) => LABELS.includes(p.kind) || LABELS.includes(p.path) || p.kind === 'article')) {
            await page.goto(path);
            await page.addStyleTag({ content: `:root { font-size: ${letters} !important; }` });
            const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
            if (scroll > width) cut.push(`${kind}: ${path} is ${scroll} px wide in ${width}`);
            cut.push(...(await page.evaluate(wordsCutOff)).map((words) => `${kind}: ${path}: ${words}`));
        }
        assert.deepEqual(cut, []);
        assertQuiet(page);
        await page.context().close();
    });
