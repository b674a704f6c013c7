// SPDX-License-Identifier: MIT
// What an operator does from the command line beside a running server: people, articles, comments, settings, views;
// for people at terminals and for programs.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { commentOn, signIn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

let site;
before(async () => { site = await serveSite({ users: { boss: 'admin', anna: 'editor' }, settings: { hold_all: '1' } }); });
after(() => site?.close());

const json = async (args, on = site) => JSON.parse((await on.mustCli([...args, '--json'])).out);
const refused = async (args, pattern, options) => {
    const { code, out, err } = await site.cli(args, options);
    assert.deepEqual([code, out], [1, ''], args.join(' '));
    assert.match(err, pattern);
};
const audit = (action) => site.sql(`SELECT who FROM audit WHERE action = '${action}' ORDER BY id DESC LIMIT 1;`);

/** What ARGS print on a terminal of COLUMNS columns. */
async function onTerminal(on, columns, args) {
    const command = [processes.program, ...args, '--site', on.dir].map((word) => `'${word}'`).join(' ');
    const { out } = await processes.run('script', ['-qec', `stty cols ${columns}; ${command}`, '/dev/null']);
    return out.replaceAll('\r', '');
}

describe('user', () => {
    test('list tells who there is, and never what they sign in with', async () => {
        const people = await json(['user', 'list']);
        assert.deepEqual(people.map((p) => [p.login, p.role, p.disabled]), [['anna', 'editor', false], ['boss', 'admin', false]]);
        assert.doesNotMatch(JSON.stringify(people), /argon|hash/);
        assert.match((await site.mustCli(['user', 'list'])).out, /^anna\teditor\tno\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\tanna\t\n/);
    });

    test('role holds from the next request on, and is in the audit log as the command line\'s', async () => {
        const anna = await signIn(site, 'anna');
        assert.equal((await anna.get('/admin/settings')).status, 403);
        await site.mustCli(['user', 'role', 'anna', 'admin']);
        assert.equal((await anna.get('/admin/settings')).status, 200);
        assert.equal(await audit('user.change'), 'the command line');
        await site.mustCli(['user', 'role', 'ANNA', 'editor']);
        assert.equal((await anna.get('/admin/settings')).status, 403);
    });

    test('disable ends all sessions, and unlock lets in again with the same password', async () => {
        const anna = await signIn(site, 'anna');
        await site.mustCli(['user', 'disable', 'anna']);
        assert.equal((await anna.get('/admin/')).status, 303);
        await assert.rejects(signIn(site, 'anna'));
        assert.equal((await json(['user', 'list']))[0].disabled, true);
        await site.mustCli(['user', 'unlock', 'anna']);
        await signIn(site, 'anna');
        assert.equal(await audit('user.unlock'), 'the command line');
    });

    test('unlock forgets the wrong passwords that somebody tried', async () => {
        for (let i = 0; i < 6; i++) await assert.rejects(signIn(site, 'anna', { password: `wrong password ${i}` }));
        await assert.rejects(signIn(site, 'anna'), 'too many');
        await site.mustCli(['user', 'unlock', 'anna']);
        await signIn(site, 'anna');
    });

    test('the last admin keeps the role and stays enabled; nobody else is changed', async () => {
        await refused(['user', 'role', 'boss', 'editor'], /last admin, who must stay one/);
        await refused(['user', 'disable', 'boss'], /last admin, who must stay one/);
        await refused(['user', 'role', 'nobody', 'editor'], /there is no user "nobody"/);
        assert.deepEqual((await json(['user', 'list'])).map((p) => [p.login, p.role, p.disabled]), [['anna', 'editor', false], ['boss', 'admin', false]]);
    });
});

