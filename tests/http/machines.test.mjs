// SPDX-License-Identifier: MIT
// What is for machines alone: robots.txt, security.txt, the manifest, and telling a WebSub hub and
// IndexNow of what was published. The hub is a real server of HTTP here, which can refuse.

import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, test } from 'node:test';
import { elements } from './lib/html.mjs';
import { serveSample } from './lib/pages.mjs';
import { editor, publicPath, signIn, writeArticle } from './lib/people.mjs';
import { waitFor } from './lib/wait.mjs';

const KEY = 'a1b2c3d4e5f6';
let site, reader, boss, hub;

/** A server that keeps what it is sent: { url, requests: [{ path, type, body }], status: what it answers }. */
function startHub() {
    const it = { requests: [], status: 202 };
    it.server = http.createServer((req, res) => {
        const parts = [];
        req.on('data', (d) => parts.push(d));
        req.on('end', () => {
            it.requests.push({ path: req.url, method: req.method, type: req.headers['content-type'], body: Buffer.concat(parts).toString(), status: it.status });
            res.writeHead(it.status).end();
        });
    });
    return new Promise((resolve) => it.server.listen(0, '127.0.0.1', () => {
        it.url = `http://127.0.0.1:${it.server.address().port}`;
        resolve(it);
    }));
}

/** Saves the page of the settings that is for machines, with VALUES in it. */
async function save(values) {
    const page = await boss.page('/admin/settings/machines');
    return boss.submit(page.form('/admin/settings/machines'), values);
}

before(async () => {
    site = await serveSample();
    reader = site.browser();
    boss = await signIn(site, 'boss');
    hub = await startHub();
});
after(async () => {
    hub?.server.closeAllConnections();
    hub?.server.close();
    await site?.close();
});

describe('robots.txt', () => {
    /** The groups of a robots.txt: [{ agents, rules }] (RFC 9309). */
    const groups = (text) => text.split(/\n\s*\n/).map((block) => ({
        agents: [...block.matchAll(/^User-agent: (.*)$/gim)].map((m) => m[1]),
        rules: [...block.matchAll(/^((?:Dis)?allow): ?(.*)$/gim)].map((m) => `${m[1]} ${m[2]}`),
    })).filter((g) => g.agents.length);

    test('lets robots read all that is public', async () => {
        const [everybody, ...others] = groups((await reader.page('/robots.txt')).html);
        assert.deepEqual(everybody.agents, ['*']);
        assert.ok(everybody.rules.includes('Disallow /admin/'));
        assert.ok(!everybody.rules.includes('Disallow /'));
        assert.deepEqual(others, []);
    });

    test('asks the collectors for language models to stay away, where the site wants that', async () => {
        assert.equal((await save({ deny_ai_robots: '1' })).status, 303);
        const [everybody, ai] = groups((await reader.page('/robots.txt')).html);
        for (const name of ['GPTBot', 'ClaudeBot', 'CCBot', 'Google-Extended']) assert.ok(ai.agents.includes(name), name);
        assert.ok(!ai.agents.includes('Googlebot') && !ai.agents.includes('*'));
        assert.deepEqual(ai.rules, ['Disallow /']);
        assert.ok(!everybody.rules.includes('Disallow /'));
        assert.equal((await save({ deny_ai_robots: [] })).status, 303);
        assert.equal(groups((await reader.page('/robots.txt')).html).length, 1);
    });
});

describe('security.txt', () => {
    test('is there where the site has a contact, as RFC 9116 wants it', async () => {
        assert.equal((await reader.get('/.well-known/security.txt')).status, 404);
        assert.equal((await save({ security_contact: 'security@example.org' })).status, 303);
        const answer = await reader.get('/.well-known/security.txt');
        assert.equal(answer.status, 200);
        assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
        const field = (name) => [...answer.html.matchAll(new RegExp(`^${name}: (.*)$`, 'gm'))].map((m) => m[1]);
        assert.deepEqual(field('Contact'), ['mailto:security@example.org']);
        assert.deepEqual(field('Canonical'), [`${site.address}/.well-known/security.txt`]);
        const [expires, ...more] = field('Expires');
        assert.deepEqual(more, []);
        const days = (new Date(expires).getTime() - Date.now()) / 86_400_000;
        assert.ok(days > 30 && days < 365, `${days} days`);
        assert.equal((await save({ security_contact: 'https://news.example/security' })).status, 303);
        assert.match((await reader.page('/.well-known/security.txt')).html, /^Contact: https:\/\/news\.example\/security$/m);
    });

    test('takes no contact that is neither an address for mail nor a page', async () => {
        const refused = await save({ security_contact: 'call me' });
        assert.equal(refused.status, 422);
        assert.match(refused.text, /The security contact must be an e-mail address, or begin with https/);
    });
});

