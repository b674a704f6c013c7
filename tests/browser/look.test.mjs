// SPDX-License-Identifier: MIT
// How pages look: each colour has one meaning, headlines have room, pictures and tables stand where they should,
// and paper is set like paper.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fs from 'node:fs';
import { PASSWORD } from '../http/lib/site.mjs';
import { waitFor } from '../http/lib/wait.mjs';
import { assertQuiet, openPage, sampleInBrowser, signIn } from './lib.mjs';

const sample = sampleInBrowser();
const pathOf = (kind) => sample.pages.find((p) => p.kind === kind).path;

/** "red", "green", "grey" or "other": how people would call the colour that CSS says. */
function nameOf(colour) {
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
    const most = Math.max(r, g, b), least = Math.min(r, g, b);
    if (most - least < 26) return 'grey';
    const hue = 60 * (most === r ? (g - b) / (most - least) : most === g ? 2 + (b - r) / (most - least) : 4 + (r - g) / (most - least));
    return (hue + 360) % 360 < 30 || (hue + 360) % 360 > 330 ? 'red' : hue > 100 && hue < 170 ? 'green' : 'other';
}

const style = (page, what, property, pseudo) => page.locator(what).first().evaluate((e, [p, pseudo]) => getComputedStyle(e, pseudo)[p], [property, pseudo]);
const colourOf = async (page, what, property = 'color') => nameOf(await style(page, what, property));

/** The colour and the style of the ring around WHAT when it has the focus. */
async function ring(page, what) {
    await page.locator(what).first().focus();
    await page.keyboard.press('Shift'); // the focus is the keyboard's
    return { colour: await style(page, what, 'outlineColor'), style: await style(page, what, 'outlineStyle') };
}

for (const colorScheme of ['light', 'dark']) {
    test(`for readers red stands for errors and for what is live alone (${colorScheme})`, async () => {
        const page = await openPage(sample.browser, sample.site, { colorScheme });
        await page.goto(pathOf('live blog'));
        assert.equal(await colourOf(page, '.live-mark', 'backgroundColor'), 'red');
        assert.equal(await colourOf(page, '.kicker a'), 'other');
        assert.equal(await colourOf(page, '.required'), 'grey');
        assert.equal(await colourOf(page, '.button.primary', 'backgroundColor'), 'other');
        const red = await page.locator('main a, footer a').evaluateAll((links) => links.map((a) => [a.textContent, getComputedStyle(a).color]));
        assert.deepEqual(red.filter(([, colour]) => nameOf(colour) === 'red'), [], 'no link is red');
        const focused = await ring(page, '#comment');
        assert.equal(focused.style, 'solid');
        assert.equal(nameOf(focused.colour), 'other');
        const [own, ...others] = await page.evaluate(() => ['--focus', '--accent', '--bad', '--live', '--good', '--edge', '--text']
            .map((name) => getComputedStyle(document.documentElement).getPropertyValue(name)));
        assert.ok(!others.includes(own), 'no other use has the ring\'s colour');
        const edge = await style(page, '#comment', 'borderTopColor');
        assert.notEqual(nameOf(edge), 'red', 'a valid field with the focus does not look like an error');

        await page.goto(pathOf('receipt of a comment'));
        assert.equal(await colourOf(page, '.receipt-status'), 'grey');
        assert.equal(await colourOf(page, '.receipt', 'borderInlineStartColor'), 'grey');
        assert.match(await style(page, '.receipt-status', 'content', '::before'), /…/);

        await page.goto(pathOf('article'));
        await page.locator('#commentform').evaluate((f) => { f.noValidate = true; });
        await page.getByRole('button', { name: 'Post Comment' }).click();
        await page.getByRole('alert').waitFor();
        assert.equal(await colourOf(page, '.field-error'), 'red');
        assert.match(await style(page, '.field-error', 'content', '::before'), /!/);
        assert.equal(await colourOf(page, '#comment', 'borderTopColor'), 'red');
        assertQuiet(page);
        await page.context().close();
    });

    test(`in the newsroom what waits is grey, what is done green, and errors are red, each with its mark (${colorScheme})`, async () => {
        const page = await openPage(sample.browser, sample.site, { colorScheme });
        await signIn(page, 'boss', PASSWORD);
        await page.goto('/admin/comments?status=all');
        assert.equal(await colourOf(page, '.badge-pending'), 'grey');
        assert.equal(await colourOf(page, '.badge-approved'), 'green');
        await page.goto('/admin/articles');
        assert.equal(await colourOf(page, '.badge-scheduled'), 'grey');
        const focused = await ring(page, '.tabs a');
        assert.equal(nameOf(focused.colour), 'other');
        assert.notEqual(focused.colour, await style(page, '.button.primary', 'backgroundColor'));

        await page.goto('/admin/settings');
        const input = await ring(page, '#f-site_name');
        assert.equal(input.colour, focused.colour);
        assert.notEqual(await colourOf(page, '#f-site_name', 'borderTopColor'), 'red');
        await page.getByRole('button', { name: 'Save settings' }).click();
        await page.locator('.notice').waitFor();
        assert.equal(await colourOf(page, '.notice'), 'green');
        assert.match(await style(page, '.notice', 'content', '::before'), /✓/);

        await page.goto('/admin/settings');
        await page.locator('#f-zone').fill('Nowhere/At_All');
        await page.getByRole('button', { name: 'Save settings' }).click();
        await page.locator('.summary').waitFor();
        for (const [what, marked] of [['.summary h2', '.summary h2'], ['.error', '.error']]) {
            assert.equal(await colourOf(page, what), 'red');
            assert.match(await style(page, marked, 'content', '::before'), /!/);
        }
        assertQuiet(page);
        await page.context().close();
    });
}