describe('article', () => {
    test('list goes by status, section, author and day, and on by key: each article once', async () => {
        const own = await makeSite({ users: { ada: 'author' } });
        await own.sql("INSERT INTO section (slug, name, description, position) VALUES ('sport', 'Sport', '', 2);");
        for (let i = 0; i < 7; i++) await own.mustCli(['article', 'add', '--title', `Story ${i}`, ...(i % 2 ? ['--publish'] : []), ...(i > 4 ? ['--section', 'sport', '--author', 'ada'] : [])], { input: `Text ${i}.` });
        const ids = async (...args) => (await json(['article', 'list', ...args], own)).map((a) => a.id);
        const all = await ids();
        assert.deepEqual([...all].sort(), [1, 2, 3, 4, 5, 6, 7]);
        assert.deepEqual((await ids('--status', 'published')).sort(), [2, 4, 6]);
        assert.deepEqual((await ids('--section', 'sport')).sort(), [6, 7]);
        assert.deepEqual((await ids('--author', 'ada', '--status', 'draft')).sort(), [7]);
        assert.deepEqual(await ids('--since', '2999-01-01'), []);
        assert.equal((await ids('--since', '2020-01-01')).length, 7);
        const pages = [];
        for (let key = null; ;) {
            const page = await json(['article', 'list', '--limit', '3', ...(key ? ['--after', key] : [])], own);
            if (page.length === 0) break;
            pages.push(...page.map((a) => a.id));
            key = page.at(-1).key;
        }
        assert.deepEqual(pages, all);
        const { out, err } = await own.cli(['article', 'list', '--limit', '3']);
        assert.equal(out.split('\n').length, 4);
        assert.equal(err, `more: --after ${(await json(['article', 'list', '--limit', '3'], own)).at(-1).key}\n`);
        for (const [args, said] of [[['--after', 'x'], /"x" is not a key/], [['--since', 'monday'], /not a day like/], [['--since', '2026-02-31'], /not a day like/], [['--section', 'none'], /no section "none"/], [['--author', 'none'], /no user "none"/]]) {
            const { code, err: why } = await own.cli(['article', 'list', ...args]);
            assert.equal(code, 1);
            assert.match(why, said);
        }
    });

    test('show tells all of one, by its number and by its address', async () => {
        const { id, path } = await site.article({ title: 'Shown', body: 'First.\n\nSecond "line".\n' });
        const shown = await json(['article', 'show', String(id)]);
        assert.deepEqual([shown.id, shown.version, shown.status, shown.title, shown.address, shown.body], [id, 2, 'published', 'Shown', path, 'First.\n\nSecond "line".']);
        assert.deepEqual(await json(['article', 'show', path]), shown);
        assert.match((await site.mustCli(['article', 'show', `https://news.example${path}`])).out, new RegExp(`^id: ${id}\nversion: 2\n[^]*\n\nFirst\\.\n\nSecond "line"\\.\n$`));
        await refused(['article', 'show', '99999'], /there is no article 99999/);
        await refused(['article', 'show', 'nonsense'], /neither the number/);
    });

    test('edit changes what is given by the rules of the form, and leaves an old address behind as a redirect', async () => {
        const { id, path } = await site.article({ title: 'Before', body: 'Old text.\n' });
        const edit = (...args) => ['article', 'edit', String(id), ...args];
        await site.mustCli(edit('--version', '2', '--title', 'After', '--slug', 'moved-by-command', '--tags', 'harbour, ferries', '--comments', 'off', '--file', '-'), { input: 'New **text**.\n' });
        const moved = `${path.split('/').slice(0, 4).join('/')}/moved-by-command/`;
        await waitFor('the new page', async () => (await site.browser().get(moved)).status === 200);
        const page = await site.browser().page(moved);
        assert.match(page.html, /<strong>text<\/strong>/);
        assert.match(page.html, /After/);
        // The server keeps the old page until it has noticed, which takes a quarter of a second.
        await waitFor('the old address redirects', async () => (await site.browser().get(path)).status !== 200);
        const old = await site.browser().get(path);
        assert.deepEqual([old.status, new URL(old.headers.location, 'http://x').pathname], [301, moved]);
        const now = await json(['article', 'show', String(id)]);
        assert.deepEqual([now.version, now.tags, now.comments_open, now.section], [3, 'harbour, ferries', false, 'news']);
        assert.equal(await audit('article.change'), 'the command line');
        await refused(edit('--version', '2', '--title', 'Too late'), /command line saved this article/);
        await refused(edit('--version', '3', '--title', ''), /needs a headline/);
        await refused(edit('--version', '3', '--section', 'none'), /no section "none"/);
        assert.deepEqual(await json(['article', 'show', String(id)]), now, 'nothing was changed');
        assert.equal((await site.cli(edit('--title', 'Blind'))).code, 2, 'without a version');
    });

    test('add takes many files and folders at once, each with its headline in its first line, or none of them', async () => {
        const own = await makeSite();
        const folder = `${processes.root}/${processes.nextName('stories')}`;
        fs.mkdirSync(folder);
        for (let i = 1; i <= 12; i++) fs.writeFileSync(`${folder}/${String(i).padStart(2, '0')}.md`, `# Story ${i}\n\nText *${i}*.\n`);
        fs.writeFileSync(`${folder}/notes.txt`, 'no story');
        fs.writeFileSync(`${folder}.md`, '\n# One more  \r\nIts text.\n');
        const { out } = await own.mustCli(['article', 'add', '--publish', folder, `${folder}.md`]);
        const slugs = [...Array.from({ length: 12 }, (_, i) => `story-${i + 1}`), 'one-more'];
        assert.deepEqual(out.trim().split('\n').map((path) => path.split('/')[4]), slugs, 'in the order of their names');
        const last = await json(['article', 'show', '13'], own);
        assert.deepEqual([last.title, last.body, last.status], ['One more', 'Its text.', 'published']);

        for (const [text, said] of [['No headline.\n', /bad\.md does not begin with its headline/], [`# ${'t'.repeat(301)}\n`, /bad\.md: The headline is too long/], [Buffer.from([0x23, 0x20, 0xff]), /not UTF-8 text/]]) {
            fs.writeFileSync(`${folder}/bad.md`, text);
            const { code, err } = await own.cli(['article', 'add', folder]);
            assert.equal(code, 1);
            assert.match(err, said);
        }
        assert.equal((await json(['article', 'list'], own)).length, 13, 'nothing was added');
        for (const args of [['--title', 'T', folder], ['--slug', 's', folder], []]) assert.equal((await own.cli(['article', 'add', ...args])).code, 2);
        assert.match((await own.cli(['article', 'add', `${folder}/none.md`])).err, /cannot open .*none\.md/);
        assert.equal((await own.cli(['check'])).code, 0);
    });

    test('unpublish takes it off every page, and publish gives it back its address', async () => {
        const { id, path } = await site.article({ title: 'On and off' });
        await site.mustCli(['article', 'unpublish', path]);
        await waitFor('it is gone', async () => (await site.browser().get(path)).status === 404);
        assert.ok(!(await site.browser().page('/')).html.includes(path));
        await refused(['article', 'unpublish', String(id)], /is not published: it is unpublished/);
        assert.equal((await site.mustCli(['article', 'publish', String(id)])).out, `${path}\n`);
        await waitFor('it is back', async () => (await site.browser().get(path)).status === 200);
        await refused(['article', 'publish', String(id)], /is already published/);
    });
});