test('the manifest of the site names it, and icons that are there', async () => {
    const page = await reader.page('/');
    const [link] = elements(page.html, (t, a) => t === 'link' && a.rel === 'manifest');
    const answer = await reader.page(link.attributes.href);
    assert.match(answer.headers['content-type'], /^application\/manifest\+json/);
    const manifest = JSON.parse(answer.html);
    assert.equal(manifest.name, 'The Wrenmouth Lantern');
    assert.equal(manifest.start_url, '/');
    assert.equal(manifest.dir, 'ltr');
    assert.ok(manifest.icons.length > 0);
    for (const icon of manifest.icons) {
        const file = await reader.page(icon.src);
        assert.equal(file.headers['content-type'].split(';')[0], icon.type);
    }
});

describe('what is published', () => {
    const topics = () => hub.requests.filter((r) => r.path === '/hub' && r.status < 300).map((r) => {
        const form = new URLSearchParams(r.body);
        assert.equal(form.get('hub.mode'), 'publish');
        return form.get('hub.url');
    });
    const told = () => hub.requests.filter((r) => r.path === '/indexnow' && r.status < 300).flatMap((r) => JSON.parse(r.body).urlList);
    const waiting = async () => Number(await site.sql('SELECT count(*) FROM ping;'));

    before(async () => {
        const saved = await save({ websub_hub: `${hub.url}/hub`, indexnow_key: KEY, indexnow_address: `${hub.url}/indexnow` });
        assert.equal(saved.status, 303, saved.text);
    });

    test('is told to the hub: the feeds that it changed, which name that hub', async () => {
        await writeArticle(boss, { title: 'The hub hears of this', body: 'Text.' });
        await waitFor('the hub is told', () => topics().length >= 6);
        for (const feed of ['/feed.xml', '/atom.xml', '/feed.json']) assert.ok(topics().includes(site.address + feed), feed);
        assert.ok(topics().some((t) => /\/section\/[^/]+\/feed\.xml$/.test(t)), 'and those of its section');
        assert.match((await reader.page('/feed.xml')).html, new RegExp(`<atom:link href="${hub.url}/hub" rel="hub"/>`));
        assert.deepEqual(JSON.parse((await reader.page('/feed.json')).html).hubs, [{ type: 'WebSub', url: `${hub.url}/hub` }]);
    });

    test('is told to IndexNow: its own address, with a key that this site shows', async () => {
        const path = publicPath(await writeArticle(boss, { title: 'IndexNow hears of this', body: 'Text.' }));
        const request = await waitFor('IndexNow is told', () => hub.requests.find((r) => r.path === '/indexnow' && JSON.parse(r.body).urlList.includes(site.address + path)));
        assert.match(request.type, /^application\/json/);
        const sent = JSON.parse(request.body);
        assert.equal(sent.host, '127.0.0.1');
        assert.ok(sent.urlList.includes(site.address + path));
        assert.equal(sent.key, KEY);
        assert.equal((await reader.page(new URL(sent.keyLocation).pathname)).html.trim(), KEY);
        assert.equal((await reader.get('/another-key.txt')).status, 404);
    });

    test('is not told while it is a draft', async () => {
        const before = hub.requests.length;
        await writeArticle(boss, { title: 'Nobody hears of this', body: 'Text.' }, 'save');
        assert.equal(await waiting(), 0, 'nothing waits to be told');
        assert.equal(hub.requests.length, before);
    });

    test('is told again where the hub could not take it, also after the program was killed', async () => {
        hub.status = 503;
        const path = publicPath(await writeArticle(boss, { title: 'Heard at the second try', body: 'Text.' }));
        await waitFor('both have refused', () => ['/hub', '/indexnow'].every((p) => hub.requests.some((r) => r.path === p && r.status === 503)));
        await waitFor('it is put back', async () => await site.sql('SELECT min(tries) >= 1 FROM ping;') === '1');
        assert.ok(await waiting() >= 2);
        assert.ok(!told().includes(site.address + path));
        await site.stop('SIGKILL');
        hub.status = 202;
        await site.sql('UPDATE ping SET due_at = 0;'); // the time of the next try has come
        const before = topics().length;
        await site.start();
        await waitFor('IndexNow is told', () => told().includes(site.address + path));
        await waitFor('the hub is told', () => topics().length > before);
        await waitFor('nothing waits any longer', async () => await waiting() === 0);
    });

    test('is told again when it has changed', async () => {
        const page = await writeArticle(boss, { title: 'It changes', body: 'Text.' });
        const path = publicPath(page);
        await waitFor('IndexNow is told', () => told().filter((u) => u.endsWith(path)).length === 1);
        const changed = await boss.submit(editor(page), { body: 'Another text.' }, { button: 'save' });
        assert.ok(changed.status === 303, changed.text.slice(0, 200));
        await waitFor('IndexNow is told again', () => told().filter((u) => u.endsWith(path)).length === 2);
    });
});
