// SPDX-License-Identifier: MIT
// A site's own look: docs/THEMES.md followed to the letter, files that stand before the shipped ones, and
// templates that are broken.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { byTag, elements } from './lib/html.mjs';
import * as processes from './lib/processes.mjs';
import { startApacheProxy, startNginx } from './lib/servers.mjs';
import { commentOn } from './lib/people.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const guide = fs.readFileSync(`${processes.checkout}/docs/THEMES.md`, 'utf8');

/** What the guide tells to do under TITLE, in its order: { run }, { write, text } or { file, before, after }. */
function steps(title) {
    const part = guide.split(`\n## ${title}\n`)[1].split('\n## ')[0];
    const found = [];
    let file, before;
    for (const match of part.matchAll(/```(\w+) ?(\S*)\n([\s\S]*?)```|`(templates\/[\w/]+\.tpl)`/g)) {
        const [, kind, name, text, mentioned] = match;
        if (mentioned) file = mentioned;
        else if (kind === 'sh') found.push(...text.trim().split('\n').map((line) => ({ run: line.split(' ') })));
        else if (name === 'before') before = text;
        else if (name === 'after') found.push({ file, before, after: text });
        else found.push({ write: name, text });
    }
    return found;
}

/** Does them in the site's folder, as whoever reads the guide would. */
async function follow(site, title) {
    for (const step of steps(title)) {
        if (step.run) {
            assert.equal(step.run[0], 'broadsheet');
            const done = await processes.run(processes.program, step.run.slice(1), { cwd: site.dir });
            assert.equal(done.code, 0, done.err);
        } else if (step.write) {
            fs.mkdirSync(path.dirname(`${site.dir}/${step.write}`), { recursive: true });
            fs.writeFileSync(`${site.dir}/${step.write}`, step.text);
        } else {
            const text = fs.readFileSync(`${site.dir}/${step.file}`, 'utf8');
            assert.equal(text.split(step.before).length, 2, `once in ${step.file}: ${step.before}`);
            fs.writeFileSync(`${site.dir}/${step.file}`, text.replace(step.before, () => step.after));
        }
    }
    for (const folder of ['templates', 'public', 'translations'].filter((f) => fs.existsSync(`${site.dir}/${f}`))) for (const name of fs.readdirSync(`${site.dir}/${folder}`)) processes.giveToServer(`${site.dir}/${folder}/${name}`);
    assert.equal((await site.cli(['check'])).code, 0, 'broadsheet check finds nothing wrong');
    site.process.signal('SIGHUP');
}

const version = (page) => /\/assets\/site\.css\?v=(\w+)/.exec(page.html)[1];

test('a designer who follows the guide changes the header, the colours and the layout of articles', async () => {
    const site = await serveSite({ sample: true });
    try {
        const reader = site.browser();
        const home = await reader.page('/');
        const article = /href="(\/\d{4}\/\d\d\/\d\d\/[^"/]+\/)"/.exec(home.html)[1];
        fs.writeFileSync(`${site.dir}/public/logo.svg`, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1H0z"/></svg>');

        await follow(site, 'Change the header');
        const header = await waitFor('the new header', async () => {
            const page = await reader.page('/');
            return page.html.includes('masthead-note') && page;
        });
        const [logo] = elements(header.html, (t, a) => t === 'img' && a.class === 'masthead-logo');
        assert.equal((await reader.get(logo.attributes.src)).status, 200);
        assert.match(header.text, /Since 1874/);

        await follow(site, 'Change the colours');
        const coloured = await waitFor('the new colours', async () => {
            const page = await reader.page('/');
            return page.html.includes('theme.css') && page;
        });
        assert.notEqual(version(coloured), version(home), 'browsers fetch them anew');
        const sheets = elements(coloured.html, (t, a) => t === 'link' && a.rel === 'stylesheet').map((e) => e.attributes.href);
        assert.match(sheets.at(-1), /^\/assets\/theme\.css\?v=/);
        const sheet = await reader.get(sheets.at(-1));
        assert.match(sheet.html, /--accent: #0b5d57/);
        assert.match(sheet.headers['cache-control'], /immutable/);

        await follow(site, "Change the article's layout");
        const changed = await waitFor('the new layout', async () => {
            const page = await reader.page(article);
            return page.html.indexOf('author-box') < page.html.indexOf('article-tags') && page;
        });
        assert.equal(changed.html.split('<aside class="author-box"').length, 2, 'told once');
        assert.ok(changed.html.indexOf('class="article-text"') < changed.html.indexOf('author-box'));
        assert.match((await site.mustCli(['template', 'list'])).out, /^layout\/site\.tpl\tyes$/m);
    } finally {
        await site.close();
    }
});

