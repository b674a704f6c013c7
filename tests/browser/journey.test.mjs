// SPDX-License-Identifier: MIT
// The whole path in a browser: read, comment, be held, sign in, approve, see it; write an article and
// find it on the home page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, serveSite } from '../http/lib/site.mjs';
import { assertAccessible, assertQuiet, launch, openPage, signIn } from './lib.mjs';

let site, browser;

before(async () => {
    site = await serveSite({ sample: true, users: { boss: 'admin' } });
    browser = await launch();
});
after(async () => {
    await browser?.close();
    await site.close();
});

const count = async (page) => Number((await page.locator('.post-views-count').first().textContent()).replace(/\D/g, ''));

async function firstArticle(page) {
    await page.goto('/');
    await page.locator('main article a[href^="/2"]').first().click();
    await page.waitForURL(/\/\d{4}\/\d\d\/\d\d\//);
}

/** Fills the form of comments, sends it, and waits for the receipt. */
async function comment(page, { author, email, text }) {
    await page.getByRole('textbox', { name: /^Comment/ }).fill(text);
    await page.getByRole('textbox', { name: /^Name/ }).fill(author);
    await page.getByRole('textbox', { name: /^Email/ }).fill(email);
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Post Comment' }).click()]);
    assert.match(page.url(), /receipt=/, await page.locator('main').innerText());
}

for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with scripts' : 'without scripts';

    test(`a reader comments, a moderator approves it, readers see it (${how})`, async () => {
        const reader = await openPage(browser, site, { javaScriptEnabled });
        const text = `What a fine story, said ${how}.`;
        await firstArticle(reader);
        const before = await count(reader);
        await reader.reload();
        assert.equal(await count(reader), before + 1, 'a reload adds one');
        const address = reader.url();

        await comment(reader, { author: 'Rosa Reader', email: 'rosa@example.org', text });
        await reader.getByText('Your comment is awaiting moderation.').waitFor();
        assert.ok((await reader.locator('main').textContent()).includes(text));

        const other = await openPage(browser, site, { javaScriptEnabled });
        await other.goto(address);
        assert.equal((await other.locator('main').textContent()).includes(text), false, 'others do not see it');

        const moderator = await openPage(browser, site, { javaScriptEnabled });
        await signIn(moderator, 'boss', PASSWORD);
        await moderator.goto('/admin/comments?status=pending');
        const entry = moderator.locator('.entry', { hasText: text });
        await entry.getByRole('button', { name: /^Approve/ }).click();
        await moderator.getByRole('button', { name: 'Undo' }).waitFor();

        await other.goto(address);
        assert.ok((await other.locator('main').textContent()).includes(text), 'the very next request shows it');
        for (const page of [reader, other, moderator]) {
            assertQuiet(page);
            await page.context().close();
        }
    });

    test(`an editor writes an article and finds it on the home page (${how})`, async () => {
        const editor = await openPage(browser, site, { javaScriptEnabled });
        const title = `Bridge “opens”: a day ${how}`;
        await signIn(editor, 'boss', PASSWORD);
        await editor.goto('/admin/articles/new');
        await editor.locator('[name=title]').fill(title);
        await editor.locator('[name=body]').fill('[post-views]\n\nThe bridge opened at noon.\n\nRead by [post-views] people.');
        await editor.getByRole('button', { name: /^Publish/ }).click();
        await editor.waitForURL(/\/admin\/articles/);

        const reader = await openPage(browser, site, { javaScriptEnabled });
        await reader.goto('/');
        await reader.getByRole('link', { name: title }).first().click();
        await reader.waitForURL(/\/bridge-opens-a-day/);
        assert.equal(await reader.locator('h1').textContent().then((t) => t.trim()), title);
        assert.deepEqual(await reader.locator('.post-views-count').allTextContents(), ['1', '1'], 'two places, one number, one view');
        for (const page of [reader, editor]) {
            assertQuiet(page);
            await page.context().close();
        }
    });
}

