// SPDX-License-Identifier: MIT
// The rooms of src/: which room may include which, and that neither rooms nor nouns form a circle. Whoever adds
// a room adds its row here and in docs/ARCHITECTURE.md ("What is where").

import fs from 'node:fs';
import path from 'node:path';

/** `core/news core/talk` as a list. */
const list = (text) => text.split(' ').filter(Boolean);

const GROUND = list('base db text');
const CORE = list('core/audit core/site core/media core/people core/news core/views core/popular core/talk core/search/index core/search/query core/search core/desk');
const WEB = list('web/http web/fcgi web');
const PAGE = [...GROUND, ...CORE, 'core', 'cache', 'translations', 'tmpl', ...WEB];

/**
 * What each room may include, besides itself. A file belongs to the longest row that its path begins with, so
 * the files directly in a folder are a room of their own, and so is a header that has a row: `admin/admin.h` is
 * only the list of the newsroom's handlers, and every page of it includes it.
 */
export const rooms = {
    base: [],
    db: ['base'],
    text: ['base'],
    translations: ['base'],
    tmpl: ['base', 'translations'],
    cache: ['base'],

    'core/audit': GROUND,
    'core/site': [...GROUND, 'core/audit'],
    'core/media': [...GROUND, 'core/audit', 'core/site'],
    'core/people': [...GROUND, ...list('core/audit core/site core/media')],
    'core/news': [...GROUND, ...list('core/audit core/site core/media core/people')],
    'core/views': [...GROUND, 'core/news'],
    'core/popular': [...GROUND, ...list('core/news core/views')],
    'core/talk': [...GROUND, ...list('core/audit core/site core/people core/news')],
    'core/search/index': [...GROUND, 'core/news'],
    'core/search/query': [...GROUND, ...list('core/news core/search/index')],
    'core/search': [...GROUND, ...list('core/news core/search/index core/search/query')],
    'core/desk': [...GROUND, ...list('core/audit core/site core/media core/people core/news core/search/index')],
    core: [...GROUND, ...CORE],

    backup: [...GROUND, ...list('core/site core/views')],
    'web/http': ['base', 'cache'],
    'web/fcgi': ['base', 'web/http'],
    web: [...GROUND, ...list('core/audit core/site core/people core/news core/views core/talk cache translations tmpl web/http web/fcgi')],

    site: PAGE,
    'site/page': [...PAGE, 'site'],
    'site/feed': [...PAGE, ...list('site site/page')],
    'site/lists': [...PAGE, ...list('site site/page')],
    'site/article': [...PAGE, ...list('site site/page site/lists')],
    'site/machine': [...PAGE, ...list('site site/page')],

    'admin/admin.h': WEB,
    'admin/words': PAGE,
    'admin/page': [...PAGE, ...list('admin/admin.h admin/words')],
    'admin/article': [...PAGE, ...list('admin/admin.h admin/page')],
    'admin/comment': [...PAGE, ...list('admin/admin.h admin/page admin/words')],
    'admin/people': [...PAGE, ...list('admin/admin.h admin/page admin/words')],
    'admin/site': [...PAGE, ...list('admin/admin.h admin/page admin/words')],
    'admin/video': [...PAGE, ...list('admin/admin.h admin/page')],
    admin: [...PAGE, ...list('admin/admin.h admin/page admin/article')],

    jobs: [...GROUND, ...CORE, 'core', 'cache', 'tmpl', ...WEB],
    'cli/sample': [...GROUND, ...CORE, 'core'],
    cli: [...PAGE, 'backup', 'jobs', 'cli/sample'],
    'cli/article': [...GROUND, ...CORE, 'core', 'cli'],
    'cli/comment': [...GROUND, ...CORE, 'core', 'cli'],
    'cli/user': [...GROUND, ...CORE, 'core', 'cli'],

    tools: ['base', 'translations', 'tmpl'],
    'main.c': [...PAGE, 'site', 'admin/admin.h', 'cli'],
    'routes.c': [...PAGE, 'site', 'admin/admin.h'],
};

/** Nouns that still include each other, each circle as one row. Rows may only go. */
const CIRCLES = [];

/** Files past LINES_MAX, where a file mostly holds two nouns. Rows may only go. */
const LINES_MAX = 450;
const LONG = list('tmpl/tpl_shim.cc web/fcgi/conn.c web/fcgi/fastcgi.c');

