// SPDX-License-Identifier: MIT
// Live blogs: the newsroom adds, changes and removes entries and ends the coverage; readers see them the
// newest first, over pages that go on; open pages are told of new ones, cheaply.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byClass, byTag, elements } from './lib/html.mjs';
import { editor, publicPath, signIn, writeArticle } from './lib/people.mjs';
import { serveSite } from './lib/site.mjs';

let site, boss;

before(async () => {
    site = await serveSite({ users: { boss: 'admin', editor: 'editor', author: 'author', mod: 'moderator' } });
    boss = await signIn(site, 'boss');
});
after(() => site.close());

const field = (form, name) => form.fields.find((f) => f.name === name);
const errorOf = (page, name) => elements(page.html, (_, a) => a.id === `f-${name}-error`)[0]?.text;
const alertOf = (page) => elements(page.html, (_, a) => a.role === 'alert')[0]?.text ?? '';

let blogs = 0;
/** A live blog: { path, live: the newsroom's page of its entries, add(values) }. */
async function liveBlog({ button = 'publish', ...values } = {}, browser = boss) {
    const page = await writeArticle(browser, { title: `The flood, part ${++blogs}`, body: 'What happens on the quay.', live: '1', ...values }, button);
    const live = `${editor(page).action}/live`;
    const add = async (entry, by = browser) => {
        const answer = await by.submit(entryForm(await by.page(live)), entry, { button: 'add' });
        assert.equal(answer.status, 303, answer.text.slice(0, 400));
        return Number(/entry-(\d+)/.exec((await by.page(live)).html)[1]);
    };
    return { path: publicPath(page), live, add, page };
}

/** The form of an entry on a page of the newsroom. */
const entryForm = (page) => page.form(/\/live(\/\d+)?$/, (f) => f.fields.some((x) => x.name === 'body'));

/** The entries on a page, or in a feed, in its order: [{ id, text, when, link }]. */
const entriesOf = (page) => byClass(page.html, 'live-entry').map((e) => ({
    id: Number(/^entry-(\d+)$/.exec(e.attributes.id)[1]),
    version: Number(e.attributes['data-version']),
    text: byClass(e.inside, 'live-text')[0].text,
    title: byClass(e.inside, 'live-title')[0]?.text,
    when: byTag(e.inside, 'time')[0].attributes.datetime,
    link: byTag(e.inside, 'a')[0].attributes.href,
}));
const texts = (page) => entriesOf(page).map((e) => e.text);
const linkNamed = (page, name) => byTag(page.html, 'a').find((a) => a.text.replace(/[←→]/g, '').trim() === name)?.attributes.href.replaceAll('&amp;', '&');
const graph = (page) => JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page.html)[1])['@graph'];

test('an entry with HTML shows its words, and whoever sends it is told with the lines', async () => {
    const blog = await liveBlog();
    const sent = await boss.submit(entryForm(await boss.page(blog.live)), { body: 'Now.\n\n<div>The <i>quay</i> is dry</div>' }, { button: 'add' });
    const page = await boss.follow(sent);
    assert.match(page.text, /The entry is published\. Line 3: “<div>” is HTML: only its words are shown\. Line 3: “<i>”/);
    assert.match((await site.browser().page(blog.path)).html, /<p>The quay is dry<\/p>/);
});

