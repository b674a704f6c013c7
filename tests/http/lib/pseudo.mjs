// SPDX-License-Identifier: MIT
// Pseudo-languages: catalogues made from all messages of the program, in which every sentence is recognisable.
// Text of a page outside of the marks ⟦ ⟧ is text that nobody can translate.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tokens } from './html.mjs';
import * as processes from './processes.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The two languages: English with accents, and one that is written from right to left. */
export const ACCENTED = 'en-XA', MIRRORED = 'ar-XB';

/** The entries of a .po file, without its head: { context, id, plural }. */
export function messagesOf(po) {
    const entries = [];
    let entry, key;
    for (const line of `${po}\n`.split('\n')) {
        const [, name, text] = /^(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?) )?(".*")$/.exec(line) ?? [];
        if (text === undefined) {
            entry = undefined;
            continue;
        }
        if (!entry) entries.push(entry = {});
        key = name ?? key;
        entry[key] = (entry[key] ?? '') + JSON.parse(text);
    }
    return entries.filter((e) => e.msgid).map((e) => ({ context: e.msgctxt, id: e.msgid, plural: e.msgid_plural }));
}

/** All messages of the program, gathered from its sources as `make translations` does. */
export function allMessages() {
    execFileSync('make', ['-s', 'build/tools/messages'], { cwd: ROOT });
    const pot = `${processes.root}/${processes.nextName('messages')}.pot`;
    execFileSync('sh', ['src/tools/translations.sh', path.resolve(ROOT, 'build/tools/messages'), pot], { cwd: ROOT });
    return messagesOf(fs.readFileSync(pot, 'utf8'));
}

const ACCENTS = Object.fromEntries([...'aáeéiíoóuúcçnñyýAÁEÉIÍOÓUÚCÇNÑYÝ'.matchAll(/(.)(.)/gu)].map((m) => [m[1], m[2]]));

/** SENTENCE with every letter CHANGEd; places and tags stay. */
const words = (sentence, change) => sentence.split(/(\{\w+\}|<\/?[a-z0-9]+>)/).map((part, i) => (i % 2 ? part : change(part))).join('');

/** TEXT, a third longer: one word has more letters, several have more words before them, of at most twelve letters. */
const longer = (text) => {
    const more = '~'.repeat(Math.ceil(text.trim().length / 3)).replace(/~{12}(?=~)/g, '$& ');
    return text.replace(/\S/, (first) => `${more}${/\S\s+\S/.test(text) ? ' ' : ''}${first}`);
};

/** A third longer, with accents. */
export const accented = (sentence) =>
    `⟦${words(sentence, (s) => [.../\p{L}/u.test(s) ? longer(s) : s].map((c) => ACCENTS[c] ?? c).join(''))}⟧`;

const ARABIC = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';
/** Letters of a language that is written from right to left. */
export const mirrored = (sentence) =>
    `⟦${words(sentence, (s) => s.replace(/[a-z]/gi, (c) => ARABIC[(c.toLowerCase().charCodeAt(0) - 97) % ARABIC.length]))}⟧`;

/** A catalogue with CHANGE of every message. */
export function pseudoPo(messages, change) {
    const quoted = (text) => JSON.stringify(text);
    const body = messages.map(({ context, id, plural }) => [
        ...(context === undefined ? [] : [`msgctxt ${quoted(context)}`]),
        `msgid ${quoted(id)}`,
        ...(plural === undefined
            ? [`msgstr ${quoted(change(id))}`]
            : [`msgid_plural ${quoted(plural)}`, `msgstr[0] ${quoted(change(id))}`, `msgstr[1] ${quoted(change(plural))}`]),
    ].join('\n'));
    return ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"', ...body].join('\n\n') + '\n';
}

/** Gives SITE both catalogues as its own. */
export function addPseudoCatalogues(site, messages = allMessages()) {
    fs.mkdirSync(`${site.dir}/translations`, { recursive: true });
    fs.writeFileSync(`${site.dir}/translations/${ACCENTED}.po`, pseudoPo(messages, accented));
    fs.writeFileSync(`${site.dir}/translations/${MIRRORED}.po`, pseudoPo(messages, mirrored));
    processes.giveToServer(`${site.dir}/translations`);
}

const SHOWN = ['alt', 'title', 'aria-label', 'placeholder', 'data-label'];
const UNREAD = new Set(['script', 'style', 'kbd', 'code', 'textarea', 'time']); // dates come from ICU, which has no pseudo-language

/** What of a page's text and attributes is shown to people: { where, text }. */
function shownTexts(html) {
    const found = [], open = [];
    for (const { tag, end, attributes, text } of tokens(html)) {
        if (tag) {
            for (const name of SHOWN) if (attributes[name]) found.push({ where: `${tag} ${name}`, text: attributes[name] });
            for (const [name, value] of Object.entries(attributes)) if (name.startsWith('data-say')) found.push({ where: `${tag} ${name}`, text: value });
            if (tag === 'input' && /^(submit|button|reset)$/.test(attributes.type)) found.push({ where: 'button', text: attributes.value ?? '' });
            if (UNREAD.has(tag)) open.push(tag);
        } else if (end && end === open.at(-1)) {
            open.pop();
        } else if (text !== undefined && open.length === 0) {
            found.push({ where: 'text', text });
        }
    }
    return found;
}

/**
 * The texts of a page that have a Latin word of two letters or more and are neither within ⟦ ⟧ nor among OWN, the
 * site's own texts (strings or expressions).
 */
export function untranslated(html, own = []) {
    const text = shownTexts(html).map(({ where, text: t }) => (where === 'text' ? t : ` \u0001${t}\u0002 `)).join('\u0003');
    let outside = '', depth = 0;
    for (const c of text) {
        if (c === '⟦') depth++;
        else if (c === '⟧') depth--;
        else if (depth === 0) outside += c;
    }
    for (const mine of own) outside = outside.replaceAll(mine instanceof RegExp ? new RegExp(mine.source, `${mine.flags.replace('g', '')}g`) : mine, ' ');
    return outside.split(/[\u0001-\u0003]/).map((s) => s.replace(/\s+/g, ' ').trim()).filter((s) => /\p{Script=Latin}{2,}/u.test(s));
}
