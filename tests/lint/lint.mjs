// SPDX-License-Identifier: MIT
// What a reviewer should not have to look for: the direction of includes, functions that are banned, SQL
// that nothing runs, templates that fit the tables behind them, scripts and styles in their own files, catalogues
// that are complete, formatting.

import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { translationProblems } from './catalogues.mjs';
import { files } from './files.mjs';
import { fontProblems } from './fonts.mjs';
import { messageProblems, proseProblems } from './messages.mjs';
import { handlerListProblems, lengthProblems, openingProblems, roomProblems } from './rooms.mjs';
import { templateProblems } from './templates.mjs';
import { themeProblems, themed } from './themes.mjs';

process.chdir(path.join(path.dirname(new URL(import.meta.url).pathname), '../..'));

const problems = [];
const lines = (file) => fs.readFileSync(file, 'utf8').split('\n');
const complain = (file, line, what) => problems.push(`${file}:${line}: ${what}`);

// ---- includes ----

/** Which folders may include a library's header. */
const libraries = [
    [/^<sqlite3\.h>/, ['db', 'tools']],
    [/^<ctemplate\//, ['tmpl']],
    [/^<md4c/, ['text']],
    [/^<unicode\//, ['base', 'tools']],
    [/^<utf8proc/, ['base']],
    [/^<sodium/, ['base', 'core', 'backup']],
    [/^<archive/, ['backup']],
    [/^<zlib/, ['cache']],
    [/^<brotli\//, ['cache']],
    [/^<curl\//, ['jobs']],
];

for (const file of files(['src'], ['.c', '.h', '.cc'])) {
    const folder = file.split('/')[1];
    lines(file).forEach((text, i) => {
        const include = /^\s*#include\s+(["<].*)/.exec(text)?.[1];
        if (!include) return;
        for (const [library, folders] of libraries)
            if (library.test(include) && !folders.includes(folder)) complain(file, i + 1, `only ${folders.join(', ')} may include ${include}`);
    });
}

const sources = files(['src'], ['.c', '.h', '.cc']);
problems.push(...roomProblems(sources), ...openingProblems(sources), ...lengthProblems(sources), ...handlerListProblems(sources));

// ---- words that must not be there ----

const banned = /\b(strcpy|strcat|strncpy|strncat|sprintf|vsprintf|strtok|gets|atoi|atol|atoll|tmpnam|alloca|strdupa|system|popen)\s*\(/;
for (const file of files(['src'], ['.c', '.h', '.cc'])) {
    if (!lines(file)[0].startsWith('/* SPDX-License-Identifier: MIT */')) complain(file, 1, 'the first line must be the SPDX line');
    lines(file).forEach((text, i) => {
        const code = text.replace(/"(\\.|[^"\\])*"/g, '""').replace(/\/\*.*?(\*\/|$)|^\s*\*.*/g, '');
        const hit = banned.exec(code);
        if (hit) complain(file, i + 1, `${hit[1]}() is banned`);
        if (/\b(TODO|FIXME|XXX|HACK)\b/.test(text)) complain(file, i + 1, 'unfinished');
        if (/\/\/ /.test(code) && !file.endsWith('.cc')) complain(file, i + 1, 'comments are /* like this */');
        if (text.length > 110) complain(file, i + 1, 'a line of more than 110 characters');
    });
}
/** What stands in one place, and is called from there. */
const once = [
    [/\bpthread_create\b|\bpthread_condattr_|\bpthread_cond_timedwait\b/, 'base/thread.c', 'start threads and wait by base/thread.h'],
    [/0x0*cbf29ce484222325|\b14695981039346656037/i, 'base/hash.h', 'use base/hash.h'],
    [/out of memory\\n|"out of memory"/, 'base/die.c', 'use check_memory() of base/die.h'],
];
for (const file of sources.filter((f) => !f.startsWith('src/tools/')))
    lines(file).forEach((text, i) => {
        for (const [what, where, instead] of once) if (what.test(text) && file !== `src/${where}`) complain(file, i + 1, instead);
    });
/** HTML in C strings: a tag, except where Markdown becomes HTML and where templates are read. */
for (const file of files(['src'], ['.c']).filter((f) => !/^src\/(text|tools)\/|^src\/tmpl\/tpl_message\.c$/.test(f)))
    lines(file).forEach((text, i) => {
        for (const literal of text.match(/"(\\.|[^"\\])*"/g) ?? [])
            if (/<\/?[a-z][a-z0-9]*[ >\/]/.test(literal)) complain(file, i + 1, `HTML belongs in a template: ${literal}`);
    });
/** SQL in C strings, except the connection's own pragmas. */
for (const file of files(['src'], ['.c']).filter((f) => !/^src\/(db|tools)\//.test(f)))
    lines(file).forEach((text, i) => {
        if (/"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|PRAGMA|BEGIN|COMMIT)\s[^a-z]/.test(text)) complain(file, i + 1, 'SQL belongs in sql/query/');
    });

/** A statement that nothing runs: its name is in no code. */
const code = files(['src', 'tests'], ['.c', '.h', '.cc']).map((f) => fs.readFileSync(f, 'utf8').replace(/\/\*[^]*?\*\//g, '')).join('\n');
const asked = new Set(code.match(/\bSQL_[A-Z0-9_]+/g));
for (const file of files(['sql/query'], ['.sql']))
    lines(file).forEach((text, i) => {
        const name = /^-- name:\s*(\w+)/.exec(text)?.[1];
        if (name && !asked.has(`SQL_${name.toUpperCase()}`)) complain(file, i + 1, `nothing asks for ${name}`);
    });

// ---- templates and assets ----

for (const file of files(['templates'], ['.tpl'])) {
    // Documents that are not HTML: the engine escapes XML by itself; in JSON it must be told how, for
    // what it chooses there is JavaScript.
    const context = /^\{\{%AUTOESCAPE context="(HTML|XML|JSON)"\}\}/.exec(lines(file)[0])?.[1];
    if (!context) complain(file, 1, 'must begin with {{%AUTOESCAPE context="HTML"}}');
    if (context && context !== 'HTML' && !/^templates\/(feed\/|site\/structured_)/.test(file)) complain(file, 1, `${context} is for templates/feed/ and structured data`);
    let data = context === 'JSON';
    lines(file).forEach((text, i) => {
        if (/<script type="application\/ld\+json">/.test(text)) data = true;
        if (/^\{\{!.*\}\}$/.test(text)) return;
        const unescaped = data && /(?<!: )\{\{[A-Z_]\w*\}\}/.exec(text);
        if (unescaped) complain(file, i + 1, `${unescaped[0]} without :json_escape`);
        if (!data && /:json_escape/.test(text)) complain(file, i + 1, ':json_escape outside JSON');
        if (/:none\}\}/.test(text) && context !== 'HTML') complain(file, i + 1, 'a variable that is not escaped');
        if (/<\/script>/.test(text)) data = false;
        if (/\sstyle\s*=/.test(text)) complain(file, i + 1, 'a style attribute');
        if (/<style\b/.test(text)) complain(file, i + 1, 'an inline style sheet');
        if (/<script\b(?![^>]*\bsrc=)(?! type="application\/ld\+json">$)/.test(text)) complain(file, i + 1, 'an inline script');
        if (/\son[a-z]+\s*=/.test(text)) complain(file, i + 1, 'an inline event handler');
        if (/\s[a-z-]+=\{\{/.test(text)) complain(file, i + 1, 'an attribute without quotes');
        // In a page that is written from the right, an address that is typed without it ends with its own beginning: "//:https".
        for (const [field] of text.matchAll(/<(?:input|textarea)\b(?:\{\{.*?\}\}|[^>])*>/g))
            if (/ class="[^"]*\b(?:input|field)\b/.test(field) && !/ type="(?:password|search|date)"| dir="/.test(field)) complain(file, i + 1, 'a field for text without dir');
        if (/(formaction|poster|srcset|xlink:href)="[^"]*\{\{(?!ASSET|[A-Z_]*ICONS)/.test(text)) complain(file, i + 1, 'a URL from data where the engine does not check its scheme');
        if (/(src|href)="(https?:)?\/\/(?!www\.youtube(-nocookie)?\.com)/.test(text) && /<(script|link|img|iframe|source|audio|video)\b/.test(text)) complain(file, i + 1, 'a third-party address');
    });
}
for (const file of files(['public'], ['.css']))
    lines(file).forEach((text, i) => {
        if (/@import|url\(\s*["']?(https?:)?\/\//.test(text)) complain(file, i + 1, 'a style sheet must not ask others for anything');
    });
problems.push(...templateProblems(files(['templates'], ['.tpl']), files(['src'], ['.c', '.h'])));
problems.push(...messageProblems(files(['templates'], ['.tpl'])));
problems.push(...proseProblems(files(['src/site', 'src/admin', 'src/core', 'src/text', 'src/web'], ['.c'])));
problems.push(...translationProblems());
// What `make bench` runs is run by no test.
for (const file of files(['tests/bench'], ['.mjs'])) {
    const { status, stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' });
    if (status !== 0) problems.push(`${file}: ${/^\w*Error: .*$/m.exec(stderr)?.[0] ?? stderr}`);
}
problems.push(...fontProblems());
problems.push(...themeProblems(themed(files(['templates'], ['.tpl'])), files(['src'], ['.c', '.h'])));

// ---- what drops a table's rows ----

const architecture = lines('docs/ARCHITECTURE.md');
const begin = architecture.findIndex((l) => l.startsWith('### What makes each table grow'));
const fates = architecture.slice(begin, architecture.findIndex((l, i) => i > begin && l.startsWith('## ')))
    .filter((l) => l.startsWith('|')).flatMap((l) => [...l.split('|')[1].matchAll(/`([a-z_*]+)/g)].map((m) => m[1]));
const told = (table) => fates.some((f) => f.endsWith('*') ? table.startsWith(f.slice(0, -1)) : f === table);
for (const file of files(['sql/schema'], ['.sql']))
    lines(file).forEach((text, i) => {
        const table = /^CREATE (?:VIRTUAL )?TABLE (\w+)/.exec(text)?.[1];
        if (table && !told(table)) complain(file, i + 1, `ARCHITECTURE.md does not say what drops the rows of ${table}`);
    });

// ---- formatting ----

const formatted = files(['src', 'tests'], ['.c', '.h', '.cc']);
try {
    execFileSync('clang-format', ['--dry-run', '--Werror', ...formatted], { stdio: ['ignore', 'ignore', 'pipe'] });
} catch (e) {
    if (e.code === 'ENOENT') problems.push('clang-format is not installed');
    for (const line of String(e.stderr ?? '').split('\n').filter((l) => / error: /.test(l))) problems.push(line.replace(/error: code should be clang-formatted.*/, 'is not formatted (clang-format -i)'));
}

if (problems.length) {
    console.error(problems.join('\n'));
    console.error(`lint: ${problems.length} problems`);
    process.exit(1);
}
console.log('lint: nothing to complain about');
