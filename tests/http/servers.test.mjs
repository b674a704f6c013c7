// SPDX-License-Identifier: MIT
// The same journey behind every web server that docs/ has a configuration for, and the ways a process
// is started: by hand, by systemd's socket, by Apache.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import { elements } from './lib/html.mjs';
import { commentOn, decide, publicPath, signIn, writeArticle } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { startApacheCgi, startApacheFcgid, startApacheProxy, startNginx } from './lib/servers.mjs';
import { connectionsOf, makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

for (const [name, server] of [['nginx', startNginx], ['Apache, mod_proxy_fcgi', startApacheProxy], ['Apache, mod_fcgid', startApacheFcgid], ['Apache, CGI', startApacheCgi]]) {
    describe(name, () => {
        let site, boss, path;
        before(async () => {
            site = await serveSite({ server, users: { boss: 'admin' }, settings: { comments_per_minute: '0' } });
            boss = await signIn(site, 'boss');
            path = publicPath(await writeArticle(boss, { title: 'Behind a server', body: '[post-views]\n\nText of the article.\n\n' + 'More of it. '.repeat(2000) }));
        });
        after(() => site.close());

        test('read, count, comment, be held, approve, see it', async () => {
            const reader = site.browser();
            const [first] = (await reader.page(path)).views;
            assert.deepEqual((await reader.page(path)).views[0], first + 1);
            const { text, receipt } = await commentOn(site, path);
            assert.ok(receipt.text.includes(text));
            assert.equal((await reader.page(path)).text.includes(text), false);
            await decide(boss, text, 'approve');
            // Behind mod_fcgid the next request may go to another process, which notices within a second.
            if (server.startsProgram) await waitFor('the comment is there', async () => (await reader.page(path)).text.includes(text));
            else assert.ok((await reader.page(path)).text.includes(text));
        });

        test('the access log keeps no query, neither of what was asked for nor of where it was asked from', async () => {
            const reader = site.browser();
            await reader.get('/search?q=a-private-matter', { headers: { referer: `${site.address}/2026/01/02/x/?receipt=a-secret` } });
            const log = () => fs.readFileSync(`${site.server.dir}/broadsheet.access.log`, 'utf8');
            const line = await waitFor('the line', () => log().split('\n').find((l) => l.includes('GET /search ')));
            assert.match(line, /"GET \/search HTTP\/1\.1" 200 \d+ "[^"?]*\/2026\/01\/02\/x\/" "Mozilla/);
            await reader.get('/');
            assert.match(await waitFor('the other line', () => log().split('\n').find((l) => l.includes('GET / '))), /"-" "Mozilla/);
            assert.ok(!/private|secret/.test(log()));
        });

        test('pages arrive compressed once, whole, and are recognised when asked for again', async () => {
            const reader = site.browser();
            const page = await reader.get('/');
            assert.equal(page.headers['content-encoding'], 'gzip');
            const again = await reader.get('/', { headers: { 'if-none-match': page.headers.etag } });
            assert.equal(again.status, 304);
            const head = await reader.head(path);
            assert.equal(head.status, 200);
            assert.equal(head.raw.length, 0);
        });

        test('addresses reach the program as they were typed', async () => {
            const reader = site.browser();
            const login = await reader.get('/admin/login?next=%2Fadmin%2F%3Fa%3D%2526%26b%3Dc%2Fd');
            assert.ok(login.html.includes('value="/admin/?a=%26&amp;b=c/d"'), login.html);
            assert.equal((await reader.get('/?hello')).status, 200, 'no "=": not an argument of a CGI program');
            assert.equal((await reader.get('/nothing%2Fhere/')).status, 404);
            assert.equal((await reader.get(path.slice(0, -1))).status, 301);
            assert.equal((await reader.request('DELETE', path)).status, 405);
        });

        test('a large form and one of unknown length arrive whole', async () => {
            const reader = site.browser();
            const { text } = await commentOn(site, path, { comment: `Long ${'word '.repeat(12_000)} ${Date.now()}` });
            assert.ok(text.length > 60_000);
            const page = await reader.page(path);
            const form = page.form('/comment');
            const answer = await reader.submit(form, { author: 'Chunked', email: 'c@example.org', comment: `In chunks ${process.pid} ${name}` }, { headers: { 'transfer-encoding': 'chunked' } });
            assert.equal(answer.status, 303, answer.text.slice(0, 200));
            assert.equal((await reader.post('/comment', 'x='.padEnd(600_000, 'y'))).status, 413);
        });

        test('shipped files come from the server, with their headers; dot files and other folders do not', async () => {
            const reader = site.browser();
            const page = await reader.page('/');
            const sheet = elements(page.html, (t, a) => t === 'link' && a.rel === 'stylesheet')[0].attributes.href;
            const file = await reader.get(sheet);
            assert.equal(file.status, 200);
            assert.match(file.headers['content-type'], /text\/css/);
            assert.match(file.headers['cache-control'], /immutable/);
            assert.equal(file.headers['x-content-type-options'], 'nosniff');
            assert.equal(file.headers['content-encoding'], 'gzip');
            fs.mkdirSync(`${site.dir}/public/media`, { recursive: true });
            fs.writeFileSync(`${site.dir}/public/ads.txt`, 'of the site');
            fs.writeFileSync(`${site.dir}/public/.env`, 'secret');
            fs.writeFileSync(`${site.dir}/public/media/x.svg`, '<svg xmlns="http://www.w3.org/2000/svg"/>');
            processes.giveToServer(`${site.dir}/public`);
            assert.equal((await reader.get('/ads.txt')).html, 'of the site');
            assert.match((await reader.get('/media/x.svg')).headers['content-security-policy'], /sandbox/);
            for (const hidden of ['/.env', '/media/.env', '/media/', '/media/none.png', '/assets/', '/.broadsheet', '/../views.bin'])
                assert.ok([400, 404].includes((await reader.get(hidden)).status), hidden);
        });

        test('what the program is told of the visitor is the address of the connection', async () => {
            const reader = site.browser({ address: '127.77.66.55' });
            const { text } = await commentOn(site, path, {}, reader);
            const { page } = await decide(boss, text, 'approve');
            assert.ok(page);
            assert.equal(await site.sql(`SELECT addr FROM comment WHERE body LIKE '%${text}%';`), '127.77.66.55');
        });
    });
}

for (const [name, server] of [['nginx', startNginx], ['Apache', startApacheProxy]]) {
    test(`${name} says that the site will be back while the program is not there, and goes on after`, async () => {
        const site = await serveSite({ server });
        try {
            const reader = site.browser();
            await reader.page('/');
            await site.stop();
            const away = await reader.get('/');
            assert.equal(away.status, 503);
            assert.ok(away.headers['retry-after']);
            assert.match(away.text, /Back in a moment/);
            assert.match(away.headers['content-type'], /^text\/html/);
            const style = /<link rel="stylesheet" href="([^"]+)"/.exec(away.html)[1];
            assert.equal((await reader.get(style)).status, 200, 'in the style of the site');
            const form = await reader.post('/comment', { comment: 'Sent while it is away.' });
            assert.equal(form.status, 503, form.text);
            assert.match(form.text, /Back in a moment/);
            await site.start();
            await waitFor('the site is back', async () => (await reader.get('/')).status === 200);
        } finally {
            await site.close();
        }
    });
}

