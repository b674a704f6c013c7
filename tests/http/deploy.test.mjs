// SPDX-License-Identifier: MIT
// The shipped files of nginx and Apache on a real machine: HTTPS, a proxy in front, two sites on one server,
// and what their logs keep. (tests/install/slow.test.mjs: what is left for readers while others hold connections.)

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Answer } from './lib/client.mjs';
import { commentOn, signIn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { startApacheFcgid, startApacheProxy, startNginx } from './lib/servers.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const NAME = 'news.example.org';
const hostOf = (host) => ({ headers: { host } });
const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');

/** A certificate of its own for NAME, where both servers' users may read it. */
function certificate() {
    const cert = `${processes.root}/cert.pem`, key = `${processes.root}/key.pem`;
    if (!fs.existsSync(cert))
        execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert,
            '-days', '2', '-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME},DNS:www.${NAME}`], { stdio: 'ignore' });
    return { cert, key };
}

/** One request over HTTPS to HOST on PORT; the certificate must fit it. */
function secure(port, path, { host = NAME, method = 'GET', headers = {} } = {}) {
    return new Promise((resolve, reject) => {
        const request = https.request({ host: '127.0.0.1', port, path, method, servername: host, ca: fs.readFileSync(certificate().cert), agent: false,
            headers: { host, ...headers } }, (res) => {
            const parts = [];
            res.on('data', (d) => parts.push(d)).on('end', () => resolve(new Answer(path, res, Buffer.concat(parts))));
        });
        request.on('error', reject).end();
    });
}

for (const [name, server] of [['nginx', startNginx], ['Apache', startApacheProxy]]) {
    describe(`${name}, with the lines for HTTPS`, () => {
        let site, port, path;
        before(async () => {
            site = await makeSite();
            ({ path } = await site.article({}));
            await site.start();
            port = await processes.freePort();
            site.server = await server(site, { tls: { port, ...certificate() } });
        });
        after(() => site.close());

        test('HTTP leads to HTTPS, and each other name to the site\'s own', async () => {
            const plain = site.browser();
            for (const host of [NAME, `www.${NAME}`]) {
                const answer = await plain.get(`${path}?a=1`, hostOf(host));
                assert.deepEqual([answer.status, answer.location], [301, `https://${NAME}${path}?a=1`], host);
                assert.equal(answer.headers['strict-transport-security'], undefined, 'of no use over HTTP');
            }
            const www = await secure(port, `${path}?a=1`, { host: `www.${NAME}` });
            assert.deepEqual([www.status, www.location], [301, `https://${NAME}${path}?a=1`]);
        });

        test('a browser that came over HTTPS is told to come over nothing else; the program knows, too', async () => {
            const page = await secure(port, path);
            assert.equal(page.status, 200);
            const style = /<link rel="stylesheet" href="([^"]+)"/.exec(page.html)[1];
            for (const [asked, status] of [[path, 200], [style, 200], ['/nothing/', 404], ['/admin/login', 200]]) {
                const answer = await secure(port, asked);
                assert.equal(answer.status, status, asked);
                assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000', asked);
                assert.equal(answer.rawHeaders.filter((h) => /^strict-transport/i.test(h)).length, 1);
            }
            const login = await secure(port, '/admin/login');
            for (const cookie of login.headers['set-cookie'] ?? []) assert.match(cookie, /; Secure/);
        });
    });

    describe(`${name}, behind a proxy`, () => {
        const forwarded = { 'x-forwarded-for': '203.0.113.99, 198.51.100.7', 'x-forwarded-proto': 'https' };

        test('that is trusted: the reader\'s address and HTTPS are what it says', async () => {
            const site = await serveSite({ server: (it) => server(it, { proxy: true }) });
            try {
                const { path } = await site.article({});
                const reader = site.browser({ address: '127.0.0.1', headers: forwarded });
                const { text } = await commentOn(site, path, {}, reader);
                assert.equal(await site.sql(`SELECT addr FROM comment WHERE body = '${text}';`), '198.51.100.7', 'the last one: those before may be anything');
                const page = await reader.get('/admin/login');
                assert.equal(page.headers['strict-transport-security'], 'max-age=31536000');
                assert.match(read(`${site.server.dir}/broadsheet.access.log`), /^198\.51\.100\.7 /m);
                const plain = site.browser({ address: '127.0.0.1', headers: { ...forwarded, 'x-forwarded-proto': 'http' } });
                assert.equal((await plain.get('/')).headers['strict-transport-security'], undefined);
                // Somebody who is not the proxy says the same.
                const stranger = site.browser({ address: '127.99.0.1', headers: forwarded });
                const other = await commentOn(site, path, {}, stranger);
                assert.equal(await site.sql(`SELECT addr FROM comment WHERE body = '${other.text}';`), '127.99.0.1');
                assert.equal((await stranger.get('/')).headers['strict-transport-security'], undefined);
            } finally {
                await site.close();
            }
        });

        test('numbers are for this machine, and for nobody whom the proxy passes on', async () => {
            const site = await serveSite({ server: (it) => server(it, { proxy: true }) });
            try {
                const passedOn = site.browser({ address: '127.0.0.1', headers: forwarded });
                for (const what of ['/metrics', '/readyz']) {
                    const refused = await passedOn.get(what);
                    assert.equal(refused.status, 403);
                    assert.equal(refused.headers['content-security-policy'], undefined, 'the web server says so itself');
                    assert.equal((await site.browser().get(what)).status, 200, what);
                }
                assert.equal((await passedOn.get('/healthz')).status, 200);
            } finally {
                await site.close();
            }
        });

        test('where none is named, nobody is believed', async () => {
            const site = await serveSite({ server });
            try {
                const { path } = await site.article({});
                const reader = site.browser({ address: '127.0.0.1', headers: forwarded });
                const { text } = await commentOn(site, path, {}, reader);
                assert.equal(await site.sql(`SELECT addr FROM comment WHERE body = '${text}';`), '127.0.0.1');
                assert.equal((await reader.get('/')).headers['strict-transport-security'], undefined);
            } finally {
                await site.close();
            }
        });
    });

    test(`${name}: the error log keeps no query, neither of what was asked for nor of where it was asked from`, async () => {
        const site = await serveSite({ server });
        try {
            await site.stop();
            const log = () => read(`${site.server.dir}/broadsheet.error.log`);
            const reader = site.browser();
            const away = async (target, options) => assert.equal((await reader.get(target, options)).status, 503);
            await away('/search?q=a-private-matter');
            await away('/plain/', { headers: { referer: `http://${NAME}/2026/01/02/x/?receipt=a-secret` } });
            assert.equal((await reader.get('/media/none.png', { headers: { referer: `http://${NAME}/?receipt=a-secret` } })).status, 404);
            assert.equal((await reader.post('/comment?x=a-secret', 'a=b', { headers: { referer: `http://${NAME}/?receipt=a-secret` } })).status, 503);
            assert.equal((await reader.get('/x?x=a-secret', { headers: { 'content-length': String(30 << 20) } }).catch(() => ({ status: 413 }))).status, 413);
            await away('/known/');
            await waitFor('why it is away', () => /broadsheet.*\.socket|site\d+\.socket/.test(log()));
            assert.doesNotMatch(log() + read(`${site.server.dir}/error.log`), /private|secret/);
            assert.doesNotMatch(read(`${site.server.dir}/broadsheet.access.log`), /private|secret/);
        } finally {
            await site.close();
        }
    });

    test(`${name} says what to do about a form that is larger than any may be`, async () => {
        const site = await serveSite({ server });
        try {
            // Only announced: the answer comes before the bytes.
            const answer = await new Promise((resolve, reject) => {
                const socket = net.connect(site.port, '127.0.0.1', () => socket.write(`POST /comment HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${21 << 20}\r\nConnection: close\r\n\r\na=`));
                let text = '';
                socket.on('data', (d) => { text += d; if (/<\/html>/.test(text)) { socket.destroy(); resolve(text); } });
                socket.on('error', reject).on('end', () => resolve(text));
            });
            assert.match(answer, /^HTTP\/1\.1 413 /);
            assert.match(answer, /<h1>Too large<\/h1>/);
            assert.match(answer, /Go back, where what you typed still is/);
        } finally {
            await site.close();
        }
    });
}