const source = (file) => file.replace(/^src\//, '');

/** The row that a file belongs to; undefined if no row fits. */
function roomOf(file) {
    for (let at = source(file); at !== '.'; at = path.dirname(at)) if (at in rooms) return at;
}

/** The noun of a file: .c and .h of one name, with `noun_internal.h` (or a folder's `internal.h`) where it has one. */
function nounOf(file) {
    const folder = path.dirname(source(file));
    const name = path.basename(file).replace(/\.(c|h|cc)$/, '');
    return `${folder}/${name === 'internal' ? path.basename(folder) : name.replace(/_internal$/, '')}`;
}

/** The circles of a graph (Tarjan): each a sorted list of the nodes that reach each other. */
function circlesOf(graph) {
    const circles = [], order = new Map(), low = new Map(), stack = [];
    const visit = (node) => {
        order.set(node, order.size);
        low.set(node, order.get(node));
        stack.push(node);
        for (const next of graph.get(node) ?? []) {
            if (!order.has(next)) visit(next);
            if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)));
        }
        if (low.get(node) !== order.get(node)) return;
        const circle = stack.splice(stack.indexOf(node));
        if (circle.length > 1) circles.push(circle.sort());
    };
    for (const node of graph.keys()) if (!order.has(node)) visit(node);
    return circles;
}

/** Complaints about the directions between rooms and about circles. FILES are those of src/. */
export function roomProblems(files) {
    const problems = [];
    const nouns = new Map();
    for (const file of files) {
        const room = roomOf(file);
        if (!room) problems.push(`${file}:1: the folder has no row: add it to tests/lint/rooms.mjs and to "What is where" in docs/ARCHITECTURE.md`);
        fs.readFileSync(file, 'utf8').split('\n').forEach((text, i) => {
            const other = /^\s*#include\s+"([^"]+\/[^"]+)"/.exec(text)?.[1];
            if (!room || !other) return;
            const to = roomOf(`src/${other}`);
            if (to !== room && !rooms[room].includes(to)) problems.push(`${file}:${i + 1}: ${room} must not include ${to}: move what both need into a room below both, or let the caller pass it`);
            const noun = nounOf(file), into = nounOf(other);
            if (noun !== into) nouns.set(noun, [...(nouns.get(noun) ?? []), into]);
        });
    }
    for (const circle of circlesOf(new Map(Object.entries(rooms)))) problems.push(`tests/lint/rooms.mjs:1: the rooms ${circle.join(', ')} include each other: one of the arrows must go`);
    const found = circlesOf(nouns).map((circle) => circle.join(' '));
    for (const circle of found.filter((c) => !CIRCLES.includes(c))) problems.push(`src/${circle.split(' ')[0]}.h:1: ${circle.split(' ').join(', ')} include each other: move what they share into a header of its own, or split the file that reads from the one that writes`);
    for (const circle of CIRCLES.filter((c) => !found.includes(c))) problems.push(`tests/lint/rooms.mjs:1: the circle ${circle} is gone: remove its row from CIRCLES`);
    return problems;
}

/** Complaints about files that do not begin by saying what they are for. */
export function openingProblems(files) {
    const silent = files.filter((file) => !fs.readFileSync(file, 'utf8').split('\n')[1]?.startsWith('/* ') && !file.endsWith('.cc')).map(source);
    return silent.map((file) => `src/${file}:2: say here what the file is for and what its decisions depend on`);
}

/** Complaints about files that have grown too long for one noun. */
export function lengthProblems(files) {
    const long = files.filter((file) => fs.readFileSync(file, 'utf8').split('\n').length > LINES_MAX + 1).map(source);
    return [
        ...long.filter((file) => !LONG.includes(file)).map((file) => `src/${file}:1: longer than ${LINES_MAX} lines: split it by noun`),
        ...LONG.filter((file) => !long.includes(file)).map((file) => `tests/lint/rooms.mjs:1: ${file} is short now, or gone: remove it from LONG`),
    ];
}

/** Complaints about the lists of handlers that name a file which is not there. */
export function handlerListProblems(files) {
    return ['site', 'admin'].flatMap((room) => {
        const list = `src/${room}/${room}.h`;
        const names = fs.readFileSync(list, 'utf8').match(/[\w/]+\.c\b/g);
        return names.filter((name) => !files.some((file) => file.startsWith(name.includes('/') ? `src/${name}` : `src/${room}/`) && file.endsWith(`/${name.split('/').pop()}`)))
            .map((name) => `${list}:1: there is no ${name}: name the handler's file`);
    });
}