for (const [name, server] of [['nginx', startNginx], ['Apache', startApacheProxy]]) {
    test(`a file in the site's public/assets stands before the shipped one, and goes again (${name})`, async () => {
        const site = await serveSite({ server });
        try {
            const reader = site.browser();
            const shipped = version(await reader.page('/'));
            const get = async (v) => reader.get(`/assets/site.css?v=${v}`);
            assert.match((await get(shipped)).html, /--ground/);

            fs.mkdirSync(`${site.dir}/public/assets`);
            fs.writeFileSync(`${site.dir}/public/assets/site.css`, 'body { color: navy }\n');
            processes.giveToServer(`${site.dir}/public/assets`);
            processes.giveToServer(`${site.dir}/public/assets/site.css`);
            const reloaded = async (what, test) => {
                site.process.signal('SIGHUP');
                return waitFor(what, async () => {
                    const v = version(await reader.page('/'));
                    return test(v) && v;
                });
            };
            const own = await reloaded('the address changes', (v) => v !== shipped);
            assert.equal((await get(own)).html, 'body { color: navy }\n');
            assert.match((await get(own)).headers['cache-control'], /immutable/);
            assert.equal((await reader.get('/assets/article.css')).status, 200, 'the others stay the shipped ones');
            assert.equal((await reader.get('/assets/none.css')).status, 404);

            fs.writeFileSync(`${site.dir}/public/assets/site.css`, 'body { color: teal }\n');
            await reloaded('it changes again', (v) => v !== own && v !== shipped);
            fs.rmSync(`${site.dir}/public/assets`, { recursive: true });
            assert.equal(await reloaded('it is what it was', (v) => v === shipped), shipped);
            assert.match((await get(shipped)).html, /--ground/);
        } finally {
            await site.close();
        }
    });
}

test('only fonts that are there are asked for', async () => {
    const site = await serveSite({ server: startNginx });
    try {
        const made = fs.existsSync(`${processes.publicDir}/fonts/serif.woff2`); // not where Debian's fonts are missing
        const page = await site.browser().page('/');
        const fonts = elements(page.html, (t, a) => t === 'link' && a.rel === 'preload').map((e) => e.attributes.href);
        assert.equal(fonts.length, made ? 2 : 0);
        assert.equal(byTag(page.html, 'html')[0].attributes['data-fonts'], made ? undefined : 'none');
        for (const href of fonts) assert.equal((await site.browser().get(href)).status, 200, href);
        // The program knows it from its build.
        for (const [list, has] of [[[], 'false'], [['public/fonts/serif.woff2'], 'true']]) {
            const file = `${processes.root}/embed.c`;
            const done = await processes.run('build/tools/embed', [file, 'README.md', '--', 'public/site.css', '--', ...list], { cwd: processes.checkout });
            assert.equal(done.code, 0, done.err);
            assert.match(fs.readFileSync(file, 'utf8'), new RegExp(`embed_has_fonts = ${has};`));
        }
    } finally {
        await site.close();
    }
});

