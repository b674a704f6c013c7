// SPDX-License-Identifier: MIT
// Every kind of page, the newsroom's and those that tell of errors too, read by the Nu HTML checker
// (vnu): it finds no error, and has no warning.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { PASSWORD } from './lib/site.mjs';
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

/** What vnu says of PAGES ({ kind, html }): one line for each error and warning. One Java for all. */
async function complaints(pages) {
    const dir = `${processes.root}/${processes.nextName('markup')}`;
    fs.mkdirSync(dir);
    pages.forEach(({ html }, i) => fs.writeFileSync(`${dir}/${i}.html`, html));
    const run = await processes.run('java', [...JAVA, '-jar', checker, '--format', 'json', '--exit-zero-always', '--stdout', dir],
        { own: false, timeout: 120_000 });
    assert.equal(run.code, 0, run.err);
    return JSON.parse(run.out).messages.filter((m) => m.type !== 'info' || m.subType === 'warning').map((m) => {
        const page = pages[Number(/(\d+)\.html$/.exec(m.url)[1])];
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

test('what readers see, what the newsroom sees, and every answer to a mistake, is valid HTML', async () => {
    const reader = site.browser();
    const pages = await fetched(reader, await readersPages(site));
    pages.push(...await fetched(reader, (await articlePaths(site)).map((path) => ({ kind: path, path, status: 200 }))));
    pages.push(...await fetched(boss, (await newsroomPages(site, boss)).map((p) => ({ ...p, kind: `newsroom: ${p.kind}` }))));

    const add = (kind, status, answer) => {
        assert.equal(answer.status, status, kind);
        pages.push({ kind, html: answer.html });
    };
    const [article] = await articlePaths(site);
    const form = (await reader.page(article)).form('/comment');
    add('a refused comment', 422, await reader.submit(form, { author: '<b>"', email: 'no', url: 'javascript:', comment: '' }));
    add('a wrong method', 405, await reader.request('DELETE', '/'));
    add('too much', 413, await reader.post('/comment', { ...Object.fromEntries(form.fields.map((f) => [f.name, f.value])), comment: 'x'.repeat(600_000) }));
    add('nobody is signed in', 200, await reader.page('/admin/login'));
    add('a wrong password', 403, await reader.submit((await reader.page('/admin/login')).form('/admin/login'), { login: 'boss', password: `${PASSWORD}!` }));
    const writing = await boss.page('/admin/articles/new');
    add('a refused article', 422, await boss.submit(editor(writing), { title: '', body: 'Text.' }, { button: 'publish' }));
    assert.deepEqual(await complaints(pages), []);
});

test('what the web server says while the program is away is valid HTML', async () => {
    await site.stop();
    const answer = await site.browser().get('/');
    assert.equal(answer.status, 503);
    assert.deepEqual(await complaints([{ kind: 'away', html: answer.html }]), []);
});
