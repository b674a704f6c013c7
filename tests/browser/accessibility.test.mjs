// SPDX-License-Identifier: MIT
// Every kind of page, public and admin, on a phone and on a desktop, light and dark, from left to right, from right
// to left and in ideographs: no violation that axe-core can find, nothing wider than the screen, no request to
// anybody else, no error in the console.
//
// Within a writing system the languages take turns: the first kind of page is looked at in the first one, and so
// on. LANGUAGES=all looks at every kind in every language, which takes almost three times as long.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { IDEOGRAPHIC, NEWSROOM, RIGHT_TO_LEFT, SHIPPED, speakToEditor, speakToReaders } from '../http/lib/languages.mjs';
import { newsroomPages, readersPages, serveSample } from '../http/lib/pages.mjs';
import { signIn as signInto } from '../http/lib/people.mjs';
import { PASSWORD } from '../http/lib/site.mjs';
import { INTERPRET_SCRIPTS, SCREENS, assertAccessible, assertQuiet, expectAxe, launch, openPage, signIn } from './lib.mjs';

const ALL = process.env.LANGUAGES === 'all';

let browser;
before(async () => { browser = await launch({ args: [INTERPRET_SCRIPTS] }); });
after(() => browser?.close());

/** PAGES for each of LANGUAGES: every one whose turn it is, or all. */
const turns = (pages, languages) => languages.map((language, turn) => ({
    language, pages: pages.filter((_, i) => ALL || i % languages.length === turn),
}));

async function assertDirection(page, language) {
    const direction = RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), direction, language);
}

/** What no address leads to: the form of an article at PATH, which was sent empty. */
const refusal = (path) => ({
    kind: 'a refused comment', path, then: async (page) => {
        await page.locator('form[action="/comment"]').evaluate((f) => f.submit());
        await page.getByRole('alert').waitFor();
    },
});

/** The pages one after the other in one tab. COMPLAINTS of all of them are told together. */
async function look(page, pages, where, complaints) {
    for (const { kind, path, then = () => {} } of pages) {
        await page.goto(path);
        await then(page);
        await assertAccessible(page, `${kind}: ${path} (${where})`).catch((e) => complaints.push(e.message));
    }
}

async function readersSee(site, pages, languages, { name, ...screen }) {
    const page = await openPage(browser, site, screen);
    await expectAxe(page);
    const complaints = [];
    for (const turn of turns([...pages, refusal(pages.find((p) => p.kind === 'article').path)], languages)) {
        await speakToReaders(site, turn.language);
        await page.goto('/');
        await assertDirection(page, turn.language);
        await look(page, turn.pages, `${turn.language}, ${name}`, complaints);
    }
    assert.deepEqual(complaints, []);
    assertQuiet(page);
    await page.context().close();
}

async function newsroomSees(site, pages, boss, languages, { name, ...screen }) {
    const page = await openPage(browser, site, screen);
    await expectAxe(page);
    const complaints = [];
    await look(page, [{ kind: 'the door', path: '/admin/login' }], name, complaints);
    await signIn(page, 'boss', PASSWORD);
    for (const turn of turns(pages, languages)) {
        await speakToEditor(site, 'boss', turn.language, boss);
        await page.goto('/admin/');
        await assertDirection(page, turn.language);
        await look(page, turn.pages, `${turn.language}, ${name}`, complaints);
    }
    assert.deepEqual(complaints, []);
    assertQuiet(page);
    await page.context().close();
}

// Over every page there is breaking news, until long after the test.
const BREAKING = { breaking_text: 'The bridge is closed', breaking_url: '/', breaking_until: 32503680000 };

/** LANGUAGES, of one writing system; the READERS' screen and the newsroom's (DESK), where it speaks one of them. */
function everyPage(what, languages, { readers, desk }) {
    const screen = (name) => SCREENS.find((s) => s.name === name);
    describe(what, { concurrency: 2 }, () => {
        let site, pages, boss, rooms;
        before(async () => {
            site = await serveSample({ settings: BREAKING });
            pages = await readersPages(site);
            boss = await signInto(site, 'boss');
            if (desk) rooms = await newsroomPages(site, boss);
        });
        after(() => site?.close());
        test(`the pages that readers see, ${readers}`, () => readersSee(site, pages, languages, screen(readers)));
        if (desk) test(`the pages of the newsroom, ${desk}`, () => newsroomSees(site, rooms, boss, languages.filter((l) => NEWSROOM.includes(l)), screen(desk)));
    });
}

// Colours do not depend on the screen's width, nor widths on the colours: two screens have all of both.
everyPage('from left to right', SHIPPED.filter((l) => !RIGHT_TO_LEFT.includes(l) && !IDEOGRAPHIC.includes(l)), { readers: 'phone, light', desk: 'phone, light' });
everyPage('in ideographs', IDEOGRAPHIC, { readers: 'desktop, dark' });
everyPage('from right to left', RIGHT_TO_LEFT, { readers: 'phone, dark', desk: 'desktop, dark' });
