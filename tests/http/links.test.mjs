// SPDX-License-Identifier: MIT
// Every link on every kind of page leads somewhere: followed as a reader and as an editor would, to the
// place on the page that it names.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { elements } from './lib/html.mjs';
import { articlePaths, newsroomPages, readersPages, serveSample } from './lib/pages.mjs';
import { signIn } from './lib/people.mjs';

let site;
before(async () => { site = await serveSample(); });
after(() => site?.close());

/** What the elements of a page link to, send to, or load: [{ tag, to }]. */
const linksOf = (html) => elements(html, (tag, a) => ['href', 'src', 'action', 'formaction', 'poster'].some((name) => name in a))
    .flatMap(({ tag, attributes: a }) => ['href', 'src', 'action', 'formaction', 'poster'].filter((name) => name in a).map((name) => ({ tag, name, to: a[name] })));

/** Follows what the pages at PATHS link to, each address once; gives what is wrong, a line each. */
async function wrongLinks(browser, paths) {
    const pages = new Map();
    const ask = async (path) => {
        if (!pages.has(path)) pages.set(path, await browser.follow(await browser.get(path)));
        return pages.get(path);
    };
    const seen = new Set();
    const wrong = [];
    let mails = 0;
    for (const path of paths) {
        const { html } = await ask(path);
        for (const { tag, name, to } of linksOf(html)) {
            const about = `${path}: <${tag} ${name}="${to}">`;
            if (to === '' || to === '#') {
                wrong.push(`${about} leads nowhere`);
                continue;
            }
            const url = new URL(to, `${site.address}${path}`);
            mails += url.protocol === 'mailto:';
            if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) wrong.push(`${about} is no link`);
            else if (url.protocol === 'mailto:' && !/\S/.test(url.pathname + url.search)) wrong.push(`${about} has nothing to send`);
            if (url.origin !== site.address || /action/.test(name) || /^\/admin\/logout/.test(url.pathname)) continue;
            const key = url.pathname + url.search;
            if (seen.has(key + url.hash)) continue;
            seen.add(key + url.hash);
            const answer = await ask(key);
            if (answer.status !== 200) wrong.push(`${about} answers ${answer.status}`);
            const id = decodeURIComponent(url.hash.slice(1));
            if (id && !elements(answer.html, (_, a) => a.id === id).length) wrong.push(`${about}: no such place on that page`);
        }
    }
    return { wrong, mails, followed: seen.size };
}

test('every link on every kind of page that readers see leads somewhere', async () => {
    const paths = [...(await readersPages(site)).filter((p) => p.status === 200).map((p) => p.path), ...await articlePaths(site)];
    const { wrong, mails, followed } = await wrongLinks(site.browser(), paths);
    assert.deepEqual(wrong, []);
    assert.ok(mails > 0, 'an article can be sent by e-mail');
    assert.ok(followed > 100, `${followed} links were followed`);
});

test('an article is sent by e-mail with its headline and its address, whatever they are made of', async () => {
    const title = 'Fish & chips: 50% "off" = £5? #1 – <b>löse</b> 日本';
    const { path } = await site.article({ title });
    const { html } = await site.browser().page(path);
    const [mail] = elements(html, (tag, a) => tag === 'a' && a.href?.startsWith('mailto:'));
    const fields = new URLSearchParams(mail.attributes.href.slice('mailto:?'.length));
    assert.equal(fields.get('subject'), title);
    assert.equal(fields.get('body'), `${site.address}${path}`);
});

test('every link in the newsroom leads somewhere', async () => {
    const boss = await signIn(site, 'boss');
    const paths = (await newsroomPages(site, boss)).filter((p) => p.status === 200).map((p) => p.path);
    const { wrong, followed } = await wrongLinks(boss, paths);
    assert.deepEqual(wrong, []);
    assert.ok(followed > 50, `${followed} links were followed`);
});
