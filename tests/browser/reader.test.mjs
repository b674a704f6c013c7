// SPDX-License-Identifier: MIT
// What readers see of the design: light and dark as they choose, on paper, from right to left, on every
// width, by keyboard, and in the site's own fonts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { serveSite } from '../http/lib/site.mjs';
import { waitFor } from '../http/lib/wait.mjs';
import { assertAccessible, assertQuiet, launch, openPage } from './lib.mjs';

let site, browser, article;

before(async () => {
    site = await serveSite({ sample: true });
    browser = await launch();
    article = await site.sql("SELECT printf('/%d/%02d/%02d/%s/', day / 10000, day / 100 % 100, day % 100, slug) FROM article WHERE slug LIKE 'the-last-lens%';");
});
after(async () => {
    await browser?.close();
    await site.close();
});

const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0) / 3);
const themeColour = (page) => page.evaluate(() => [...document.querySelectorAll('meta[name=theme-color]')].filter((m) => matchMedia(m.media).matches).map((m) => m.content));
const button = (page, name) => page.getByRole('group', { name: 'Colours' }).getByRole('button', { name });
const pressed = (page) => page.getByRole('group', { name: 'Colours' }).getByRole('button', { pressed: true }).allTextContents();

describe('light and dark', () => {
    for (const colorScheme of ['light', 'dark']) {
        const other = colorScheme === 'light' ? 'Dark' : 'Light';
        const isDark = (value) => (value < 128 ? 'Dark' : 'Light');

        test(`follow the system (${colorScheme}) until the reader chooses, and then the choice`, async () => {
            const page = await openPage(browser, site, { colorScheme });
            await page.goto('/');
            assert.equal(isDark(await ground(page)).toLowerCase(), colorScheme);
            assert.deepEqual(await pressed(page), ['System']);

            await button(page, other).click();
            assert.equal(isDark(await ground(page)), other);
            assert.deepEqual(await pressed(page), [other]);
            assert.deepEqual(await themeColour(page), [other === 'Dark' ? '#141416' : '#fdfcfa']);

            // On the next page it is there before there is anything to paint.
            await page.addInitScript(() => {
                new MutationObserver((_, observer) => {
                    if (!document.body) return;
                    globalThis.themeAtBody = document.documentElement.dataset.theme;
                    observer.disconnect();
                }).observe(document, { childList: true, subtree: true });
            });
            await page.goto(article);
            assert.equal(await page.evaluate(() => globalThis.themeAtBody), other.toLowerCase());
            assert.equal(isDark(await ground(page)), other);
            assert.deepEqual(await pressed(page), [other]);
            await assertAccessible(page, `${other} chosen on a ${colorScheme} system`);

            await button(page, 'System').click();
            assert.equal(isDark(await ground(page)).toLowerCase(), colorScheme);
            await page.reload();
            assert.deepEqual(await pressed(page), ['System']);
            assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), {}, 'nothing is kept');
            assertQuiet(page);
            await page.context().close();
        });

        test(`without scripts follow the system (${colorScheme}), and offer no choice`, async () => {
            const page = await openPage(browser, site, { colorScheme, javaScriptEnabled: false });
            await page.goto('/');
            assert.equal(isDark(await ground(page)).toLowerCase(), colorScheme);
            assert.equal(await page.getByRole('button', { name: /^(System|Light|Dark)$/ }).count(), 0);
            await page.context().close();
        });
    }

    test('are chosen by keyboard, and in all open pages of the site', async () => {
        const page = await openPage(browser, site, { colorScheme: 'light' });
        const second = await page.context().newPage();
        await second.goto(article);
        await page.goto('/');
        await button(page, 'Light').focus();
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Dark');
        assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none', 'the focus is seen');
        await page.keyboard.press('Space');
        assert.ok(await ground(page) < 128);
        await second.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
        await page.context().close();
    });
});

