// SPDX-License-Identifier: MIT
// An article in the browsers of a terminal, w3m and links: readable from its headline to its form.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readersPages, serveSample } from './lib/pages.mjs';
import * as processes from './lib/processes.mjs';

let site, path;

before(async () => {
    site = await serveSample();
    path = (await readersPages(site)).find((p) => p.kind === 'article').path;
});
after(() => site?.close());

for (const [browser, args] of [['w3m', ['-dump', '-cols', '80']], ['links', ['-dump', '-width', '80']]]) {
    test(`${browser} shows headline, byline, text, comments and the form, in this order, and nothing of the machinery`, async () => {
        const run = await processes.run(browser, [...args, site.address + path], { own: false, env: { HOME: processes.root, TERM: 'dumb' } });
        assert.equal(run.code, 0, run.err);
        const text = run.out.replace(/\s+/g, ' ');
        const order = ['how Wrenmouth', 'By Tobias Reyngaard', 'Post Views:', 'At twenty minutes to midnight', 'comments', 'Leave a Comment', 'Required fields are marked', 'Name', 'Post Comment'];
        let at = 0;
        for (const part of order) {
            const next = text.toLowerCase().indexOf(part.toLowerCase(), at);
            assert.ok(next >= 0, `"${part}" in its place:\n${run.out.slice(0, 3000)}`);
            at = next + part.length;
        }
        assert.doesNotMatch(text, /[{}]{2}|undefined|@context|function\s*\(/);
        for (const line of run.out.split('\n')) assert.ok([...line].length <= 81, line);
    });
}
