// SPDX-License-Identifier: MIT
// Every kind of page, public and admin, on a phone and on a desktop, light and dark, and from right to
// left: no violation that axe-core can find, nothing wider than the screen, no request to anybody else,
// no error in the console.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newsroomPages, readersPages, serveSample } from '../http/lib/pages.mjs';
import { signIn as signInto } from '../http/lib/people.mjs';
import { PASSWORD } from '../http/lib/site.mjs';
import { INTERPRET_SCRIPTS, SCREENS, assertAccessible, assertQuiet, expectAxe, launch, openPage, signIn } from './lib.mjs';

let browser;
before(async () => { browser = await launch({ args: [INTERPRET_SCRIPTS] }); });
after(() => browser?.close());

/** The pages that READERS see, one after the other in one tab. */
async function readersSee(site, pages, { name, ...screen }) {
    const page = await openPage(browser, site, screen);
    await expectAxe(page);
    for (const { kind, path } of pages) {
        await page.goto(path);
        await assertAccessible(page, `${kind}: ${path} (${name})`);
    }
    await page.goto(pages.find((p) => p.kind === 'article').path);
    await page.locator('form[action="/comment"]').evaluate((f) => f.submit());
    await page.getByRole('alert').waitFor();
    await assertAccessible(page, `a refused comment (${name})`);
    assertQuiet(page);
    await page.context().close();
}

async function newsroomSees(site, pages, { name, ...screen }) {
    const page = await openPage(browser, site, screen);
    await expectAxe(page);
    await page.goto('/admin/login');
    await assertAccessible(page, `/admin/login (${name})`);
    await signIn(page, 'boss', PASSWORD);
    for (const { kind, path } of pages) {
        await page.goto(path);
        await assertAccessible(page, `${kind}: ${path} (${name})`);
    }
    assertQuiet(page);
    await page.context().close();
}

function everyPage(what, settings, screens, { newsroom = true, check = () => {} } = {}) {
    describe(what, { concurrency: 2 }, () => {
        let site, pages, desk;
        before(async () => {
            site = await serveSample({ settings });
            pages = await readersPages(site);
            if (newsroom) desk = await newsroomPages(site, await signInto(site, 'boss'));
        });
        after(() => site?.close());
        for (const screen of screens) {
            test(`the pages that readers see, ${screen.name}`, async () => {
                await check(site, pages);
                await readersSee(site, pages, screen);
            });
            if (newsroom) test(`the pages of the newsroom, ${screen.name}`, () => newsroomSees(site, desk, screen));
        }
    });
}

// Colours do not depend on the screen's width, nor widths on the colours: two screens have all of both.
// Over every page there is breaking news, until long after the test.
const breaking = { breaking_text: 'The bridge is closed', breaking_url: '/', breaking_until: 32503680000 };
everyPage('a site in English', breaking, SCREENS.filter((s) => /phone, light|desktop, dark/.test(s.name)));

// The newsroom speaks English on every site.
everyPage('a site in Arabic, from right to left', { language: 'ar' }, SCREENS.filter((s) => /phone, dark/.test(s.name)), { newsroom: false, check: async (site, pages) => {
    const page = await openPage(browser, site);
    await page.goto(pages[0].path);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'rtl');
    await page.context().close();
} });
