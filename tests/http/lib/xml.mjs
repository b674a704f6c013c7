// SPDX-License-Identifier: MIT
// XML as the tests need it: checked by libxml2's xmllint, then read as a flat list of elements.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { unescapeHtml } from './html.mjs';
import * as processes from './processes.mjs';

/** Asserts that TEXT is well-formed; valid by the schema in the file SCHEMA, where one is given. */
export async function assertXml(text, what, schema) {
    const file = `${processes.root}/${processes.nextName('document')}.xml`;
    fs.writeFileSync(file, text);
    const run = await processes.run('xmllint', ['--noout', '--nonet', ...(schema ? ['--schema', schema] : []), file], { own: false });
    assert.equal(run.code, 0, `${what}: ${run.err}`);
}

/**
 * A file with one schema of all that a sitemap's part may hold: the format's own, which takes elements of
 * others strictly, and those of news and of links to translations.
 */
export function sitemapSchema() {
    const part = createRequire(import.meta.url).resolve('../../node_modules/sitemap/schema/sitemap.xsd');
    const lib = `${processes.checkout}/tests/http/lib`;
    const file = `${processes.root}/${processes.nextName('sitemap')}.xsd`;
    fs.writeFileSync(file, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:import namespace="http://www.google.com/schemas/sitemap-news/0.9" schemaLocation="${lib}/news.xsd"/>
        <xs:import namespace="http://www.w3.org/1999/xhtml" schemaLocation="${lib}/xhtmllink.xsd"/>
        <xs:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="${part}"/>
    </xs:schema>`);
    return file;
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
