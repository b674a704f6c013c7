// SPDX-License-Identifier: MIT
// The open page of a live blog: it hears of new entries while somebody looks at it, moves nothing under
// them, and is a plain page without scripts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, serveSite } from '../http/lib/site.mjs';
import { signIn } from '../http/lib/people.mjs';
import { waitFor } from '../http/lib/wait.mjs';
import { assertAccessible, assertQuiet, launch, openPage } from './lib.mjs';

let site, browser, boss, path, live;

before(async () => {
    site = await serveSite({ sample: true, users: { boss: 'admin' } });
    browser = await launch();
    boss = await signIn(site, 'boss', { password: PASSWORD });
    const [id, day, slug] = (await site.sql('SELECT id, day, slug FROM article WHERE live = 1;')).split('|');
    path = `/${day.slice(0, 4)}/${day.slice(4, 6)}/${day.slice(6)}/${slug}/`;
    live = `/admin/articles/${id}/live`;
});
after(async () => {
    await browser?.close();
    await site.close();
});

/** Sends a form of the newsroom; the one on PAGE that has BUTTON. */
async function press(page, button, values = {}) {
    const form = (await boss.page(page)).form(page, (f) => f.buttons.some((b) => b.value === button));
    assert.equal((await boss.submit(form, values, { button })).status, 303);
}
const add = (body, title = '') => press(live, 'add', { title, body });
const idOf = async (body) => Number(await site.sql(`SELECT max(id) FROM live_entry WHERE body = '${body}';`));

/** The article's page with a clock that the test moves on, as a reader with MORE opens it. */
async function openBlog(more = {}) {
    const page = await openPage(browser, site, { viewport: { width: 1280, height: 900 }, ...more });
    await page.clock.install();
    await page.goto(path);
    let asked = 0;
    page.on('request', (r) => { asked += r.url().endsWith('/live.html') ? 1 : 0; });
    // Lets the page ask, and deal with the answer: when it asks once more, it has.
    page.asks = async () => {
        const before = asked;
        await waitFor('the page asks', async () => {
            await page.clock.fastForward(700_000);
            return asked >= before + 2;
        });
    };
    return page;
}
const offer = (page) => page.getByRole('status').getByRole('button');
/** No layout shift since the page was opened: how far each went, and what moved. */
async function assertNothingMoved(page) {
    const shifts = await page.evaluate(() => new Promise((done) => {
        const moved = ({ node, previousRect: a, currentRect: b }) => `${node?.outerHTML?.slice(0, 80) ?? node?.textContent} from ${a.x},${a.y} ${a.width}x${a.height} to ${b.x},${b.y} ${b.width}x${b.height}`;
        new PerformanceObserver((list) => done(list.getEntries().map((e) => [e.value, ...e.sources.map(moved)]))).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => done([])));
    }));
    assert.deepEqual(shifts, []);
}

// The first one: the sample's entries are minutes apart.
test('an entry of an earlier time goes where it belongs, and so does one whose time is put right', async () => {
    const page = await openBlog();
    const texts = async () => (await page.locator('.live-text').allTextContents()).map((t) => t.trim());
    const before = await texts();
    const fourth = Number(await site.sql('SELECT at FROM live_entry ORDER BY at DESC LIMIT 1 OFFSET 3;'));
    const first = Number(await site.sql('SELECT id FROM live_entry ORDER BY at DESC, id DESC LIMIT 1;'));
    await add('Told late.');
    await site.sql(`UPDATE live_entry SET at = ${fourth} + 1 WHERE body = 'Told late.'; UPDATE live_entry SET at = ${fourth} + 2, version = version + 1 WHERE id = ${first}; UPDATE site SET content_version = content_version + 1;`);
    await page.asks();
    await offer(page).click();
    const [newest, second, third, ...others] = before;
    assert.deepEqual((await texts()).slice(0, 5), [second, third, newest, 'Told late.', others[0]]);
    assertQuiet(page);
    await page.context().close();
});

test('new entries wait behind a button, which brings the reader to them', async () => {
    const page = await openBlog();
    const first = page.locator('.live-entry').first();
    await first.scrollIntoViewIfNeeded();
    const [id, place] = [await first.getAttribute('id'), await first.boundingBox()];
    await page.asks();
    assert.equal(await offer(page).count(), 0, 'nothing is new');

    await add('The water stands.', 'A pause');
    await add('The water falls.');
    await page.asks();
    await offer(page).getByText('Show new updates (2)').waitFor();
    assert.deepEqual(await page.locator(`#${id}`).boundingBox(), place, 'nothing has moved');
    await assertNothingMoved(page);
    await assertAccessible(page, 'a live blog with new entries');

    await offer(page).click();
    assert.equal(await page.locator('.live-entry').first().locator('.live-text').textContent(), 'The water falls.\n');
    assert.equal(await page.evaluate(() => document.activeElement === document.querySelector('.live-entry')), true);
    assert.equal(await offer(page).count(), 0);
    await page.asks();
    assert.equal(await offer(page).count(), 0, 'what is shown is not new');
    assertQuiet(page);
    await page.context().close();
});

