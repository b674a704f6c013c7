// SPDX-License-Identifier: MIT
// What a reader and a crawler get: every kind of public page, and every wrong address.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byClass, byId, byTag, elements } from './lib/html.mjs';
import { rawRequest } from './lib/client.mjs';
import { serveSite } from './lib/site.mjs';

let site, reader, article;

before(async () => {
    site = await serveSite({ sample: true, settings: { address: 'https://news.example' } });
    reader = site.browser();
    const home = await reader.page('/');
    article = /href="(\/\d{4}\/\d\d\/\d\d\/[^"/]+\/)"/.exec(home.html)[1];
});
after(() => site.close());

const links = (html, pattern) => [...new Set(byTag(html, 'a').map((a) => a.attributes.href ?? '').filter((h) => pattern.test(h)))];
const canonical = (html) => elements(html, (t, a) => t === 'link' && a.rel === 'canonical')[0]?.attributes.href;

describe('pages', () => {
    test('the home page lists the latest articles first, its sections, and older pages', async () => {
        const home = await reader.page('/');
        assert.match(home.headers['content-type'], /^text\/html; ?charset=utf-8$/i);
        assert.ok(links(home.html, /^\/\d{4}\/\d\d\/\d\d\//).length >= 5);
        assert.ok(links(home.html, /^\/section\//).length >= 4);
        assert.equal(byTag(home.html, 'h1').length, 1);
        const days = (part) => byTag(part.inside, 'article').map((a) => elements(a.inside, (t, x) => t === 'time' && x.datetime)[0]?.attributes.datetime);
        const [front] = byClass(home.html, 'front');
        const top = days(front);
        assert.ok(top.length >= 5);
        assert.deepEqual(top, [...top].sort().reverse(), 'the top of the page: latest first');
        const all = byTag(home.html, 'article').map((a) => byTag(a.inside, 'h2').concat(byTag(a.inside, 'h3'))[0].text);
        assert.equal(new Set(all).size, all.length, 'each story once');
        const blocks = byClass(home.html, 'block');
        assert.ok(blocks.length >= 4);
        const [older] = links(home.html, /^\/page\/2\/$/);
        assert.ok(links((await reader.page(older)).html, /^\/\d{4}\/\d\d\/\d\d\/./).length >= 5, 'and there are older pages');
    });

    for (const [what, pattern] of [['section', /^\/section\/[^/]+\/$/], ['tag', /^\/tag\/[^/]+\/$/], ['author', /^\/author\/[^/]+\/$/]]) {
        test(`a ${what} page lists its articles and names itself`, async () => {
            const from = what === 'section' ? await reader.page('/') : await reader.page(article);
            const [path] = links(from.html, pattern);
            assert.ok(path, `there is a link to a ${what} page`);
            const page = await reader.page(path);
            assert.ok(links(page.html, /^\/\d{4}\/\d\d\/\d\d\//).length >= 1);
            assert.ok(canonical(page.html).endsWith(path));
            assert.ok(byTag(page.html, 'h1')[0].text.length > 1);
        });
    }

    test('the archive of a day, a month and a year holds the article', async () => {
        const [, year, month, day] = article.split('/');
        for (const path of [`/${year}/${month}/${day}/`, `/${year}/${month}/`, `/${year}/`]) {
            const page = await reader.page(path);
            assert.ok(page.html.includes(`href="${article}"`), path);
        }
    });

    test('an article has a headline, byline, date, text, comments and the latest videos', async () => {
        const page = await reader.page(article);
        assert.equal(byTag(page.html, 'h1').length, 1);
        assert.ok(elements(page.html, (t, a) => t === 'time' && a.datetime).length >= 1);
        assert.ok(links(page.html, /^\/author\//).length >= 1);
        assert.match(page.text, /Leave a Comment/);
        assert.match(page.text, /Your email address will not be published\. Required fields are marked \*/);
        assert.match(page.text, /Latest Videos/);
        assert.ok(canonical(page.html).endsWith(article));
        assert.ok(page.title.includes(byTag(page.html, 'h1')[0].text));
    });

    test('an article of the wanted shape has two counters on top and the six social links between paragraphs', async () => {
        const all = [];
        for (let n = 1; n <= 3; n++) {
            const list = await reader.get(n === 1 ? '/' : `/page/${n}/`);
            if (list.status === 200) all.push(...links(list.html, /^\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/));
        }
        const shaped = [];
        for (const path of new Set(all)) {
            const page = await reader.page(path);
            if (page.views.length >= 2) shaped.push({ path, page });
        }
        assert.ok(shaped.length >= 2, 'two sample articles have this shape');
        for (const { path, page } of shaped.slice(0, 2)) {
            assert.equal(new Set(page.views).size, 1, `${path} shows one number everywhere`);
            for (const label of ['YouTube', 'Website', 'Twitter / X', 'Instagram', 'Facebook', 'TikTok'])
                assert.ok(page.text.includes(label), `${path} has the link ${label}`);
            assert.match(byTag(page.html, 'h1')[0].text, /[\u2018\u2019\u201c\u201d].*:|:.*[\u2018\u2019\u201c\u201d]/);
        }
    });

    test('the counter has the markup that style sheets know', async () => {
        const page = await reader.page(article);
        const [views] = byClass(page.html, 'post-views');
        for (const name of ['content-post', 'entry-meta']) assert.ok(views.attributes.class.split(' ').includes(name));
        assert.match(views.attributes.class, /\bpost-\d+\b/);
        assert.equal(byClass(views.inside, 'post-views-label')[0].text, 'Post Views:');
        assert.match(byClass(views.inside, 'post-views-count')[0].text, /^\d{1,3}(,\d{3})*$/);
    });

    test('the videos page asks nobody else for anything', async () => {
        const page = await reader.page('/videos/');
        assert.ok(page.html.length > 500);
        assert.equal(byTag(page.html, 'iframe').length, 0);
    });

    test('no page loads anything from another site', async () => {
        for (const path of ['/', article, '/videos/', '/admin/login']) {
            const page = await reader.page(path);
            const loaded = elements(page.html, (t, a) => (a.src && t !== 'a') || (t === 'link' && /stylesheet|icon|preload/.test(a.rel)))
                .map((e) => e.attributes.src ?? e.attributes.href);
            for (const address of loaded) assert.match(address, /^(\/(?!\/)|data:)/, `${path} loads ${address}`);
            for (const address of loaded.filter((a) => a.startsWith('/')))
                assert.equal((await reader.get(address)).status, 200, address);
        }
    });

    test('no page has a script or a style inside it, and all send the security headers', async () => {
        for (const path of ['/', article, '/videos/', '/nothing/here/', '/admin/login']) {
            const page = await reader.get(path);
            const csp = page.headers['content-security-policy'];
            assert.ok(csp, path);
            assert.doesNotMatch(csp, /unsafe-inline|unsafe-eval/);
            assert.match(csp, /frame-ancestors 'none'/);
            assert.equal(page.headers['x-content-type-options'], 'nosniff');
            assert.ok(page.headers['referrer-policy']);
            assert.ok(page.headers['permissions-policy']);
            assert.doesNotMatch(page.html, /\son[a-z]+=|\sstyle=|<style|javascript:/i, path);
            for (const script of byTag(page.html, 'script'))
                assert.ok(script.attributes.src || script.attributes.type === 'application/ld+json', path);
        }
    });

    test('no page shows an e-mail address of a commenter', async () => {
        for (const path of [article, '/', '/videos/'])
            assert.doesNotMatch((await reader.page(path)).html.replace(/name="email"[^>]*/g, ''), /[a-z0-9._]+@[a-z0-9.-]+\.[a-z]{2,}/i, path);
    });
});

describe('machines', () => {
    for (const [path, type, contains] of [
        ['/robots.txt', /text\/plain/, 'User-agent: *'],
        ['/healthz', /text|json/, ''], ['/metrics', /text\/plain/, ''],
    ]) {
        test(`${path} answers with its own type`, async () => {
            const answer = await reader.get(path);
            assert.equal(answer.status, 200);
            assert.match(answer.headers['content-type'], type);
            assert.ok(answer.html.includes(contains));
        });
    }

});

describe('addresses', () => {
    test('a known page that is spelled differently redirects for good', async () => {
        const withoutSlash = await reader.get(article.slice(0, -1));
        assert.equal(withoutSlash.status, 301);
        assert.ok(withoutSlash.location.endsWith(article));
        const withQuery = await reader.get(`${article.slice(0, -1)}?x=1`);
        assert.equal(withQuery.status, 301);
        const [, year, month, day, slug] = article.split('/');
        for (const other of [`/${year}/${month}/${day}/${slug.toUpperCase()}/`, `/1999/01/01/${slug}/`]) {
            const answer = await reader.get(other);
            assert.ok([301, 404].includes(answer.status), `${other}: ${answer.status}`);
            if (answer.status === 301) assert.ok(answer.location.endsWith(article));
        }
        assert.equal((await reader.get('/page/1/')).status, 301);
    });

    for (const path of ['/nothing', '/nothing/', '/2026/13/01/', '/2026/02/31/x/', '/0000/', '/99999/', '/page/0/', '/page/-1/', '/page/99999999999999999999/',
        '/section/none/', '/tag/none/', '/author/none/', '/section/', '/index.php', '/wp-login.php', '/admin.php', '/%ff%fe/', '/section/%ff/',
        '/a%2fb/', '/section/%2e%2e/', '/%252e%252e/', '/tag/%0d%0aSet-Cookie:x/', '/' + 'a'.repeat(2047), '/comment/1']) {
        test(`${path.slice(0, 40)} is not found, in the site's own words`, async () => {
            const answer = await reader.get(path);
            assert.equal(answer.status, 404, answer.text.slice(0, 200));
            assert.equal(answer.headers['set-cookie'], undefined);
            assert.match(answer.headers['content-type'], /text\/html/);
            assert.ok(byTag(answer.html, 'h1').length === 1);
        });
    }

    test('a path beyond 2,048 bytes is too long, in the site\'s own words', async () => {
        const answer = await reader.get('/' + 'a'.repeat(2048));
        assert.equal(answer.status, 414);
        assert.match(answer.headers['content-type'], /text\/html/);
        assert.ok(byTag(answer.html, 'h1').length === 1);
    });

    test('paths that leave the site are refused, whoever notices first', async () => {
        for (const path of ['/../etc/passwd', '/assets/../../etc/passwd', '/assets/..%2f..%2fbin/broadsheet', '/media/..%2f..%2fsite.db', '/./', '//', '/assets/%2e%2e/%2e%2e/bin/broadsheet']) {
            const answer = await reader.get(path);
            assert.ok([200, 301, 400, 404].includes(answer.status), `${path}: ${answer.status}`);
            assert.doesNotMatch(answer.html, /root:|SQLite format|\x7fELF/);
        }
    });

    test('a page that takes no such method says which it takes', async () => {
        for (const [method, path, allow] of [['POST', '/', 'GET, HEAD'], ['DELETE', article, 'GET, HEAD'], ['PUT', '/robots.txt', 'GET, HEAD'], ['GET', '/comment', 'POST'], ['PATCH', '/comment', 'POST'], ['OPTIONS', '/', 'GET, HEAD']]) {
            const answer = await reader.request(method, path);
            assert.equal(answer.status, 405, `${method} ${path}`);
            const allowed = (list) => list.split(/, */).filter((m) => m !== 'OPTIONS').sort().join();
            assert.equal(allowed(answer.headers.allow), allowed(allow), `${method} ${path}`);
        }
    });

    test('HEAD gives the same head as GET, and no body', async () => {
        for (const path of ['/', article, '/robots.txt', '/nothing/', '/videos/']) {
            const get = await reader.get(path, { headers: { 'accept-encoding': null } });
            const head = await reader.head(path, { headers: { 'accept-encoding': null } });
            assert.equal(head.status, get.status, path);
            assert.equal(head.raw.length, 0);
            assert.equal(head.headers['content-type'], get.headers['content-type']);
        }
    });

    test('a request line that makes no sense gets an answer, and the site goes on', async () => {
        for (const bytes of ['GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n', 'FOO / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
            `GET /?${'q'.repeat(20000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 'GET / HTTP/1.0\r\n\r\n'])
            assert.match(await rawRequest(site.port, Buffer.from(bytes, 'latin1')), /^(HTTP\/1\.[01] \d{3} |<html>)/, bytes.slice(0, 30));
        await reader.page('/');
    });

    test('a hostile Host header does not reach the page', async () => {
        const answer = await reader.get(article, { headers: { host: 'evil.example"><script>' } });
        assert.doesNotMatch(answer.html, /evil\.example"><script>/);
    });
});

describe('caching', () => {
    test('a page is compressed, has an exact length, and is the same without compression', async () => {
        for (const path of ['/', article]) {
            const packed = await reader.get(path);
            assert.equal(packed.headers['content-encoding'], 'gzip');
            assert.match(packed.headers.vary ?? '', /accept-encoding/i);
            assert.equal(Number(packed.headers['content-length']), packed.raw.length);
            const plain = await reader.get(path, { headers: { 'accept-encoding': 'identity' } });
            assert.equal(plain.headers['content-encoding'], undefined);
            const still = (html) => html.replace(/<span class="post-views-count">[^<]*/g, '').replace(/value="[^"]*"/g, '');
            assert.equal(still(plain.html), still(packed.html));
        }
        assert.equal((await reader.get('/', { headers: { 'accept-encoding': 'gzip, br' } })).headers['content-encoding'], 'br');
        for (const refused of ['gzip;q=0', 'identity', 'br;q=0', '*;q=0', ''])
            assert.equal((await reader.get('/', { headers: { 'accept-encoding': refused } })).headers['content-encoding'], undefined, refused);
    });

    test('a page that has not changed is answered with 304', async () => {
        const first = await reader.get('/');
        assert.ok(first.headers.etag);
        const again = await reader.get('/', { headers: { 'if-none-match': first.headers.etag } });
        assert.equal(again.status, 304);
        assert.equal(again.raw.length, 0);
        assert.equal((await reader.get('/', { headers: { 'if-none-match': '"other"' } })).status, 200);
    });

    test('a shipped file with its hash may be kept for ever, without it must be asked for again', async () => {
        const home = await reader.page('/');
        const [sheet] = elements(home.html, (t, a) => t === 'link' && a.rel === 'stylesheet').map((e) => e.attributes.href);
        assert.match(sheet, /^\/assets\/.+\?v=.+/);
        const kept = await reader.get(sheet);
        assert.match(kept.headers['cache-control'], /immutable/);
        assert.equal(kept.headers['x-content-type-options'], 'nosniff');
        assert.equal(kept.headers['content-encoding'], 'gzip');
        assert.match((await reader.get(sheet.split('?')[0])).headers['cache-control'], /no-cache/);
        assert.equal((await reader.get('/assets/')).status, 404);
        assert.equal((await reader.get('/assets/.gitignore')).status, 404);
    });

    test('skip link, landmarks and language are on every kind of page', async () => {
        for (const path of ['/', article, '/videos/', '/nothing/']) {
            const page = await reader.get(path);
            assert.ok(byTag(page.html, 'html')[0].attributes.lang, path);
            assert.equal(byTag(page.html, 'main').length, 1, path);
            const skip = links(page.html, /^#/)[0];
            assert.ok(skip && byId(page.html, skip.slice(1)), path);
        }
    });
});