describe('in the newsroom', () => {
    test('an article that is no live blog has no page of entries; one that is has a tab for it', async () => {
        const plain = await writeArticle(boss, { title: 'Plain', body: 'Text.' });
        assert.equal((await boss.get(`${editor(plain).action}/live`)).status, 404);
        assert.equal(linkNamed(plain, 'Live entries'), undefined);
        const blog = await liveBlog();
        assert.equal(linkNamed(blog.page, 'Live entries'), blog.live);
    });

    test('an entry is published at once, changed and removed, and the log keeps all of it', async () => {
        const blog = await liveBlog();
        const id = await blog.add({ title: 'Water rising', body: 'It is *rising*.' });
        let page = await site.browser().page(blog.path);
        assert.deepEqual(entriesOf(page).map(({ title, text }) => ({ title, text })), [{ title: 'Water rising', text: 'It is rising.' }]);
        assert.match(page.html, /<em>rising<\/em>/);

        const form = entryForm(await boss.page(`${blog.live}/${id}`));
        assert.equal((await boss.submit(form, { body: 'It is falling.' }, { button: 'save' })).status, 303);
        page = await site.browser().page(blog.path);
        assert.deepEqual(texts(page), ['It is falling.']);
        assert.match(byClass(page.html, 'live-foot')[0].text, /Changed/);

        const shown = await boss.page(`${blog.live}/${id}`);
        await boss.submit(shown.form(/\/live\/\d+$/, (f) => f.buttons.some((b) => b.value === 'remove')), {}, { button: 'remove' });
        assert.deepEqual(texts(await site.browser().page(blog.path)), []);
        const log = (await site.sql(`SELECT action || ': ' || was || ' > ' || became || '.' FROM audit WHERE object = 'entry ${id}' ORDER BY id;`)).replaceAll('\n', ' ');
        assert.equal(log, 'live.add:  > Water rising It is *rising*.. live.change: Water rising It is *rising*. > Water rising It is falling.. live.remove: Water rising It is falling. > .');
        assert.ok((await boss.page('/admin/audit')).text.includes(`entry ${id}`));
    });

    test('what cannot be published comes back as it was typed, each mistake at its field', async () => {
        const blog = await liveBlog();
        const answer = await boss.submit(entryForm(await boss.page(blog.live)), { title: 'x'.repeat(301), body: ' ', at: '2199-01-01T00:00' }, { button: 'add' });
        assert.equal(answer.status, 422);
        assert.match(errorOf(answer, 'title'), /at most about 300/);
        assert.match(errorOf(answer, 'body'), /needs some text/);
        assert.match(errorOf(answer, 'at'), /cannot be in the future/);
        assert.equal(field(entryForm(answer), 'title').value.length, 301);
        assert.equal(field(entryForm(answer), 'at').value, '2199-01-01T00:00');
        const long = await boss.submit(entryForm(await boss.page(blog.live)), { body: 'y'.repeat(20001), at: 'noon' }, { button: 'add' });
        assert.equal(long.status, 422);
        assert.match(errorOf(long, 'at'), /look like/);
        assert.equal(field(entryForm(long), 'body').value.length, 20001);
        assert.deepEqual(texts(await site.browser().page(blog.path)), []);
    });

    test('an entry stands where its time says, and keeps its seconds when only its words change', async () => {
        const blog = await liveBlog();
        await blog.add({ body: 'Now.' });
        const id = await blog.add({ body: 'Earlier.', at: '2020-05-03T14:05' }).then(async () => Number(await site.sql("SELECT id FROM live_entry WHERE body = 'Earlier.';")));
        await blog.add({ body: 'Between.', at: '2021-05-03T14:05' });
        assert.deepEqual(texts(await site.browser().page(blog.path)), ['Now.', 'Between.', 'Earlier.']);
        await site.sql(`UPDATE live_entry SET at = at + 42 WHERE id = ${id};`);
        const was = await site.sql(`SELECT at FROM live_entry WHERE id = ${id};`);
        await boss.submit(entryForm(await boss.page(`${blog.live}/${id}`)), { body: 'Earlier, reworded.' }, { button: 'save' });
        assert.equal(await site.sql(`SELECT at FROM live_entry WHERE id = ${id};`), was);
        await boss.submit(entryForm(await boss.page(`${blog.live}/${id}`)), { at: '2022-05-03T14:05' }, { button: 'save' });
        assert.deepEqual(texts(await site.browser().page(blog.path)), ['Now.', 'Earlier, reworded.', 'Between.']);
    });

    test('a form that is sent twice publishes one entry', async () => {
        const blog = await liveBlog();
        const form = entryForm(await boss.page(blog.live));
        const answers = await Promise.all([1, 2, 3].map(() => boss.submit(form, { body: 'Only once.' }, { button: 'add' })));
        assert.deepEqual(answers.map((a) => a.status), [303, 303, 303]);
        assert.deepEqual(texts(await site.browser().page(blog.path)), ['Only once.']);
    });

    test('two editors do not overwrite each other: the second sees both versions and decides', async () => {
        const other = await signIn(site, 'editor');
        const blog = await liveBlog();
        const id = await blog.add({ body: 'First.' });
        const mine = entryForm(await boss.page(`${blog.live}/${id}`));
        const theirs = entryForm(await other.page(`${blog.live}/${id}`));
        await other.submit(theirs, { body: 'Theirs.' }, { button: 'save' });
        const conflict = await boss.submit(mine, { body: 'Mine.' }, { button: 'save' });
        assert.equal(conflict.status, 409);
        assert.match(alertOf(conflict), /changed this entry/);
        assert.equal(field(entryForm(conflict), 'body').value, 'Mine.');
        assert.ok(conflict.html.includes('Theirs.'));
        assert.deepEqual(texts(await site.browser().page(blog.path)), ['Theirs.']);
        assert.equal((await boss.submit(entryForm(conflict), {}, { button: 'save' })).status, 303);
        assert.deepEqual(texts(await site.browser().page(blog.path)), ['Mine.']);
    });

    test('what was typed about an entry that somebody removed can be added anew', async () => {
        const blog = await liveBlog();
        const id = await blog.add({ body: 'First.' });
        const form = entryForm(await boss.page(`${blog.live}/${id}`));
        await site.sql(`DELETE FROM live_entry WHERE id = ${id};`);
        const answer = await boss.submit(form, { body: 'Typed for long.' }, { button: 'save' });
        assert.equal(answer.status, 409);
        assert.match(alertOf(answer), /Somebody removed/);
        assert.equal((await boss.submit(entryForm(answer), {}, { button: 'add' })).status, 303);
        assert.deepEqual(texts(await site.browser().page(blog.path)), ['Typed for long.']);
    });

    test('only those who may change the article may add to it, and only with the session\'s token', async () => {
        const author = await signIn(site, 'author');
        const blog = await liveBlog();
        for (const [who, status] of [[author, 403], [await signIn(site, 'mod'), 403]]) {
            assert.equal((await who.get(blog.live)).status, status);
            const csrf = /name="csrf" value="([^"]+)"/.exec((await who.page('/admin/profile')).html)[1];
            assert.equal((await who.post(blog.live, { csrf, do: 'add', body: 'x' })).status, status);
        }
        assert.equal((await site.browser().post(blog.live, { do: 'add', body: 'x' })).status, 403);
        assert.equal((await boss.post(blog.live, { do: 'add', body: 'x' })).status, 403);
        const own = await liveBlog({ button: 'save' }, author);
        await own.add({ body: 'Prepared.' });
        assert.deepEqual(texts(await site.browser().page(blog.path)), []);
    });

    test('an entry meets no conflict with whoever has the article\'s own form open', async () => {
        const blog = await liveBlog();
        const form = editor(blog.page);
        await blog.add({ body: 'News.' });
        assert.equal((await boss.submit(form, { body: 'The introduction, mended.' }, { button: 'save' })).status, 303);
    });
});