test('new entries are reached, shown and read by keyboard alone', async () => {
    const page = await openBlog();
    await add('Typed, not clicked.', 'By keyboard');
    await page.asks();
    await offer(page).waitFor();
    let stops = 0;
    while (stops++ < 60 && await page.evaluate(() => document.activeElement.closest('.live-news') === null)) await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^Show new updates \(1\)$/);
    await page.keyboard.press('Enter');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /By keyboard\s+Typed, not clicked\./);
    assert.ok(await page.evaluate(() => { const r = document.activeElement.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight; }), 'it is in view');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.querySelector('.live-entry').contains(document.activeElement)), 'its own link comes next');
    assertQuiet(page);
    await page.context().close();
});

test('a changed entry is put right where nobody is reading, one in view when the reader asks for the new ones', async () => {
    await add('Tow boats are out.');
    const id = await idOf('Tow boats are out.');
    const page = await openBlog();
    const entry = page.locator(`#entry-${id} .live-text`);
    await press(`${live}/${id}`, 'save', { body: 'Two boats are out.' });
    await page.asks(); // at the top of the page: the entry is below it
    assert.equal((await entry.textContent()).trim(), 'Two boats are out.');

    await entry.scrollIntoViewIfNeeded();
    await press(`${live}/${id}`, 'save', { body: 'Three boats are out.' });
    await add('All boats are back.');
    await page.asks();
    assert.equal((await entry.textContent()).trim(), 'Two boats are out.');
    await offer(page).click();
    assert.equal((await entry.textContent()).trim(), 'Three boats are out.');
    assertQuiet(page);
    await page.context().close();
});

test('a removed entry goes; under a reader\'s eyes it leaves its place empty', async () => {
    await add('This is wrong.');
    const page = await openBlog();
    const id = await idOf('This is wrong.');
    const entry = page.locator(`#entry-${id}`);
    await entry.scrollIntoViewIfNeeded();
    const { height } = await entry.boundingBox();
    await press(`${live}/${id}`, 'remove');
    await page.asks();
    assert.equal((await entry.textContent()).includes('This is wrong.'), false);
    assert.ok((await entry.boundingBox()).height >= height);
    await assertNothingMoved(page);
    await page.evaluate(() => scrollTo(0, 0));
    await page.asks();
    assert.equal(await entry.count(), 0);
    assertQuiet(page);
    await page.context().close();
});

test('nobody is asked while the page is not looked at, and again at once when it is', async () => {
    const page = await openBlog();
    let asked = 0;
    page.on('request', (r) => { asked += r.url().endsWith('/live.html') ? 1 : 0; });
    const look = (state) => page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event('visibilitychange'));
    }, state === 'away');
    await look('away');
    await page.clock.fastForward(3600_000);
    assert.equal(asked, 0);
    const answer = page.waitForResponse((r) => r.url().endsWith('/live.html'));
    await look('back');
    await answer;
    assert.equal(asked, 1);
    await page.context().close();
});

test('a site that does not answer is asked less often, and the page goes on when it does', async () => {
    const page = await openBlog();
    let asked = 0;
    await page.route('**/live.html', (route) => { asked++; return route.abort(); });
    for (let i = 0; i < 60; i++) await page.clock.runFor(10_000);
    assert.ok(asked >= 3 && asked <= 8, `${asked} questions in ten minutes`);
    await page.unroute('**/live.html');
    await add('Back again.');
    await page.asks();
    await offer(page).waitFor();
    await page.context().close();
});

test('more than are told of at once bring the reader to the page as it is now', async () => {
    const page = await openBlog();
    await site.sql(`INSERT INTO live_entry (article_id, at, title, body) SELECT ${/(\d+)/.exec(live)[1]}, strftime('%s', 'now'), '', 'Wave ' || value FROM generate_series(1, 30);`);
    await add('The last wave.');
    await page.asks();
    await Promise.all([page.waitForEvent('load'), offer(page).click()]);
    const shown = await page.locator('.live-text').allTextContents();
    assert.deepEqual(shown.slice(0, 3).map((t) => t.trim()), ['The last wave.', 'Wave 30', 'Wave 29']);
    assert.equal(await page.getByRole('link', { name: 'Older' }).count(), 1);
    assertQuiet(page);
    await page.context().close();
});

test('without scripts it is a plain page that says how to see more', async () => {
    const page = await openPage(browser, site, { javaScriptEnabled: false });
    await page.goto(path);
    const before = await page.locator('.live-entry').count();
    assert.ok(before >= 8);
    await add('Seen after a reload.');
    await page.getByRole('link', { name: 'Reload for new updates' }).click();
    assert.equal((await page.locator('.live-entry').first().locator('.live-text').textContent()).trim(), 'Seen after a reload.');
    await page.locator('.live-entry').nth(2).locator('.live-when a').click();
    await page.waitForURL(/\?entry=\d+#entry-\d+$/);
    assertQuiet(page);
    await page.context().close();
});

// The last one: the coverage is over then.
test('when the coverage ends, the open page says so and asks no more', async () => {
    const page = await openBlog();
    await press(live, 'end');
    await page.clock.fastForward(700_000);
    await page.getByText('Live coverage has ended').waitFor();
    assert.equal(await page.locator('.live-mark').first().textContent(), 'Ended');
    let asked = 0;
    page.on('request', (r) => { asked += r.url().endsWith('/live.html') ? 1 : 0; });
    await page.clock.fastForward(3600_000);
    assert.equal(asked, 0);
    await assertAccessible(page, 'a live blog that has ended');
    assertQuiet(page);
    await page.context().close();
});
