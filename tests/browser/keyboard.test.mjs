// SPDX-License-Identifier: MIT
// Reading, finding and commenting with nothing but a keyboard, with scripts and without; and that what
// has the focus can be seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertQuiet, openPage, sampleInBrowser } from './lib.mjs';

const sample = sampleInBrowser();

/** Presses Tab until what has the focus is what WANTED(element) says. */
async function tabTo(page, what, wanted) {
    for (let i = 0; i < 200; i++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(wanted)) return;
    }
    assert.fail(`Tab never reaches ${what}`);
}

for (const javaScriptEnabled of [true, false]) {
    test(`a story is found by search, read and commented on by keyboard (${javaScriptEnabled ? 'with' : 'without'} scripts)`, async () => {
        const page = await openPage(sample.browser, sample.site, { javaScriptEnabled });
        await page.goto('/');
        await page.keyboard.press('Tab');
        assert.match(await page.evaluate(() => document.activeElement.textContent), /Skip to the content/);
        assert.ok(await page.evaluate(() => { const r = document.activeElement.getBoundingClientRect(); return r.width > 20 && r.height > 20 && r.top >= 0 && r.left >= 0; }), 'the skip link is seen');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), 'it leads into the content');

        await page.goto('/');
        await tabTo(page, 'the search field', () => document.activeElement.name === 'q');
        await page.keyboard.type('night ferry');
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/search\?q=night\+ferry/);
        await tabTo(page, 'the story', () => /night-ferry/.test(document.activeElement.href ?? '') && document.activeElement.closest('main') !== null);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/\d{4}\/\d\d\/\d\d\//);

        await tabTo(page, 'the comment field', () => document.activeElement.name === 'comment');
        await page.keyboard.type(`Typed, not clicked, ${javaScriptEnabled}.`);
        await tabTo(page, 'the name', () => document.activeElement.name === 'author');
        await page.keyboard.type('Kay Board');
        await tabTo(page, 'the e-mail', () => document.activeElement.name === 'email');
        await page.keyboard.type('kay@example.org');
        await tabTo(page, 'the button', () => /Post Comment/.test(document.activeElement.textContent || document.activeElement.value));
        await page.keyboard.press('Enter');
        await page.waitForURL(/receipt=/);
        await page.getByText('Your comment is awaiting moderation.').waitFor();
        assertQuiet(page);
        await page.context().close();
    });
}

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
/** What has the focus is in view, whole. */
const assertInView = async (page, what) => assert.ok(await page.evaluate(() => {
    const r = document.activeElement.getBoundingClientRect();
    return r.left >= -1 && r.right <= innerWidth + 1 && r.top >= -1 && r.bottom <= innerHeight + 1; // scrolling is by whole pixels
}), `${what} is in view`);
/** At least a part of it is; browsers leave what is half seen where it is. */
const assertPartInView = async (page, what) => assert.ok(await page.evaluate(() => {
    const r = document.activeElement.getBoundingClientRect();
    return r.right > 0 && r.left < innerWidth && r.bottom > 0 && r.top < innerHeight;
}), `${what} is in view`);

