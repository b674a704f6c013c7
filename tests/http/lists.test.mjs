// SPDX-License-Identifier: MIT
// The front page, sections, authors, topics, the archive and the videos: what they list, in which
// order, how they go on, and what they answer where there is nothing.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byTag, elements } from './lib/html.mjs';
import { startNginx } from './lib/servers.mjs';
import { signIn } from './lib/people.mjs';
import { makeSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const PER_PAGE = 7;
const ARTICLES = 40;
const NEW_YEAR = Date.UTC(2024, 11, 31, 23, 30) / 1000; // half past midnight in Berlin
const SECTION = `INSERT INTO section (slug, name, description, position) VALUES`;

let site, reader;

const pad = (n) => String(n).padStart(2, '0');
const dayOf = (s) => {
    const d = new Date((s + 3600) * 1000); // Berlin in winter
    return d.getUTCFullYear() * 10000 + (d.getUTCMonth() + 1) * 100 + d.getUTCDate();
};
const article = (slug, at, section, author, status = 3) => `
    INSERT INTO article (status, slug, day, title, standfirst, body, excerpt, words, section_id, author_id, social_links,
        comments_open, published_at, created_at, updated_at)
    SELECT ${status}, '${slug}', ${status === 3 ? dayOf(at) : 0}, 'Story ${slug}', '', 'Text.', 'Text.', 1, s.id, u.id, 0, 1, ${status === 3 ? at : 0}, ${at}, ${at}
    FROM section s, user u WHERE s.slug = '${section}' AND u.login = '${author}';
    INSERT INTO article_tag (article_id, tag_id, position, published_at)
    SELECT a.id, t.id, 1, a.published_at FROM article a, tag t WHERE a.slug = '${slug}' AND t.slug = '${status === 3 ? 'river' : 'secret'}';`;

before(async () => {
    site = await makeSite({
        users: { writer: 'author', checker: 'moderator', gone: 'author' },
        settings: { articles_per_page: PER_PAGE, zone: 'Europe/Berlin', language: 'en', address: 'https://lists.example', site_name: 'The Test', tagline: 'Of lists' },
    });
    const day = 86400;
    // The first at half past midnight on New Year's Day; the others before it, two of them in the same second.
    const stories = Array.from({ length: ARTICLES }, (_, i) =>
        article(`s${i}`, NEW_YEAR - (i === 5 ? 4 : i) * 3 * day, i % 2 ? 'notes' : 'water', i === 39 ? 'gone' : 'writer'));
    await site.sql(`${SECTION} ('notes', 'News & Notes', 'What is new.', 10), ('water', 'Water', '', 11), ('bare', 'Bare', '', 12);
        INSERT INTO tag (slug, name) VALUES ('river', 'The River'), ('secret', 'The Merger');
        ${stories.join('')} ${article('hidden', NEW_YEAR, 'notes', 'writer', 0)}
        UPDATE user SET bio = 'Writes about water.' WHERE login = 'writer';
        UPDATE user SET disabled = 1 WHERE login = 'gone';
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29)
        INSERT INTO video (youtube_id, title, description, poster, duration_s, published_at, created_at)
        SELECT printf('vid_%07d', i), 'Video ' || i, '', '', 65, ${NEW_YEAR} - i, 0 FROM n;`);
    await site.start();
    site.server = await startNginx(site);
    reader = site.browser();
});
after(() => site.close());

const stories = (page) => byTag(page.html, 'article').flatMap((a) =>
    elements(a.inside, (t, x) => t === 'a' && /^\/\d{4}\/\d\d\/\d\d\/s\d+\/$/.test(x.href ?? '')).map((e) => /s\d+/.exec(e.attributes.href)[0]));
const linkRel = (page, rel) => elements(page.html, (t, a) => t === 'a' && a.rel === rel)[0]?.attributes.href;
const canonical = (page) => elements(page.html, (t, a) => t === 'link' && a.rel === 'canonical')[0]?.attributes.href;
const metric = async (name) => Number(new RegExp(`^broadsheet_${name} (\\d+)$`, 'm').exec((await reader.page('/metrics')).html)[1]);

/** All stories from PATH on by its "Older" links, and the last page's own address. */
async function walk(path) {
    const found = [];
    let last = path;
    for (let next = path, pages = 0; next; last = next, next = linkRel(await reader.page(next), 'next')) {
        assert.ok(++pages < 50, 'the list ends');
        found.push(...stories(await reader.page(next)));
    }
    return { found, last };
}

const expected = (test) => Array.from({ length: ARTICLES }, (_, i) => i).filter(test).sort((a, b) => {
    const at = (i) => (i === 5 ? 4 : i);
    return at(a) - at(b) || b - a; // newest first; of the same second, the later one first
}).map((i) => `s${i}`);

describe('a list', () => {
    test('/ shows the newest stories first, and by its pages every story', async () => {
        const front = stories(await reader.page('/'));
        const all = expected(() => true);
        assert.deepEqual(front.slice(0, 7), all.slice(0, 7));
        assert.equal(new Set(front).size, front.length, 'none twice on one page');
        for (const story of all.slice(0, PER_PAGE)) assert.ok(front.includes(story), story);
        assert.deepEqual((await walk('/page/2/')).found, all.slice(PER_PAGE));
    });

    for (const [path, which] of [['/section/notes/', (i) => i % 2 === 1], ['/author/writer/', (i) => i !== 39],
        ['/tag/river/', () => true], ['/2024/', (i) => i > 0], ['/2024/12/', (i) => i > 0 && i < 11]]) {
        test(`${path} shows each of its stories once, newest first, over its pages`, async () => {
            const { found } = await walk(path);
            assert.deepEqual(found, expected(which));
        });
    }

    test('goes back to its beginning by its Newer links', async () => {
        const first = stories(await reader.page('/section/notes/'));
        let { last: path } = await walk('/section/notes/');
        let page;
        for (let pages = 0; path; path = linkRel(page, 'prev')) {
            assert.ok(++pages < 50);
            page = await reader.page(path);
        }
        assert.deepEqual(stories(page), first);
        assert.equal(canonical(page), 'https://lists.example/section/notes/');
    });

    test('of videos goes on until its end', async () => {
        const ids = [];
        for (let next = '/videos/'; next; next = linkRel(await reader.page(next), 'next'))
            ids.push(...elements((await reader.page(next)).html, (t, a) => t === 'a' && a['data-video']).map((e) => e.attributes['data-video']));
        assert.equal(ids.length, 30);
        assert.equal(new Set(ids).size, 30);
    });

    test('that is asked to go on where it does not is not found', async () => {
        for (const path of ['/page/7/', '/page/100/', '/page/101/', '/section/notes/?before=1-1', '/2024/?before=1-1', '/videos/?before=1-1',
            `/2024/?after=${NEW_YEAR + 86400}-1`, `/2024/12/31/?before=${NEW_YEAR}-1`])
            assert.equal((await reader.get(path)).status, 404, path);
        assert.equal((await reader.get('/page/1/')).status, 301);
    });

    test('answers a key that makes no sense with 404, and never with a fault', async () => {
        for (const key of ['x', '-', '1', '1-', '-1', '0-0', '-1--1', '1-1-1', '99999999999999999999-1', '1e3-1', '%00', '%ff', "1'--1", '1+-+1'])
            for (const path of ['/section/notes/', '/author/writer/', '/tag/river/', '/2024/', '/2024/12/', '/videos/'])
                for (const name of ['before', 'after']) {
                    const answer = await reader.get(`${path}?${name}=${key}`);
                    assert.equal(answer.status, 404, `${path}?${name}=${key}`);
                }
        assert.equal((await reader.get(`/section/notes/?before=${NEW_YEAR}-1&after=${NEW_YEAR}-1`)).status, 404);
    });

    test('is one page to the cache, whatever else its address holds', async () => {
        for (const path of ['/', '/section/notes/', '/2024/', '/videos/', '/author/writer/', '/tag/river/', '/page/2/']) {
            await reader.page(path);
            const before = await metric('cache_pages');
            for (const query of ['?x=1', '?utm_source=y&z', '?%', '?before=', '?&&='])
                assert.equal((await reader.get(path + query)).status, 200, path + query);
            assert.equal(await metric('cache_pages'), before, path);
        }
    });
});

describe('a video', () => {
    const jsonLd = (page) => JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page.html)[1]);

    test('has a page of its own, which its title leads to, with its player and others', async () => {
        const list = await reader.page('/videos/');
        const [title] = byTag(list.html, 'h2').filter((h) => h.text.trim() === 'Video 3');
        const path = elements(title.inside, (t) => t === 'a')[0].attributes.href;
        assert.equal(path, '/videos/4/video-3/');
        const page = await reader.page(path);
        assert.equal(byTag(page.html, 'h1')[0].text.trim(), 'Video 3');
        const players = elements(page.html, (t, a) => t === 'a' && a['data-video']).map((e) => e.attributes['data-video']);
        assert.equal(players[0], 'vid_0000003');
        assert.equal(players.length, 9, 'it, and eight others');
        assert.equal(new Set(players).size, 9);
        assert.equal(canonical(page), `https://lists.example${path}`);
        const [told] = jsonLd(page)['@graph'];
        assert.equal(told['@type'], 'VideoObject');
        assert.equal(told.name, 'Video 3');
        assert.ok(told.url.endsWith(path) && told.embedUrl.endsWith('/vid_0000003'));
        const here = elements(page.html, (t, a) => t === 'a' && a['aria-current']).map((e) => e.attributes.href);
        assert.deepEqual(here, ['/videos/']);
    });

    test('is found by its id under whatever title it was linked by', async () => {
        for (const path of ['/videos/4/', '/videos/4', '/videos/4/video-3', '/videos/4/an-older-title/', '/videos/4/Video-3/']) {
            const answer = await reader.get(path);
            assert.equal(answer.status, 301, path);
            assert.match(answer.location, /\/videos\/4\/(video-3\/)?$/, path);
        }
        for (const path of ['/videos/0/', '/videos/31/', '/videos/04/video-3/', '/videos/x/', '/videos/4/video-3/x/'])
            assert.equal((await reader.get(path)).status, 404, path);
    });

    test('in the trash is gone from its address and from the sitemap', async () => {
        const listed = async () => (await reader.page('/sitemap-videos-1.xml')).html;
        assert.match((await reader.page('/sitemap.xml')).html, /\/sitemap-videos-1\.xml</);
        assert.match(await listed(), /\/videos\/30\/video-29\/</);
        assert.equal((await reader.get('/videos/30/video-29/')).status, 200);
        const trash = (on) => site.sql(`UPDATE video SET trashed = ${on} WHERE id = 30; UPDATE site SET content_version = content_version + 1;`);
        await trash(1);
        await waitFor('the page is gone', async () => (await reader.get('/videos/30/video-29/')).status === 404);
        assert.doesNotMatch(await listed(), /\/videos\/30\//);
        await trash(0);
        await waitFor('the page is back', async () => (await reader.get('/videos/30/video-29/')).status === 200);
    });
});

