// SPDX-License-Identifier: MIT
// Every kind of page, the newsroom's and those that tell of errors too, in every language that is shipped, read
// by the Nu HTML checker (vnu): it finds no error, and has no warning.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { PASSWORD } from './lib/site.mjs';
import { NEWSROOM, SHIPPED, speakToEditor, speakToReaders } from './lib/languages.mjs';
import { articlePaths, newsroomPages, readersPages, serveSample } from './lib/pages.mjs';
import { editor, signIn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';

const checker = createRequire(import.meta.url).resolve('../node_modules/vnu-jar/build/dist/vnu.jar');

let site, boss;

before(async () => {
    site = await serveSample();
    boss = await signIn(site, 'boss');
});
after(() => site?.close());

/** It recurses deeply; and it has ended before what is compiled better has paid. */
const JAVA = ['-Xss4m', '-XX:+IgnoreUnrecognizedVMOptions', '-XX:TieredStopAtLevel=1'];

/** The sample's articles are English on a site in any language, which vnu takes for a mistake of the site. */
const ENGLISH_CONTENT = /^This document appears to be written in English but the .html. start tag has/;

/** What vnu says of PAGES ({ kind, html, englishContent }): one line for each error and warning. One Java for all. */
async function complaints(pages) {
    const dir = `${processes.root}/${processes.nextName('markup')}`;
    fs.mkdirSync(dir);
    pages.forEach(({ html }, i) => fs.writeFileSync(`${dir}/${i}.html`, html));
    const run = await processes.run('java', [...JAVA, '-jar', checker, '--format', 'json', '--exit-zero-always', '--stdout', dir],
        { own: false, timeout: 120_000 });
    assert.equal(run.code, 0, run.err);
    return JSON.parse(run.out).messages.filter((m) => m.type !== 'info' || m.subType === 'warning').flatMap((m) => {
        const page = pages[Number(/(\d+)\.html$/.exec(m.url)[1])];
        if (page.englishContent && ENGLISH_CONTENT.test(m.message)) return [];
        return `${page.kind} (line ${m.lastLine}): ${m.message} ${(m.extract ?? '').replace(/\s+/g, ' ')}`;
    });
}

async function fetched(browser, pages) {
    const all = [];
    for (const { kind, path, status } of pages) {
        const answer = await browser.get(path);
        assert.equal(answer.status, status, `${kind}: ${path}`);
        all.push({ kind, html: answer.html });
    }
    return all;
}

/** Every page that READERS see at PATHS, and what refuses them something. */
async function readersSee(paths) {
    const reader = site.browser();
    const pages = await fetched(reader, paths);
    const add = (kind, status, answer) => {
        assert.equal(answer.status, status, kind);
        pages.push({ kind, html: answer.html });
    };
    const { path: article } = paths.find((p) => p.kind === 'article');
    const form = (await reader.page(article)).form('/comment');
    add('a refused comment', 422, await reader.submit(form, { author: '<b>"', email: 'no', url: 'javascript:', comment: '' }));
    add('a wrong method', 405, await reader.request('DELETE', '/'));
    add('too much', 413, await reader.post('/comment', { ...Object.fromEntries(form.fields.map((f) => [f.name, f.value])), comment: 'x'.repeat(600_000) }));
    add('nobody is signed in', 200, await reader.page('/admin/login'));
    return pages;
}

async function newsroomSees(paths) {
    const pages = await fetched(boss, paths);
    const writing = await boss.page('/admin/articles/new');
    const refused = await boss.submit(editor(writing), { title: '', body: 'Text.' }, { button: 'publish' });
    assert.equal(refused.status, 422);
    return [...pages, { kind: 'a refused article', html: refused.html }];
}

test('what readers see, what the newsroom sees, and every answer to a mistake, is valid HTML in every language', async () => {
    const paths = await readersPages(site), desk = await newsroomPages(site, boss);
    const articles = (await articlePaths(site)).map((path) => ({ kind: path, path, status: 200 }));
    const reader = site.browser();
    // Where there is no such page, newsroom or not, the answer is the site's.
    const pages = await fetched(reader, [...articles, ...desk.filter((p) => p.status === 404)]);
    const rooms = desk.filter((p) => p.status === 200);
    const wrong = await reader.submit((await reader.page('/admin/login')).form('/admin/login'), { login: 'boss', password: `${PASSWORD}!` });
    assert.equal(wrong.status, 403);
    pages.push({ kind: 'a wrong password', html: wrong.html });

    const inLanguage = (language, where, seen) => seen.map(({ kind, html }) => {
        assert.ok(html.includes(`<html lang="${language}"`), `${kind} is in ${language}`);
        return { kind: `${kind} (${where}, ${language})`, html, englishContent: language !== 'en' };
    });
    for (const language of SHIPPED) {
        await speakToReaders(site, language);
        pages.push(...inLanguage(language, 'readers', await readersSee(paths)));
    }
    for (const language of NEWSROOM) {
        await speakToEditor(site, 'boss', language, boss);
        pages.push(...inLanguage(language, 'newsroom', await newsroomSees(rooms)));
    }
    assert.deepEqual(await complaints(pages), []);
});

test('what the web server says while the program is away is valid HTML', async () => {
    await site.stop();
    const answer = await site.browser().get('/');
    assert.equal(answer.status, 503);
    assert.deepEqual(await complaints([{ kind: 'away', html: answer.html }]), []);
});
