// SPDX-License-Identifier: MIT
// Words that people see are messages of a catalogue (src/base/message.h, src/tmpl/tpl_message.h). What is in no
// message would stay English on every site.

import fs from 'node:fs';

/** Attributes whose text people see or hear. */
const SPOKEN = /\b(?:alt|title|aria-label|aria-description|placeholder|label)="([^"]*)"/g;
/** Words that are the same in every language: names. */
const NAMES = /\b(?:YouTube|RSS|Atom|JSON|Broadsheet)\b|https?:\/\/|\/[a-z]+\//g;

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

/** Calls whose texts are messages, or are for the log, the operator or machines. */
const MESSAGE_CALLS = new Set(['N_', 'say', 'SAY', 'SAY_N', 'MESSAGE', 'COUNTED', 'FORMS']);
const OPERATOR_CALLS = /^(log_\w+|err_(set|set_cause|errno|wrap)|assert|_Static_assert|die\w*|perror|printf|fprintf|puts|fputs)$/;

/** The string literals of C source: [{ at, text, call }], CALL being the innermost function around it; literals beside each other are one. */
export function literals(source) {
    const code = blank(source, /\/\*[\s\S]*?\*\//g);
    const found = [];
    const calls = [];
    for (let i = 0; i < code.length; i++) {
        if (code[i] === '(') calls.push(/(\w+)\s*$/.exec(code.slice(Math.max(0, i - 60), i))?.[1] ?? '');
        else if (code[i] === ')') calls.pop();
        else if (code[i] === "'") i = code.indexOf("'", code[i + 1] === '\\' ? i + 3 : i + 2);
        else if (code[i] === '"') {
            const whole = /^"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*/.exec(code.slice(i));
            if (!whole) throw new Error(`a string that does not end: ${code.slice(i, i + 60)}`);
            found.push({ at: i, text: whole[0].replace(/"\s*"/g, '').slice(1, -1), calls: calls.filter(Boolean) });
            i += whole[0].length - 1;
        }
    }
    return found;
}

/** Whether TEXT reads like something that people are told: a sentence, or words that begin with a capital. */
const isProse = (text) => /^[A-Z“][a-z’]+( [a-z“”{%]|[.:,]? )/.test(text) || /[a-z] [a-z]+.*[.?!]$/.test(text);

/** What speaks to programs: metrics, robots, the words of HTTP; and lists of names. */
const MACHINES = /^src\/(site\/machine|web\/(http\/exchange|meter|cgi|fcgi)|core\/views|core\/people\/browser_name)/;

/** Complaints about words in SOURCES that are in no message. */
export function proseProblems(sources) {
    return sources.filter((file) => !MACHINES.test(file)).flatMap((file) => {
        const source = fs.readFileSync(file, 'utf8').replace(/^#include.*$/gm, '');
        return literals(source).filter(({ text, calls }) => isProse(text) && !calls.some((c) => MESSAGE_CALLS.has(c) || OPERATOR_CALLS.test(c)))
            .map(({ at, text }) => `${file}:${source.slice(0, at).split('\n').length}: in no message: "${text.slice(0, 80)}"`);
    });
}