describe('a template of the site', () => {
    test('that is broken is named with its line in the log, and the site goes on with the one before', async () => {
        const site = await serveSite();
        try {
            const reader = site.browser();
            const file = `${site.dir}/templates/site/error.tpl`;
            const write = (text) => {
                fs.mkdirSync(path.dirname(file), { recursive: true });
                fs.writeFileSync(file, text);
                processes.giveToServer(path.dirname(file));
                processes.giveToServer(file);
                site.process.signal('SIGHUP');
            };
            const good = '{{%AUTOESCAPE context="HTML"}}\n<h1>{{TITLE}}, alas</h1>\n';
            write(good);
            await waitFor('it shows', async () => (await reader.get('/none/')).text.includes(', alas'));
            write(`${good}<p>\n{{#ADVICE}}{{ADVICE}}\n</p>\n`);
            const line = await waitFor('the log tells of it', () => site.process.log().split('\n').find((l) => l.includes('stay as they were')));
            assert.match(line, /site\/error\.tpl/);
            assert.match(line, /line [3-6]\b/);
            assert.match((await reader.get('/none/')).text, /, alas/);
            const check = await site.cli(['check']);
            assert.equal(check.code, 1);
            assert.match(check.out + check.err, /site\/error\.tpl.*line [3-6]\b/);
            fs.rmSync(file);
            site.process.signal('SIGHUP');
            await waitFor('the shipped one is back', async () => !(await reader.get('/none/')).text.includes(', alas'));
        } finally {
            await site.close();
        }
    });

    test('with names that its page does not know is told of, by check and in the log, and shows all else', async () => {
        const site = await serveSite();
        try {
            const reader = site.browser();
            await waitFor('it has looked at the templates at its start', () => site.process.log().includes(' info serving '));
            const write = (name, text) => {
                fs.mkdirSync(`${site.dir}/templates/site`, { recursive: true });
                fs.writeFileSync(`${site.dir}/templates/${name}`, text);
                for (const file of ['site', name]) processes.giveToServer(`${site.dir}/templates/${file}`);
            };
            write('site/error.tpl', `{{%AUTOESCAPE context="HTML"}}
<h1>{{TITLE}}, alas</h1>{{! {{NOTHING}} }}
<p>{{STATUS}} {{TITEL}}</p>
{{#SIMILAR}}<a href="{{URL}}">{{TITLE:h}} {{STATUS}}
{{LINK}}</a>{{#SIMILAR_separator}},{{BI_SPACE}}{{/SIMILAR_separator}}{{/SIMILAR}}
{{#STATUS}}never {{SHOWN}}{{#AT}}{{ALL}}{{/AT}}{{/STATUS}}
{{>CONTENT}}
`);
            write('site/eror.tpl', '{{%AUTOESCAPE context="HTML"}}\n{{ANYTHING}}\n');
            const found = [
                'site/eror.tpl: no page uses a template of this name',
                'site/error.tpl: line 3: there is no variable {{TITEL}} here',
                'site/error.tpl: line 5: there is no variable {{LINK}} here',
                'site/error.tpl: line 6: there is no section {{#STATUS}} here',
                'site/error.tpl: line 7: there is no include {{>CONTENT}} here',
            ];
            const check = await site.cli(['check']);
            assert.equal(check.code, 1);
            assert.deepEqual(check.out.split('\n').filter((l) => l.startsWith('templates: ')).sort(), found.map((l) => `templates: ${l}`));
            site.process.signal('SIGHUP');
            await waitFor('it shows', async () => (await reader.get('/none/')).text.includes(', alas'));
            const told = await waitFor('the log tells of it', () => site.process.log().includes('were read again') && site.process.log());
            assert.deepEqual(told.split('\n').filter((l) => l.includes(' warn template ')).map((l) => l.split(' warn template ')[1]).sort(), found);
        } finally {
            await site.close();
        }
    });

    test('is copied from the shipped one once, and what is no template is refused', async () => {
        const site = await makeSite();
        const { out } = await site.mustCli(['template', 'copy', 'site/tag.tpl']);
        assert.equal(out.trim(), `${site.dir}/templates/site/tag.tpl`);
        assert.deepEqual(fs.readFileSync(out.trim()), fs.readFileSync(`${processes.checkout}/templates/site/tag.tpl`));
        fs.writeFileSync(out.trim(), 'mine');
        const again = await site.cli(['template', 'copy', 'site/tag.tpl']);
        assert.equal(again.code, 1);
        assert.match(again.err, /already/);
        assert.equal(fs.readFileSync(out.trim(), 'utf8'), 'mine');
        for (const name of ['site/none.tpl', '../x', '', 'site']) assert.equal((await site.cli(['template', 'copy', name])).code, 1, name);
        const { out: list } = await site.mustCli(['template', 'list']);
        assert.match(list, /^site\/tag\.tpl\tyes$/m);
        assert.match(list, /^site\/home\.tpl\tno$/m);
        const objects = JSON.parse((await site.mustCli(['template', 'list', '--json'])).out);
        assert.deepEqual(objects.filter((o) => o.own), [{ name: 'site/tag.tpl', own: true }]);
        assert.equal(objects.length, list.trim().split('\n').length);
    });
});