test('paper is white, without what cannot be clicked there', async () => {
    const page = await openPage(browser, site, { colorScheme: 'dark' });
    await page.goto(article);
    await button(page, 'Dark').click();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await ground(page), 255);
    assert.equal(await page.locator('h1').evaluate((h) => getComputedStyle(h).color), 'rgb(0, 0, 0)');
    for (const what of ['.nav', '.masthead-search', '.share', '.respond', '.theatre', '.most-read', '.related', '.themes', '.contents'])
        assert.equal(await page.locator(what).first().isVisible(), false, what);
    for (const what of ['.masthead-name', '.article-text', '.lead-picture', '.comment-text']) assert.equal(await page.locator(what).first().isVisible(), true, what);
    await page.context().close();
});

const KINDS = ['/', '/section/harbour/', '/author/imke-thornbury/', '/videos/', '/videos/1/', '/search?q=ferry', '/most-read/', '/nothing/'];
const archives = () => [article.slice(0, 6), article.slice(0, 9), article.slice(0, 12)];

for (const width of [320, 768, 1024, 2560]) {
    test(`every kind of page fits a window of ${width} px`, async () => {
        const page = await openPage(browser, site, { viewport: { width, height: 800 } });
        for (const path of [...KINDS, ...archives(), article]) {
            await page.goto(path);
            const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
            assert.ok(scroll <= client, `${path}: ${scroll} px`);
        }
        await page.context().close();
    });
}

test('the longest words and names fit the narrowest window, and wider ones', async () => {
    const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const path = article.replace(/[^/]+\/$/, '');
    await site.sql(`CREATE TABLE before_long AS SELECT id, title, standfirst FROM article;
        UPDATE article SET title = '${word} https://example.org/${word}', standfirst = '${word}';
        INSERT OR REPLACE INTO setting (name, value) VALUES ('site_name', '${word.slice(0, 60)}');
        UPDATE section SET name = '${word.slice(0, 50)}' WHERE slug = 'harbour';
        UPDATE site SET content_version = content_version + 1;`);
    try {
        for (const width of [320, 1024]) {
            const page = await openPage(browser, site, { viewport: { width, height: 800 } });
            await waitFor('the words are there', async () => {
                await page.goto('/');
                return (await page.locator('.lead-title').textContent()).includes('Donau');
            });
            for (const where of ['/', '/section/harbour/', path, article, '/most-read/', '/search?q=ferry']) {
                await page.goto(where);
                const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
                assert.ok(scroll <= client, `${where}: ${scroll} px in a window of ${width}`);
            }
            await page.context().close();
        }
    } finally {
        await site.sql(`UPDATE article SET (title, standfirst) = (SELECT b.title, b.standfirst FROM before_long AS b WHERE b.id = article.id); DROP TABLE before_long;
            INSERT OR REPLACE INTO setting (name, value) VALUES ('site_name', 'The Wrenmouth Lantern'); UPDATE section SET name = 'Harbour' WHERE slug = 'harbour';
            UPDATE site SET content_version = content_version + 1;`);
    }
});

test('the numbers of a table stay in one piece on a phone', async () => {
    const page = await openPage(browser, site, { viewport: { width: 320, height: 700 } });
    for (const slug of ['free-buses', 'four-centimetres']) {
        await page.goto(await site.sql(`SELECT printf('/%d/%02d/%02d/%s/', day / 10000, day / 100 % 100, day % 100, slug) FROM article WHERE slug LIKE '${slug}%';`));
        const lines = await page.locator('.article-text td.end').evaluateAll((cells) => cells.map((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size;
        }));
        assert.ok(lines.length > 5, slug);
        assert.ok(lines.every((n) => n <= 1), `${slug}: ${lines}`);
    }
    await page.context().close();
});

test('the text of an article is set in lines of 60 to 75 characters, in the font of the site', async () => {
    const page = await openPage(browser, site, { viewport: { width: 1280, height: 900 } });
    await page.goto(article);
    await page.reload(); // the fonts are kept by now
    await page.waitForFunction(() => document.fonts.status === 'loaded');
    const loaded = await page.evaluate(() => [...document.fonts].filter((f) => f.status === 'loaded').map((f) => `${f.family.replaceAll('"', '')} ${f.weight}`));
    assert.ok(loaded.includes('Broadsheet Serif 400') && loaded.includes('Broadsheet Serif 600 900'), loaded.join());
    const characters = await page.evaluate(() => {
        const lengths = [];
        for (const p of document.querySelectorAll('.article-text > p')) {
            const range = document.createRange();
            range.selectNodeContents(p);
            const lines = new Set([...range.getClientRects()].map((r) => Math.round(r.bottom / 8))).size;
            if (lines >= 4) lengths.push(p.textContent.length / (lines - 0.5)); // the last line is half full
        }
        return lengths.reduce((a, b) => a + b, 0) / lengths.length;
    });
    assert.ok(characters >= 60 && characters <= 75, `${characters} characters`);
    await page.context().close();
});

