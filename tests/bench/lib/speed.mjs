// SPDX-License-Identifier: MIT
// How fast a page is to its reader: Lighthouse's score of performance for an article, beside that of a
// file with the same bytes (and the same styles, scripts and pictures) that nginx sends from the disk.

import fs from 'node:fs';
import lighthouse from 'lighthouse';
import { launch } from '../../browser/lib.mjs';
import { readersPages, serveSample } from '../../http/lib/pages.mjs';
import { freePort } from '../../http/lib/processes.mjs';
import { median } from './tools.mjs';

const COPY = '/same-bytes.html';

async function score(url, port) {
    const { lhr } = await lighthouse(url, { port, output: 'json', logLevel: 'error', onlyCategories: ['performance'], disableFullPageScreenshot: true });
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    return lhr.categories.performance.score * 100;
}

/** { page, file }: the median scores of ROUNDS runs each, in turns. */
export async function speedScores(rounds) {
    const site = await serveSample(), port = await freePort();
    const browser = await launch({ whole: true, args: [`--remote-debugging-port=${port}`] });
    try {
        const { path } = (await readersPages(site)).find((p) => p.kind === 'article');
        // The site's own public folder goes before the program.
        fs.writeFileSync(`${site.dir}/public${COPY}`, (await site.browser().page(path)).html);
        const scores = { page: [], file: [] };
        for (let i = 0; i < rounds; i++) {
            scores.page.push(await score(site.address + path, port));
            scores.file.push(await score(site.address + COPY, port));
        }
        return { page: median(scores.page), file: median(scores.file) };
    } finally {
        await browser.close();
        await site.close();
    }
}
