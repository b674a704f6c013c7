// SPDX-License-Identifier: MIT
// An article in other languages: what the newsroom says of it, and what readers and search engines are told.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byClass, byTag } from './lib/html.mjs';
import { editor, publicPath, signIn, writeArticle } from './lib/people.mjs';
import { makeSite } from './lib/site.mjs';
import { startNginx } from './lib/servers.mjs';
import { assertXml, elementsOf, sitemapSchema, textIn } from './lib/xml.mjs';

const HOME = 'https://lantern.example';
const LINES = 'de https://lantern-de.example/der-deich/?a=1&b=2\nAR /2026/11/23/sadd/\npt-br http://lantern.example.br/o-dique\nX-Default /languages/';

async function serve(settings) {
    const site = await makeSite({ users: { boss: 'admin' }, settings });
    await site.start();
    site.server = await startNginx(site);
    return site;
}

const typed = (page) => editor(page).fields.find((f) => f.name === 'translations').value;
const alternates = (page) => byTag(page.html, 'link').filter((l) => l.attributes.hreflang).map((l) => [l.attributes.hreflang, l.attributes.href]);

describe('a site that knows its address', () => {
    let site, boss, path, plain, stored;
    before(async () => {
        site = await serve({ address: HOME });
        boss = await signIn(site, 'boss');
        stored = await writeArticle(boss, { title: 'The dike', body: 'Text.', translations: `${LINES}\n\n` });
        path = publicPath(stored);
        plain = publicPath(await writeArticle(boss, { title: 'In one language', body: 'Text.' }));
    });
    after(() => site?.close());

    const all = () => [
        ['en', HOME + path],
        ['de', 'https://lantern-de.example/der-deich/?a=1&b=2'],
        ['ar', `${HOME}/2026/11/23/sadd/`],
        ['pt-BR', 'http://lantern.example.br/o-dique'],
        ['x-default', `${HOME}/languages/`],
    ];

    test('keeps the languages as they are usually written, and the addresses as typed', () => {
        assert.equal(typed(stored), 'de https://lantern-de.example/der-deich/?a=1&b=2\nar /2026/11/23/sadd/\npt-BR http://lantern.example.br/o-dique\nx-default /languages/');
    });

    test('names each translation, and the article itself, by whole addresses in the head', async () => {
        const page = await site.browser().page(path);
        assert.deepEqual(alternates(page), all());
        assert.deepEqual(byTag(page.html, 'meta').filter((m) => m.attributes.property === 'og:locale:alternate').map((m) => m.attributes.content), ['pt_BR']);
    });

    test('lets readers choose, each language under its own name and in its own direction', async () => {
        const [line] = byClass((await site.browser().page(path)).html, 'article-languages');
        assert.equal(line.text, 'Also in: Deutsch العربية Português (Brasil)');
        assert.deepEqual(byTag(line.inside, 'a').map(({ attributes: { lang, hreflang, dir, href } }) => [lang, hreflang, dir, href]), [
            ['de', 'de', 'ltr', 'https://lantern-de.example/der-deich/?a=1&b=2'],
            ['ar', 'ar', 'rtl', '/2026/11/23/sadd/'],
            ['pt-BR', 'pt-BR', 'ltr', 'http://lantern.example.br/o-dique'],
        ]);
    });

    test('says nothing of languages where an article has no translations', async () => {
        const page = await site.browser().page(plain);
        assert.deepEqual(alternates(page), []);
        assert.equal(byClass(page.html, 'article-languages').length, 0);
        assert.ok(!page.html.includes('og:locale:alternate'));
    });

    test('names them in the sitemap, which is valid', async () => {
        const { html } = await site.browser().page('/sitemap-articles-1.xml');
        await assertXml(html, 'the sitemap', sitemapSchema());
        const links = Object.fromEntries(elementsOf(html, 'url').map(({ inside }) =>
            [textIn(inside, 'loc'), elementsOf(inside, 'xhtml:link').map((l) => [l.attributes.hreflang, l.attributes.href])]));
        assert.deepEqual(links, { [HOME + path]: all(), [HOME + plain]: [] });
    });

    test('shows them in a preview before they are saved', async () => {
        const form = editor(await boss.page(editor(stored).action));
        const values = Object.fromEntries(form.fields.filter((f) => ['csrf', 'id', 'version', 'title', 'body', 'section'].includes(f.name)).map((f) => [f.name, f.value]));
        const preview = await boss.post('/admin/articles/preview', { ...values, translations: 'fr https://lantern.example.fr/' });
        assert.equal(byClass(preview.html, 'article-languages')[0].text, 'Also in: Français');
        assert.deepEqual(alternates(preview), [], 'what nobody can find yet has no place in a search engine');
    });

    test('tells machines which text was translated from which', async () => {
        const told = (page) => {
            const [article] = JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page.html)[1])['@graph'];
            return { from: article.translationOfWork, into: article.workTranslation };
        };
        const work = (inLanguage, url) => ({ '@type': 'CreativeWork', url, inLanguage });
        assert.deepEqual(told(await site.browser().page(path)), { from: undefined, into: [
            work('de', 'https://lantern-de.example/der-deich/?a=1&b=2'), work('ar', `${HOME}/2026/11/23/sadd/`), work('pt-BR', 'http://lantern.example.br/o-dique')] });
        assert.deepEqual(told(await site.browser().page(plain)), { from: undefined, into: undefined });

        const lines = 'de /der-deich/\nnl https://baken.example/dijk/  Original\nx-default /languages/';
        const saved = await writeArticle(boss, { title: 'The dike, from the Dutch', body: 'Text.', translations: lines });
        assert.equal(typed(saved), 'de /der-deich/\nnl https://baken.example/dijk/ original\nx-default /languages/');
        const page = await site.browser().page(publicPath(saved));
        assert.deepEqual(told(page), { from: work('nl', 'https://baken.example/dijk/'), into: undefined });
        assert.equal(byClass(page.html, 'article-languages')[0].text, 'Also in: Deutsch Nederlands (the original)');
        assert.equal(alternates(page).length, 4);
    });

    test('passes them on no more once they are removed', async () => {
        const page = await writeArticle(boss, { title: 'For a while', body: 'Text.', translations: 'de /de/' });
        assert.equal(alternates(await site.browser().page(publicPath(page))).length, 2);
        const saved = await boss.submit(editor(page), { translations: '' }, { button: 'save' });
        assert.equal(saved.status, 303);
        assert.deepEqual(alternates(await site.browser().page(publicPath(page))), []);
    });

    for (const [what, lines, says] of [
        ['a language that there is none of', 'de /de/\nqq /qq/', /Line 2: there is no language “qq”/],
        ['an address alone', 'https://lantern.example/der-deich/', /Line 1: there is no language “https:/],
        ['a language alone', 'de', /Line 1 has a language but no address/],
        ['an address of another kind', 'de javascript:alert(1)', /Line 1 has no address that begins with/],
        ['another host\'s path', 'de //lantern.example/', /Line 1 has no address that begins with/],
        ['an address with a space', 'de /der deich/', /Line 1 has no address that begins with/],
        ['something behind the address', 'de /der-deich/ perhaps', /Line 1 has no address that begins with/],
        ['a second original', 'de /a/ original\nnl /b/ original', /Line 2 names a second original/],
        ['an original in no language', 'x-default /a/ original', /Line 1: x-default cannot be the original/],
        ['the site\'s own language', 'EN /the-dike/', /Line 1 names the site’s own language/],
        ['a language twice', 'pt-BR /a/\n\nPT-br /b/', /Line 2 names pt-BR a second time/],
        ['more than twenty', ['de', 'ar', 'fr', 'it', 'es', 'pt', 'nl', 'da', 'sv', 'nb', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'bg', 'el', 'tr', 'he', 'ja'].map((l) => `${l} /${l}/`).join('\n'), /At most 20 translations fit/],
    ])
        test(`refuses ${what} at the field, and keeps what was typed`, async () => {
            const answer = await boss.submit(editor(await boss.page('/admin/articles/new')), { title: 'Refused', body: 'Typed.', translations: lines }, { button: 'publish' });
            assert.equal(answer.status, 422);
            assert.match(answer.text, says);
            assert.ok(answer.html.includes('href="#f-translations"'));
            assert.equal(typed(answer), lines);
            assert.equal(editor(answer).fields.find((f) => f.name === 'body').value, 'Typed.');
        });
});

test('a site that does not know its address lets readers choose, and gives search engines no half addresses', async () => {
    const site = await serve({});
    try {
        const path = publicPath(await writeArticle(await signIn(site, 'boss'), { title: 'The dike', body: 'Text.', translations: LINES }));
        const page = await site.browser().page(path);
        assert.equal(byTag(byClass(page.html, 'article-languages')[0].inside, 'a').length, 3);
        assert.deepEqual(alternates(page), []);
    } finally {
        await site.close();
    }
});
