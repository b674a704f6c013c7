// SPDX-License-Identifier: MIT
// Search as a reader uses it: what comes first, what is shown of it, how it is narrowed, how it goes on,
// what it makes of a typing mistake, and of input that is no search at all.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byClass, byTag, elements } from './lib/html.mjs';
import { serveSite } from './lib/site.mjs';

let site, reader;

before(async () => {
    site = await serveSite({ users: { ana: 'author', ben: 'author' }, settings: { articles_per_page: 5, language: 'en' } });
    reader = site.browser();
    await site.sql("INSERT INTO section (slug, name, description, position) VALUES ('harbour', 'Harbour', '', 10), ('town', 'Town', '', 11);");
    await site.article({ slug: 'in-text', title: 'A quiet evening', body: 'The lighthouse was dark when we came home.\n', section: 'harbour' });
    await site.article({ slug: 'in-title', title: 'Lighthouse opens', body: 'It was closed for years.\n', section: 'town' });
    await site.article({ slug: 'old-twin', title: 'Dredging begins', body: 'The dredger has come to the basin.\n', section: 'harbour' });
    await site.article({ slug: 'new-twin', title: 'Dredging begins', body: 'The dredger has come to the basin.\n', section: 'harbour' });
    await site.article({ slug: 'accents', title: 'Café society', body: 'Crème brûlée & <b>other</b> "stories".\n', section: 'town' });
    for (let i = 0; i < 14; i++) await site.article({ slug: `barge-${i}`, title: `Barge ${i}`, body: `One more barge, of number ${i}.\n`, section: 'town' });
    await site.stop();
    // An article's date is a part of its place in the index, so the index is made anew.
    await site.sql(`DELETE FROM search_doc; UPDATE article SET published_at = unixepoch() - 5 * 365 * 86400 WHERE slug = 'old-twin';
        UPDATE article SET author_id = (SELECT id FROM user WHERE login = 'ana') WHERE slug IN ('in-text', 'new-twin');
        UPDATE article SET author_id = (SELECT id FROM user WHERE login = 'ben') WHERE slug = 'in-title';`);
    assert.equal((await site.cli(['reindex'])).code, 0);
    await site.start();
});
after(() => site?.close());

const search = (query) => reader.page(`/search?${new URLSearchParams(query)}`);
const hits = (page) => byClass(page.html, 'entry-title').map((e) => /\/([^/]+)\/$/.exec(byTag(e.inside, 'a')[0].attributes.href)[1]);

describe('what comes first', () => {
    test('a word in a headline goes before the same word in a text', async () => assert.deepEqual(hits(await search({ q: 'lighthouse' })), ['in-title', 'in-text']));
    test('of two alike, the newer one', async () => assert.deepEqual(hits(await search({ q: 'dredging' })), ['new-twin', 'old-twin']));
    test('by date, where that is asked for', async () => assert.deepEqual(hits(await search({ q: 'the', sort: 'date' })).at(-1), 'old-twin'));
});

test('the words are marked where they were found, and everything else is text', async () => {
    const page = await search({ q: 'other stories' });
    const [hit] = byClass(page.html, 'entry');
    assert.deepEqual(byTag(hit.inside, 'mark').map((m) => m.text.toLowerCase()), ['other', 'stories']);
    assert.equal(byTag(hit.inside, 'b').length, 0);
    assert.deepEqual(byTag((await search({ q: 'lighthouse' })).html, 'mark').map((m) => m.text), ['Lighthouse', 'lighthouse']);
});

test('accents and capitals make no difference', async () => {
    for (const q of ['cafe', 'CAFÉ', 'café society', 'creme brulee']) assert.deepEqual(hits(await search({ q })), ['accents'], q);
});

test('words in quotes are found together, and a minus leaves out', async () => {
    assert.deepEqual(hits(await search({ q: '"lighthouse was dark"' })), ['in-text']);
    assert.deepEqual(hits(await search({ q: '"dark lighthouse"' })), []);
    assert.deepEqual(hits(await search({ q: 'lighthouse -opens' })), ['in-text']);
});

describe('it is narrowed', () => {
    /** The value of OPTION in the field called NAME. */
    const option = (page, name, text) => page.form('/search', (f) => f.fields.some((x) => x.name === name)).fields.find((f) => f.name === name).options.find((o) => o.text === text).value;

    test('to a section', async () => {
        const section = option(await search({ q: 'lighthouse' }), 'section', 'Harbour');
        assert.deepEqual(hits(await search({ q: 'lighthouse', section })), ['in-text']);
    });

    test('to an author', async () => {
        const author = option(await search({ q: 'lighthouse' }), 'author', 'ana');
        assert.deepEqual(hits(await search({ q: 'lighthouse', author })), ['in-text']);
    });

    test('to days', async () => {
        const year = new Date().getUTCFullYear();
        assert.deepEqual(hits(await search({ q: 'dredging', until: `${year - 2}-01-01` })), ['old-twin']);
        assert.deepEqual(hits(await search({ q: 'dredging', from: `${year - 2}-01-01` })), ['new-twin']);
        assert.deepEqual(hits(await search({ q: 'dredging', from: '1999-01-01', until: '1999-12-31' })), []);
    });

    test('and the form shows how', async () => {
        const page = await search({ q: 'lighthouse', from: '2001-02-03', sort: 'date' });
        const { fields } = page.form('/search', (f) => f.fields.some((x) => x.name === 'from'));
        const value = (name) => fields.find((f) => f.name === name).value;
        assert.deepEqual([value('q'), value('from'), value('sort')], ['lighthouse', '2001-02-03', 'date']);
    });
});