test("nginx says it in the site's own words where it has a 503.html", async () => {
    const site = await serveSite();
    try {
        fs.writeFileSync(`${site.dir}/public/503.html`, '<!doctype html><title>Tea</title><h1>We are having tea</h1>');
        await site.stop();
        const away = await site.browser().get('/any/page/');
        assert.equal(away.status, 503);
        assert.ok(away.headers['retry-after']);
        assert.match(away.text, /We are having tea/);
    } finally {
        await site.close();
    }
});

/**
 * What starts the program with a listening socket: systemd as descriptor 3, a spawner as descriptor 0.
 * In Perl, which every Debian has: Node would take the connections itself.
 */
const SPAWNER = `use Socket; use POSIX;
    my ($path, $fd, @command) = @ARGV;
    $^F = 100;
    my $s;
    socket($s, AF_UNIX, SOCK_STREAM, 0) && bind($s, pack_sockaddr_un($path)) && listen($s, 128) or die $!;
    chmod 0666, $path;
    POSIX::dup2(fileno($s), $fd) // die $! if fileno($s) != $fd;
    if ($fd == 3) { $ENV{LISTEN_PID} = $$; $ENV{LISTEN_FDS} = 1; }
    exec @command;`;

for (const [name, descriptor] of [['systemd (LISTEN_FDS)', '3'], ['a spawner (descriptor 0)', '0']]) {
    test(`a socket from ${name} is served, lets a rush wait, and is not the program's to remove`, async () => {
        const site = await makeSite();
        site.process = processes.start('perl', ['-e', SPAWNER, site.socket, descriptor, processes.program, 'serve', '--site', site.dir],
            { log: site.log, death: 'KILL' });
        try {
            await waitFor('the socket is there', () => fs.existsSync(site.socket));
            site.server = await startNginx(site);
            await waitFor('the site answers', async () => (await site.browser().get('/')).status === 200);
            // The spawner asked for a backlog of 128.
            site.process.signal('SIGSTOP');
            const waiting = await Promise.all(Array.from({ length: 1000 }, () => processes.connects(site.socket)));
            site.process.signal('SIGCONT');
            assert.equal(waiting.filter(Boolean).length, 1000, 'all of them wait');
            assert.deepEqual(await site.stop(), { code: 0, signal: null });
            assert.ok(fs.existsSync(site.socket));
        } finally {
            await site.close();
        }
    });
}

