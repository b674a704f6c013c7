// SPDX-License-Identifier: MIT
// Every kind of page there is, one a line, each found as a reader or an editor would find it: what
// must hold for every page (valid HTML, accessible, fast ...) is tested over these lists. A new kind
// of page is a new line here. A line whose page is not found fails the tests that use it.

import assert from 'node:assert/strict';
import { byTag, elements } from './html.mjs';
import { commentOn, signIn } from './people.mjs';
import { makeSite } from './site.mjs';
import { startNginx } from './servers.mjs';
import { waitFor } from './wait.mjs';

const ARTICLE = /^\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/;

/** `find` below is a Finder; `status` is 200 where none stands. `noindex`: robots are asked to leave it out;
 * `variant`: it has nothing to load that another kind has not, so Lighthouse leaves it out. */
const READERS = [
    { kind: 'front page', at: () => '/' },
    { kind: 'front page, continued', at: (find) => find.link('/', /^\/page\/2\/$/), variant: true },
    { kind: 'section', at: (find) => find.link('/', /^\/section\/[^/]+\/$/) },
    { kind: 'author', at: (find) => find.link('/', /^\/author\//) },
    { kind: 'tag', at: async (find) => find.link(await find.article(), /^\/tag\//) },
    { kind: 'sections', at: () => '/sections/' },
    { kind: 'authors', at: () => '/authors/' },
    { kind: 'year', at: (find) => find.link('/', /^\/\d{4}\/$/) },
    { kind: 'month', at: async (find) => find.link(await find.link('/', /^\/\d{4}\/$/), /^\/\d{4}\/\d\d\/$/) },
    { kind: 'day', at: async (find) => (await find.article()).slice(0, 12) },
    { kind: 'most read', at: (find) => find.link('/', /^\/most-read\/$/) },
    { kind: 'videos', at: (find) => find.link('/', /^\/videos\/$/) },
    { kind: 'video', at: (find) => find.link('/videos/', /^\/videos\/\d+\//) },
    { kind: 'search', at: () => '/search', noindex: true },
    { kind: 'search with results', at: () => '/search?q=ferry', noindex: true },
    { kind: 'search, narrowed', at: () => '/search?q=the+harbour&sort=date&from=2020-01-01', noindex: true, variant: true },
    { kind: 'search, corrected', at: () => '/search?q=ferrry', noindex: true, variant: true },
    { kind: 'search without results', at: () => '/search?q=ferrry+zzyzx', noindex: true, variant: true },
    { kind: 'article', at: (find) => find.article(/^(?![^]*class="live-feed")/) },
    { kind: 'article with a table of contents', at: (find) => find.article('class="contents"') },
    { kind: 'article with a video', at: (find) => find.article(/<div class="article-text">[^]*data-video=[^]*class="article-tags"/), variant: true },
    { kind: 'article with a correction', at: (find) => find.article('id="corrections"'), variant: true },
    { kind: 'live blog', at: (find) => find.article('class="live-feed"') },
    { kind: 'answering a comment', at: async (find) => find.link(await find.article('replytocom='), /replytocom=/), noindex: true, variant: true },
    { kind: 'receipt of a comment', at: (find) => find.receipt(), noindex: true },
    { kind: 'missing page', at: () => '/no-such-page/', status: 404, noindex: true },
    { kind: 'missing article, others like it', at: async (find) => (await find.article()).replace(/[^/]+\/$/, 'night-ferry/'), status: 404, noindex: true, variant: true },
];

const NEWSROOM = [
    { kind: 'overview', at: () => '/admin/' },
    { kind: 'articles', at: () => '/admin/articles' },
    { kind: 'new article', at: () => '/admin/articles/new' },
    { kind: 'article', at: (find) => find.link('/admin/articles', /^\/admin\/articles\/\d+$/) },
    { kind: 'corrections', at: async (find) => `/admin/articles/${await find.id(await find.article())}/corrections` },
    { kind: 'live entries', at: async (find) => `/admin/articles/${await find.id(await find.article('class="live-feed"'))}/live` },
    { kind: 'live entry', at: async (find) => find.link(`/admin/articles/${await find.id(await find.article('class="live-feed"'))}/live`, /\/live\/\d+$/) },
    { kind: 'breaking news', at: () => '/admin/breaking' },
    ...['pending', 'approved', 'spam', 'trash'].map((status) => ({ kind: `${status} comments`, at: () => `/admin/comments?status=${status}` })),
    { kind: 'comment', at: (find) => find.link('/admin/comments?status=pending', /^\/admin\/comments\/\d+/) },
    { kind: 'videos', at: () => '/admin/videos' },
    { kind: 'new video', at: () => '/admin/videos/new' },
    { kind: 'video', at: (find) => find.link('/admin/videos', /^\/admin\/videos\/\d+$/) },
    { kind: 'settings', at: () => '/admin/settings' },
    { kind: 'settings of comments', at: () => '/admin/settings/comments' },
    { kind: 'settings of feeds and robots', at: () => '/admin/settings/machines' },
    { kind: 'social links', at: () => '/admin/settings/social' },
    { kind: 'sections', at: () => '/admin/settings/sections' },
    { kind: 'new section', at: () => '/admin/settings/sections/new' },
    { kind: 'section', at: (find) => find.link('/admin/settings/sections', /^\/admin\/settings\/sections\/\d+$/) },
    { kind: 'users', at: () => '/admin/users' },
    { kind: 'new user', at: () => '/admin/users/new' },
    { kind: 'user', at: (find) => find.link('/admin/users', /^\/admin\/users\/\d+$/) },
    { kind: 'profile', at: () => '/admin/profile' },
    { kind: 'sessions', at: () => '/admin/profile/sessions' },
    { kind: 'log', at: () => '/admin/audit' },
    { kind: 'missing page', at: () => '/admin/no-such-page', status: 404 },
];

class Finder {
    constructor(site, browser) {
        this.site = site;
        this.browser = browser;
        this.pages = new Map();
    }

    /** The page at PATH, asked for once. */
    async page(path) {
        if (!this.pages.has(path)) this.pages.set(path, await this.browser.page(path));
        return this.pages.get(path);
    }

    async links(from, pattern) {
        const hrefs = byTag((await this.page(from)).html, 'a').map((a) => a.attributes.href ?? '');
        return [...new Set(hrefs.filter((h) => pattern.test(h)).map((h) => h.replace(/#.*/, '')))];
    }

    /** The first link on the page at FROM whose address matches PATTERN. */
    async link(from, pattern) {
        const [first] = await this.links(from, pattern);
        assert.ok(first, `a link like ${pattern} on ${from}`);
        return first;
    }

    /** The newest article; the newest whose page HOLDS a text, or matches it. */
    async article(holds = '') {
        for (const list of ['/', '/page/2/'])
            for (const path of await this.links(list, ARTICLE)) {
                const { html } = await this.page(path);
                if (holds instanceof RegExp ? holds.test(html) : html.includes(holds)) return path;
            }
        throw new Error(`no article holds ${holds}`);
    }

    /** The id of the article at PATH. */
    async id(path) { return /id="post-(\d+)"/.exec((await this.page(path)).html)[1]; }

    /** Every article's path. */
    async articles() {
        return [...new Set([...await this.links('/', ARTICLE), ...await this.links('/page/2/', ARTICLE)])];
    }

    /** The private address of a comment that was just held. */
    async receipt() {
        const { location } = await commentOn(this.site, await this.article(), { url: 'https://example.org/' }, this.site.browser());
        return location.replace(/#.*/, '');
    }
}

async function findAll(site, browser, kinds) {
    const find = new Finder(site, browser);
    const found = [];
    for (const { at, status = 200, ...rest } of kinds) found.push({ ...rest, status, path: await at(find) });
    return found;
}

/** The pages that readers see: [{ kind, path, status, noindex, variant }]. */
export const readersPages = (site) => findAll(site, site.browser(), READERS);
/** Those of the newsroom, for whoever is signed in. BROWSER: somebody who is. */
export const newsroomPages = (site, browser) => findAll(site, browser, NEWSROOM);
/** Every article's path. */
export const articlePaths = (site) => new Finder(site, site.browser()).articles();

/** What the sample's newsroom has not had to do yet: the address it is read at, and a correction. */
async function open(site) {
    const boss = await signIn(site, 'boss');
    const reader = site.browser();
    const settings = await boss.page('/admin/settings');
    const saved = await boss.submit(settings.form('/admin/settings', (f) => f.fields.some((x) => x.name === 'address')), { address: site.address });
    assert.equal(saved.status, 303, saved.text);
    await waitFor('the site knows its address', async () => elements((await reader.page('/')).html,
        (t, a) => t === 'link' && a.rel === 'canonical')[0]?.attributes.href === `${site.address}/`);
    const find = new Finder(site, reader);
    const desk = await boss.page(`/admin/articles/${await find.id(await find.article())}/corrections`);
    const corrected = await boss.submit(desk.form(/corrections$/), { text: 'An earlier version named the wrong quay.' }, { button: 'add' });
    assert.equal(corrected.status, 303, corrected.text);
}

/**
 * The sample site behind nginx, as one that has opened: it knows its own address (site.address), and has an
 * administrator, "boss". Its lists are short, so that they go on. SETTINGS: { name: value }, more of them.
 */
export async function serveSample({ settings = {} } = {}) {
    const site = await makeSite({ sample: true, users: { boss: 'admin' }, settings: { articles_per_page: 7, ...settings } });
    try {
        await site.start();
        site.server = await startNginx(site);
        site.address = `http://127.0.0.1:${site.port}`;
        await open(site);
        return site;
    } catch (e) {
        await site.close();
        throw e;
    }
}