test('it goes on until each has been shown once', async () => {
    const found = [];
    let path = '/search?q=barge';
    for (let pages = 0; path; pages++) {
        assert.ok(pages < 10, 'it ends');
        const page = await reader.page(path);
        found.push(...hits(page));
        path = elements(page.html, (t, a) => t === 'a' && a.rel === 'next')[0]?.attributes.href;
    }
    assert.deepEqual([...found].sort(), Array.from({ length: 14 }, (_, i) => `barge-${i}`).sort());
});

test('a typing mistake is answered with a word that is in the articles', async () => {
    const page = await search({ q: 'lighthuose' });
    assert.match(page.text, /Showing results for lighthouse\. Search instead for lighthuose\./);
    assert.deepEqual(hits(page), ['in-title', 'in-text']);
    assert.deepEqual(byTag(page.html, 'mark').map((m) => m.text), ['Lighthouse', 'lighthouse']);
    assert.equal(byTag(page.html, 'title')[0].text.startsWith('lighthouse'), true);
    assert.match(page.html, /<meta name="robots" content="noindex[^"]*">/);
    assert.doesNotMatch(page.html, /rel="canonical"/);
    assert.equal(page.form('/search', (f) => f.fields.some((x) => x.name === 'from')).fields.find((f) => f.name === 'q').value, 'lighthuose');
    const [meant] = byClass(page.html, 'search-guess');
    const answer = await reader.page(byTag(meant.inside, 'a')[0].attributes.href);
    assert.deepEqual(hits(answer), ['in-title', 'in-text']);
    assert.doesNotMatch(answer.text, /Showing results for|Search instead/);
});

describe('a corrected search', () => {
    const instead = (page) => byTag(byClass(page.html, 'search-typed')[0].inside, 'a')[0].attributes.href;

    test('can be had literally, with its filters, and then says what may have been meant', async () => {
        const page = await search({ q: 'lighthuose', section: 'harbour', from: '2001-02-03', sort: 'date' });
        assert.deepEqual(hits(page), ['in-text']);
        const url = new URL(instead(page), 'http://x');
        assert.deepEqual(Object.fromEntries(url.searchParams), { q: 'lighthuose', section: 'harbour', from: '2001-02-03', sort: 'date', exact: '1' });
        const literal = await reader.page(instead(page));
        assert.deepEqual(hits(literal), []);
        assert.match(literal.text, /Nothing was found for lighthuose\. Did you mean lighthouse\?/);
        assert.doesNotMatch(literal.text, /Showing results for/);
    });

    test('goes on page by page, and says on each what it shows', async () => {
        for (const sort of ['', 'date']) {
            const found = [];
            let path = `/search?q=brage+numbr&sort=${sort}`;
            for (let pages = 0; path; pages++) {
                assert.ok(pages < 10, 'it ends');
                const page = await reader.page(path);
                assert.match(page.text, /Showing results for barge number\./, path);
                found.push(...hits(page));
                path = elements(page.html, (t, a) => t === 'a' && a.rel === 'next')[0]?.attributes.href;
            }
            assert.deepEqual([...found].sort(), Array.from({ length: 14 }, (_, i) => `barge-${i}`).sort());
        }
    });

    test('is made only where the words as typed find nothing', async () => {
        for (const q of ['lighthouse', 'xqzwvk', 'lighthouse xqzwvk', 'barge -number'])
            assert.doesNotMatch((await search({ q })).text, /Showing results for/, q);
        assert.match((await search({ q: 'xqzwvk' })).text, /Nothing was found for xqzwvk/);
        assert.doesNotMatch((await search({ q: 'xqzwvk' })).text, /Did you mean/);
    });

    test('shows the word as the articles write it', async () => {
        assert.match((await search({ q: 'societi brulle' })).text, /Showing results for society brûlée\./);
    });

    test('finds nothing where its filters leave nothing', async () => {
        const page = await search({ q: 'lighthuose', section: 'town', author: 'ana' });
        assert.match(page.text, /Nothing was found for lighthuose\. Did you mean lighthouse\?/);
        assert.match(page.text, /Search all sections, authors and dates/);
    });
});

test('any input at all is a search, and never a fault', async () => {
    const inputs = ['"', '""', '"unclosed', '-', '--', '-only', '*', 'a*', 'AND', 'OR NOT', 'NEAR(a b)', 'title:barge', '{x} : y', '^barge', 'barge\'; DROP TABLE article; --', '(((', '\\', '%', '_', '\u0000', '\u0001\u0002', '‮barge', '😀',
        'a'.repeat(5000), 'ba '.repeat(2000), '<script>alert(1)</script>', '&lt;', '日本語', 'مرحبا', '1', ' ', '\t\n', 'ｂａｒｇｅ'];
    for (const q of inputs)
        for (const more of [{}, { section: 'x' }, { author: "'" }, { from: '2024-13-45' }, { until: 'yesterday' }, { from: '9999-12-31', until: '0000-00-00' }, { sort: 'x' }, { before: '1-1' }, { after: 'x' }, { page: '-1' }]) {
            const answer = await reader.get(`/search?${new URLSearchParams({ q, ...more })}`);
            assert.ok(answer.status < 500, `${JSON.stringify(q).slice(0, 60)} ${JSON.stringify(more)}: ${answer.status}`);
            assert.doesNotMatch(answer.html, /<script>alert/, q);
        }
    for (const raw of ['%ff', '%', '%zz', '%c3%28', '%00', '+', '&&&', '=']) assert.ok((await reader.get(`/search?q=${raw}`)).status < 500, raw);
    assert.deepEqual(hits(await search({ q: 'lighthouse' })), ['in-title', 'in-text'], 'and it still finds');
});
