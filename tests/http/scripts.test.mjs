// SPDX-License-Identifier: MIT
// What people write in every script, from the form to pages, feeds, lists and the search.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { byClass, elements, textOf, unescapeHtml } from './lib/html.mjs';
import { commentOn, decide, editor, publicPath, signIn, writeArticle } from './lib/people.mjs';
import { serveSite } from './lib/site.mjs';
import { assertXml, elementsOf, textIn } from './lib/xml.mjs';

let site, boss, reader;
before(async () => {
    site = await serveSite({ users: { boss: 'admin' } });
    boss = await signIn(site, 'boss');
    reader = site.browser();
});
after(() => site?.close());

async function published(values) {
    const admin = await writeArticle(boss, values);
    const path = publicPath(admin);
    return { path, admin, page: await reader.page(path) };
}

const described = (page, name) => elements(page.html, (t, a) => t === 'meta' && (a.name === name || a.property === name))[0].attributes.content;
const graphemes = (text) => [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map((s) => s.segment);
const itemOf = (xml, path) => elementsOf(xml, 'item').find((i) => textIn(i.inside, 'link').endsWith(path)).inside;

test('a text without spaces is described by as much of it as one with spaces, in whole characters', async () => {
    const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
    for (const piece of ['\u6F22', '\u304B\u309A', '\u0E01\u0E49', family]) {
        const { path, page } = await published({ title: `Cut ${piece.codePointAt(0)}`, body: `5GC ${piece.repeat(360)}` });
        for (const name of ['description', 'og:description']) {
            const text = graphemes(described(page, name));
            assert.equal(text.length, 220);
            assert.deepEqual([...new Set(text.slice(4, -1))], [piece]);
            assert.equal(text.at(-1), '\u2026');
        }
        const card = byClass((await reader.page('/')).html, 'lead-summary')[0]?.text ?? '';
        assert.ok(card.startsWith(`5GC ${piece.repeat(100)}`));
        const feed = (await reader.get('/feed.xml')).html;
        assert.equal(graphemes(textIn(itemOf(feed, path), 'description')).length, 220);
    }
});

test('a description of a page is cut as excerpts are', async () => {
    const { page } = await published({ title: 'A long standfirst', standfirst: `5GC ${'\u6F22'.repeat(320)}`, body: 'x' });
    const text = graphemes(described(page, 'description'));
    assert.equal(text.length, 300);
    assert.equal(text.at(-1), '\u2026');
});

test('references of characters are decoded on the page, in its description, its list of contents and the search', async () => {
    const body = 'Caf&eacute;zone don&#8217;t wait.\n\n## Q&amp;A\n\nOne[^a] two.\n\n## R&eacute;sum&eacute;\n\nThree.\n\n## More\n\nFour.\n\n[^a]: A n&ouml;te.';
    const { page } = await published({ title: 'References', body });
    assert.equal(described(page, 'description'), 'Caf\u00E9zone don\u2019t wait. One two. Three. Four.');
    assert.deepEqual(byClass(page.html, 'contents').length > 0 && elements(byClass(page.html, 'contents')[0].inside, (t) => t === 'a').map((a) => a.text),
        ['Q&A', 'R\u00E9sum\u00E9', 'More', 'Notes'].slice(0, 3));
    const found = await reader.page('/search?q=caf%C3%A9zone');
    assert.match(found.text, /References/);
});

test('what a feed says of an article or a comment is HTML that shows it as typed', async () => {
    const standfirst = 'Use `<img src=x onerror=alert(1)>` and <b>bold</b> & "more"';
    const { path } = await published({ title: 'Markup in a standfirst', standfirst, body: 'x' });
    const feed = (await reader.get('/feed.xml')).html;
    await assertXml(feed, 'feed.xml');
    const html = textIn(itemOf(feed, path), 'description');
    assert.doesNotMatch(html, /<(img|b)\b/);
    assert.equal(unescapeHtml(html), standfirst);
    assert.equal(elementsOf((await reader.get('/atom.xml')).html, 'summary').some((s) => s.text === standfirst), true);
    assert.ok(JSON.parse((await reader.get('/feed.json')).html).items.some((i) => i.summary === standfirst));

    const typed = '`<img src=x>` <b>loud</b>\n\n[Source]: https://e.example/report';
    await commentOn(site, path, { comment: typed });
    await decide(boss, 'loud', 'approve');
    const comments = (await reader.get(`${path}comments.xml`)).html;
    await assertXml(comments, 'comments.xml');
    const item = elementsOf(comments, 'item')[0].inside;
    assert.doesNotMatch(textIn(item, 'description'), /<(img|b)\b/);
    assert.equal(unescapeHtml(textIn(item, 'description')), '<img src=x> <b>loud</b> [Source]: https://e.example/report');
    assert.match(textOf(textIn(item, 'content:encoded')), /\[Source\]: https:\/\/e\.example\/report/);
    assert.match((await reader.page(path)).text, /\[Source\]: https:\/\/e\.example\/report/);
});

test('an article and a comment keep the indentation of their first line, and controls between words are spaces', async () => {
    const { admin, page } = await published({ title: 'One\vtwo\fthree\u0085four\u2028five', body: '    first line\n\nSecond\vparagraph.' });
    assert.match(page.html, /<pre tabindex="0"><code>first line\n<\/code><\/pre>\s*<p>Second paragraph\.<\/p>/);
    assert.match(page.text, /One two three four five/);
    const form = editor(admin);
    assert.equal(form.fields.find((f) => f.name === 'body').value.replaceAll('\r', ''), '    first line\n\nSecond paragraph.');
});

test('blocks of the other direction say so, and pages in one direction do not', async () => {
    const shalom = '\u05E9\u05DC\u05D5\u05DD';
    const { path, page } = await published({ title: 'Directions', body: `English.\n\n${shalom} (world) 123.\n\n> ${shalom}\n\n- ${shalom}\n- a\n\n|a|${shalom}|\n|-|-|\n|1|2|` });
    assert.match(page.html, new RegExp(`<p>English\\.</p>[^]*<p dir="auto">${shalom} \\(world\\) 123\\.</p>[^]*<blockquote dir="auto">[^]*<ul dir="auto">[^]*<li dir="auto">a</li>[^]*<th scope="col" dir="auto">${shalom}`));
    const feed = (await reader.get('/feed.xml')).html;
    assert.match(textIn(itemOf(feed, path), 'content:encoded'), new RegExp(`<p dir="auto">${shalom}`));
});