test('the front page says how long ago, and goes on saying so; its date on paper and without scripts', async () => {
    const now = Math.floor(Date.now() / 1000);
    const fresh = await site.article({ title: 'Just in', section: 'town' });
    await site.sql(`UPDATE article SET published_at = ${now - 300} WHERE id = ${fresh.id}; UPDATE site SET content_version = content_version + 1;`);
    const time = (page) => page.locator('.card, .lead').filter({ hasText: 'Just in' }).first().locator('time');
    const page = await openPage(browser, site);
    await page.clock.install({ time: new Date((now + 5) * 1000) });
    await page.goto('/');
    assert.match(await time(page).innerText(), /^5 min ago$/);
    const date = await time(page).getAttribute('title');
    await page.clock.runFor(65_000);
    assert.match(await time(page).innerText(), /^6 min ago$/);
    await page.clock.setFixedTime(new Date((now + 2 * 3600) * 1000));
    await page.clock.runFor(60_000);
    assert.match(await time(page).innerText(), /^2 hr ago$/);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await time(page).innerText(), date, 'paper has the date');
    await page.emulateMedia({ media: 'screen' });
    assert.match(await time(page).innerText(), /^2 hr ago$/);
    const plain = await openPage(browser, site, { javaScriptEnabled: false });
    await plain.goto('/');
    assert.equal(await time(plain).textContent(), date);
    assert.match(date, /20\d\d/);
    for (const each of [page, plain]) await each.context().close();
});

test('a site in Japanese has fonts of its own, buttons of one line, and no letters that are spaced or slanted', async () => {
    await site.sql("INSERT OR REPLACE INTO setting (name, value) VALUES ('language', 'ja'); UPDATE site SET content_version = content_version + 1;");
    const page = await openPage(browser, site, { viewport: { width: 360, height: 740 } });
    try {
        await waitFor('the site is in Japanese', async () => {
            await page.goto('/');
            return await page.locator('html').getAttribute('lang') === 'ja';
        });
        const spaced = ['.masthead-name', 'h1', 'h2', 'h3', '.kicker', '.live-mark'];
        assert.deepEqual(await page.evaluate((all) => all.map((s) => getComputedStyle(document.querySelector(s)).letterSpacing), spaced), spaced.map(() => 'normal'));
        assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.masthead-tagline')).fontSynthesisStyle), 'none');
        assert.match(await page.evaluate(() => getComputedStyle(document.querySelector('h2')).fontFamily), /"Noto Serif CJK JP".*serif$/);
        for (const path of ['/search?q=ferry', '/no-such-page/']) {
            await page.goto(path);
            const lines = await page.locator('main .button').evaluateAll((all) => all.map((b) => {
                const label = document.createRange();
                label.selectNodeContents(b);
                return `${b.textContent.trim()}: ${new Set([...label.getClientRects()].map((r) => r.top)).size}`;
            }));
            assert.ok(lines.includes('検索: 1'), `${path}: ${lines}`);
        }
    } finally {
        await site.sql("DELETE FROM setting WHERE name = 'language'; UPDATE site SET content_version = content_version + 1;");
        await page.context().close();
    }
});

