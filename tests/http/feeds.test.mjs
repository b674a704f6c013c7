// SPDX-License-Identifier: MIT
// RSS 2.0, Atom and JSON Feed, of the site, a section, a topic, an author, and of an article's comments:
// found from the pages, understood alike by two parsers that know nothing of each other, and as their
// specifications demand.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { extractFromJson } from '@extractus/feed-extractor';
import { elements } from './lib/html.mjs';
import { readersPages, serveSample } from './lib/pages.mjs';
import * as processes from './lib/processes.mjs';
import { serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';
import { assertXml, elementsOf, textIn } from './lib/xml.mjs';

const KINDS = ['front page', 'section', 'tag', 'author', 'article'];
const RFC_822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

let site, reader, feeds;

/** Every feed that the pages of KINDS name: [{ kind, type, url, text, page }]. */
async function findFeeds(pages) {
    const found = [];
    for (const kind of KINDS) {
        const { path } = pages.find((p) => p.kind === kind);
        const page = await reader.page(path);
        for (const { attributes: a } of elements(page.html, (t, x) => t === 'link' && x.rel === 'alternate' && /rss|atom|feed\+json/.test(x.type))) {
            const url = new URL(a.href, site.address);
            if (found.some((f) => f.url === url.href)) continue;
            const answer = await reader.get(url.pathname);
            assert.equal(answer.status, 200, url.href);
            assert.equal(answer.headers['content-type'], `${a.type}; charset=utf-8`, url.href);
            found.push({ kind, type: a.type, url: url.href, text: answer.html, page: `${site.address}${path}` });
        }
    }
    return found;
}

before(async () => {
    site = await serveSample();
    reader = site.browser();
    feeds = await findFeeds(await readersPages(site));
});
after(() => site?.close());

const of = (type) => feeds.filter((f) => f.type === type);
const seconds = (date) => Math.floor(new Date(date).getTime() / 1000);

/** What Debian's feedparser understood of FEEDS. */
async function understood(list) {
    const files = list.map(({ text }) => {
        const file = `${processes.root}/${processes.nextName('feed')}.xml`;
        fs.writeFileSync(file, text);
        return file;
    });
    const run = await processes.run('/usr/bin/python3', [`${processes.checkout}/tests/http/lib/read_feeds.py`, ...files], { own: false });
    assert.equal(run.code, 0, run.err);
    return run.out.trim().split('\n').map((line) => JSON.parse(line));
}

/** No e-mail address, script or relative address in what a reader of feeds shows. */
function assertClean(html, where) {
    assert.doesNotMatch(html, /[\w.]+@[\w-]+\.\w/, where);
    assert.doesNotMatch(html, /<script|\son\w+=|javascript:/i, where);
    for (const { attributes: a } of elements(html, (t, x) => x.href !== undefined || x.src !== undefined))
        assert.match(a.href ?? a.src, /^(https?:\/\/|mailto:|#)/, where);
}

describe('every kind of list has its feeds', () => {
    for (const kind of KINDS.slice(0, 4))
        test(`a ${kind}: RSS, Atom and JSON Feed`, () => assert.deepEqual(feeds.filter((f) => f.kind === kind && !f.url.endsWith('/comments.xml')).map((f) => f.type).sort(),
            ['application/atom+xml', 'application/feed+json', 'application/rss+xml']));

    test('an article: its comments, as RSS', () => assert.ok(feeds.some((f) => f.kind === 'article' && f.url.endsWith('/comments.xml'))));
    test('the front page: the comments of the whole site, as RSS', () => assert.deepEqual(
        feeds.filter((f) => f.kind === 'front page' && f.url.endsWith('/comments.xml')).map((f) => [f.url, f.type]),
        [[`${site.address}/comments.xml`, 'application/rss+xml']]));
});

test('RSS is read alike by two parsers, and keeps to the specification', async () => {
    const list = of('application/rss+xml');
    const other = await understood(list);
    for (const [i, { url, text, page }] of list.entries()) {
        await assertXml(text, url);
        const feed = parseRssFeed(text);
        const second = other[i];
        assert.equal(second.bozo, '', url);
        assert.equal(second.version, 'rss20', url);
        assert.ok(feed.title && feed.description, `${url}: a title, a description`);
        assert.equal(feed.link, page, `${url}: the page that it is of`);
        assert.equal(second.title, feed.title);
        assert.ok(feed.items.length > 0, url);
        assert.deepEqual(second.entries.map((e) => e.link), feed.items.map((e) => e.link));
        assert.deepEqual(second.entries.map((e) => e.title), feed.items.map((e) => e.title));
        assert.deepEqual(second.entries.map((e) => e.id), feed.items.map((e) => e.guid.value));
        assert.equal(new Set(second.entries.map((e) => e.id)).size, feed.items.length, `${url}: each has an id of its own`);
        for (const date of [...elementsOf(text, 'pubDate'), ...elementsOf(text, 'lastBuildDate')]) assert.match(date.text, RFC_822, url);
        assert.ok(elementsOf(text, 'atom:link').some((l) => l.attributes.rel === 'self' && l.attributes.href === url), `${url}: its own address`);
        assert.equal(elementsOf(text, 'author').length, 0, `${url}: RSS's author is an e-mail address`);
        for (const item of elementsOf(text, 'item')) {
            assert.match(textIn(item.inside, 'link'), /^https?:\/\//);
            assert.ok(textIn(item.inside, 'title') && textIn(item.inside, 'description') && textIn(item.inside, 'dc:creator'), url);
            assertClean(textIn(item.inside, 'content:encoded') ?? '', url);
        }
    }
});

test('Atom is read alike by two parsers, and keeps to RFC 4287', async () => {
    const list = of('application/atom+xml');
    const other = await understood(list);
    for (const [i, { url, text, page }] of list.entries()) {
        await assertXml(text, url);
        const feed = parseAtomFeed(text);
        const second = other[i];
        assert.equal(second.bozo, '', url);
        assert.equal(second.version, 'atom10', url);
        assert.ok(feed.id && feed.title, url);
        assert.match(feed.updated, RFC_3339, url);
        const link = (links, rel) => links.filter((l) => (l.rel ?? 'alternate') === rel).map((l) => l.href);
        assert.deepEqual(link(feed.links, 'self'), [url]);
        assert.deepEqual(link(feed.links, 'alternate'), [page]);
        assert.deepEqual(second.entries.map((e) => e.id), feed.entries.map((e) => e.id));
        assert.deepEqual(second.entries.map((e) => e.title), feed.entries.map((e) => e.title.value));
        assert.equal(new Set(feed.entries.map((e) => e.id)).size, feed.entries.length);
        for (const [k, entry] of feed.entries.entries()) {
            assert.match(entry.id, /^[a-z][a-z0-9+.-]*:/i, 'an IRI');
            for (const date of [entry.updated, entry.published]) assert.match(date, RFC_3339, url);
            assert.ok(seconds(entry.updated) >= seconds(entry.published) && seconds(feed.updated) >= seconds(entry.updated), `${url}: ${entry.title}`);
            assert.equal(Date.UTC(...second.entries[k].at.slice(0, 6).map((n, m) => (m === 1 ? n - 1 : n))) / 1000, seconds(entry.published));
            assert.ok(entry.authors.length && entry.authors.every((a) => a.name && !a.email), url);
            assert.equal(link(entry.links, 'alternate').length, 1);
        }
        for (const content of elementsOf(text, 'content')) {
            assert.equal(content.attributes.type, 'html');
            assertClean(content.text, url);
        }
    }
});

test('JSON Feed is read alike by two parsers, and keeps to version 1.1', () => {
    for (const { url, text, page } of of('application/feed+json')) {
        const raw = JSON.parse(text);
        const feed = parseJsonFeed(raw);
        const second = extractFromJson(raw, { normalization: true, descriptionMaxLen: 0 });
        assert.equal(raw.version, 'https://jsonfeed.org/version/1.1');
        assert.equal(raw.feed_url, url);
        assert.equal(raw.home_page_url, page);
        assert.equal(feed.title, second.title);
        assert.deepEqual(second.entries.map((e) => e.link), feed.items.map((e) => e.url));
        assert.deepEqual(second.entries.map((e) => e.title), feed.items.map((e) => e.title));
        assert.equal(new Set(raw.items.map((e) => e.id)).size, raw.items.length);
        for (const item of raw.items) {
            assert.equal(typeof item.id, 'string');
            assert.ok(item.content_html || item.content_text, `${url}: ${item.title} has a text`);
            for (const date of [item.date_published, item.date_modified]) assert.match(date, RFC_3339);
            assert.ok(item.authors.every((a) => a.name && /^https?:/.test(a.url)));
            assertClean(item.content_html ?? '', url);
        }
    }
});

test('the three formats hold the same articles, newest first', () => {
    for (const kind of KINDS.slice(0, 4)) {
        const [rss] = feeds.filter((f) => f.kind === kind && f.type === 'application/rss+xml').map((f) => parseRssFeed(f.text).items);
        const [atom] = feeds.filter((f) => f.kind === kind && f.type === 'application/atom+xml').map((f) => parseAtomFeed(f.text).entries);
        const [json] = feeds.filter((f) => f.kind === kind && f.type === 'application/feed+json').map((f) => JSON.parse(f.text).items);
        const ids = rss.map((e) => e.guid.value);
        assert.deepEqual(atom.map((e) => e.id), ids, kind);
        assert.deepEqual(json.map((e) => e.id), ids, kind);
        const dates = json.map((e) => seconds(e.date_published));
        assert.deepEqual(dates, [...dates].sort((a, b) => b - a), kind);
    }
});

describe('the feed of all comments', () => {
    let talk, browser;
    const add = (id, n, body = 'Said.', status = 1) => talk.sql(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${n})
        INSERT INTO comment (article_id, root_id, depth, status, held_reason, author, email, url, body, addr, user_agent, browser, receipt_hash, digest, created_at)
        SELECT ${id}, 0, 1, ${status}, '', 'Reader ' || i, 'r' || i || '@secret.example', '', '${body}', '', '', '', hex(randomblob(9)), hex(randomblob(9)), 1700000000 + i FROM n;
        UPDATE comment SET root_id = id WHERE root_id = 0; UPDATE site SET content_version = content_version + 1;`);
    const feed = async () => parseRssFeed((await browser.page('/comments.xml')).html);
    /** The feed's items once TEST accepts them: the program notices what was written past it. */
    async function items(what, test) {
        let list;
        await waitFor(what, async () => test(list = (await feed()).items ?? []));
        return list;
    }
    before(async () => {
        talk = await serveSite({ settings: { address: 'https://talk.example', comments_per_page: '5' } });
        browser = talk.browser();
    });
    after(() => talk?.close());

    test('is empty at first, and shows the newest approved ones with their articles', async () => {
        assert.equal((await feed()).items?.length ?? 0, 0);
        const one = await talk.article({ title: 'The first & only' }), two = await talk.article({ title: 'Another' });
        await add(one.id, 1, 'Early.');
        await add(two.id, 1, 'Late.');
        await add(two.id, 1, 'Waiting.', 0);
        const shown = await items('two comments', (list) => list.length === 2);
        const { title, link } = await feed();
        assert.deepEqual([title, link], ['Comments on: Broadsheet', 'https://talk.example/']);
        assert.deepEqual(shown.map((i) => i.title), ['Reader 1 on “Another”', 'Reader 1 on “The first & only”']);
        const id = await talk.sql("SELECT id FROM comment WHERE body = 'Late.';");
        assert.equal(shown[0].link, `https://talk.example${two.path}#comment-${id}`);
        assert.doesNotMatch((await browser.page('/comments.xml')).html, /secret\.example/, 'no e-mail address');
    });

    test('links to the page that holds the comment', async () => {
        const long = await talk.article({ title: 'Much said' });
        await add(long.id, 12);
        for (const newest of ['', '1']) {
            await talk.sql(`INSERT INTO setting (name, value) VALUES ('newest_first', '${newest}') ON CONFLICT (name) DO UPDATE SET value = excluded.value; UPDATE site SET content_version = content_version + 1;`);
            const after = (item) => Number(/comments-after=(\d+)/.exec(item.link)?.[1] ?? 0) - Number(/comment-(\d+)/.exec(item.link)[1]);
            const all = await items('the order of the threads', (list) => list.length >= 12 && after(list[0]) === (newest ? 1 : -1));
            for (const { link } of [...all.slice(0, 12), ...parseRssFeed((await browser.page(`${long.path}comments.xml`)).html).items]) {
                const url = new URL(link);
                const page = await browser.page(url.pathname + url.search);
                assert.ok(page.html.includes(`id="${url.hash.slice(1)}"`), link);
            }
        }
    });

    test('leaves out the comments of articles that are not published', async () => {
        const gone = await talk.article({ title: 'Withdrawn' });
        await add(gone.id, 3);
        await items('a comment of the article', (list) => list[0].title === 'Reader 3 on “Withdrawn”');
        await talk.mustCli(['article', 'unpublish', String(gone.id)]);
        await items('none of the article', (list) => list.length > 0 && list.every((i) => !i.title.includes('Withdrawn')));
    });

    test('has at most 50, whatever is on the site, and is revalidated', async () => {
        await add(1, 80);
        await items('fifty', (list) => list.length === 50);
        const first = await browser.get('/comments.xml');
        const again = await browser.get('/comments.xml', { headers: { 'if-none-match': first.headers.etag } });
        assert.equal(again.status, 304);
        assert.deepEqual(((a) => [a.status, a.location])(await browser.get('/comments/feed/')), [301, '/comments.xml']);
    });

    test('is not named by a site without comments', async () => {
        const names = async () => elements((await browser.page('/')).html, (t, a) => t === 'link' && a.href?.endsWith('/comments.xml')).length;
        assert.equal(await names(), 1);
        await talk.sql("INSERT INTO setting (name, value) VALUES ('comments_on', '') ON CONFLICT (name) DO UPDATE SET value = ''; UPDATE site SET content_version = content_version + 1;");
        await waitFor('the link is gone', async () => await names() === 0);
    });
});

describe('a feed of very long', () => {
    let long;
    before(async () => { long = await serveSite(); });
    after(() => long?.close());

    test('articles holds whole ones while 2 MB have room for them, and what the others are about', async () => {
        const book = 'Chapter after chapter. '.repeat(40_000);
        for (const [slug, body] of [['old', 'A short one.'], ['third', book], ['second', book], ['first', book], ['new', 'Another short one.']])
            await long.article({ slug, body });
        const { items } = JSON.parse((await long.browser().page('/feed.json')).html);
        const whole = (item) => item.content_html?.length ?? 0;
        assert.deepEqual(items.map((item) => [item.url.split('/').at(-2), whole(item) > 900_000]),
            [['new', false], ['first', true], ['second', true], ['third', false], ['old', false]]);
        assert.match(items[3].summary, /^Chapter after chapter\./);
        assert.equal(items[0].content_html, '<p>Another short one.</p>');
        assert.equal(items[4].content_html, '<p>A short one.</p>');
        for (const path of ['/feed.xml', '/atom.xml']) {
            const { html } = await long.browser().page(path);
            assert.equal(html.split('Chapter after chapter.').length, 2 * 40_000 + 3 * 9 + 1, `${path}: two books, and what three are about`);
        }
    });

    test('comments ends with the one that takes them past 256 KB', async () => {
        const { id, path } = await long.article({});
        await long.sql(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
            INSERT INTO comment (article_id, root_id, depth, status, held_reason, author, email, url, body, addr, user_agent, browser, receipt_hash, digest, created_at)
            SELECT ${id}, i, 1, 1, '', 'Reader ' || i, '', '', replace(hex(zeroblob(30000)), '00', 'a '), '', '', '', 'r' || i, 'd' || i, 1 FROM n;
            UPDATE comment SET root_id = id; UPDATE site SET content_version = content_version + 1;`);
        const feed = parseRssFeed((await long.browser().page(`${path}comments.xml`)).html);
        assert.equal(feed.items.length, 5);
        assert.match(feed.items[0].dc?.creator ?? JSON.stringify(feed.items[0]), /Reader 20/, 'the newest first');
    });
});
