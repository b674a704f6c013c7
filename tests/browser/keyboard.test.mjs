// SPDX-License-Identifier: MIT
// Reading, finding and commenting with nothing but a keyboard, with scripts and without; and that what
// has the focus can be seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertQuiet, openPage, sampleInBrowser } from './lib.mjs';

const sample = sampleInBrowser();

/** Presses Tab until what has the focus is what WANTED(element) says. */
async function tabTo(page, what, wanted) {
    for (let i = 0; i < 200; i++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(wanted)) return;
    }
    assert.fail(`Tab never reaches ${what}`);
}

for (const javaScriptEnabled of [true, false]) {
    test(`a story is found by search, read and commented on by keyboard (${javaScriptEnabled ? 'with' : 'without'} scripts)`, async () => {
        const page = await openPage(sample.browser, sample.site, { javaScriptEnabled });
        await page.goto('/');
        await page.keyboard.press('Tab');
        assert.match(await page.evaluate(() => document.activeElement.textContent), /Skip to the content/);
        assert.ok(await page.evaluate(() => { const r = document.activeElement.getBoundingClientRect(); return r.width > 20 && r.height > 20 && r.top >= 0 && r.left >= 0; }), 'the skip link is seen');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), 'it leads into the content');

        await page.goto('/');
        await tabTo(page, 'the search field', () => document.activeElement.name === 'q');
        await page.keyboard.type('night ferry');
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/search\?q=night\+ferry/);
        await tabTo(page, 'the story', () => /night-ferry/.test(document.activeElement.href ?? '') && document.activeElement.closest('main') !== null);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/\d{4}\/\d\d\/\d\d\//);

        await tabTo(page, 'the comment field', () => document.activeElement.name === 'comment');
        await page.keyboard.type(`Typed, not clicked, ${javaScriptEnabled}.`);
        await tabTo(page, 'the name', () => document.activeElement.name === 'author');
        await page.keyboard.type('Kay Board');
        await tabTo(page, 'the e-mail', () => document.activeElement.name === 'email');
        await page.keyboard.type('kay@example.org');
        await tabTo(page, 'the button', () => /Post Comment/.test(document.activeElement.textContent || document.activeElement.value));
        await page.keyboard.press('Enter');
        await page.waitForURL(/receipt=/);
        await page.getByText('Your comment is awaiting moderation.').waitFor();
        assertQuiet(page);
        await page.context().close();
    });
}

for (const colorScheme of ['light', 'dark'])
    test(`every stop of the Tab key can be seen (${colorScheme})`, async () => {
        const page = await openPage(sample.browser, sample.site, { colorScheme, viewport: { width: 1280, height: 900 } });
        for (const kind of ['front page', 'section', 'search', 'article', 'videos', 'missing page']) {
            await page.goto(sample.pages.find((p) => p.kind === kind).path);
            const unseen = [];
            let stops = 0;
            for (let first = true; stops < 250; first = false) {
                await page.keyboard.press('Tab');
                const at = await page.evaluate(() => {
                    const e = document.activeElement;
                    if (e === document.body || e.dataset.seen) return null;
                    e.dataset.seen = '1';
                    const s = getComputedStyle(e);
                    const r = e.getBoundingClientRect();
                    // The ring may be around what is within, where the field itself has none.
                    const ring = (x) => x && ((x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) >= 1) || x.boxShadow !== 'none');
                    return { what: e.outerHTML.slice(0, 90), seen: ring(s) && r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight };
                });
                if (!at) { if (first) continue; break; }
                stops++;
                if (!at.seen) unseen.push(`${kind}: ${at.what}`);
            }
            assert.ok(stops > 8, `${kind}: ${stops} stops`);
            assert.deepEqual(unseen, []);
        }
        await page.context().close();
    });
