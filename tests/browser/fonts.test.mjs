// SPDX-License-Identifier: MIT
// What a first view of an article weighs, by the site's language: one font file a face, in which all its letters
// are; and a language without a cut of its own is read in the fonts of whoever reads it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serveSite } from '../http/lib/site.mjs';
import { launch, openPage } from './lib.mjs';

const FACES = ['sans', 'sans-bold', 'serif', 'serif-bold'];
const files = (cut = '', faces = FACES) => faces.map((face) => `${face}${cut}.woff2`).sort();

/** MOST: bytes of all that a browser loads, heads of answers included (the bounds over 70,000: docs/PERFORMANCE.md). */
const languages = [
    { language: 'en', most: 70_000, fonts: files(), title: 'The last lens of the Skerrow light', text: 'It cost £40 – “a bargain”, said the café’s keeper; 12 °C at noon … and rising.' },
    { language: 'en', with: 'italics', most: 70_000, fonts: files('', [...FACES, 'serif-italic']), title: 'The keeper and the sea', text: 'Nobody saw the *Mary Rose* again, he says.' },
    { language: 'de', most: 70_000, fonts: files(), title: 'Die große Fähre überquert die Förde', text: '„Schöner wäre es früher gewesen“, sagt der Küster – für 12 €, übrigens.' },
    { language: 'fr', most: 70_000, fonts: files('-french'), title: 'À l’île, la forêt a brûlé cet été', text: '« Où est-ce ? » demande l’évêque : le cœur n’y était plus, naïveté ou lâcheté.' },
    { language: 'es', most: 70_000, fonts: files('-iberian'), title: 'El año en que volvió la cigüeña', text: '¿Quién lo oyó? ¡Nadie! Los niños soñaban todavía en la última habitación.' },
    { language: 'da', most: 70_000, fonts: files('-nordic'), title: 'Fyret på øen er slukket', text: '»Æblerne er røde,« siger fyrmesteren, før båden går.' },
    { language: 'hu', most: 70_000, fonts: files('-baltic'), title: 'Árvíztűrő tükörfúrógép', text: '„Hűvös az ősz” – mondja az őr, és »csönd« lesz.' },
    { language: 'pl', most: 70_000, fonts: files('-slavic'), title: 'Zażółć gęślą jaźń nad Łabą', text: '„Świetnie” – mówi żeglarz, a źródło wciąż bije o świcie.' },
    { language: 'cs', most: 70_000, fonts: files('-slavic'), title: 'Příliš žluťoučký kůň úpěl ďábelské ódy', text: 'Ňadra, šťáva, řeřicha a ještě několik ěščřžýáíé slov.' },
    { language: 'ru', most: 74_500, fonts: files('-russian'), title: 'Последний свет маяка погас', text: '«Съешь ещё этих мягких французских булок», — сказал № 5.' },
    { language: 'uk', most: 76_000, fonts: files('-ukrainian'), title: 'Останнє світло маяка згасло', text: '«Ґава їсть, а щур пʼє», — каже ювілейний № 5 у Євпаторії.' },
    { language: 'tr', most: 70_000, fonts: files('-outer'), title: 'Fenerin son ışığı söndü', text: '“Pijamalı hasta yağız şoföre çabucak güvendi”, diyor İğdırlı kâtip.' },
    { language: 'vi', most: 70_000, fonts: files('-vietnamese'), title: 'Ngọn hải đăng cuối cùng đã tắt', text: 'Những người đánh cá kể lại chuyện cũ, về biển và về gió ở Đà Nẵng.' },
    { language: 'el', most: 70_000, fonts: files(), title: 'Ο τελευταίος φάρος', text: 'Οι ψαράδες θυμούνται τη νύχτα.', fallback: true },
    { language: 'ar', most: 70_000, fonts: files(), title: 'المنارة الأخيرة', text: 'يتذكر الصيادون تلك الليلة.', fallback: true },
];

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** Opens PATH as a browser does that has never been here: { fonts: the files, bytes, page }. */
async function firstView(site, path) {
    const page = await openPage(browser, site, { viewport: { width: 360, height: 740 } });
    const client = await page.context().newCDPSession(page);
    const fonts = [];
    let bytes = 0;
    client.on('Network.responseReceived', ({ response }) => { if (/\.woff2/.test(response.url)) fonts.push(/([^/]+\.woff2)/.exec(response.url)[1]); });
    client.on('Network.loadingFinished', (e) => { bytes += e.encodedDataLength; });
    await client.send('Network.enable');
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    return { page, client, fonts: fonts.sort(), bytes };
}

/** Whether each letter of what SELECTOR finds first is in a font of the site's: true, false, or both: null. */
async function inOwnFonts(client, selector) {
    await client.send('DOM.enable');
    await client.send('CSS.enable');
    const { root } = await client.send('DOM.getDocument');
    const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    const { fonts } = await client.send('CSS.getPlatformFontsForNode', { nodeId });
    const own = fonts.filter((f) => f.isCustomFont).length;
    return own === fonts.length ? true : own === 0 ? false : null;
}

for (const { language, with: what, most, fonts, title, text, fallback } of languages)
    test(`${language}${what ? `, with ${what}` : ''}: ${fallback ? 'a first view loads no file in vain' : 'a first view has each letter from one file a face'}, at most ${most / 1000} kB in all`, async (t) => {
        const site = await serveSite({ settings: { language } });
        const { path } = await site.article({ title, slug: 'first-view', body: `${text}\n\n`.repeat(30) });
        const view = await firstView(site, path);
        t.diagnostic(`${view.bytes} bytes`);
        assert.equal(await view.page.getAttribute('html', 'lang'), language);
        assert.deepEqual(view.fonts, fonts);
        assert.ok(view.bytes <= most, `${view.bytes} bytes`);
        if (what) await view.page.reload({ waitUntil: 'networkidle' }); // italics are not waited for in a first view
        for (const selector of ['h1', what ? '.article-text em' : '.article-text p']) {
            const own = await inOwnFonts(view.client, selector);
            if (fallback) assert.notEqual(own, true, selector);
            else assert.equal(own, true, selector);
        }
        await view.page.context().close();
        await site.close();
    });

test('in a text of one language, letters of others come from a file each', async () => {
    const site = await serveSite();
    const { path } = await site.article({ title: 'Letters', slug: 'letters-of-others', body: 'Îles, Łódź, Việt Nam, Москва, ½, {}, and ʔ.\n' });
    const { page, client, fonts } = await firstView(site, path);
    assert.deepEqual(fonts.filter((f) => !files().includes(f)), ['serif-accents.woff2', 'serif-central.woff2', 'serif-code.woff2', 'serif-cyrillic.woff2', 'serif-ext.woff2', 'serif-vietnamese.woff2']);
    await client.send('Page.reload'); // fonts that are there from the first letter on
    await page.waitForLoadState('networkidle');
    assert.equal(await inOwnFonts(client, '.article-text p'), true);
    await page.context().close();
    await site.close();
});
