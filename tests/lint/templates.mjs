// SPDX-License-Identifier: MIT
// Templates against the tables of variables behind them (src/tmpl/tpl.h), both ways: a variable that no
// table has would show nothing, silently; a row that no template shows is dead.
//
// A template belongs to every table that stands in one statement, or one initializer, with its name in the C source.

import fs from 'node:fs';

/** The tables in C: name → [{ name, kind, sub }]. */
export function readTables(sources) {
    const tables = new Map();
    const macros = new Map(); // rows that several tables share
    for (const file of sources)
        for (const [, name, body] of fs.readFileSync(file, 'utf8').matchAll(/#define (\w+)\([^)]*\)((?:.*\\\n)*.*)/g))
            if (/TPL_(FIELD|SUB)\(/.test(body)) macros.set(name, body.replace(/\\\n/g, '\n'));
    for (const file of sources) {
        const text = fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
        for (const [, table, typed] of text.matchAll(/struct tpl_field (\w+)\[\]\s*=\s*\{([\s\S]*?)TPL_END/g)) {
            const rows = [];
            const body = typed.replace(/(\w+)\([^()]*\),/g, (all, name) => (macros.has(name) ? `${macros.get(name)},\n` : all));
            for (const [, macro, args] of body.matchAll(/TPL_(FIELD|SUB)\(([^;]*?)\)(?=,\s*(?:TPL_|$|\n))/g)) {
                const a = args.split(',').map((s) => s.trim());
                rows.push({ name: a[1].replace(/"/g, ''), kind: a[2], sub: macro === 'SUB' ? a[4] : null });
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
        if (mark === '!' || mark === '%' || !name) continue;
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

/** The table that the function NAME shows its `file` argument with. */
function inFunction(text, name, file, tables) {
    const body = new RegExp(`\\n[^\\n]*\\b${name}\\([^;{]*\\)\\s*\\{([\\s\\S]*?)\\n\\}`).exec(text)?.[1] ?? '';
    return [...body.matchAll(/(?<![.\w])\w+/g)].map((m) => tableNamed(tables, file, m[0])).find(Boolean);
}

/** Where the source itself says which table goes with a template (src/tmpl/tpl.h). */
const KNOWN = /^TPL_KNOWN\("([^"]+)", (\w+)\);$/gm;

/** What it says must be what it does, and be said of every template. */
function knownProblems(sources, pairs) {
    const does = new Set(pairs.map((p) => `${p.template} ${p.key}`));
    const says = new Set(sources.filter((f) => f.endsWith('.c')).flatMap((file) =>
        [...fs.readFileSync(file, 'utf8').matchAll(KNOWN)].map(([, name, table]) => `templates/${name} ${file}:${table}`)));
    return [
        ...[...does].filter((pair) => !says.has(pair)).map((pair) => `${pair}: a TPL_KNOWN is missing`),
        ...[...says].filter((pair) => !does.has(pair)).map((pair) => `${pair}: TPL_KNOWN, but this template is not shown with this table`),
    ];
}

/** Pairs of a template and a table that are named in one statement. */
export function readPairs(sources, tables) {
    const pairs = [];
    for (const file of sources.filter((f) => f.endsWith('.c'))) {
        const text = fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(KNOWN, '');
        for (const match of text.matchAll(/"([a-z]+\/[\w-]+\.tpl)"/g)) {
            // The statement around the name, or the few lines after it (`*file = ...; *fields = ...;`).
            const from = Math.max(text.lastIndexOf('\n{', match.index), text.lastIndexOf('\n}', match.index), 0);
            const end = text.indexOf('\n}', match.index);
            const before = text.slice(Math.max(from, text.lastIndexOf(';', match.index)), match.index);
            const after = text.slice(match.index, Math.min(end < 0 ? text.length : end, match.index + 400));
            const near = [after.split(';').slice(0, 3).join(';'), before];
            const inStatement = near.flatMap((part) => [...part.matchAll(/(?<![.\w])\w+/g)].map((m) => tableNamed(tables, file, m[0]))).find(Boolean);
            const caller = /(\w+)\([^()]*$/.exec(before.replace(/\([^()]*\)/g, ''))?.[1];
            const key = inStatement ?? (caller && inFunction(text, caller, file, tables));
            if (key) pairs.push({ template: `templates/${match[1]}`, key, file });
        }
    }
    return pairs;
}

export function templateProblems(templates, sources) {
    const tables = readTables(sources);
    const pairs = readPairs(sources, tables);
    const problems = knownProblems(sources, pairs);
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
