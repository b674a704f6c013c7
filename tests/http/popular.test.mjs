// SPDX-License-Identifier: MIT
// What leads readers on: the most read, the related, the one before and the one after.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { byClass, byTag, elements } from './lib/html.mjs';
import { serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

let site;
before(async () => { site = await serveSite({ users: { boss: 'admin' } }); });
after(() => site.close());

/** The lists are made when the program starts, and each minute. */
async function restart() {
    await site.stop();
    const before = await site.sql('SELECT max(ranked_at) FROM popular_span;');
    await site.start();
    await waitFor('the lists are made', async () => Number(await site.sql('SELECT count(*) FROM view_fresh;')) === 0
        && (await site.sql('SELECT max(ranked_at) FROM popular_span;') !== before || Number(await site.sql('SELECT count(*) FROM popular;')) > 0));
}

async function read(path, times) {
    const reader = site.browser();
    for (let i = 0; i < times; i++) assert.equal((await reader.get(path)).status, 200);
    reader.close();
}

const linksOf = (inside) => byTag(inside, 'a').map((a) => a.attributes.href);
const block = (page) => byClass(page.html, 'most-read')[0];
const ranked = (page) => linksOf(byClass(block(page).inside, 'ranking')[0].inside);
/** The lists of /most-read/ by their headings, and what each says. */
const lists = (page) => Object.fromEntries(elements(page.html, (t, a) => t === 'section' && /^last-|^all-time/.test(a['aria-labelledby'] ?? ''))
    .map((s) => [s.attributes['aria-labelledby'], { links: byClass(s.inside, 'ranking').flatMap((l) => linksOf(l.inside)).filter((href) => !href.startsWith('/section/')), text: s.text }]));

test('where nothing was ever read there is no block, and the page says so', async () => {
    await site.article({ title: 'Never read' });
    const home = await site.browser().page('/');
    assert.equal(block(home), undefined);
    const page = await site.browser().page('/most-read/');
    assert.equal(page.status, 200);
    assert.equal(Object.keys(lists(page)).length, 5);
    for (const { links, text } of Object.values(lists(page))) {
        assert.deepEqual(links, []);
        assert.match(text, /Nothing was read/);
    }
});

test('the most read are listed in their order, on the front page and on articles', async () => {
    const stories = [];
    for (let i = 0; i < 7; i++) stories.push((await site.article({ title: `Ranked ${i}` })).path);
    for (let i = 0; i < 7; i++) await read(stories[i], 4 + 3 * i);
    await restart();
    const expected = [...stories].reverse();
    const home = await site.browser().page('/');
    assert.deepEqual(ranked(home), expected.slice(0, 5));
    assert.ok(linksOf(block(home).inside).includes('/most-read/'));
    const article = await site.browser().page(stories[6]);
    assert.deepEqual(ranked(article), expected.slice(0, 5));
    assert.equal(byTag(block(article).inside, 'a').find((a) => a.attributes['aria-current'])?.attributes.href, stories[6]);
    const page = await site.browser().page('/most-read/');
    for (const { links } of Object.values(lists(page))) assert.deepEqual(links.slice(0, 7), expected);
    assert.equal((await site.browser().get('/most-read')).status, 301);
});

test('the page of all lists says how often each was read in its time, and keeps up', async () => {
    const reads = async () => Object.fromEntries(elements((await site.browser().page('/most-read/')).html, (t, a) => t === 'section' && a['aria-labelledby'] in { 'last-hour': 1, 'all-time': 1 })
        .map((s) => [s.attributes['aria-labelledby'], byTag(byClass(s.inside, 'ranking')[0].inside, 'li').map((li) => byClass(li.inside, 'meta')[0].text).slice(0, 7)]));
    const expected = [22, 19, 16, 13, 10, 7, 4];
    const { 'last-hour': hour, 'all-time': ever } = await reads();
    // The article that was opened above has one more.
    assert.deepEqual(hour.map(parseFloat).map((n, i) => n - expected[i]).filter((more) => more > 1), []);
    for (const list of [hour, ever]) for (const text of list) assert.match(text, /^\d+ reads$/);
    const [path] = ranked(await site.browser().page('/'));
    await read(path, 1200);
    await restart();
    const later = await reads();
    assert.match(later['all-time'][0], /^1,2\d\d reads$/);
    assert.equal(later['last-hour'][0], later['all-time'][0]);
});

test('reading makes no page anew', async () => {
    const [first] = ranked(await site.browser().page('/'));
    const version = await site.sql('SELECT content_version FROM site;');
    const etag = (await site.browser().get('/')).headers.etag;
    const flushed = await site.sql('SELECT sum(counted) FROM view_total;');
    await read(first, 30);
    await waitFor('they are written', async () => Number(await site.sql('SELECT sum(counted) FROM view_total;')) >= Number(flushed) + 30);
    assert.equal(await site.sql('SELECT content_version FROM site;'), version);
    assert.equal((await site.browser().get('/')).headers.etag, etag);
});

test('an article that is withdrawn is in no list from then on', async () => {
    const [first, second] = ranked(await site.browser().page('/'));
    const id = await site.sql(`SELECT id FROM article WHERE slug = '${first.split('/')[4]}';`);
    await site.sql(`UPDATE article SET status = 4 WHERE id = ${id}; UPDATE site SET content_version = content_version + 1;`);
    await waitFor('the front page forgets it', async () => !ranked(await site.browser().page('/')).includes(first));
    assert.equal(ranked(await site.browser().page('/'))[0], second);
    for (const { links } of Object.values(lists(await site.browser().page('/most-read/')))) assert.ok(!links.includes(first));
    await restart();
    assert.equal(ranked(await site.browser().page('/')).length, 5);
});

/** Gives the article tags, past the program. */
const tag = (id, ...slugs) => site.sql(slugs.map((slug, i) => `INSERT INTO tag (slug, name) VALUES ('${slug}', '${slug}') ON CONFLICT DO NOTHING;
    INSERT INTO article_tag (article_id, tag_id, position, published_at) SELECT ${id}, (SELECT id FROM tag WHERE slug = '${slug}'), ${i},
        CASE WHEN status = 3 THEN published_at ELSE 0 END FROM article WHERE id = ${id};`).join('\n') + 'UPDATE site SET content_version = content_version + 1;');
const related = (page) => byClass(page.html, 'related-title').flatMap((h) => linksOf(h.inside));

test('what shares a tag is related, and what nobody may read is not', async () => {
    const others = [];
    for (let i = 0; i < 4; i++) others.push(await site.article({ title: `Filler ${i}` }));
    const a = await site.article({ title: 'Tide tables', slug: 'tide-tables' });
    const b = await site.article({ title: 'Harbour walls', slug: 'harbour-walls' });
    const hidden = await site.article({ title: 'Under embargo', slug: 'embargo', publish: false });
    for (let i = 0; i < 5; i++) await site.article({ title: `Later ${i}` });
    await tag(a.id, 'sea', 'walls');
    await tag(b.id, 'sea', 'walls');
    await tag(hidden.id, 'sea', 'walls');
    await site.sql(`UPDATE article SET status = 2, published_at = unixepoch() + 3600 WHERE id = ${hidden.id};`);
    const links = await waitFor('the page has the tags', async () => {
        const found = related(await site.browser().page(a.path));
        return found[0] === b.path ? found : null;
    });
    assert.equal(links.length, 4);
    assert.equal(new Set(links).size, 4);
    assert.ok(!links.includes(a.path), 'not the article itself');
    assert.ok(!links.some((href) => href.includes('embargo')));
    for (const href of links) assert.equal((await site.browser().get(href)).status, 200);
});

test('a rare word in the headline relates what has no tags', async () => {
    const a = await site.article({ title: 'The last xylophone maker of the town' });
    for (let i = 0; i < 12; i++) await site.article({ title: `Of the town, number ${i}` });
    const b = await site.article({ title: 'Where a xylophone goes to be tuned' });
    for (let i = 0; i < 12; i++) await site.article({ title: `Of the town again, number ${i}` });
    await waitFor('it is found', async () => related(await site.browser().page(a.path))[0] === b.path);
    assert.equal(related(await site.browser().page(b.path))[0], a.path);
});

test('each article leads to the one before it and the one after it', async () => {
    const paths = (await site.sql('SELECT day || \' \' || slug FROM article WHERE status = 3 ORDER BY published_at, id;')).split('\n')
        .map((row) => row.split(' ')).map(([d, slug]) => `/${d.slice(0, 4)}/${d.slice(4, 6)}/${d.slice(6)}/${slug}/`);
    const around = async (path) => {
        const nav = byClass((await site.browser().page(path)).html, 'article-neighbours')[0];
        const by = (rel) => byTag(nav.inside, 'a').find((a) => a.attributes.rel === rel)?.attributes.href;
        return [by('prev'), by('next')];
    };
    assert.deepEqual(await around(paths[0]), [undefined, paths[1]]);
    assert.deepEqual(await around(paths[3]), [paths[2], paths[4]]);
    assert.deepEqual(await around(paths.at(-1)), [paths.at(-2), undefined]);
});