describe('comment', () => {
    test('list, approve, spam and trash are the queue\'s: readers see it, counts follow, and undo takes it back', async () => {
        const { id, path } = await site.article({ title: 'Talked about' });
        const said = [];
        for (let i = 0; i < 3; i++) said.push((await commentOn(site, path)).text);
        const waiting = await json(['comment', 'list', '--article', String(id)]);
        assert.deepEqual(waiting.map((c) => [c.status, c.body]), said.toReversed().map((text) => ['pending', text]));
        const [third, second, first] = waiting.map((c) => String(c.id));
        const pending = async () => Number(await site.sql('SELECT n FROM comment_total WHERE status = 0;'));
        const before = await pending();

        await refused(['comment', 'approve', first, '99999'], /there is no comment 99999/);
        assert.equal(await pending(), before, 'all or none');
        assert.equal((await site.mustCli(['comment', 'approve', first, second])).out, '2 approved\n');
        await waitFor('readers see both', async () => { const { html } = await site.browser().page(path); return html.includes(said[0]) && html.includes(said[1]); });
        await site.mustCli(['comment', 'spam', second]);
        await site.mustCli(['comment', 'trash', third]);
        await waitFor('one is left', async () => !(await site.browser().page(path)).html.includes(said[1]));
        assert.equal(await pending(), before - 3);
        assert.deepEqual((await json(['comment', 'list', '--status', 'spam'])).map((c) => [String(c.id), c.decided_by]), [[second, 'Newsroom']]);
        assert.equal(await audit('comment.decide'), 'the command line');
        assert.equal((await site.mustCli(['comment', 'approve', first])).out, `comment ${first} is already approved\n`);
        assert.equal((await site.mustCli(['comment', 'undo'])).out, '1 no longer trash\n');
        await refused(['comment', 'undo'], /nothing that can be undone/);
        assert.equal(await pending(), before - 2);
        assert.equal((await site.mustCli(['check'])).code, 0, 'every total is right');
    });

    test('list goes on by key', async () => {
        const { id, path } = await site.article({ title: 'Long talk' });
        for (let i = 0; i < 3; i++) await commentOn(site, path);
        const list = (...args) => json(['comment', 'list', '--article', String(id), ...args]);
        const all = (await list()).map((c) => c.id);
        const first = await list('--limit', '2');
        assert.deepEqual([...first, ...await list('--limit', '2', '--after', String(first.at(-1).id))].map((c) => c.id), all);
    });
});