for (const javaScriptEnabled of [true, false]) {
    const scripts = javaScriptEnabled ? 'with scripts' : 'without scripts';
    const open = (more = {}) => openPage(sample.browser, sample.site, { javaScriptEnabled, ...more });

    test(`the menu of sections is walked on a phone, and says where the reader is (${scripts})`, async () => {
        const page = await open({ viewport: { width: 360, height: 740 } });
        await page.goto('/');
        await tabTo(page, 'the menu', () => document.activeElement.closest('nav')?.getAttribute('aria-label') === 'Sections');
        assert.equal(await focused(page), 'Latest');
        const names = await page.getByRole('navigation', { name: 'Sections', exact: true }).getByRole('link').allTextContents();
        assert.ok(names.length > 4);
        for (const name of names.slice(1)) {
            await page.keyboard.press('Tab');
            assert.equal(await focused(page), name);
            await (javaScriptEnabled ? assertInView : assertPartInView)(page, name); // the menu is wider than the window
        }
        await page.keyboard.press('Shift+Tab');
        const last = await focused(page);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/section\//);
        assert.equal(await page.locator('h1').textContent(), last);
        await tabTo(page, 'the section in the menu', () => document.activeElement.getAttribute('aria-current') === 'page');
        assert.equal(await focused(page), last);
        if (javaScriptEnabled) await assertInView(page, 'the current section');
        assertQuiet(page);
        await page.context().close();
    });

    test(`a search is narrowed to a section and an order, and gone on with (${scripts})`, async () => {
        const page = await open();
        await page.goto('/search?q=the');
        await tabTo(page, 'the choices', () => document.activeElement.localName === 'summary');
        await page.keyboard.press('Enter');
        await tabTo(page, 'the section', () => document.activeElement.name === 'section');
        await page.keyboard.type('Town');
        await tabTo(page, 'the order', () => document.activeElement.name === 'sort');
        await page.keyboard.type('Newest');
        for (let i = 0; i < 20 && await focused(page) !== 'Search'; i++) await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Enter');
        await page.waitForURL((url) => url.searchParams.get('section') === 'town' && url.searchParams.get('sort') === 'date');
        assert.equal(await page.locator('.search-more').getAttribute('open'), '', 'what narrows it is shown');
        const found = () => page.locator('.search-hits .kicker').allTextContents();
        assert.deepEqual([...new Set(await found())], ['Town']);

        await page.goto('/search?q=the');
        const titles = () => page.locator('.search-hits h3').allTextContents();
        const first = await titles();
        await tabTo(page, 'more results', () => document.activeElement.rel === 'next');
        await page.keyboard.press('Enter');
        await page.waitForURL(/[?&]go=/);
        const second = await titles();
        assert.ok(second.length > 0 && second.every((t) => !first.includes(t)), 'other articles');
        assertQuiet(page);
        await page.context().close();
    });

    test(`a list of what is most read is chosen, and gone on from (${scripts})`, async () => {
        const page = await open({ viewport: { width: 1280, height: 500 } });
        await page.goto('/most-read/');
        const lists = await page.getByRole('navigation', { name: 'Lists' }).getByRole('link').evaluateAll((links) => links.map((a) => a.hash));
        assert.equal(lists.length, 5);
        for (const hash of lists) {
            await page.goto('/most-read/');
            await page.evaluate((to) => { document.documentElement.dataset.wanted = to; }, hash);
            await tabTo(page, hash, () => document.activeElement.hash === document.documentElement.dataset.wanted);
            await page.keyboard.press('Enter');
            await page.waitForURL((url) => url.hash === hash);
            assert.ok(await page.locator(hash).evaluate((h) => { const r = h.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }), `${hash} is in view`);
            await page.keyboard.press('Tab');
            const within = await page.evaluate(() => document.activeElement.closest('[aria-labelledby]')?.getAttribute('aria-labelledby'));
            if (await page.locator(`section[aria-labelledby="${hash.slice(1)}"] a`).count() > 0) assert.equal(`#${within}`, hash, 'Tab goes on there');
        }
        assertQuiet(page);
        await page.context().close();
    });

    test(`a comment that was refused is put right and sent (${scripts})`, async () => {
        const page = await open();
        await page.goto(sample.pages.find((p) => p.kind === 'article').path);
        await tabTo(page, 'the comment field', () => document.activeElement.name === 'comment');
        await page.keyboard.type('   ');
        await tabTo(page, 'the name', () => document.activeElement.name === 'author');
        await page.keyboard.type('Kay Board');
        const send = async () => {
            await tabTo(page, 'the button', () => document.activeElement.textContent.trim() === 'Post Comment');
            await page.keyboard.press('Enter');
        };
        await send(); // the browser itself sees that an address is missing
        assert.equal(await page.evaluate(() => document.activeElement.name), 'email');
        await page.keyboard.type('kay@example.org');
        await send();
        await page.getByText('Your comment was not posted.').waitFor();
        assert.equal(await page.evaluate(() => document.activeElement.id), 'comment-refused');
        await page.keyboard.press('Tab');
        const wrong = await focused(page);
        await page.keyboard.press('Enter');
        const field = await page.evaluate(() => {
            const e = document.querySelector(location.hash);
            return { name: e.name, invalid: e.getAttribute('aria-invalid'), told: e.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent) };
        });
        assert.deepEqual([field.name, field.invalid], ['comment', 'true']);
        assert.ok(field.told.includes(wrong), 'the field says the same');
        // Chromium goes on from the field that the link leads to, or has it in focus already.
        if (await page.evaluate(() => document.activeElement.name !== 'comment')) await page.keyboard.press('Tab');
        assert.equal(await page.evaluate(() => document.activeElement.name), 'comment');
        await page.keyboard.press('Control+a');
        await page.keyboard.type(`Put right by keyboard, ${scripts}.`);
        for (const [name, value] of [['author', 'Kay Board'], ['email', 'kay@example.org']]) assert.equal(await page.locator(`input[name=${name}]`).inputValue(), value, 'kept');
        await send();
        await page.waitForURL(/receipt=/);
        await page.getByText('Your comment is awaiting moderation.').waitFor();
        assertQuiet(page);
        await page.context().close();
    });
}

