// SPDX-License-Identifier: MIT
// docs/THEMES.md against the tables of variables behind the readers' templates: it lists each template's
// variables, with their kinds, in tables of its own; this says where one is missing, or is there no longer.
//
//     node tests/lint/themes.mjs --write     brings the tables up to date and keeps what they say; what is
//                                            new says "?", which the lint refuses

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { files } from './files.mjs';
import { readPairs, readTables, tableNamed } from './templates.mjs';

const DOC = 'docs/THEMES.md';
const BEGIN = '<!-- the variables: node tests/lint/themes.mjs --write -->';

/** What a designer needs to know of a row. */
const KINDS = {
    TPL_STR: 'text', TPL_HTML: 'HTML', TPL_INT: 'number', TPL_BOOL: 'if', TPL_IF_TEXT: 'if', TPL_LIST: 'list', TPL_VIEW: 'once', TPL_INCLUDE: 'include',
};

/** The sections of the reference: [{ title, rows: [{ name, kind }] }]; templates first, then shared tables. */
export function themeReference(templates, sources) {
    const tables = readTables(sources);
    const pairs = readPairs(sources);
    const uses = new Map(); // table → the templates' tables that it stands in
    for (const [key, { rows }] of tables)
        for (const row of rows.filter((r) => r.sub)) {
            const sub = tableNamed(tables, key.split(':')[0], row.sub);
            uses.set(sub, new Set([...(uses.get(sub) ?? []), `${key} ${row.name}`]));
        }
    const isShared = (key) => uses.get(key)?.size > 1;
    const shared = new Set();
    const nameOf = (key) => key.split(':')[1].replace(/_fields$/, '').replaceAll('_', ' ');

    const rowsOf = (key, before = '') => {
        const rows = new Map();
        for (const row of tables.get(key).rows) {
            const name = before + row.name;
            const sub = row.sub && tableNamed(tables, key.split(':')[0], row.sub);
            let kind = KINDS[row.kind];
            if (sub && isShared(sub)) {
                shared.add(sub);
                kind = row.kind === 'TPL_LIST' ? `list of ${nameOf(sub)}` : `one ${nameOf(sub)}`;
            }
            const known = rows.get(name);
            rows.set(name, known && known !== kind ? `${known}, ${kind}` : kind);
            if (sub && !isShared(sub)) for (const [n, k] of rowsOf(sub, `${name} › `)) rows.set(n, k);
        }
        return rows;
    };
    const listed = (rows) => [...rows].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));

    const sections = templates.map((file) => {
        const rows = new Map();
        for (const key of new Set(pairs.filter((p) => p.template === file).map((p) => p.key)))
            for (const [name, kind] of rowsOf(key)) rows.set(name, kind);
        return { title: file.replace(/^templates\//, ''), rows: listed(rows) };
    });
    for (const key of shared) sections.push({ title: `In each: ${nameOf(key)}`, rows: listed(rowsOf(key)) }); // grows while it is walked
    return sections;
}

/** What the document says: title → name → { kind, says }, and the words below each title. */
export function readDocument(text) {
    const said = new Map();
    for (const part of text.slice(text.indexOf(BEGIN)).split(/^### /m).slice(1)) {
        const [heading, ...rest] = part.split('\n');
        const rows = new Map();
        for (const [, name, kind, says] of rest.join('\n').matchAll(/^\| `([^`]+)` \| ([^|]+) \| (.*) \|$/gm)) rows.set(name, { kind: kind.trim(), says: says.trim() });
        said.set(heading.replaceAll('`', '').trim(), { rows, intro: rest.join('\n').split(/^\|/m)[0].trim() });
    }
    return said;
}

export function themeProblems(templates, sources) {
    const text = fs.readFileSync(DOC, 'utf8');
    const said = readDocument(text);
    const problems = text.includes(BEGIN) ? [] : [`${DOC}: has no "${BEGIN}"`];
    const sections = themeReference(templates, sources);
    for (const { title, rows } of sections) {
        const its = said.get(title);
        if (!its?.intro || its.intro === '?') problems.push(`${DOC}: says nothing of ${title}`);
        for (const { name, kind } of rows) {
            const row = its?.rows.get(name);
            if (!row) problems.push(`${DOC}: ${title}: ${name} is missing (node tests/lint/themes.mjs --write)`);
            else if (row.kind !== kind) problems.push(`${DOC}: ${title}: ${name} is "${kind}", not "${row.kind}"`);
            else if (!row.says || row.says === '?') problems.push(`${DOC}: ${title}: ${name} is not explained`);
        }
        for (const name of its?.rows.keys() ?? []) if (!rows.some((r) => r.name === name)) problems.push(`${DOC}: ${title}: there is no ${name}`);
    }
    for (const title of said.keys()) if (!sections.some((s) => s.title === title)) problems.push(`${DOC}: there is no ${title}`);
    return problems;
}

export function writeReference(templates, sources, says = () => '?') {
    const text = fs.readFileSync(DOC, 'utf8');
    const said = readDocument(text);
    const parts = themeReference(templates, sources).map(({ title, rows }) => {
        const its = said.get(title);
        const heading = title.endsWith('.tpl') ? `\`${title}\`` : title;
        const lines = rows.map(({ name, kind }) => `| \`${name}\` | ${kind} | ${its?.rows.get(name)?.says ?? says(title, name)} |`);
        return [`### ${heading}`, '', its?.intro || says(title, ''), ...(rows.length ? ['', '| variable | kind | what |', '|---|---|---|', ...lines] : []), ''].join('\n');
    });
    fs.writeFileSync(DOC, `${text.slice(0, text.indexOf(BEGIN) + BEGIN.length)}\n\n${parts.join('\n')}`);
}

/** The templates that a theme may change. */
export const themed = (templates) => templates.filter((f) => /^templates\/(layout|site)\//.test(f));

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === '--write') {
    process.chdir(path.join(path.dirname(process.argv[1]), '../..'));
    writeReference(themed(files(['templates'], ['.tpl'])), files(['src'], ['.c', '.h']));
}