describe('setting', () => {
    test('set is taken by the server that runs, list and get tell it, with its type', async () => {
        await site.mustCli(['setting', 'set', 'site_name', 'The “Harbour” Post']);
        await waitFor('readers see it', async () => (await site.browser().page('/')).html.includes('The “Harbour” Post'));
        assert.equal((await site.mustCli(['setting', 'get', 'site_name'])).out, 'The “Harbour” Post\n');
        await site.mustCli(['setting', 'set', 'newest_first', 'on']);
        await site.mustCli(['setting', 'set', 'thread_depth', '7']);
        await site.mustCli(['setting', 'set', 'held_words', '--file', '-'], { input: 'spam\nmore spam\n' });
        const all = Object.fromEntries((await json(['setting', 'list'])).map((s) => [s.name, s.value]));
        assert.deepEqual([all.newest_first, all.thread_depth, all.held_words], [true, 7, 'spam\nmore spam']);
        assert.deepEqual(await json(['setting', 'get', 'thread_depth']), { name: 'thread_depth', value: 7 });
        assert.equal(await audit('setting.change'), 'the command line');
        assert.equal(all.breaking_text, undefined, 'breaking news have rules of their own');
        await site.mustCli(['setting', 'set', 'held_words', '']);
        assert.equal((await site.mustCli(['setting', 'get', 'held_words'])).out, '\n');
    });

    test('set refuses what the form refuses, and changes nothing', async () => {
        const before = await json(['setting', 'list']);
        for (const [name, value, said] of [['thread_depth', '99', /from 1 to 10/], ['thread_depth', 'deep', /from 1 to 10/], ['comments_on', 'perhaps', /on or off/], ['zone', 'Mars/Olympus', /Mars/], ['site_name', '', /missing/], ['address', 'news.example', /https/]])
            await refused(['setting', 'set', name, value], said);
        const { code, err } = await site.cli(['setting', 'set', 'site_nam', 'x']);
        assert.equal(code, 2);
        assert.match(err, /did you mean site_name\?/);
        assert.equal((await site.cli(['setting', 'set', 'breaking_text', 'x'])).code, 2);
        assert.equal((await site.cli(['setting', 'set', 'site_name'])).code, 2);
        assert.deepEqual(await json(['setting', 'list']), before);
    });
});

describe('views export', () => {
    test('has every view at once, as readers see it: CSV and JSON, by number', async () => {
        const { id, path } = await site.article({ title: 'Counted, "exactly"', body: '[post-views]\n' });
        await site.sql(`UPDATE article SET base_views = 1000 WHERE id = ${id};`);
        const reader = site.browser();
        const before = (await json(['views', 'export'])).find((row) => row.id === id);
        for (let i = 0; i < 25; i++) assert.equal((await reader.get(path)).status, 200);
        const rows = await json(['views', 'export']);
        const row = rows.find((r) => r.id === id);
        assert.equal(row.counted - before.counted, 25, 'none waits for the database');
        assert.equal(row.shown, row.counted + 1000);
        assert.match(row.until, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'it says until when');
        assert.deepEqual(rows.map((r) => r.id), rows.map((r) => r.id).toSorted((x, y) => x - y));
        const { out } = await site.mustCli(['views', 'export']);
        const [head, ...csv] = out.trim().split('\r\n');
        assert.equal(head, 'id,address,title,status,published_at,shown,counted,before,robots,ai_robots,prefetched,staff,repeats,other,until');
        assert.equal(csv.length, rows.length);
        assert.ok(csv.some((line) => line.startsWith(`${id},${path},"Counted, ""exactly""",published,`) && line.includes(`,${row.shown},${row.counted},1000,`)), out);
    });

    test('works on a site that was never served', async () => {
        const own = await makeSite();
        await own.mustCli(['article', 'add', '--title', '=SUM(A1)', '--publish'], { input: 'x' });
        assert.deepEqual((await json(['views', 'export'], own)).map((r) => [r.title, r.shown]), [['=SUM(A1)', 0]]);
        assert.match((await own.mustCli(['views', 'export'])).out, /,"'=SUM\(A1\)",/, 'no formula for a spreadsheet');
    });
});

