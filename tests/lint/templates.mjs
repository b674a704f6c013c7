// SPDX-License-Identifier: MIT
// Templates against the tables of variables behind them (src/tmpl/tpl.h), both ways: a variable that no
// table has would show nothing, silently; a row that no template shows is dead.
//
// Which table is behind a template, its TPL_TEMPLATE says.

import fs from 'node:fs';

/** The tables in C: name → [{ name, kind, sub }]. */
export function readTables(sources) {
    const tables = new Map();
    const macros = new Map(); // rows that several tables share
    for (const file of sources)
        for (const [, name, body] of fs.readFileSync(file, 'utf8').matchAll(/#define (\w+)\(((?:.*\\\n)*.*)/g))
            if (/TPL_(FIELD|SUB)\(/.test(body)) {
                const [, struct, rows] = /^(\w+)[^)]*\)([^]*)$/.exec(body.replace(/\\\n/g, '\n'));
                macros.set(name, (type) => rows.replace(new RegExp(`\\b${struct}\\b`, 'g'), type));
            }
    for (const file of sources) {
        const text = fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
        for (const [, table, typed] of text.matchAll(/struct tpl_field (\w+)\[\]\s*=\s*\{([\s\S]*?)TPL_END/g)) {
            const rows = [];
            const body = typed.replace(/(\w+)\((\w+)[^()]*\),/g, (all, name, type) => (macros.has(name) ? `${macros.get(name)(type)},\n` : all));
            for (const [, macro, args] of body.matchAll(/TPL_(FIELD|SUB)\(([^;]*?)\)(?=,\s*(?:TPL_|$|\n))/g)) {
                const a = args.split(',').map((s) => s.trim());
                rows.push({ struct: a[0], name: a[1].replace(/"/g, ''), kind: a[2], sub: macro === 'SUB' ? a[4] : null,
                    size: /sizeof\(struct (\w+)\)/.exec(a[5])?.[1] });
            }
            tables.set(`${file}:${table}`, { file, table, rows });
        }
    }
    return tables;
}

/** What a template uses: [{ name, section, children, line }]. */
export function readTemplate(file) {
    const text = fs.readFileSync(file, 'utf8');
    const root = { children: [] };
    const stack = [root];
    for (const match of text.matchAll(/\{\{([#/>%!]?)([A-Za-z_][\w]*)?[^}]*\}\}/g)) {
        const [, mark, name] = match;
        if (mark === '!' || mark === '%' || !name || name.startsWith('_')) continue; // {{_}} marks a message
        const line = text.slice(0, match.index).split('\n').length;
        const top = stack[stack.length - 1];
        if (mark === '#') {
            const node = { name, section: true, children: [], line };
            top.children.push(node);
            stack.push(node);
        } else if (mark === '/') stack.pop();
        else top.children.push({ name, include: mark === '>', children: [], line });
    }
    return root;
}

/** The table NAME as FILE sees it. */
export function tableNamed(tables, file, name) {
    const local = `${file}:${name}`;
    return tables.has(local) ? local : [...tables.keys()].find((k) => k.endsWith(`:${name}`));
}

/** Pairs of a template and its table: what TPL_TEMPLATE declares. Nothing else may be shown (madeByHand). */
export function readPairs(sources) {
    return sources.filter((f) => f.endsWith('.c')).flatMap((file) =>
        [...fs.readFileSync(file, 'utf8').matchAll(/^TPL_TEMPLATE\((\w+),\s*"([^"]+)",\s*(\w+),\s*(\w+)\);$/gm)]
            .map(([, , template, view, table]) => ({ template: `templates/${template}`, key: `${file}:${table}`, view, file })));
}

/** Views that are put together past TPL_TEMPLATE's functions, whose types the compiler checks. */
const madeByHand = (sources) => sources.filter((f) => f.endsWith('.c') && /struct tpl_include\b[^;{]*\{\s*[.\w]*[^;}]*\.tpl"/.test(fs.readFileSync(f, 'utf8')))
    .map((f) => `${f}: names a template in a struct tpl_include; a TPL_TEMPLATE's function makes one`);

/** A table is of one struct: the one that its template shows, or that the list around it has items of. */
function structProblems(tables, pairs) {
    const problems = [];
    const expect = (where, key, struct) => {
        for (const row of tables.get(key)?.rows ?? [{ struct: 'no table' }])
            if (row.struct !== struct) problems.push(`${where}: ${key}'s ${row.name} is of struct ${row.struct}, not ${struct}`);
    };
    for (const { template, key, view } of pairs) expect(template, key, view);
    for (const [key, { file, rows }] of tables) {
        if (rows.length) expect(key, key, rows[0].struct);
        for (const row of rows)
            if (row.size) expect(key, tableNamed(tables, file, row.sub), row.size);
    }
    return problems;
}

export function templateProblems(templates, sources) {
    const tables = readTables(sources);
    const pairs = readPairs(sources);
    const problems = [...structProblems(tables, pairs), ...madeByHand(sources)];
    const used = new Set();
    const subOf = (key, name) => tableNamed(tables, key.split(':')[0], name);

    /** Every node must be in one of the tables in scope, the innermost first. */
    const look = (file, nodes, scope) => {
        for (const node of nodes) {
            const at = scope.findIndex((key) => tables.get(key).rows.some((r) => r.name === node.name));
            if (at < 0) {
                problems.push(`${file}:${node.line}: {{${node.name}}} is in no table: ${scope.map((k) => k.split(':')[1]).join(', ')}`);
                continue;
            }
            const rows = tables.get(scope[at]).rows.filter((r) => r.name === node.name);
            used.add(`${scope[at]} ${node.name}`);
            const kinds = node.section ? ['TPL_BOOL', 'TPL_IF_TEXT', 'TPL_LIST', 'TPL_VIEW'] : node.include ? ['TPL_INCLUDE'] : ['TPL_STR', 'TPL_HTML', 'TPL_INT'];
            const row = rows.find((r) => kinds.includes(r.kind));
            if (!row) problems.push(`${file}:${node.line}: {{${node.name}}} is ${rows.map((r) => r.kind)} in ${scope[at].split(':')[1]}`);
            const sub = row?.sub && subOf(scope[at], row.sub);
            if (node.section) look(file, node.children, sub ? [sub, ...scope] : scope);
        }
    };

    for (const file of templates) {
        const its = pairs.filter((p) => p.template === file);
        if (!its.length) {
            problems.push(`${file}: no table in src/ goes with it`);
            continue;
        }
        const root = readTemplate(file);
        for (const key of new Set(its.map((p) => p.key))) look(file, root.children, [key]);
    }
    const shown = new Set(pairs.map((p) => p.key));
    for (const [key, { file, table, rows }] of tables)
        for (const row of rows)
            if (!used.has(`${key} ${row.name}`)) problems.push(`${file}: ${table}'s ${row.name} is shown by no template${shown.has(key) ? '' : ' (and no template was found for the table)'}`);
    return problems;
}
