// SPDX-License-Identifier: MIT
// Every kind of public page through Lighthouse: 100 in accessibility, best practices and search engine
// optimisation. How fast a page is depends on the machine, so that is measured in `make bench`
// (tests/bench/lib/speed.mjs); what a page costs exactly is in weight.test.mjs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import lighthouse from 'lighthouse';
import { readersPages, serveSample } from '../http/lib/pages.mjs';
import { freePort } from '../http/lib/processes.mjs';
import { launch } from './lib.mjs';

const CATEGORIES = ['accessibility', 'best-practices', 'seo'];

let site, browser, port;

before(async () => {
    site = await serveSample();
    port = await freePort();
    browser = await launch({ args: [`--remote-debugging-port=${port}`] });
});
after(async () => {
    await browser?.close();
    await site?.close();
});

/** What takes points from the page at URL: one text for each category below 100. */
async function faultsOf(url, { status, noindex }) {
    const { lhr } = await lighthouse(url, {
        // A page that robots are asked to leave out has no score for how well it is found.
        port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES.filter((c) => c !== 'seo' || !noindex),
        throttlingMethod: 'simulate', disableFullPageScreenshot: true,
        pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 100, cpuQuietThresholdMs: 0,
        // Chromium logs an error page's own status as an error of the page.
        ...(status === 200 ? {} : { ignoreStatusCode: true, skipAudits: ['errors-in-console'] }),
    });
    assert.equal(lhr.runtimeError, undefined, `${url}: ${lhr.runtimeError?.message}`);
    return Object.values(lhr.categories).filter((c) => c.score < 1).map((c) => {
        const lost = c.auditRefs.filter((r) => r.weight > 0).map((r) => lhr.audits[r.id]).filter((a) => a.score !== null && a.score < 1);
        return `${c.id} ${Math.round(c.score * 100)}: ${lost.map((a) => `${a.title}${a.displayValue ? ` (${a.displayValue})` : ''}`).join('; ')}`;
    });
}

test('every kind of public page scores 100 in accessibility, best practices and search', async () => {
    const pages = (await readersPages(site)).filter((p) => !p.variant), faults = [];
    assert.ok(pages.length > 10);
    for (const page of pages)
        faults.push(...(await faultsOf(site.address + page.path, page)).map((fault) => `${page.kind} (${page.path}): ${fault}`));
    assert.deepEqual(faults, []);
});