test('an owner who follows the guide changes a word, and brings a language that is not shipped', async () => {
    const site = await serveSite({ settings: { hold_all: '', require_approved: '' } });
    try {
        const article = await site.article({ title: 'First' });
        const heading = async () => byTag((await site.browser().page(article.path)).html, 'h2').find((h) => h.attributes.id === 'respond-title').text;
        assert.equal(await heading(), 'Leave a Comment');
        await follow(site, 'Change the words');
        await waitFor('the word', async () => (await heading()) === 'Have your say');
        await site.mustCli(['setting', 'set', 'language', 'it-CH']);
        await waitFor('the language', async () => (await site.browser().page('/')).html.includes('<html lang="it-CH"'));
        await commentOn(site, article.path);
        await waitFor('the number in words', async () => (await site.browser().page('/')).text.includes('1 commento'));
    } finally {
        await site.close();
    }
});

test('a catalogue that would break a page is left out, and said with its line', async () => {
    const site = await serveSite({ settings: { language: 'de' } });
    try {
        fs.mkdirSync(`${site.dir}/translations`);
        fs.writeFileSync(`${site.dir}/translations/de.po`, 'msgid "Search"\nmsgstr "<script>alert(1)</script>"\n\nmsgid "Latest"\nmsgstr "A & \\"B\\""\n');
        processes.giveToServer(`${site.dir}/translations`);
        const check = await site.cli(['check']);
        assert.equal(check.code, 1);
        assert.match(check.out + check.err, /translations\/de\.po: line 1: its places in braces or its tags are not those of the English: “Search”/);
        site.process.signal('SIGHUP');
        await waitFor('the words', async () => (await site.browser().page('/')).html.includes('A &amp; &quot;B&quot;'));
        const page = await site.browser().page('/');
        assert.ok(page.html.includes('>Suche<') && !page.html.includes('alert(1)'));
        assert.match(site.process.log(), /warn translations\/de\.po: line 1: /);
        fs.writeFileSync(`${site.dir}/translations/de.po`, 'msgid "Latest"\n');
        site.process.signal('SIGHUP');
        await waitFor('the refusal', () => site.process.log().includes('the templates stay as they were: translations/de.po: line 2: the last entry has no translation'));
        assert.ok((await site.browser().page('/')).html.includes('A &amp; &quot;B&quot;'));
    } finally {
        await site.close();
    }
});

test('in a language without a catalogue the words are in English, and say so', async () => {
    const site = await serveSite({ settings: { language: 'sv' } });
    try {
        const article = await site.article({ title: 'First' });
        const browser = site.browser(), page = await browser.page(article.path);
        assert.match(page.html, /<html lang="sv" dir="ltr"/);
        assert.match(page.html, /<h2 id="share-title"><span lang="en" dir="ltr">Share<\/span><\/h2>/);
        assert.match(page.html, /<nav class="nav" aria-label="Sections">/, 'an attribute cannot be marked');
        const answer = await browser.submit(page.form('/comment'), { comment: '' });
        assert.match(answer.html, /id="comment-error" lang="en" dir="ltr">Please type your comment\./);
    } finally {
        await site.close();
    }
});