test('with colours that the reader forces, the focus is still seen', async () => {
    const page = await openPage(sample.browser, sample.site, { forcedColors: 'active' });
    await page.goto(pathOf('article'));
    assert.equal((await ring(page, '#comment')).style, 'solid');
    await page.context().close();
});

for (const width of [390, 768, 1024, 1440])
    test(`a headline on the front page has room beside its picture, and a place its number (${width} px)`, async () => {
        const page = await openPage(sample.browser, sample.site, { viewport: { width, height: 900 } });
        for (const path of ['/', '/most-read/']) {
            await page.goto(path);
            const tight = await page.locator('.card:has(.shot) .card-title').evaluateAll((titles) => titles.map((t) => {
                const lines = Math.round(t.getBoundingClientRect().height / parseFloat(getComputedStyle(t).lineHeight));
                return { title: t.textContent, lines, most: Math.ceil(t.textContent.length / 17) };
            }).filter(({ lines, most }) => lines > most));
            assert.deepEqual(tight, []);
            const over = await page.locator('.ranking > li').evaluateAll((items) => items.map((li) => {
                const place = [...li.parentElement.children].indexOf(li) + 1;
                const number = document.body.appendChild(document.createElement('span'));
                number.textContent = place;
                number.style.position = 'absolute';
                for (const name of ['font', 'fontVariantNumeric']) number.style[name] = getComputedStyle(li, '::before')[name];
                const wide = number.getBoundingClientRect().width;
                number.remove();
                return { place, wide, column: parseFloat(getComputedStyle(li).gridTemplateColumns) };
            }).filter(({ wide, column }) => wide > column));
            assert.deepEqual(over, []);
        }
        await page.context().close();
    });

