// SPDX-License-Identifier: MIT
// The letters that src/tools/fonts.sh puts into each font file are those that its rule in site.css promises.

import fs from 'node:fs';

const hex = (n) => n.toString(16).toUpperCase().padStart(4, '0');

/** The code points of "U+0020-007E, U+00A0". */
function letters(list) {
    const set = new Set();
    for (const part of list.split(',')) {
        const [, first, last] = /^\s*U\+([0-9A-F]+)(?:-([0-9A-F]+))?\s*$/.exec(part);
        for (let c = parseInt(first, 16); c <= parseInt(last ?? first, 16); c++) set.add(c);
    }
    return set;
}

/** What is wrong with the rules: sentences. */
export function fontProblems() {
    const script = fs.readFileSync('src/tools/fonts.sh', 'utf8');
    const sets = {};
    for (const [, name, list] of script.matchAll(/^(\w+)=((?:(?:U\+[0-9A-F-]+|\$[a-z_]{2,}),?)+)$/gm))
        sets[name] = new Set(list.split(',').flatMap((part) => [...(part.startsWith('$') ? sets[part.slice(1)] : letters(part))]));
    const cuts = [...script.matchAll(/^ {4}cut "\$1" "\$2(?:-([a-z-]+))?" "(\S+)"/gm)].map(([, name, of]) =>
        ({ name: name ?? '', has: sets[of.slice(1)] }));
    const inSheets = [...script.matchAll(/^rules_for (\S+)/gm)].map((m) => m[1]); // their rules are made with them
    const faces = [...script.matchAll(/^cut_all \S+ (\S+)$/gm)].map((m) => m[1]);
    const rules = [...fs.readFileSync('public/site.css', 'utf8').matchAll(/^@font-face .*$/gm)].map(([rule]) =>
        ({ family: /font-family: "([^"]+)"/.exec(rule)[1], file: /fonts\/([^.]+)\.woff2/.exec(rule)?.[1], range: /unicode-range: ([^;]+);/.exec(rule)?.[1] })).filter((r) => r.file);
    const problems = [];
    for (const face of faces) {
        const promised = new Set();
        for (const { name, has } of cuts) {
            const file = name ? `${face}-${name}` : face;
            const own = rules.filter((r) => r.file === file);
            if (own.length === 0 && !inSheets.includes(name)) problems.push(`no rule names fonts/${file}.woff2`);
            for (const { range, family } of own)
                for (const c of letters(range)) {
                    if (!has.has(c)) problems.push(`"${family}": U+${hex(c)} is not in fonts/${file}.woff2`);
                    // A browser loads the file of each rule that has a letter.
                    if (promised.has(c)) problems.push(`"${family}": two rules have U+${hex(c)}, the later ${file}`);
                    promised.add(c);
                }
        }
        for (const c of new Set(cuts.flatMap((cut) => [...cut.has]))) if (!promised.has(c)) problems.push(`${face}: no rule has U+${hex(c)}`);
    }
    for (const { file } of rules) if (!faces.some((f) => cuts.some((c) => file === (c.name ? `${f}-${c.name}` : f)))) problems.push(`nothing makes fonts/${file}.woff2`);
    return problems;
}
