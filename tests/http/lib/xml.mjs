// SPDX-License-Identifier: MIT
// XML as the tests need it: checked by libxml2's xmllint, then read as a flat list of elements.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { unescapeHtml } from './html.mjs';
import * as processes from './processes.mjs';

/** Asserts that TEXT is well-formed; valid by the schema in the file SCHEMA, where one is given. */
export async function assertXml(text, what, schema) {
    const file = `${processes.root}/${processes.nextName('document')}.xml`;
    fs.writeFileSync(file, text);
    const run = await processes.run('xmllint', ['--noout', '--nonet', ...(schema ? ['--schema', schema] : []), file], { own: false });
    assert.equal(run.code, 0, `${what}: ${run.err}`);
}

/** The elements called NAME in well-formed TEXT: [{ attributes, inside (raw), text }]. They hold none of their own name. */
export function elementsOf(text, name) {
    const pattern = new RegExp(`<${name}((?:\\s[^<>]*?)?)(?:/>|>([^]*?)</${name}>)`, 'g');
    return [...text.matchAll(pattern)].map(([, attributes, inside = '']) => ({
        attributes: Object.fromEntries([...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, k, v]) => [k, unescapeHtml(v)])),
        inside,
        text: unescapeHtml(inside),
    }));
}

/** The text of the one element called NAME in TEXT; undefined where there is none. */
export const textIn = (text, name) => elementsOf(text, name)[0]?.text;