test('the list of an article\'s parts is folded on a phone, open on a tablet, and beside the text on a desktop, without scripts', async () => {
    const page = await openPage(sample.browser, sample.site, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await page.goto(pathOf('article with a table of contents'));
    const first = page.locator('.contents a').first();
    assert.equal(await first.isVisible(), false);
    await page.locator('.contents summary').click();
    assert.equal(await first.isVisible(), true);
    await page.goto(pathOf('article with a table of contents'));
    for (const width of [768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        assert.equal(await first.isVisible(), true, `${width} px`);
        assert.equal(await page.locator('.contents summary').isVisible(), false);
        const list = await page.locator('.contents').boundingBox(), text = await page.locator('.article-text').boundingBox();
        if (width >= 1280) {
            assert.ok(list.x >= 0 && list.x + list.width < text.x, `${width} px: beside the text`);
            assert.ok(Math.abs(list.y - text.y) < 20, `${width} px: from its beginning`);
        } else {
            assert.ok(list.y + list.height <= text.y, `${width} px: over the text`);
        }
    }
    await page.context().close();
});

test('a lead picture that is higher than wide keeps its shape, with its caption below it', async () => {
    fs.writeFileSync(`${sample.site.dir}/public/media/tall.svg`, '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#456"/></svg>');
    const { id, path } = await sample.site.article({ title: 'A portrait' });
    const caption = 'Somebody who looks at the reader for as long as the reader looks, and then a little longer than that, out of politeness.';
    await sample.site.sql(`UPDATE article SET picture = '/media/tall.svg', picture_alt = 'x', picture_width = 900, picture_height = 1200,
        picture_caption = '${caption}', picture_credit = 'Drawing: The Lantern' WHERE id = ${id}; UPDATE site SET content_version = content_version + 1;`);
    await waitFor('the page has its picture', async () => (await sample.site.browser().page(path)).html.includes('lead-tall'));
    for (const viewport of [{ width: 390, height: 844 }, { width: 768, height: 1024 }, { width: 1440, height: 900 }]) {
        const page = await openPage(sample.browser, sample.site, { viewport });
        await page.goto(path);
        await page.locator('.lead-picture img').waitFor();
        const image = await page.locator('.lead-picture img').boundingBox(), words = await page.locator('.lead-picture figcaption').boundingBox();
        assert.ok(Math.abs(image.width / image.height - 0.75) < 0.01, `${viewport.width} px: ${image.width} by ${image.height}`);
        assert.ok(words.width <= image.width + 1 && words.y >= image.y + image.height, `${viewport.width} px: the caption is as wide as the picture`);
        if (viewport.width >= 768) assert.ok(image.height < viewport.height, 'the window shows it whole');
        await page.context().close();
    }
    await sample.site.sql(`UPDATE article SET status = 4 WHERE id = ${id}; UPDATE site SET content_version = content_version + 1;`);
});

const COLUMNS = ['Route', 'Stop', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Notes'];
const row = (cells) => `| ${cells.join(' | ')} |\n`;

test('a wide table has the room that there is, and says that there is more', async () => {
    const cells = ['12A', 'Netherquay', '06:10', '07:10', '08:10', '09:10', '10:10', '11:10', '12:10', 'Weekdays only'];
    const wide = row(COLUMNS) + row(COLUMNS.map(() => '---')) + row(cells);
    const { path } = await sample.site.article({ title: 'Tables', body: `Text.\n\n## The buses\n\n${wide}\n\nMore.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n` });
    const page = await openPage(sample.browser, sample.site, { viewport: { width: 390, height: 844 } });
    await page.goto(path);
    const box = page.getByRole('region', { name: `The buses ${COLUMNS.join(' ')}` }), small = page.locator('.table').nth(1);
    assert.equal(await box.count(), 1, 'the box that scrolls has a name');
    await page.waitForFunction(() => !document.querySelectorAll('.table')[1].hasAttribute('tabindex'));
    assert.equal(await box.getAttribute('tabindex'), '0');
    assert.equal(await small.getAttribute('tabindex'), null, 'what does not scroll is no stop of the Tab key');
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('.table').scrollLeft > 0);
    assert.match(await box.evaluate((e) => getComputedStyle(e).backgroundAttachment), /local, local, scroll, scroll/);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.waitForFunction(() => !document.querySelector('.table').hasAttribute('tabindex'));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForFunction(() => document.querySelector('.table').tabIndex === 0);
    await page.setViewportSize({ width: 1440, height: 900 });
    assert.equal(await page.locator('main').getAttribute('tabindex'), '-1', 'nothing else is changed');
    const table = await page.locator('.table table').first().boundingBox(), text = await page.locator('.article-text > p').first().boundingBox();
    assert.ok(table.width > text.width && table.x < text.x, 'wider than the text, on both sides');
    const narrow = await small.locator('table').boundingBox();
    assert.ok(Math.abs(narrow.x - text.x) <= 1 && Math.abs(narrow.width - text.width) <= 1, 'a small table is as wide as the text');
    assertQuiet(page);
    await page.context().close();
});

test('the log on a tablet breaks no word of what was changed', async () => {
    const page = await openPage(sample.browser, sample.site, { viewport: { width: 768, height: 1024 } });
    await signIn(page, 'boss', PASSWORD);
    await page.goto('/admin/audit');
    const words = await page.locator('.audit .clip bdi').evaluateAll((cells) => cells.filter((c) => c.firstChild).flatMap((cell) => [...cell.textContent.matchAll(/(?<!\S)\S{2,10}(?!\S)/g)].map((m) => {
        const range = document.createRange();
        range.setStart(cell.firstChild, m.index);
        range.setEnd(cell.firstChild, m.index + m[0].length);
        return { word: m[0], lines: range.getClientRects().length };
    })));
    assert.ok(words.length > 20);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 768);
    assert.deepEqual(words.filter(({ lines }) => lines > 1), []);
    await page.context().close();
});

test('on paper a comment is smaller than the text, and no heading stands alone at the end of a page', async () => {
    const page = await openPage(sample.browser, sample.site);
    await page.goto(pathOf('article'));
    await page.emulateMedia({ media: 'print' });
    const size = async (what) => parseFloat(await style(page, what, 'fontSize'));
    assert.ok(await size('.comment-text p') < await size('.article-text p'));
    assert.ok(await size('.comment-head') < await size('.article-text p'));
    for (const kind of ['article', 'article with a table of contents', 'live blog', 'front page', 'most read', 'year']) {
        await page.goto(pathOf(kind));
        const loose = await page.locator('h1, h2, h3, h4, h5, h6').evaluateAll((all) => all.filter((h) => h.offsetParent && getComputedStyle(h).breakAfter !== 'avoid').map((h) => h.textContent));
        assert.deepEqual(loose, [], kind);
        const alone = await page.locator('section, .strip-head, nav').evaluateAll((all) => all.filter((s) => s.offsetParent && s.matches(':has(h2, h3)')
            && [...s.querySelectorAll('*')].filter((e) => e.children.length === 0 && e.textContent.trim() && e.getClientRects().length && !e.closest('.vh')).every((e) => e.closest('h2, h3, .strip-head')) && !s.matches('.strip-head')).map((s) => s.outerHTML.slice(0, 90)));
        assert.deepEqual(alone, [], `${kind}: a heading of nothing`);
    }
    await page.context().close();
});

test('a credit that comes to stand on a line of its own begins where the caption does', async () => {
    const page = await openPage(sample.browser, sample.site, { viewport: { width: 390, height: 844 } });
    await page.goto(pathOf('article'));
    const lefts = await page.locator('.lead-picture .credit').evaluate((credit) => {
        credit.before(document.createElement('br'));
        const words = document.createRange();
        words.selectNodeContents(credit);
        const caption = credit.parentElement;
        return [words.getBoundingClientRect().left, caption.getBoundingClientRect().left + parseFloat(getComputedStyle(caption).paddingInlineStart)];
    });
    assert.equal(lefts[0], lefts[1]);
    await page.context().close();
});
