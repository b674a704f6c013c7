// SPDX-License-Identifier: MIT
// The catalogues in src/translations: their template holds the messages of the sources as they are now, and each
// catalogue translates all that it is shipped for. docs/ARCHITECTURE.md and src/translations/catalogue.h say what
// they are; `make translations` brings the files up to date.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NEWSROOM } from '../http/lib/languages.mjs';
import { files } from './files.mjs';

const FOLDER = 'src/translations';
const TEMPLATE = `${FOLDER}/messages.pot`;
const GATHERER = 'build/tools/messages';

/** Where the messages stand that readers see. All others are the newsroom's alone. */
const READERS = /^(templates\/(site|layout)|src\/(site|web|base)|src\/core\/talk)\/|^src\/core\/people\/staff_name\.c$/;

/** Translations that are the English words, by language: { why: [message, ...] }. */
const SAME = {
    ar: { 'what is printed on the key': ['Shift'] },
    de: { 'a word that German has taken over': ['Admin', 'Browser', 'Feeds', 'Link', 'Links', 'Live', 'Spam', 'Video', 'Videos', 'Website'],
        'German has the same word': ['Name', 'Status', 'System', 'Text', 'optional'] },
    es: { 'a word that Spanish has taken over': ['Feeds', 'Robots', 'Spam'], 'Spanish has the same word': ['Editor', 'Error: {page}', 'General', 'editor'] },
    fr: { 'French has the same word': ['Articles', '{n} article'] },
    'pt-BR': { 'a word that Portuguese has taken over': ['Tags'] },
};

/** The entries of the text of a .po or .pot file, but its head: [{ line, id, key, plural, forms, places, fuzzy }]; KEY is the id with its context. */
export function entriesOf(text) {
    const found = [];
    let line = 1;
    for (const block of text.split('\n\n')) {
        const field = (name) => {
            const quoted = new RegExp(`^${name} ((?:".*"\\n?)+)`, 'm').exec(block)?.[1];
            return quoted?.trim().split('\n').map((s) => JSON.parse(s)).join('');
        };
        const id = field('msgid');
        if (id) {
            const forms = [...block.matchAll(/^(msgstr(?:\[\d\])?) /gm)].map(([, name]) => field(name.replace(/[[\]]/g, '\\$&')));
            const places = [...block.matchAll(/^#: (.*)$/gm)].flatMap(([, refs]) => refs.split(' '));
            found.push({ line, id, key: JSON.stringify([field('msgctxt') ?? '', id]), plural: field('msgid_plural'), forms, places, fuzzy: /^#,.*\bfuzzy\b/m.test(block) });
        }
        line += block.split('\n').length + 1;
    }
    return found;
}

/** The template as the sources make it now. */
function gathered() {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'broadsheet-lint-'));
    try {
        execFileSync('sh', ['src/tools/translations.sh', GATHERER, `${dir}/messages.pot`]);
        return fs.readFileSync(`${dir}/messages.pot`, 'utf8');
    } finally {
        fs.rmSync(dir, { recursive: true });
    }
}

function templateProblems(now) {
    const was = entriesOf(fs.readFileSync(TEMPLATE, 'utf8'));
    const is = entriesOf(now);
    const known = new Set(was.map((e) => e.key)), needed = new Set(is.map((e) => e.key));
    const problems = [
        ...is.filter((e) => !known.has(e.key)).map((e) => `${TEMPLATE}:1: lacks "${e.id}" of ${e.places[0]} (make translations)`),
        ...was.filter((e) => !needed.has(e.key)).map((e) => `${TEMPLATE}:${e.line}: "${e.id}" is in no source (make translations)`),
    ];
    const said = (entries) => JSON.stringify(entries.map(({ key, plural, places }) => [key, plural, places]).sort());
    if (problems.length === 0 && said(was) !== said(is)) problems.push(`${TEMPLATE}:1: is not what the sources say now (make translations)`);
    return problems;
}

/** Whether MESSAGE has words to translate: more than places, tags and signs between them. */
const hasWords = (message) => /\p{L}/u.test(message.replace(/\{\w+\}|<\/?\w+>/g, ''));

function catalogueProblems(file, needed) {
    const language = path.basename(file, '.po');
    const same = new Set(Object.values(SAME[language] ?? {}).flat());
    const entries = entriesOf(fs.readFileSync(file, 'utf8'));
    const byKey = new Map(entries.map((e) => [e.key, e]));
    const problems = [];
    for (const { key, id } of needed) {
        const entry = byKey.get(key);
        if (!entry || entry.forms.includes('')) problems.push(`${file}:${entry?.line ?? 1}: "${id}" is not translated`);
    }
    for (const { line, id, plural, forms, fuzzy } of entries) {
        if (fuzzy) problems.push(`${file}:${line}: "${id}" is fuzzy`);
        const unchanged = forms.every((f) => f === id || f === plural) && hasWords(id);
        if (unchanged && !same.has(id)) problems.push(`${file}:${line}: "${id}" is English; if it is right so, tests/lint/catalogues.mjs has a list`);
        if (unchanged) same.delete(id);
    }
    return [...problems, ...[...same].map((id) => `tests/lint/catalogues.mjs:1: "${id}" is no longer the same in ${language}`)];
}

/** Complaints about the template and the catalogues. */
export function translationProblems() {
    if (!fs.existsSync(GATHERER)) return [`${TEMPLATE}:1: cannot be compared without ${GATHERER} (make lint builds it)`];
    const now = gathered();
    const all = entriesOf(now);
    const readers = all.filter((e) => e.places.some((place) => READERS.test(place)));
    return [...templateProblems(now), ...files([FOLDER], ['.po']).flatMap((file) =>
        catalogueProblems(file, NEWSROOM.includes(path.basename(file, '.po')) ? all : readers))];
}