for (const [name, server] of [['nginx', startNginx], ['Apache, mod_proxy_fcgi', startApacheProxy], ['Apache, mod_fcgid', startApacheFcgid]]) {
    test(`${name}: two sites on one server, each with its own articles, comments, files and logs; one's folder has a space in its name`, async () => {
        const sites = {};
        for (const called of ['broadsheet', 'weekly']) {
            const site = await makeSite();
            if (called === 'weekly') {
                fs.renameSync(site.dir, `${site.dir} of the week`);
                site.dir += ' of the week';
            }
            site.host = `${called}.example.org`;
            if (!server.startsProgram) await site.start();
            sites[called] = site;
        }
        const shared = await server(sites);
        try {
            for (const site of Object.values(sites)) site.browser = (options = {}) => Object.getPrototypeOf(site).browser.call(site, { ...options, headers: { host: site.host } });
            const paths = {};
            for (const [called, site] of Object.entries(sites)) {
                site.server = shared;
                fs.writeFileSync(`${site.dir}/public/ads.txt`, called);
                ({ path: paths[called] } = await site.article({ slug: `only-on-${called}` }));
            }
            for (const [called, site] of Object.entries(sites)) {
                const reader = site.browser();
                const other = called === 'weekly' ? 'broadsheet' : 'weekly';
                assert.equal((await reader.get(paths[called])).status, 200);
                assert.equal((await reader.get(paths[other])).status, 404);
                assert.equal((await reader.get('/ads.txt')).html, called);
                const { text } = await commentOn(site, paths[called], {}, reader);
                assert.equal(await site.sql(`SELECT count(*) FROM comment WHERE body = '${text}';`), '1');
                const page = await reader.get('/');
                assert.equal((await reader.get(/<link rel="stylesheet" href="([^"]+)"/.exec(page.html)[1])).status, 200);
                const www = await site.browser().get('/a/', hostOf(`www.${site.host}`));
                assert.deepEqual([www.status, www.location], [301, `http://${site.host}/a/`]);
                const log = await waitFor('the access log', () => read(`${shared.dir}/${called}.access.log`));
                assert.ok(log.includes(`only-on-${called}`));
            }
            if (server.startsProgram) return;
            // The one is away, the other is not.
            await sites.weekly.stop();
            assert.equal((await sites.weekly.browser().get('/')).status, 503);
            assert.equal((await sites.broadsheet.browser().get('/')).status, 200);
        } finally {
            await shared.stop();
            for (const site of Object.values(sites)) if (site.process?.running) await site.process.stop('SIGKILL');
        }
    });
}

test('nginx: who tries to sign in too often is told to wait, and still reads', async () => {
    const site = await serveSite({ users: { boss: 'admin' } });
    try {
        const one = site.browser({ address: '127.0.0.1', sockets: 8 });
        const answers = await Promise.all(Array.from({ length: 140 }, () => one.post('/admin/login', { login: 'x', password: 'y' })));
        const away = answers.filter((a) => a.status === 429 && /Too many at once/.test(a.text));
        assert.ok(away.length > 0 && away.every((a) => a.headers['retry-after'] === '10'), 'some are sent away');
        assert.equal((await one.get('/')).status, 200);
        await signIn(site, 'boss');
    } finally {
        await site.close();
    }
});