describe('what is printed', () => {
    let own;
    const hostile = 'Quote " backslash \\ tab\tescape \u001b[31m bell \u0007 csi \u009b2J rtl \u202e del \u007f 日本語 👩‍🚀 e\u0301';
    before(async () => {
        own = await makeSite();
        await own.mustCli(['article', 'add', '--title', 'x'], { input: 'Body.' });
        // Past the program, which keeps most of it out.
        await own.sql(`UPDATE article SET title = char(${[...hostile].map((c) => c.codePointAt(0)).join(',')}), body = title || char(10) || char(27) || '[2J' || char(10) || 'end' WHERE id = 1;
            UPDATE article SET body = title || char(10, 27) || '[2J' || char(10) || 'end' WHERE id = 1;`);
    });

    test('JSON loses nothing, and holds no control character', async () => {
        const { out } = await own.mustCli(['article', 'list', '--json']);
        assert.equal(JSON.parse(out)[0].title, hostile);
        assert.doesNotMatch(out.replaceAll('\n', ''), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        assert.deepEqual(await json(['article', 'list', '--status', 'trash'], own), []);
    });

    test('no control character of what is stored reaches a terminal or a pipe', async () => {
        for (const args of [['article', 'list'], ['article', 'show', '1']])
            for (const out of [(await own.mustCli(args)).out, await onTerminal(own, 200, args)])
                assert.doesNotMatch(out.replace(/[\n\t]/g, ''), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        assert.equal((await own.mustCli(['article', 'list'])).out.split('\t').length, 6, 'a tab in a headline makes no column');
    });

    test('a table on a terminal is headed, aligned and cut to its width, by the columns that characters take', async () => {
        await own.mustCli(['article', 'add', '--title', `${'日本'.repeat(40)}`], { input: 'x' });
        const width = (line) => [...line].reduce((n, c) => n + (/[\u3000-\u9fff]/.test(c) ? 2 : 1), 0);
        const out = (await onTerminal(own, 90, ['article', 'list'])).trimEnd().split('\n');
        assert.match(out[0], /^ID  STATUS  UPDATED AT +SECTION +AUTHOR +TITLE/);
        const wide = out.find((line) => line.includes('日本'));
        assert.ok(width(wide) <= 90 && width(wide) >= 88 && wide.endsWith('…'), `${width(wide)}: ${wide}`);
        assert.equal(width(wide.slice(0, wide.indexOf('日'))), out[0].indexOf('TITLE'));
    });
});

describe('an output that is full', () => {
    test('fails each command that prints, so that no script keeps half of it', async () => {
        for (const args of ['version', 'help', 'help backup', 'backup --help', 'completion bash', 'check', 'template list', 'setting get zone',
            'setting list', 'user list', 'article list --json', 'user add full --role author']) {
            const { code, err } = await processes.run('sh', ['-c', `'${processes.program}' "$@" >/dev/full`, 'sh', ...args.split(' ')], { env: { BROADSHEET_SITE: site.dir } });
            assert.deepEqual([code, err.split('\n').at(-2)], [1, 'broadsheet: cannot write to standard output: No space left on device'], args);
        }
    });
});

describe('a site that cannot be used', () => {
    test('says why, whoever it belongs to', async () => {
        const own = await makeSite();
        if (processes.asRoot) fs.chownSync(own.dir, 0, 0);
        fs.chmodSync(own.dir, 0);
        for (const args of [['user', 'list'], ['article', 'list'], ['setting', 'set', 'site_name', 'x'], ['comment', 'approve', '1'], ['views', 'export']]) {
            const { code, out, err } = await own.cli(args);
            assert.deepEqual([code, out], [1, ''], args.join(' '));
            assert.match(err, new RegExp(`^broadsheet: .*${own.dir}.*Permission denied`), args.join(' '));
        }
        fs.chmodSync(own.dir, 0o700);
        for (const args of [['user', 'list'], ['setting', 'get', 'zone']]) assert.match((await processes.run(processes.program, [...args, '--site', '/nowhere'])).err, /^broadsheet: cannot open the site \/nowhere: No such file/);
    });
});
