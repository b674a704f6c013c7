// SPDX-License-Identifier: MIT
// Debian's Chromium, driven by playwright-core, and axe-core in its pages.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { readersPages, serveSample } from '../http/lib/pages.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** The same engine without a desktop's browser around it: the tests take less than half of the processor's time. */
const SHELL = ['/usr/lib/chromium/chromium-headless-shell'];

/** Starts it; the `whole` browser, where what is measured is to be what readers have. */
export const launch = ({ args = [], whole = false } = {}) => chromium.launch({
    executablePath: [...(whole ? [] : SHELL), ...WHOLE].find((p) => fs.existsSync(p)),
    args: ['--no-sandbox', '--disable-gpu', ...args],
});

/**
 * For a file of tests: { site, browser, pages } of the sample site, from before its first test to after its
 * last; pages as readersPages has them.
 */
export function sampleInBrowser() {
    const it = {};
    before(async () => {
        it.site = await serveSample();
        it.browser = await launch();
        it.pages = await readersPages(it.site);
    });
    after(async () => {
        await it.browser?.close();
        await it.site?.close();
    });
    return it;
}

/** For pages that axe-core looks at: its script runs once a page, so compiling it to machine code costs more than it saves. */
export const INTERPRET_SCRIPTS = '--js-flags=--no-opt --no-sparkplug';

/** Every combination of what a page must be good at. */
export const SCREENS = [
    { name: 'phone, light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
    { name: 'phone, dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
    { name: 'desktop, light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
    { name: 'desktop, dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
];

/**
 * A page of a new context on SITE that fails the test where it asks anybody else for anything, logs an
 * error (a policy that was violated is one), or throws.
 */
export async function openPage(browser, site, options = {}) {
    // A headless browser says that it is one, and would be counted as the robot that it is.
    const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`;
    const context = await browser.newContext({ userAgent, baseURL: `http://127.0.0.1:${site.port}`, reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.complaints = [];
    page.on('console', (m) => { if (m.type() === 'error' && !/status of (4|5)\d\d/.test(m.text())) page.complaints.push(m.text()); });
    page.on('pageerror', (e) => page.complaints.push(String(e)));
    page.on('request', (r) => {
        const url = new URL(r.url());
        if (url.protocol.startsWith('http') && url.host !== `127.0.0.1:${site.port}`) page.complaints.push(`asked ${r.url()}`);
    });
    return page;
}

/** Puts axe-core into every document that PAGE loads from now on, which costs less than sending it to each of them. */
export async function expectAxe(page) {
    await page.addInitScript(axe);
    page.expectsAxe = true;
}

export const assertQuiet = (page) => assert.deepEqual(page.complaints, []);

/** No violation of axe's rules (WCAG 2.2 AA and best practice), and nothing wider than the screen. */
export async function assertAccessible(page, what) {
    // Through the debugger, which the page's content security policy does not concern.
    if (!page.expectsAxe) await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'], // what is right is not told piece by piece, which takes the most time
    }));
    const told = violations.map((v) => `${v.id} (${v.help}): ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`);
    assert.deepEqual(told, [], what);
    const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
    assert.ok(scroll <= width, `${what}: ${scroll} px wide on a screen of ${width}`);
}

export async function signIn(page, login, password) {
    await page.goto('/admin/login');
    await page.fill('[name=login]', login);
    await page.fill('[name=password]', password);
    await Promise.all([page.waitForURL(/\/admin\/$/), page.press('[name=password]', 'Enter')]);
}