describe('for readers', () => {
    test('entries of what is not published are nowhere', async () => {
        const blog = await liveBlog();
        const { path, page } = blog;
        await blog.add({ body: 'Under embargo, at first.' });
        const [entry] = entriesOf(await site.browser().page(path));
        await boss.submit(editor(await boss.page(editor(page).action)), {}, { button: 'unpublish' });
        for (const address of [path, `${path}live.html`, entry.link.split('#')[0]])
            assert.equal((await site.browser().get(address)).status, 404, address);
        const drafted = await liveBlog({ button: 'save' });
        await drafted.add({ body: 'Nobody knows of this.' });
        for (const address of ['/', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap-articles-1.xml', '/search?q=nobody'])
            assert.equal((await site.browser().get(address)).html.includes('Nobody knows'), false, address);
    });

    test('many entries go over pages by key, both ways, and a page goes on where entries were removed', async () => {
        const blog = await liveBlog();
        const article = /articles\/(\d+)/.exec(blog.live)[1];
        await site.sql(`INSERT INTO live_entry (article_id, at, title, body) SELECT ${article}, 1000000 + value / 3, '', 'Number ' || value || '.' FROM generate_series(1, 50);`);
        await blog.add({ body: 'The newest.' }); // and so every page is made anew
        const reader = site.browser();
        const first = await reader.page(blog.path);
        assert.equal(entriesOf(first).length, 20);
        assert.equal(texts(first)[0], 'The newest.');
        const go = (page, name) => reader.page(linkNamed(page, name).split('#')[0]);
        const second = await go(first, 'Older');
        assert.deepEqual(texts(second).slice(0, 2), ['Number 31.', 'Number 30.']);
        assert.ok(linkNamed(second, 'Latest updates'));

        const [last] = entriesOf(second).slice(-1);
        await site.sql(`DELETE FROM live_entry WHERE id = ${last.id};`);
        const third = await go(second, 'Older');
        assert.deepEqual(texts(third), Array.from({ length: 11 }, (_, i) => `Number ${11 - i}.`));
        assert.equal(linkNamed(third, 'Older'), undefined);
        assert.deepEqual(texts(await go(third, 'Newer')).slice(-1), ['Number 13.']);
        const past = await reader.page(`${blog.path}?before=1-1`);
        assert.deepEqual(texts(past), []);
        assert.equal(linkNamed(past, 'Latest updates'), `${blog.path}#live`);
        for (const nonsense of ['?before=x', '?after=--', '?before=1', '?entry=x', '?entry=0'])
            assert.deepEqual(texts(await reader.page(blog.path + nonsense)), texts(first), nonsense);
    });

    test('an entry\'s permalink shows it wherever it stands; once it is gone it leads to the article', async () => {
        const blog = await liveBlog();
        const article = /articles\/(\d+)/.exec(blog.live)[1];
        const id = await blog.add({ body: 'An old one.', at: '2020-05-03T14:05' }).then(() => site.sql("SELECT max(id) FROM live_entry WHERE body = 'An old one.';"));
        await site.sql(`INSERT INTO live_entry (article_id, at, title, body) SELECT ${article}, 1700000000 + value, '', 'Number ' || value FROM generate_series(1, 40);`);
        await blog.add({ body: 'The newest.' });
        const page = await site.browser().page(`${blog.path}?entry=${Number(id)}`);
        assert.deepEqual(texts(page), ['An old one.']);
        assert.equal(entriesOf(page)[0].link, `${blog.path}?entry=${Number(id)}#entry-${Number(id)}`);
        assert.ok(linkNamed(page, 'Newer'));
        const gone = await site.browser().get(`${blog.path}?entry=99999`);
        assert.equal(gone.status, 303);
        assert.equal(gone.location, blog.path);
    });

    test('every view of a live blog counts once, what an open page asks for never', async () => {
        const blog = await liveBlog({ body: '[post-views]' });
        await blog.add({ body: 'News.' });
        const reader = site.browser();
        const [seen] = (await reader.page(blog.path)).views;
        for (let i = 0; i < 5; i++) await reader.page(`${blog.path}live.html`);
        const [entry] = entriesOf(await site.browser().page(blog.path));
        assert.deepEqual((await reader.page(entry.link.split('#')[0])).views, [seen + 2]);
        assert.equal((await reader.get(`${blog.path}?entry=99999`)).status, 303);
        assert.deepEqual((await reader.page(blog.path)).views, [seen + 3]);
    });

    test('shortcodes work in entries, the live number too', async () => {
        const blog = await liveBlog();
        await blog.add({ body: 'Read [post-views] so far; see [[post-views]].' });
        const reader = site.browser();
        const [n] = (await reader.page(blog.path)).views;
        const page = await reader.page(blog.path);
        assert.deepEqual(page.views, [n + 1]);
        assert.ok(texts(page)[0].endsWith('see [post-views].'));
    });

    test('ids on a page are of one entry each, and headings go down from level to level', async () => {
        const blog = await liveBlog({ body: '## Before\n\nText.[^1]\n\n[^1]: Note.' });
        for (const title of ['One', '', 'Three']) await blog.add({ title, body: '## Wind\n\nIt blows.[^1]\n\n[^1]: From the west.' });
        const page = await site.browser().page(blog.path);
        const ids = elements(page.html, (_, a) => a.id).map((e) => e.attributes.id);
        assert.deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), []);
        const levels = [...page.html.slice(0, page.html.indexOf('class="comments"')).matchAll(/<h([1-6])[ >]/g)].map((m) => Number(m[1]));
        levels.reduce((before, level) => { assert.ok(level <= before + 1, levels.join(' ')); return level; });
    });

    test('machines read LiveBlogPosting, with the entries and when the coverage began and ended', async () => {
        const blog = await liveBlog();
        await blog.add({ title: 'Fire & "water"', body: 'It </script> *burns*.' });
        await blog.add({ body: 'No headline here.', at: '2026-01-02T03:04' });
        let [posting] = graph(await site.browser().page(blog.path));
        assert.equal(posting['@type'], 'LiveBlogPosting');
        assert.match(posting.coverageStartTime, /^2026-01-02T03:04/);
        assert.equal(posting.coverageEndTime, undefined);
        assert.deepEqual(posting.liveBlogUpdate.map((u) => [u['@type'], u.headline, u.articleBody]), [
            ['BlogPosting', 'Fire & "water"', 'It burns.'], ['BlogPosting', 'No headline here.', 'No headline here.']]);
        assert.ok(posting.liveBlogUpdate.every((u) => u.datePublished && u.url.includes('#entry-') && u.author[0].name));
        await boss.submit((await boss.page(blog.live)).form(blog.live, (f) => f.buttons.some((b) => b.value === 'end')), {}, { button: 'end' });
        [posting] = graph(await site.browser().page(blog.path));
        assert.ok(Date.parse(posting.coverageEndTime) > 0);
        const plain = await writeArticle(boss, { title: 'Plain news', body: 'Text.' });
        assert.equal(graph(await site.browser().page(publicPath(plain)))[0]['@type'], 'NewsArticle');
    });

    test('an entry is an update of the article: for readers, feeds and the sitemap', async () => {
        const blog = await liveBlog();
        const article = /articles\/(\d+)/.exec(blog.live)[1];
        await site.sql(`UPDATE article SET published_at = published_at - 5000, updated_at = updated_at - 5000 WHERE id = ${article};`);
        await blog.add({ body: 'News.' });
        const page = await site.browser().page(blog.path);
        const [published, updated] = byTag(byClass(page.html, 'byline-when')[0].inside, 'time').map((t) => Date.parse(t.attributes.datetime));
        assert.ok(updated - published >= 5000 * 1000);
        const [item] = (await site.browser().page('/feed.json').then((p) => JSON.parse(p.html))).items.filter((i) => i.url.includes(blog.path));
        assert.equal(Date.parse(item.date_modified), updated);
        const map = (await site.browser().page('/sitemap-articles-1.xml')).html;
        const lastmod = new RegExp(`${blog.path}</loc>\\s*<lastmod>([^<]+)`).exec(map)[1];
        assert.ok(Date.parse(lastmod) >= updated - 1000);
    });

    test('feeds hold the newest entries below the text, each with its address', async () => {
        const blog = await liveBlog({ title: 'A flood for feeds' });
        await blog.add({ title: 'Higher & higher', body: 'See [the map](/map/).\n\n[video id="1"]' });
        const feed = JSON.parse((await site.browser().page('/feed.json')).html);
        const { content_html: content } = feed.items.find((i) => i.title === 'A flood for feeds');
        assert.match(content, /^<p>What happens on the quay\.<\/p>\s*<h3><a href="http[^"]+\/\?entry=\d+#entry-\d+">[^<]+<\/a>: Higher &amp; higher<\/h3>\s*<p>See <a href="http[^"]+\/map\/">/);
        for (const name of ['/feed.xml', '/atom.xml']) assert.match((await site.browser().page(name)).html, /Higher &amp;(amp;)? higher/, name);
    });

    test('a preview of a live blog shows its entries, and looks for no new ones', async () => {
        const blog = await liveBlog({ button: 'save' });
        await blog.add({ body: 'Prepared.' });
        const form = editor(await boss.page(editor(blog.page).action));
        const pairs = form.fields.filter((f) => f.checked).map((f) => [f.name, f.value]);
        const preview = await boss.post('/admin/articles/preview', pairs);
        assert.equal(preview.status, 200);
        assert.deepEqual(texts(preview), ['Prepared.']);
        assert.equal(preview.html.includes('live.js'), false);
    });

    test('the search finds the article by what its entries say, until they no longer do', async () => {
        const blog = await liveBlog();
        const found = async (word) => (await site.browser().page(`/search?q=${word}`)).html.includes(`href="${blog.path}`);
        const id = await blog.add({ title: 'Quicksilver', body: 'A *hippopotamus* on the quay.' });
        assert.equal(await found('hippopotamus'), true);
        assert.equal(await found('quicksilver'), true);
        await boss.submit(entryForm(await boss.page(`${blog.live}/${id}`)), { body: 'A rhinoceros on the quay.' }, { button: 'save' });
        assert.equal(await found('hippopotamus'), false);
        assert.equal(await found('rhinoceros'), true);
    });

    test('the page says that it is live, and then that it has ended; lists only that it is live', async () => {
        const blog = await liveBlog();
        const mark = async () => byClass((await site.browser().page(blog.path)).html, 'live-mark')[0].text;
        assert.equal(await mark(), 'Live');
        assert.ok(byClass((await site.browser().page('/')).html, 'live-mark').length > 0);
        const act = async (value) => boss.submit((await boss.page(blog.live)).form(blog.live, (f) => f.buttons.some((b) => b.value === value)), {}, { button: value });
        assert.equal((await act('end')).status, 303);
        assert.equal(await mark(), 'Ended');
        assert.equal((await site.browser().page(blog.path)).html.includes('live.js'), false);
        await blog.add({ body: 'An afterthought.' });
        assert.deepEqual(texts(await site.browser().page(blog.path)), ['An afterthought.']);
        await act('resume');
        assert.equal(await mark(), 'Live');
    });
});