test('a site in Arabic runs from right to left, and fits', async () => {
    await site.sql("INSERT OR REPLACE INTO setting (name, value) VALUES ('language', 'ar'); UPDATE site SET content_version = content_version + 1;");
    try {
        const page = await openPage(browser, site, { viewport: { width: 1280, height: 900 } });
        await waitFor('the language is taken', async () => {
            await page.goto('/');
            return await page.locator('html').getAttribute('dir') === 'rtl';
        });
        const at = async (what) => (await page.locator(what).first().boundingBox());
        const [first, last] = [await at('.nav-list li:first-child'), await at('.nav-list li:last-child')];
        assert.ok(first.x > last.x, 'the first section is on the right');
        assert.ok((await at('.masthead-search')).x < (await at('.masthead-name')).x);
        assert.ok((await at('.front-main')).x > (await at('.beside')).x);
        await page.setViewportSize({ width: 360, height: 740 });
        for (const path of ['/', article, archives()[1], '/videos/1/']) {
            await page.goto(path);
            await assertAccessible(page, `${path} from right to left`);
        }
        const days = await page.goto(archives()[1]).then(() => page.locator('.calendar td a').evaluateAll((links) => links.map((a) => [a.getBoundingClientRect().top, a.getBoundingClientRect().x])));
        for (let i = 1; i < days.length; i++) if (days[i][0] === days[i - 1][0]) assert.ok(days[i][1] < days[i - 1][1], 'days go leftwards');
        assertQuiet(page);
        await page.context().close();
    } finally {
        await site.sql("DELETE FROM setting WHERE name = 'language'; UPDATE site SET content_version = content_version + 1;");
    }
});

test('a site writes all its numbers with the digits of its language, its scripts too', async () => {
    const now = Math.floor(Date.now() / 1000);
    const words = Array.from({ length: 900 }, () => 'word').join(' '); // for one and two minutes, Arabic has words without a digit
    const fresh = await site.article({ title: 'Counted in Arabic', section: 'town', body: `[post-views]\n\n${words}.[^a]\n\n[^a]: A note.` });
    await site.sql(`UPDATE article SET published_at = ${now - 300} WHERE id = ${fresh.id};
        INSERT OR REPLACE INTO setting (name, value) VALUES ('language', 'ar'); UPDATE site SET content_version = content_version + 1;`);
    const page = await openPage(browser, site);
    const numbers = async (path, ...parts) => {
        await page.goto(path);
        for (const part of parts) {
            const texts = await page.locator(part).allTextContents();
            assert.ok(texts.length > 0, `${path}: ${part}`);
            for (const text of texts) assert.match(text, /^[^0-9]*[٠-٩][^0-9]*$/, `${path}: ${part}`);
        }
    };
    const markers = (what) => page.locator(what).first().evaluate((e) => [getComputedStyle(e).listStyleType, getComputedStyle(e, '::before').content]);
    try {
        await waitFor('the language is taken', async () => {
            await page.goto('/');
            return await page.locator('html').getAttribute('data-digits') === 'arab';
        });
        await numbers('/', 'time');
        assert.match(await page.locator('.card, .lead').filter({ hasText: 'Counted in Arabic' }).first().locator('time').textContent(), /٥/);
        assert.match((await markers('.ranking > li'))[1], /arabic-indic/);
        await numbers(fresh.path, '.article-head time', '.article-head .byline-when span:last-child', '.post-views-count', '.note-call a');
        assert.equal((await markers('.notes li'))[0], 'arabic-indic');
        await numbers('/page/2/', 'h1', 'time');
        await numbers('/videos/', '.video-length');
        await numbers(archives()[1], 'h1', '.calendar td:has(a)');
        assertQuiet(page);
    } finally {
        await site.sql(`DELETE FROM setting WHERE name = 'language'; UPDATE site SET content_version = content_version + 1;`);
        await page.context().close();
    }
});

test('a video on its own page is played in place, and asked of nobody before', async () => {
    const page = await openPage(browser, site);
    await page.context().route(/^https:/, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>player</title>' }));
    await page.goto('/videos/');
    await page.locator('.video-title a').first().click();
    await page.waitForURL(/\/videos\/\d+\/[^/]+\/$/);
    assertQuiet(page);
    await page.locator('.watch-play').click();
    const src = await page.locator('.watch iframe').getAttribute('src');
    assert.equal(new URL(src).host, 'www.youtube-nocookie.com');
    assert.ok(await page.locator('.watch iframe').evaluate((f) => f === document.activeElement));
    await page.context().close();
});
