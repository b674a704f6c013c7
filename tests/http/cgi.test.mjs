// SPDX-License-Identifier: MIT
// One process a request: what it does not do, since nobody asked for it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import * as processes from './lib/processes.mjs';
import { makeSite } from './lib/site.mjs';

let site, article;
before(async () => {
    site = await makeSite();
    article = await site.article({ title: 'One request, one process', body: 'Read *once*.\n' });
});
after(() => site?.close());

/** The answer of a CGI process: { status, head, body, err, code }. */
async function cgi(path, env = {}) {
    const { code, out, err } = await processes.run(processes.program, [], { env: { GATEWAY_INTERFACE: 'CGI/1.1', SERVER_PROTOCOL: 'HTTP/1.1',
        REQUEST_METHOD: 'GET', REQUEST_URI: path, HTTP_HOST: 'news.example.org', REMOTE_ADDR: '127.0.0.1', BROADSHEET_SITE: site.dir, ...env } });
    const [head, ...body] = out.split('\r\n\r\n');
    return { code, err, head, body: body.join('\r\n\r\n'), status: Number(/^Status: (\d+)/.exec(head)?.[1]) };
}

test('a template that its page does not show is not parsed: broken, it stops no other page', async () => {
    const broken = `${site.dir}/templates/site/search.tpl`;
    fs.mkdirSync(`${site.dir}/templates/site`, { recursive: true });
    fs.writeFileSync(broken, '{{%AUTOESCAPE context="HTML"}}\n{{#NEVER_CLOSED}}\n');
    processes.giveToServer(`${site.dir}/templates`);
    try {
        for (const path of ['/', article.path, '/nowhere/']) {
            const { status, body } = await cgi(path);
            assert.equal(status, path === '/nowhere/' ? 404 : 200, path);
            assert.match(body, /<\/html>\n?$/, path);
        }
        const search = await cgi('/search');
        assert.equal(search.status, 500);
        assert.match(search.err, /search\.tpl: line 2/);
        const served = await site.cli(['serve', '--listen', `unix:${site.socket}`], { timeout: 20_000 });
        assert.equal(served.code, 1, 'who serves many parses all of them first');
    } finally {
        fs.rmSync(broken);
    }
});

test('a database of another schema is answered with 503, and stays as it is to the byte', async () => {
    const version = Number(await site.sql('PRAGMA user_version;'));
    const bytes = () => createHash('sha256').update(fs.readFileSync(site.database)).digest('hex');
    for (const other of [version - 1, version + 1]) {
        await site.sql(`PRAGMA user_version = ${other}; PRAGMA wal_checkpoint(TRUNCATE);`);
        const before = bytes();
        const { status, head, body, err, code } = await cgi('/');
        assert.equal(status, 503);
        assert.equal(code, 1);
        assert.match(head, /Retry-After: \d+/);
        assert.doesNotMatch(body, /schema|migrate/, 'readers learn nothing of it');
        assert.match(err, /schema|newer/);
        assert.equal(bytes(), before);
        assert.deepEqual(fs.readdirSync(site.dir).filter((f) => f.includes('before-')), [], 'no copy, no upgrade');
    }
    await site.sql(`PRAGMA user_version = ${version};`);
    assert.equal((await cgi('/')).status, 200);
});

test('it gives the page that a process which stays gives', async () => {
    const still = (html) => html.replace(/name="token" value="[^"]*"/g, '');
    const once = await cgi(article.path);
    await site.start();
    const { Connection } = await import('./lib/fastcgi.mjs');
    const connection = new Connection(site.socket);
    const { body } = await connection.ask(article.path);
    connection.close();
    assert.equal(still(once.body), still(body.toString()));
});