describe('nothing to show', () => {
    test('a section without articles says so', async () => {
        const page = await reader.page('/section/bare/');
        assert.match(page.text, /Nothing has been published in Bare yet\./);
    });

    test('a topic that only a draft carries is not found', async () => {
        const answer = await reader.get('/tag/secret/');
        assert.equal(answer.status, 404);
        assert.doesNotMatch(answer.text, /Merger/);
    });

    test("a moderator has no author's page; one who left keeps theirs for what they wrote", async () => {
        assert.equal((await reader.get('/author/checker/')).status, 404);
        assert.deepEqual(stories(await reader.page('/author/gone/')), ['s39']);
    });

    describe('a new site', () => {
        let empty, home;
        before(async () => {
            empty = await makeSite({ users: { boss: 'admin', mod: 'moderator' } });
            await empty.start();
            empty.server = await startNginx(empty);
            home = await empty.browser().page('/');
        });
        after(() => empty.close());

        test('tells readers that nothing is published yet, and no more', async () => {
            assert.equal(byTag(home.html, 'h1').length, 1);
            assert.match(home.text, /Nothing has been published here yet/);
            assert.doesNotMatch(home.text, /signed in|first article|newsroom/i);
        });

        test('tells whoever is signed in what to do first, by what they may do', async () => {
            const links = (page) => byTag(byTag(page.html, 'main')[0].inside, 'a').map((a) => a.attributes.href);
            const boss = await signIn(empty, 'boss'), mod = await signIn(empty, 'mod');
            assert.deepEqual(links(await boss.page('/')), ['/admin/articles/new', '/admin/']);
            assert.deepEqual(links(await mod.page('/')), ['/admin/']);
            assert.match((await boss.page('/')).text, /You are signed in\. Readers do not see what follows\./);
            assert.equal((await empty.browser().page('/')).html, home.html, 'readers still get theirs');
        });

        test('has lists that say they are empty, or are not found', async () => {
            const text = async (path) => (await empty.browser().page(path)).text;
            assert.match(await text('/section/news/'), /Nothing has been published in News yet\./);
            assert.match(await text('/author/boss/'), /boss has not published anything yet\./);
            assert.match(await text('/videos/'), /There are no videos yet\./);
            assert.match(await text('/most-read/'), /Nothing was read yet\./);
            for (const path of ['/tag/any/', '/2026/', '/page/2/']) assert.equal((await empty.browser().get(path)).status, 404, path);
        });

        test('finds nothing and says why, without advice about other words', async () => {
            const page = await empty.browser().page('/search?q=harbour');
            assert.match(page.text, /Nothing was found for harbour\./);
            assert.match(page.text, /Nothing has been published here yet\./);
            assert.doesNotMatch(page.text, /Fewer words|the archive below/);
        });

        test('has feeds and sitemaps without entries, which are valid', async () => {
            for (const path of ['/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/news-sitemap.xml']) {
                const answer = await empty.browser().get(path);
                assert.equal(answer.status, 200, path);
                assert.doesNotMatch(answer.text, /<item>|<entry>|<news:news>/);
            }
        });
    });
});

