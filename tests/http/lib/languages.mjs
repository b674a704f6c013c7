// SPDX-License-Identifier: MIT
// The languages that the program has words in: which there are, and a site and its editors that change theirs.

import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { waitFor } from './wait.mjs';

const CATALOGUES = fileURLToPath(new URL('../../../src/translations/', import.meta.url));

/** All of them, as tags: English, and one a catalogue. */
export const SHIPPED = ['en', ...fs.readdirSync(CATALOGUES).filter((f) => f.endsWith('.po')).map((f) => f.slice(0, -3)).sort()];
/** Those that the newsroom is translated to, too. */
export const NEWSROOM = ['en', 'ar', 'de', 'es'];
export const RIGHT_TO_LEFT = ['ar'];
/** Those whose letters are as wide as high, and whose words have no spaces between them. */
export const IDEOGRAPHIC = ['ja', 'zh-Hans'];

const isIn = (html, language) => html.includes(`<html lang="${language}"`);

/** SITE speaks LANGUAGE to its readers from now on. */
export async function speakToReaders(site, language) {
    await site.mustCli(['setting', 'set', 'language', language]);
    const reader = site.browser();
    await waitFor(`the site is in ${language}`, async () => isIn((await reader.page('/')).html, language));
}

/** SITE speaks LANGUAGE to LOGIN in the newsroom, whatever it speaks to readers. BROWSER: where they are signed in. */
export async function speakToEditor(site, login, language, browser) {
    await site.sql(`UPDATE user SET language = '${language}' WHERE login = '${login}';`);
    await waitFor(`the newsroom is in ${language}`, async () => isIn((await browser.page('/admin/')).html, language));
}