test('a TCP socket is refused with a clear sentence', async () => {
    const site = await makeSite();
    const result = await site.cli(['serve', '--listen', '127.0.0.1:9000'], { timeout: 20_000 });
    assert.ok([1, 2].includes(result.code));
    assert.match(result.err, /unix:/);
});

for (const [name, server] of Object.entries({ nginx: startNginx, 'Apache, mod_proxy_fcgi': startApacheProxy }))
    test(`${name}: a form reaches the program when it is whole, however slowly it is sent`, async () => {
        const site = await serveSite({ server, settings: { comments_per_minute: '0' } });
        const { path } = await site.article({});
        const comment = async (i) => {
            const { fields } = (await site.browser().page(path)).form('/comment');
            return new URLSearchParams({ ...Object.fromEntries(fields.map((f) => [f.name, f.value])), author: `Slow ${i}`, email: 'slow@example.org',
                comment: `Word for word, number ${i}. ${'And more of it. '.repeat(400)}` }).toString();
        };
        const bodies = [];
        for (let i = 0; i < 20; i++) bodies.push(await comment(i)); // one by one: nginx keeps few connections then
        const senders = bodies.map((body) => {
            const socket = net.connect(site.port, '127.0.0.1');
            const answered = new Promise((done) => { socket.once('data', (d) => done(d.toString('latin1').split('\r\n')[0])); });
            socket.write(`POST /comment HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5000)}`);
            return { socket, answered, rest: body.slice(5000) };
        });
        try {
            // Whoever reads now comes after them all, and what they have sent has been read.
            for (let i = 0; i < 20; i++) assert.equal((await site.browser().get('/')).status, 200);
            assert.ok(connectionsOf(site) < senders.length / 2, `${connectionsOf(site)} connections: the few that nginx keeps`);
            for (const s of senders) s.socket.write(s.rest);
            for (const s of senders) assert.match(await s.answered, /^HTTP\/1\.1 303 /);
        } finally {
            senders.forEach((s) => s.socket.destroy());
            await site.close();
        }
    });

test('nginx: slow forms of one address leave the site open to it', async () => {
    const site = await serveSite({ server: (it) => startNginx(it, { connections: 512 }) });
    const sockets = [];
    try {
        // A page may be asked for with a body, too.
        const slow = (i) => new Promise((done) => {
            const socket = net.connect(site.port, '127.0.0.1', () => socket.write(`${i % 2 ? 'POST' : 'GET'} /comment HTTP/1.1\r\nHost: localhost\r\n` +
                'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na='));
            socket.on('data', (d) => { done(d.toString('latin1')); socket.end(); });
            socket.on('error', () => done('closed'));
            sockets.push(socket);
        });
        // Beyond the first 32, each is sent away at once, and its connection is free again.
        const first = Array.from({ length: 600 }, (_, i) => slow(i));
        let away = 0;
        for (const answer of first) answer.then((text) => { if (/^HTTP\/1\.1 429/.test(text)) away++; });
        await waitFor('the rest is sent away', () => away === 600 - 32);
        const reader = site.browser({ address: '127.0.0.1' });
        assert.equal((await reader.get('/')).status, 200);
        assert.equal(away, 600 - 32);
    } finally {
        sockets.forEach((s) => s.destroy());
        await site.close();
    }
});