test('a video asks YouTube for nothing until it is clicked, and then the cookieless host alone', async () => {
    const page = await openPage(browser, site);
    const asked = [];
    await page.context().route(/^https:/, (route) => {
        asked.push(new URL(route.request().url()).host);
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>player</title>' });
    });
    await page.goto('/videos/');
    assert.deepEqual(asked, []);
    await page.locator('main [data-video], main .video-play, main .video a').first().click();
    await page.locator('iframe').waitFor();
    await page.waitForFunction(() => document.querySelector('iframe').contentWindow.length >= 0);
    const src = await page.locator('iframe').getAttribute('src');
    assert.equal(new URL(src).host, 'www.youtube-nocookie.com');
    assert.deepEqual([...new Set(asked)], ['www.youtube-nocookie.com']);
    await page.context().close();
});

test('a comment can be written and sent with the keyboard alone', async () => {
    const page = await openPage(browser, site);
    await firstArticle(page);
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Skip to/, 'the first stop skips to the content');
    await page.locator('[name=comment]').focus();
    await page.keyboard.type('Typed, tabbed and sent.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Kay Board');
    await page.keyboard.press('Tab');
    await page.keyboard.type('kay@example.org');
    await page.keyboard.press('Enter');
    await page.waitForURL(/receipt=/);
    await page.getByText('Your comment is awaiting moderation.').waitFor();
    assertQuiet(page);
    await page.context().close();
});

test('a refused comment puts the focus on what is wrong and keeps what was typed', async () => {
    const page = await openPage(browser, site);
    await firstArticle(page);
    await page.locator('[name=comment]').fill('Kept.');
    await page.locator('form[action="/comment"]').evaluate((f) => { f.noValidate = true; });
    await page.getByRole('button', { name: 'Post Comment' }).click();
    const summary = page.getByRole('alert');
    await summary.waitFor();
    assert.equal(await page.locator('[name=comment]').inputValue(), 'Kept.');
    await page.locator('[role=alert]:focus-within').waitFor();
    await summary.getByRole('link').first().click();
    assert.match(await page.evaluate(() => document.activeElement.name), /author|email/);
    await page.context().close();
});

test('words in raw HTML, a long text and a name like an editor\'s are told of on pages like the others', async () => {
    const editor = await openPage(browser, site);
    await signIn(editor, 'boss', PASSWORD);
    await editor.goto('/admin/articles/new');
    await editor.locator('[name=title]').fill('From an older system');
    await editor.locator('[name=body]').fill('It began so.\n\n<div class="box"><p>The bridge opened</p></div>');
    await editor.getByRole('button', { name: /^Save/ }).click();
    await editor.getByText('The bridge opened').first().waitFor();
    await editor.getByText(/HTML/).first().waitFor();
    await assertAccessible(editor, 'a notice about raw HTML');

    const reader = await openPage(browser, site);
    await firstArticle(reader);
    await comment(reader, { author: 'B0ss', email: 'long@example.org', text: 'A long story. '.repeat(600) });
    await editor.goto('/admin/comments?status=pending');
    await editor.getByRole('link', { name: /^Show all of the comment by/ }).waitFor();
    await assertAccessible(editor, 'the queue with a long text and a name that was held');
    for (const page of [reader, editor]) {
        assertQuiet(page);
        await page.context().close();
    }
});

test('the queue is worked with keys, and a decision is undone with z', async () => {
    const reader = await openPage(browser, site);
    await firstArticle(reader);
    await comment(reader, { author: 'Key Sender', email: 'key@example.org', text: 'Decide me by key.' });

    const page = await openPage(browser, site);
    await signIn(page, 'boss', PASSWORD);
    await page.goto('/admin/comments?status=pending');
    await page.keyboard.press('j');
    await page.locator('.entry', { hasText: 'Decide me by key.' }).waitFor();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('s')]);
    await page.goto('/admin/comments?status=spam');
    await page.locator('.entry', { hasText: 'Decide me by key.' }).waitFor();
    await page.goto('/admin/comments?status=pending');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('z')]);
    await page.goto('/admin/comments?status=pending');
    await page.locator('.entry', { hasText: 'Decide me by key.' }).waitFor();
    assertQuiet(page);
    await page.context().close();
    await reader.context().close();
});