describe('what an open page asks for', () => {
    test('is the newest entries, kept by nobody unasked, and not sent again while nothing changes', async () => {
        const blog = await liveBlog();
        await blog.add({ body: 'One.' });
        const reader = site.browser();
        const page = await reader.page(blog.path);
        const [{ attributes }] = elements(page.html, (_, a) => a['data-live']);
        assert.equal(attributes['data-live'], `${blog.path}live.html`);
        const first = await reader.page(attributes['data-live']);
        assert.deepEqual(entriesOf(first), entriesOf(page));
        assert.match(first.headers['cache-control'], /public, no-cache/);
        assert.equal(first.headers['x-robots-tag'], 'noindex');
        const again = (etag) => reader.get(attributes['data-live'], { headers: { 'if-none-match': etag } });
        assert.equal((await again(first.headers.etag)).status, 304);
        await writeArticle(boss, { title: 'Something else', body: 'Text.' });
        assert.equal((await again(first.headers.etag)).status, 304, 'what is changed elsewhere changes nothing here');
        await blog.add({ body: 'Two.' });
        const next = await again(first.headers.etag);
        assert.equal(next.status, 200);
        assert.deepEqual(texts(next), ['Two.', 'One.']);
    });

    test('is not sent again because a counter in an entry moved; a page that is loaded shows the number', async () => {
        const blog = await liveBlog();
        await blog.add({ body: 'Read [post-views] so far.' });
        const reader = site.browser();
        const [seen] = (await reader.page(blog.path)).views;
        const feed = `${blog.path}live.html`;
        const first = await reader.page(feed);
        assert.deepEqual(first.views, [seen]);
        const loaded = await reader.page(blog.path);
        assert.deepEqual(loaded.views, [seen + 1]);
        const again = (path, etag) => reader.get(path, { headers: { 'if-none-match': etag } });
        assert.equal((await again(feed, first.headers.etag)).status, 304);
        assert.deepEqual((await reader.page(feed)).views, [seen + 1], 'whoever has no copy gets the number of now');
        const reloaded = await again(blog.path, loaded.headers.etag);
        assert.equal(reloaded.status, 200);
        assert.deepEqual(reloaded.views, [seen + 2]);
        await blog.add({ body: 'Read [post-views] by now.' });
        const next = await again(feed, first.headers.etag);
        assert.deepEqual([next.status, ...next.views], [200, seen + 2, seen + 2]);
    });

    test('comes from the page cache, also to those who are signed in', async () => {
        const blog = await liveBlog();
        await blog.add({ body: 'One.' });
        await site.browser().page(`${blog.path}live.html`);
        const hits = async () => Number(/cache_hits\S* (\d+)/.exec((await site.browser().page('/metrics')).html)?.[1]);
        const before = await hits();
        for (const who of [boss, site.browser(), site.browser()]) assert.deepEqual(texts(await who.page(`${blog.path}live.html`)), ['One.']);
        assert.ok((await hits()) >= before + 3);
    });

    test('is found at the old address of a renamed article, and is nothing where there is no live blog', async () => {
        const blog = await liveBlog();
        await blog.add({ body: 'One.' });
        await boss.submit(editor(await boss.page(editor(blog.page).action)), { slug: 'renamed-flood' }, { button: 'save' });
        const moved = await site.browser().get(`${blog.path}live.html`);
        assert.equal(moved.status, 301);
        assert.deepEqual(texts(await site.browser().page(moved.location)), ['One.']);
        const plain = await writeArticle(boss, { title: 'No blog', body: 'Text.' });
        assert.equal((await site.browser().get(`${publicPath(plain)}live.html`)).status, 404);
        assert.equal((await site.browser().get('/2020/01/01/nothing/live.html')).status, 404);
    });
});
