// SPDX-License-Identifier: MIT
// Words that people see are messages of a catalogue (src/base/message.h, src/tmpl/tpl_message.h). What is in no
// message would stay English on every site.

import fs from 'node:fs';

/** Attributes whose text people see or hear. */
const SPOKEN = /\b(?:alt|title|aria-label|aria-description|placeholder|label)="([^"]*)"/g;
/** Words that are the same in every language: names. */
const NAMES = /\b(?:YouTube|RSS|Atom|JSON|Broadsheet)\b/g;

const english = (text) => /[A-Za-z]{2}/.test(text.replace(/&\w+;|&#\w+;/g, '').replace(NAMES, ''));

/** TEXT with what is no text of the page as spaces, in place, so that positions stay. */
const blank = (text, what) => text.replace(what, (all) => all.replace(/[^\n]/g, ' '));

/** What a template says outside of its messages: [{ line, words }]. */
export function wordsOutsideMessages(source) {
    let text = blank(source, /\{\{![\s\S]*?\}\}/g);
    text = blank(text, /\{\{_(?: [^}]*)?\}\}[\s\S]*?\{\{\/_\}\}/g);
    text = blank(text, /\{\{[^}]*\}\}/g);
    text = blank(text, /<(script|style|code|kbd)\b[\s\S]*?<\/\1>/g);
    const found = [];
    const add = (at, words) => {
        if (english(words)) found.push({ line: source.slice(0, at).split('\n').length, words: words.trim() });
    };
    for (const tag of text.matchAll(/<[a-z][^>]*>/g))
        for (const said of tag[0].matchAll(SPOKEN)) add(tag.index + said.index, said[1]);
    for (const node of blank(text, /<[!/a-z][^>]*>/gi).matchAll(/\S[^\n]*\S/g)) add(node.index, node[0].replace(/\s{2,}/g, ' '));
    return found;
}

/** Complaints about TEMPLATES. Feeds hold what machines read; their texts come from C. */
export function messageProblems(templates) {
    return templates.filter((file) => !file.startsWith('templates/feed/') && !/\/structured_/.test(file)).flatMap((file) =>
        wordsOutsideMessages(fs.readFileSync(file, 'utf8')).map(({ line, words }) => `${file}:${line}: in no message: ${words.slice(0, 80)}`));
}