describe('the archive', () => {
    test("follows the days of the site's time zone", async () => {
        assert.deepEqual(stories(await reader.page('/2025/01/01/')), ['s0']);
        assert.deepEqual(stories(await reader.page('/2025/')), ['s0']);
        assert.equal((await reader.get('/2024/12/31/')).status, 404);
    });

    test('leads to its months, its days, and what comes before and after', async () => {
        const hrefs = (page) => byTag(page.html, 'a').map((a) => a.attributes.href);
        const year = await reader.page('/2024/');
        for (const month of [9, 10, 11, 12]) assert.ok(hrefs(year).includes(`/2024/${pad(month)}/`), `month ${month}`);
        assert.ok(!hrefs(year).includes('/2024/08/'));
        assert.ok(hrefs(year).includes('/2025/'));
        const month = await reader.page('/2024/12/');
        assert.ok(hrefs(month).includes('/2024/12/29/') && hrefs(month).includes('/2024/') && hrefs(month).includes('/2024/11/'));
        assert.ok(hrefs(month).includes('/2025/01/'));
        assert.match(month.text, /December 2024/);
    });

    test('shows a month as a calendar of the days that hold articles, and how many', async () => {
        const page = await reader.page('/2024/12/29/');
        const [calendar] = elements(page.html, (t, a) => t === 'nav' && a.class === 'calendar');
        const rows = byTag(calendar.inside, 'tr');
        assert.deepEqual(byTag(rows[0].inside, 'th').map((h) => `${h.text.trim()} ${h.attributes['aria-label']}`), ['S Sunday', 'M Monday', 'T Tuesday', 'W Wednesday', 'T Thursday', 'F Friday', 'S Saturday']);
        const days = rows.slice(1).map((r) => byTag(r.inside, 'td').map((d) => d.text.trim()));
        assert.deepEqual(days[0], ['1', '2', '3', '4', '5', '6', '7'], 'December 2024 began on a Sunday');
        assert.deepEqual(days.at(-1), ['29', '30', '31', '', '', '', '']);
        const links = byTag(calendar.inside, 'a').map((a) => a.attributes);
        assert.deepEqual(links.map((a) => a.href), expected((i) => i > 0 && i < 11 && i !== 5).map((s) => Number(s.slice(1))).reverse()
            .map((i) => dayOf(NEW_YEAR - i * 3 * 86400)).map((d) => `/2024/12/${pad(d % 100)}/`));
        assert.equal(links.find((a) => a.href === '/2024/12/20/')['aria-label'], 'December 20, 2024, 2 articles');
        assert.deepEqual(links.filter((a) => a['aria-current']).map((a) => a.href), ['/2024/12/29/']);
    });

    test('counts what the years and the months hold, and follows what is withdrawn', async () => {
        const counts = async () => elements((await reader.page('/2024/')).html, (t, a) => t === 'nav' && a.class === 'months')
            .flatMap((n) => byTag(n.inside, 'a').map((a) => a.text.replace(/\s+/g, ' ').trim()));
        const before = ['September 2024 9 articles', 'October 2024 10 articles', 'November 2024 10 articles', 'December 2024 10 articles'];
        assert.deepEqual(await counts(), before);
        const withdraw = (status) => site.sql(`UPDATE article SET status = ${status} WHERE slug IN ('s1', 's2'); UPDATE site SET content_version = content_version + 1;`);
        await withdraw(4);
        await waitFor('the new number', async () => (await counts())[3] === 'December 2024 8 articles');
        await withdraw(3);
        await waitFor('the old number', async () => (await counts())[3] === before[3]);
    });

    test('is right again after the time zone was changed', async () => {
        const zone = (name) => site.sql(`UPDATE setting SET value = '${name}' WHERE name = 'zone'; UPDATE site SET content_version = content_version + 1;`);
        const linked = async (path) => elements((await reader.page(path)).html, (t, a) => t === 'nav' && a.class === 'calendar')
            .flatMap((n) => byTag(n.inside, 'a').map((a) => a.attributes.href));
        const days = async () => {
            const found = [];
            for (const month of [9, 10, 11, 12]) for (const day of await linked(`/2024/${pad(month)}/`)) found.push([day, stories(await reader.page(day)).length]);
            return found;
        };
        const before = await days();
        assert.ok(!before.some(([day]) => day === '/2024/12/31/'));
        await zone('UTC'); // half past midnight in Berlin is the old year there
        try {
            await waitFor('the archive is counted again', async () => (await linked('/2024/12/')).includes('/2024/12/31/'));
            assert.deepEqual(stories(await reader.page('/2024/12/31/')), ['s0']);
            assert.equal((await days()).reduce((n, [, stories]) => n + stories, 0), ARTICLES, 'each day that is linked is there');
            assert.equal((await reader.get('/2025/01/01/')).status, 404);
            assert.match((await reader.page('/2024/')).text, /December 2024\s+11 articles/);
            assert.ok(!byTag((await reader.page('/2024/')).html, 'a').some((a) => a.attributes.href === '/2025/'));
            assert.equal((await site.cli(['check'])).code, 0);
        } finally {
            await zone('Europe/Berlin');
            await waitFor('it is as it was', async () => (await reader.get('/2025/01/01/')).status === 200 && !(await linked('/2024/12/')).includes('/2024/12/31/'));
        }
        assert.deepEqual(await days(), before);
    });

    for (const path of ['/2024/02/30/', '/2025/02/29/', '/2024/04/31/', '/2024/00/', '/2024/13/', '/2024/12/00/', '/2024/12/32/', '/0000/', '/1969/', '/9999/', '/9999/12/31/', '/2023/']) {
        test(`${path} is not found`, async () => assert.equal((await reader.get(path)).status, 404));
    }
});