test('light and dark are switched with the space bar, and the focus stays', async () => {
    const page = await openPage(sample.browser, sample.site, { colorScheme: 'light' });
    await page.goto('/');
    for (const [name, theme] of [['Dark', 'dark'], ['Light', 'light'], ['System', undefined]]) {
        await page.evaluate((wanted) => { document.body.dataset.wanted = wanted; }, name);
        await tabTo(page, name, () => document.activeElement.textContent === document.body.dataset.wanted && document.activeElement.localName === 'button');
        await page.keyboard.press('Space');
        assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
        assert.deepEqual(await page.evaluate(() => [document.activeElement.textContent, document.activeElement.getAttribute('aria-pressed')]), [name, 'true']);
    }
    assertQuiet(page);
    await page.context().close();
});

for (const colorScheme of ['light', 'dark'])
    test(`every stop of the Tab key can be seen (${colorScheme})`, async () => {
        const page = await openPage(sample.browser, sample.site, { colorScheme, viewport: { width: 1280, height: 900 } });
        for (const kind of ['front page', 'section', 'search', 'article', 'videos', 'missing page']) {
            await page.goto(sample.pages.find((p) => p.kind === kind).path);
            const unseen = [];
            let stops = 0;
            for (let first = true; stops < 250; first = false) {
                await page.keyboard.press('Tab');
                const at = await page.evaluate(() => {
                    const e = document.activeElement;
                    if (e === document.body || e.dataset.seen) return null;
                    e.dataset.seen = '1';
                    const s = getComputedStyle(e);
                    const r = e.getBoundingClientRect();
                    // The ring may be around what is within, where the field itself has none.
                    const ring = (x) => x && ((x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) >= 1) || x.boxShadow !== 'none');
                    return { what: e.outerHTML.slice(0, 90), seen: ring(s) && r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight };
                });
                if (!at) { if (first) continue; break; }
                stops++;
                if (!at.seen) unseen.push(`${kind}: ${at.what}`);
            }
            assert.ok(stops > 8, `${kind}: ${stops} stops`);
            assert.deepEqual(unseen, []);
        }
        await page.context().close();
    });

test('Escape cancels a reply, keeps what was typed, and brings the focus back', async () => {
    const page = await openPage(sample.browser, sample.site);
    await page.goto('/');
    await page.goto(sample.pages.find((p) => p.kind === 'answering a comment').path.replace(/\?.*/, ''));
    const reply = page.locator('a[data-reply]').nth(1);
    await reply.focus();
    await page.keyboard.press('Enter');
    const form = page.locator('#respond'), title = page.locator('#respond-title');
    assert.match(await title.textContent(), /^Leave a Reply to /);
    await page.keyboard.type('Half a thought');
    await page.keyboard.press('Escape');
    assert.equal(await title.textContent(), 'Leave a Comment');
    assert.ok(await reply.evaluate((a) => a === document.activeElement), 'the focus is where it was');
    assert.equal(await form.locator('[name=comment]').inputValue(), 'Half a thought');
    assert.equal(await form.locator('[name=parent]').inputValue(), '');
    assert.equal(await form.evaluate((r) => r.closest('.comment')), null, 'the form is below the comments again');
    await assertPartInView(page, 'the link');

    // In the form of a new comment the key does nothing.
    await form.locator('[name=comment]').focus();
    await page.keyboard.press('Escape');
    assert.equal(await form.locator('[name=comment]').inputValue(), 'Half a thought');
    assert.ok(await form.locator('[name=comment]').evaluate((area) => area === document.activeElement));
    assertQuiet(page);
    await page.context().close({ runBeforeUnload: false });
});