describe('the frame', () => {
    test('names the page and the site, and describes both', async () => {
        const home = await reader.page('/');
        assert.equal(home.title, 'The Test - Of lists');
        const section = await reader.page('/section/notes/');
        assert.equal(section.title, 'News & Notes - The Test');
        const meta = (page, name) => elements(page.html, (t, a) => t === 'meta' && (a.name === name || a.property === name))[0]?.attributes.content;
        assert.equal(meta(section, 'description'), 'What is new.');
        assert.equal(meta(section, 'og:title'), 'News & Notes');
        assert.equal(meta(section, 'og:site_name'), 'The Test');
        assert.equal(meta(await reader.page('/author/writer/'), 'description'), 'Writes about water.');
        assert.equal(canonical(section), 'https://lists.example/section/notes/');
    });

    test('marks where the reader is', async () => {
        const current = (page) => elements(page.html, (t, a) => t === 'a' && a['aria-current']).map((e) => `${e.attributes.href} ${e.attributes['aria-current']}`);
        assert.deepEqual(current(await reader.page('/')), ['/ page']);
        assert.deepEqual(current(await reader.page('/section/notes/')), ['/section/notes/ page']);
        assert.deepEqual(current(await reader.page('/videos/')), ['/videos/ page']);
        assert.deepEqual(current(await reader.page('/page/2/')), []);
    });

    test("follows the site's language and address as soon as they are set", async () => {
        await site.sql(`INSERT OR REPLACE INTO setting (name, value) VALUES ('language', 'ar'), ('address', 'https://news.example');
            UPDATE site SET content_version = content_version + 1;`);
        const page = await waitFor('the new settings', async () => {
            const answer = await reader.page('/section/water/');
            return byTag(answer.html, 'html')[0].attributes.lang === 'ar' && answer;
        });
        assert.equal(byTag(page.html, 'html')[0].attributes.dir, 'rtl');
        assert.equal(canonical(page), 'https://news.example/section/water/');
        await site.sql(`DELETE FROM setting WHERE name IN ('language', 'address'); UPDATE site SET content_version = content_version + 1;`);
        const home = await waitFor('the old settings', async () => {
            const answer = await reader.page('/');
            return byTag(answer.html, 'html')[0].attributes.lang === 'en' && answer;
        });
        assert.equal(canonical(home), undefined, 'a site that does not know its address names none');
    });

    test('is around every error, which robots are asked not to list', async () => {
        for (const [method, path, status] of [['GET', '/nothing/here/', 404], ['DELETE', '/', 405], ['POST', '/comment', 422]]) {
            const answer = await reader.request(method, path, method === 'POST' ? { body: '' } : {});
            if (status === 422) assert.ok(answer.status >= 400 && answer.status < 500, path);
            else assert.equal(answer.status, status, path);
            assert.equal(byTag(answer.html, 'h1').length, 1, path);
            assert.match(answer.html, /<meta name="robots" content="noindex/);
            assert.ok(byTag(answer.html, 'a').some((a) => a.attributes.href === '/section/notes/'), 'with the sections');
        }
    });
});

describe('the lists of sections and of authors', () => {
    const entries = (page) => elements(page.html, (t, a) => t === 'li' && a.class === 'directory-entry').map((e) => ({
        name: byTag(e.inside, 'h2')[0].text,
        count: elements(e.inside, (t, a) => t === 'p' && a.class === 'meta')[0]?.text ?? '',
        newest: elements(e.inside, (t, a) => t === 'a' && /\/s\d+\/$/.test(a.href ?? '')).map((a) => /s\d+/.exec(a.attributes.href)[0]),
    }));
    const raise = 'UPDATE site SET content_version = content_version + 1;';

    test('/sections/ has each section in its order, with its number of articles and its three newest', async () => {
        const list = entries(await reader.page('/sections/')).filter((e) => e.name !== 'News');
        assert.deepEqual(list, [
            { name: 'News & Notes', count: '20 articles', newest: expected((i) => i % 2).slice(0, 3) },
            { name: 'Water', count: '20 articles', newest: expected((i) => i % 2 === 0).slice(0, 3) },
            { name: 'Bare', count: '', newest: [] },
        ]);
    });

    test('/authors/ has who has published, also those who have left, and nobody else', async () => {
        assert.deepEqual(entries(await reader.page('/authors/')), [
            { name: 'gone', count: '1 article', newest: ['s39'] },
            { name: 'writer', count: '39 articles', newest: ['s0'] },
        ]);
    });

    test('the numbers follow what is published, withdrawn, moved and deleted', async () => {
        const counts = () => site.sql("SELECT group_concat(slug || articles, ' ') FROM (SELECT slug, articles FROM section WHERE slug IN ('notes', 'water', 'bare') UNION ALL SELECT login, articles FROM user WHERE login IN ('writer', 'gone', 'checker') ORDER BY 1);");
        assert.equal(await counts(), 'bare0 checker0 gone1 notes20 water20 writer39');
        await site.sql("UPDATE article SET status = 4 WHERE slug = 's1';");
        await site.sql("UPDATE article SET section_id = (SELECT id FROM section WHERE slug = 'bare'), author_id = (SELECT id FROM user WHERE login = 'checker') WHERE slug = 's3';");
        assert.equal(await counts(), 'bare1 checker1 gone1 notes18 water20 writer37');
        await site.sql("UPDATE article SET status = 3 WHERE slug = 's1'; UPDATE article SET section_id = (SELECT id FROM section WHERE slug = 'notes'), author_id = (SELECT id FROM user WHERE login = 'writer') WHERE slug = 's3';");
        assert.equal(await counts(), 'bare0 checker0 gone1 notes20 water20 writer39');
        await site.sql("UPDATE section SET articles = 7 WHERE slug = 'bare';");
        assert.match((await site.cli(['check'])).out, /the count of articles in the section bare/);
        await site.sql("UPDATE section SET articles = 0 WHERE slug = 'bare';");
    });

    test('authors are on pages of forty, each on one, and a page costs no more with many articles', async () => {
        await site.sql(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 95)
            INSERT INTO user (login, slug, name, email, bio, role, password_hash, created_at) SELECT 'z' || i, 'z-' || i, printf('Zed %03d', i), '', '', 2, '', 1 FROM n;
            INSERT INTO article (status, slug, day, title, standfirst, body, excerpt, words, section_id, author_id, social_links, comments_open, published_at, created_at, updated_at)
            SELECT 3, 'by-' || slug, 20000101, 'By', '', 'x', 'x', 1, 1, id, 0, 1, 946728000, 1, 1 FROM user WHERE login LIKE 'z%'; ${raise}`);
        await waitFor('the new authors', async () => entries(await reader.page('/authors/')).length === 40);
        const names = [], pages = [];
        for (let next = '/authors/'; next; next = linkRel(await reader.page(next), 'next')) {
            pages.push(next);
            names.push(...entries(await reader.page(next)).map((e) => e.name));
        }
        assert.equal(pages.length, 3);
        assert.deepEqual(names, ['gone', 'writer', ...Array.from({ length: 95 }, (_, i) => `Zed ${String(i + 1).padStart(3, '0')}`)]);
        assert.equal(linkRel(await reader.page(pages[2]), 'prev'), pages[1]);
        assert.equal(linkRel(await reader.page(pages[1]), 'prev'), '/authors/');
        assert.equal((await reader.get('/authors/?after=nobody')).status, 404);
        await site.sql(`DELETE FROM article WHERE slug LIKE 'by-z%'; DELETE FROM user WHERE login LIKE 'z%'; ${raise}`);
    });

    test('every page links to them', async () => {
        const page = await reader.page('/videos/');
        for (const path of ['/sections/', '/authors/']) assert.ok(byTag(page.html, 'a').some((a) => a.attributes.href === path), path);
    });
});

describe('machines', () => {
    test('robots may read everything but the newsroom', async () => {
        const answer = await reader.get('/robots.txt');
        assert.match(answer.html, /^User-agent: \*$/m);
        assert.match(answer.html, /^Disallow: \/admin\/$/m);
        assert.doesNotMatch(answer.html, /^Disallow: \/$/m);
    });

    test('the metrics are numbers, each with its type', async () => {
        const lines = (await reader.page('/metrics')).html.trimEnd().split('\n');
        for (const line of lines) assert.match(line, /^# (HELP|TYPE) broadsheet_\w+ .+$|^broadsheet_\w+(\{(\w+=\"[^\"]*\",?)+\})? \d+(\.\d+)?$/);
        const hits = await metric('cache_hits_total');
        await reader.page('/');
        await reader.page('/');
        assert.ok(await metric('cache_hits_total') > hits);
    });

    test('health is told', async () => assert.equal((await reader.get('/healthz')).html, 'ok\n'));
});
