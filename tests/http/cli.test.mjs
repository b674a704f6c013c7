// SPDX-License-Identifier: MIT
// The command line: what it says, what it exits with, and that check and backup can be relied on.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { commentOn, signIn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { PASSWORD, makeSite, serveSite } from './lib/site.mjs';
import { inParallel } from './lib/wait.mjs';

const broadsheet = (args, options) => processes.run(processes.program, args, options);
const fresh = () => {
    const dir = `${processes.root}/${processes.nextName('cli')}`;
    fs.mkdirSync(dir);
    processes.giveToServer(dir);
    return dir;
};

/** The commands that a list of help names. */
const commandsOf = (out) => [...out.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}\S/gm)].map((m) => m[1]);

test('init takes the address that pages name the site by', async () => {
    const dir = `${processes.root}/${processes.nextName('site')}`;
    const refused = await broadsheet(['init', dir, '--address', 'news.example']);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /must look like https/);
    assert.ok(!fs.existsSync(dir), 'nothing is left behind');
    assert.equal((await broadsheet(['init', dir, '--address', 'https://news.example'])).code, 0);
    const { out } = await processes.run('sqlite3', [`${dir}/broadsheet.db`, "SELECT value FROM setting WHERE name = 'address';"]);
    assert.equal(out.trim(), 'https://news.example');
});

describe('help and mistakes', () => {
    test('help tells about everything, about a noun, and about a command, and each command has its own', async () => {
        const all = await broadsheet(['help']);
        assert.deepEqual(await broadsheet(['--help']), all);
        for (const name of commandsOf(all.out)) {
            const words = name.split(' ');
            const { code, out, err } = await broadsheet(['help', ...words]);
            assert.deepEqual([code, err], [0, ''], name);
            assert.ok(out.startsWith(`usage: broadsheet ${name}`), out);
            assert.ok(out.split('\n').every((line) => line.length < 80), out);
            assert.equal((await broadsheet([...words, '--help'])).out, out);
            assert.equal((await broadsheet(['--help', ...words])).out, out);
        }
        const user = await broadsheet(['help', 'user']);
        assert.deepEqual(commandsOf(user.out), commandsOf(all.out).filter((name) => name.startsWith('user ')));
        assert.equal((await broadsheet(['user', '--help'])).out, user.out);
        const none = await broadsheet(['help', 'usr', 'add']);
        assert.deepEqual([none.code, none.out], [2, '']);
        assert.match(none.err, /Did you mean: broadsheet user add\n/);
    });

    test('the manual page tells about every command, and its every option, in a section of its own', async () => {
        const manual = fs.readFileSync(`${processes.checkout}/docs/broadsheet.1`, 'utf8');
        const common = manual.slice(manual.indexOf('.Sh DESCRIPTION'), manual.indexOf('.Ss '));
        const commands = commandsOf((await broadsheet(['help'])).out);
        assert.ok(commands.length >= 8);
        for (const command of commands) {
            assert.ok(manual.includes(`\n.Cm ${command}`), `${command} in the synopsis`);
            const [, section] = manual.split(`\n.Ss ${command}\n`);
            assert.ok(section, command);
            const own = section.split(/\n\.S[sh] /)[0];
            const { out } = await broadsheet(['help', ...command.split(' ')]);
            for (const [, option] of out.matchAll(/^ {2}--([a-z-]+)/gm))
                assert.ok(new RegExp(`^\\.(It )?Fl -${option}\\b`, 'm').test(own + common), `${command} --${option}`);
        }
        const sections = [...manual.matchAll(/^\.Ss (.*)$/gm)].map((m) => m[1]);
        assert.deepEqual(sections.filter((name) => !commands.includes(name)), [], 'no section is about what there is not');
    });

    test('what is no command is named in whole characters, however long it is', async () => {
        for (const args of [['é'.repeat(60)], [`x${'é'.repeat(60)}`], ['help', 'é'.repeat(60)], ['help', 'xx', 'é'.repeat(60)]]) {
            const { code, err } = await processes.run(processes.program, args);
            assert.equal(code, 2);
            assert.match(err, /there is no command "[xé ]+é"\n/);
        }
    });

    test('a mistyped option or value suggests the nearest, and says what there is', async () => {
        for (const [args, said] of [[['article', 'add', '--titel', 'x'], /no option --titel; did you mean --title\?/], [['user', 'add', 'x', '--role', 'edtor'], /--role takes moderator, author, editor or admin, not "edtor"; did you mean editor\?/],
            [['user', 'add', 'x', '--role', 'king'], /--role takes moderator, author, editor or admin, not "king"\n/], [['serve', '--cache', 'much'], /--cache takes a number from 0 to 65536, not "much"/],
            [['article', 'add', '--title'], /--title needs a value/], [['serve', '--own-socket=1'], /--own-socket takes no value/], [['check', '-x'], /no option -x/], [['--quite', 'check'], /did you mean --quiet\?/]]) {
            const { code, out, err } = await broadsheet(args);
            assert.deepEqual([code, out], [2, ''], args.join(' '));
            assert.match(err, said);
            assert.match(err, /\nTry: broadsheet help/);
        }
    });

    test('--quiet leaves out what only tells that something was done, and no more', async () => {
        const dir = `${fresh()}/site`;
        assert.deepEqual(await broadsheet(['--quiet', 'init', dir, '--address', 'https://news.example']), { code: 0, out: '', err: '' });
        const site = ['--site', dir, '--quiet'];
        const added = await broadsheet(['user', 'add', 'anna', '--role', 'admin', ...site]);
        assert.match(added.out, /^password: \S{20}\n$/, 'a password that was made is said once, or nobody knows it');
        const quiet = { code: 0, out: '', err: '' };
        assert.deepEqual(await broadsheet(['article', 'add', '--title', 'T', '--publish', ...site], { input: 'Text.' }), quiet);
        assert.deepEqual(await broadsheet(['check', ...site]), quiet);
        assert.deepEqual(await broadsheet(['migrate', ...site]), quiet);
        assert.deepEqual(await broadsheet(['backup', `${dir}/../copy.db`, ...site]), quiet);
        assert.match((await broadsheet(['template', 'list', ...site])).out, /site\/article\.tpl/);
        const failed = await broadsheet(['backup', `${dir}/../copy.db`, ...site]);
        assert.equal(failed.code, 1);
        assert.match(failed.err, /copy\.db/);
    });

    test('a wrong use exits with 2 and says what is wrong on standard error', async () => {
        for (const args of [[], ['nonsense'], ['--nonsense'], ['init'], ['init', 'a', 'b'], ['user'], ['user', 'nonsense'], ['user', 'add'], ['user', 'add', 'x', '--site', 'y'], ['user', 'add', 'x', '--role', 'king', '--site', 'y'],
            ['article', 'add', '--site', 'y'], ['backup'], ['serve', '--nonsense'], ['check', 'extra']]) {
            const { code, out, err } = await broadsheet(args, { timeout: 20_000 });
            assert.equal(code, 2, `${args.join(' ')}: ${code} ${err}`);
            assert.equal(out, '', args.join(' '));
            assert.ok(err.length > 10, args.join(' '));
        }
    });

    test('a mistyped command suggests the nearest', async () => {
        for (const [typed, meant] of [[['serv'], 'serve'], [['chekc'], 'check'], [['user', 'ad'], 'user add']]) {
            const { code, err } = await broadsheet(typed);
            assert.equal(code, 2);
            assert.match(err, new RegExp(`Did you mean: broadsheet ${meant}\\n`));
        }
    });

    test('the site is named before or after the command, or by the environment', async () => {
        const dir = `${fresh()}/site`;
        assert.equal((await broadsheet(['init', dir])).code, 0);
        for (const [args, env] of [[['--site', dir, 'check']], [['check', '--site', dir]], [[`--site=${dir}`, 'check']], [['check'], { BROADSHEET_SITE: dir }],
            [['--site', dir, 'check'], { BROADSHEET_SITE: '/nowhere' }]]) assert.equal((await broadsheet(args, { env })).code, 0, args.join(' '));
        assert.equal((await broadsheet(['user', '--site', dir, 'add', 'anna', '--role', 'editor'])).code, 0);
        assert.equal((await broadsheet(['init', 'site'], { cwd: fresh() })).code, 0, 'a relative one');
    });

    test('started as CGI it runs no command, whatever its arguments say', async () => {
        const dir = fresh();
        assert.equal((await broadsheet(['init', `${dir}/site`])).code, 0);
        const env = { GATEWAY_INTERFACE: 'CGI/1.1', REQUEST_METHOD: 'GET', REQUEST_URI: '/healthz', BROADSHEET_SITE: `${dir}/site` };
        for (const args of [[], ['init', `${dir}/evil`], ['serve', '--site', '/nowhere']]) {
            const { code, out } = await broadsheet(args, { env });
            assert.equal(code, 0);
            assert.match(out, /^Status: 200 OK\r\n[^]*\r\n\r\nok\n$/);
        }
        assert.deepEqual(fs.readdirSync(dir), ['site']);
        const { code, out, err } = await broadsheet([], { env: { ...env, BROADSHEET_SITE: `${dir}/none` } });
        assert.equal(code, 1);
        assert.match(out, /^Status: 503 /);
        assert.doesNotMatch(out, new RegExp(dir), 'readers learn nothing of it');
        assert.match(err, new RegExp(`${dir}/none`));
    });

    test('version prints one line', async () => {
        const { code, out } = await broadsheet(['version']);
        assert.equal(code, 0);
        assert.match(out, /^broadsheet \d+\.\d+.*\n$/i);
    });

    test('version, -V and --version name the release and the commit that it was built from', async () => {
        const [number, commit] = execFileSync('sh', [`${processes.checkout}/src/tools/version.sh`, '--plain'], { encoding: 'utf8' }).trim().split(' ');
        assert.match(commit, /^([0-9a-f]{40}|unknown)$/);
        assert.ok((await broadsheet(['version'])).out.startsWith(`broadsheet ${number} (commit ${commit}, database schema `));
        for (const option of ['-V', '--version']) assert.equal((await broadsheet([option])).out, `broadsheet ${number} (commit ${commit})\n`);
    });

    test('a command that cannot do its work exits with 1 and one sentence', async () => {
        const dir = fresh();
        for (const args of [['check', '--site', `${dir}/none`], ['backup', `${dir}/b`, '--site', `${dir}/none`], ['user', 'add', 'x', '--role', 'admin', '--site', `${dir}/none`],
            ['article', 'add', '--title', 'T', '--site', `${dir}/none`], ['init', '/proc/nothing/here'], ['serve', '--site', `${dir}/none`, '--listen', `unix:${dir}/s`]]) {
            const { code, err } = await broadsheet(args, { timeout: 20_000 });
            assert.equal(code, 1, `${args.join(' ')}: ${code} ${err}`);
            assert.ok(err.trim().split('\n').length <= 3, err);
        }
    });
});

describe('init', () => {
    test('makes a site that checks out, and never touches one that is there', async () => {
        const dir = `${fresh()}/deep/site`;
        assert.equal((await broadsheet(['init', dir])).code, 0);
        assert.equal((await broadsheet(['check', '--site', dir])).code, 0);
        const before = fs.readdirSync(dir).sort();
        const again = await broadsheet(['init', dir]);
        assert.equal(again.code, 1);
        assert.deepEqual(fs.readdirSync(dir).sort(), before);
    });

    test('what it says to run next runs as it stands, whatever the folder is called', async () => {
        const dir = `${fresh()}/Ada's $(site) no. 1`;
        const { out } = await broadsheet(['init', dir]);
        const next = out.split('\n').find((line) => line.includes('user add'));
        const { code, out: said, err } = await processes.run('sh', ['-c', next.replace('broadsheet', processes.program)]);
        assert.equal(code, 0, `${next}\n${err}`);
        assert.match(said, /password/i);
        assert.match((await broadsheet(['user', 'list', '--site', dir])).out, /admin/);
    });

    test('refuses a folder that holds something else', async () => {
        const dir = fresh();
        fs.writeFileSync(`${dir}/precious.txt`, 'x');
        assert.equal((await broadsheet(['init', dir])).code, 1);
        assert.deepEqual(fs.readdirSync(dir), ['precious.txt']);
    });

    test('removes all that it made when it fails half-way', async (t) => {
        if (!processes.asRoot) return t.skip('needs root, to mount a small file system');
        const disk = fresh();
        try {
            execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k,mode=777', 'tmpfs', disk], { stdio: 'ignore' });
        } catch {
            return t.skip('this machine may not mount a file system');
        }
        try {
            fs.mkdirSync(`${disk}/empty`);
            processes.giveToServer(`${disk}/empty`);
            for (const dir of [`${disk}/deep/site`, `${disk}/empty`]) {
                const { code, err } = await broadsheet(['init', dir, '--sample']);
                assert.equal(code, 1);
                assert.match(err, /full|no (space|room)/i);
            }
            assert.deepEqual(fs.readdirSync(disk, { recursive: true }), ['empty']);
        } finally {
            execFileSync('umount', ['-l', disk]);
        }
    });

    test('nobody else on the machine can read the database', async () => {
        const site = await makeSite();
        assert.equal(fs.statSync(site.database).mode & 0o007, 0);
    });
});

describe('user add', () => {
    test('prints a random password once, which signs in', async () => {
        const site = await serveSite();
        try {
            const { code, out } = await site.cli(['user', 'add', 'first', '--role', 'admin']);
            assert.equal(code, 0);
            const password = out.match(/\b[A-Za-z0-9-]{16,}\b/g).pop();
            await signIn(site, 'first', { password });
            const second = await site.cli(['user', 'add', 'second', '--role', 'editor']);
            assert.notEqual(second.out.match(/\b[A-Za-z0-9-]{16,}\b/g).pop(), password);
        } finally {
            await site.close();
        }
    });

    test('a new password takes the place of one that was lost, and ends all sessions', async () => {
        const site = await serveSite({ users: { anna: 'admin' } });
        try {
            const before = await signIn(site, 'anna');
            const { code, out } = await site.cli(['user', 'password', 'anna']);
            assert.equal(code, 0);
            assert.equal((await before.get('/admin/')).status, 303);
            await signIn(site, 'anna', { password: out.match(/\b[A-Za-z0-9-]{16,}\b/g).pop() });
            assert.equal((await site.cli(['user', 'password', 'nobody'])).code, 1);
        } finally {
            await site.close();
        }
    });

    test('a password is the first line of a file or of standard input', async () => {
        const site = await makeSite();
        assert.equal((await site.cli(['user', 'add', 'anna', '--role', 'admin', '--password-file', '-'], { input: 'a password of some length\r\nmore\n' })).code, 0);
        const { code, err } = await site.cli(['user', 'add', 'ben', '--role', 'admin', '--password-file', '-'], { input: '\nlater\n' });
        assert.equal(code, 1);
        assert.match(err, /empty/);
    });

    test('refuses a name that is taken, a bad role, a short password, a missing file', async () => {
        const site = await makeSite({ users: { anna: 'admin' } });
        const file = `${processes.root}/short`;
        fs.writeFileSync(file, 'short\n');
        for (const args of [['user', 'add', 'anna', '--role', 'author'], ['user', 'add', 'ANNA', '--role', 'author'], ['user', 'add', 'ben', '--role', 'admin', '--password-file', file],
            ['user', 'add', 'ben', '--role', 'admin', '--password-file', `${file}.none`], ['user', 'add', 'b en\n', '--role', 'admin'], ['user', 'add', '', '--role', 'admin']]) {
            const { code, err } = await site.cli(args);
            assert.ok([1, 2].includes(code), args.join(' '));
            assert.ok(err.length > 10);
        }
    });
});

describe('article add', () => {
    test('publishes from a file or standard input while the site is served, and prints the address', async () => {
        const site = await serveSite();
        try {
            const { path, output } = await site.article({ title: 'From the command line', slug: 'from-the-command-line', body: 'First **paragraph**.\n' });
            assert.ok(output.includes(path), output);
            const page = await site.browser().page(path);
            assert.match(page.html, /<strong>paragraph<\/strong>/);
            assert.ok((await site.browser().page('/')).html.includes(path));
            const draft = await site.article({ publish: false });
            assert.equal(draft.path, null);
            const piped = await site.cli(['article', 'add', '--title', 'Piped', '--publish'], { input: 'Through a *pipe*.\n' });
            assert.equal(piped.code, 0);
            assert.match((await site.browser().page(piped.out.trim())).html, /<em>pipe<\/em>/);
            assert.equal(piped.err, '');
            const raw = await site.cli(['article', 'add', '--title', 'Raw'], { input: 'One.\n\n<p>The bridge opened</p>\n\n[caption]\n' });
            assert.equal(raw.code, 0);
            assert.equal(raw.err, 'broadsheet: Line 3: “<p>” is HTML: only its words are shown.\n' +
                'broadsheet: Line 5: “[caption]” is not a shortcode of this site, so it is shown as typed.\n');
        } finally {
            await site.close();
        }
    });

    test('refuses a missing title, an unknown section, a file that is not there or no text', async () => {
        const site = await makeSite();
        const binary = `${processes.root}/binary`;
        fs.writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00, 0x01]));
        for (const args of [['--title', ''], ['--title', 'T', '--section', 'none'], ['--title', 'T', '--file', '/nowhere'], ['--title', 'T', '--file', binary], ['--title', 't'.repeat(400)]]) {
            const { code, err } = await site.cli(['article', 'add', ...args]);
            assert.ok([1, 2].includes(code), args.join(' '));
            assert.ok(err.length > 10);
        }
    });
});

describe('check', () => {
    let site;
    before(async () => { site = await makeSite({ sample: true }); });
    after(() => site.close());

    /** Plants damage in a copy of the site; check must exit with 1 and say something that matches. */
    async function checkOf(plant) {
        const copy = await makeSite();
        fs.rmSync(copy.dir, { recursive: true });
        fs.cpSync(site.dir, copy.dir, { recursive: true });
        processes.giveToServer(copy.dir);
        await plant(copy);
        return { ...await copy.cli(['check']), copy };
    }
    async function finds(plant, pattern) {
        const { code, out, err, copy } = await checkOf(plant);
        assert.equal(code, 1, out + err);
        assert.match(out + err, pattern);
        return copy;
    }
    async function warns(plant, pattern) {
        const { code, out, err, copy } = await checkOf(plant);
        assert.equal(code, 0, out + err);
        assert.match(out, pattern);
        assert.match(out, /^ok$/m);
        return copy;
    }

    test('says that a whole site is whole', async () => {
        const { code, out, err } = await site.cli(['check']);
        assert.equal(code, 0, out + err);
    });
    test('finds a row without its parent', () => finds(
        (copy) => copy.sql("PRAGMA foreign_keys = OFF; UPDATE comment SET article_id = 999999 WHERE id = (SELECT min(id) FROM comment);"), /comment|foreign|refer/i));
    test('finds a page of the database overwritten', () => finds((copy) => {
        const file = copy.database;
        const size = fs.statSync(file).size;
        const fd = fs.openSync(file, 'r+');
        for (let at = 8192; at < size; at += 12288) fs.writeSync(fd, Buffer.alloc(512, 0x5a), 0, 512, at);
        fs.closeSync(fd);
    }, /database|malformed|corrupt|integrity/i));
    for (const [what, spoil] of [['cut off', (file) => fs.truncateSync(file, 100_000)], ['that is none', (file) => fs.writeFileSync(file, 'no database\n'.repeat(1000))]]) {
        test(`finds a database ${what}, and names the file`, () => finds(
            (copy) => spoil(copy.database), /^database: \S*broadsheet\.db: (the database is damaged \(database disk image is malformed\)|the file is not a database)/m));
    }
    test('finds an index that was dropped, and says how it is made again', async () => {
        const copy = await finds((c) => c.sql('DROP INDEX comment_by_addr;'),
            /^database: the index comment_by_addr is missing: stop the program and run this .* CREATE INDEX comment_by_addr ON comment \(addr, status, id\);$/m);
        await copy.sql('create index comment_by_addr on comment(addr,status,id);');
        const { code, out } = await copy.cli(['check']);
        assert.equal(code, 0, out);
    });
    test('finds a trigger that was dropped, and what it says makes it again', async () => {
        const copy = await finds((c) => c.sql('DROP TRIGGER comment_total_update;'), /^database: the trigger comment_total_update is missing/m);
        const { out } = await copy.cli(['check']);
        await copy.sql(/sqlite3: (CREATE TRIGGER comment_total_update .*)$/m.exec(out)[1]);
        assert.equal((await copy.cli(['check'])).code, 0);
    });
    test('finds a trigger and an index that are others than they should be, and what it says mends them', async () => {
        const copy = await finds((c) => c.sql(`DROP TRIGGER article_total_insert; CREATE TRIGGER article_total_insert AFTER INSERT ON article BEGIN SELECT 1; END;
            DROP INDEX article_by_permalink; CREATE INDEX article_by_permalink ON article (day, slug);`), /the trigger article_total_insert is not what this program made/);
        const { out } = await copy.cli(['check']);
        const statements = [...out.matchAll(/sqlite3: (DROP .*)$/gm)].map((m) => m[1]);
        assert.equal(statements.length, 2, out);
        await copy.sql(statements.join('\n'));
        assert.equal((await copy.cli(['check'])).code, 0);
    });
    test('finds a table that was dropped or has another column', async () => {
        await finds((c) => c.sql('PRAGMA foreign_keys = OFF; DROP TABLE moderation_change;'), /^database: the table moderation_change is missing: restore a backup/m);
        await finds((c) => c.sql('ALTER TABLE video ADD COLUMN mine TEXT;'), /^database: the table video is not what this program made: restore a backup/m);
    });
    test('names a table with a long name in whole characters', async () => {
        for (const name of [`t${'é'.repeat(200)}`, 'é'.repeat(200)]) {
            const { code, out } = await checkOf((c) => c.sql(`PRAGMA foreign_keys = OFF;
                CREATE TABLE "${name}" (a INTEGER REFERENCES article (id)); INSERT INTO "${name}" VALUES (999999);`));
            assert.equal(code, 1);
            assert.match(out, /row 1 of t?éé/);
            assert.ok(!out.includes('\uFFFD'), out);
        }
    });
    test('warns of a table that it does not know', () => warns(
        (c) => c.sql('CREATE TABLE notes_of_mine (text TEXT);'), /^warning: database: the table notes_of_mine does not belong to this program$/m));
    test('finds an empty table site', () => finds(
        (c) => c.sql('DELETE FROM site;'), /^database: the site's identity and secret are missing .*restore a backup$/m));
    test('warns that the counter file is missing', () => warns(
        (c) => fs.rmSync(`${c.dir}/views.bin`), /^warning: \S+\/views\.bin is missing: the next start makes it from the database/m));
    test('finds what is no counter file in its place, and waits for nobody to write into it', async () => {
        for (const make of ['mkfifo', 'mkdir']) {
            const copy = await finds((c) => {
                fs.rmSync(`${c.dir}/views.bin`);
                execFileSync(make, [`${c.dir}/views.bin`]);
                processes.giveToServer(c.dir);
            }, /^view counters: \S+\/views\.bin is not a regular file; move it away/m);
            const { code, err } = await copy.cli(['serve', '--listen', `unix:${copy.socket}`]);
            assert.equal(code, 1);
            assert.match(err, /views\.bin is not a regular file; move it away/);
        }
    });
    test('a folder or a pipe is no picture', async () => {
        const copy = await finds(async (c) => {
            await c.article({ title: 'The bridge', body: '![a](/media/pipe.jpg) ![b](/media/folder.jpg)\n' });
            execFileSync('mkfifo', [`${c.dir}/public/media/pipe.jpg`]);
            fs.mkdirSync(`${c.dir}/public/media/folder.jpg`);
            processes.giveToServer(`${c.dir}/public`);
        }, /./);
        const { out } = await copy.cli(['check']);
        for (const name of ['pipe.jpg', 'folder.jpg'])
            assert.match(out, new RegExp(`shows /media/${name}, but the site's public folder has no such file`));
    });
    test('names the article whose picture is missing: over it, in its text, in a live entry', async () => {
        let id;
        const copy = await finds(async (c) => {
            ({ id } = await c.article({ title: 'The bridge', body: 'Text.\n\n![Opened](/media/opened.png)\n\n![Shown](/media/shown.png?1)\n' }));
            fs.writeFileSync(`${c.dir}/public/media/shown.png`, '');
            processes.giveToServer(`${c.dir}/public`);
            await c.sql(`UPDATE article SET picture = '/media/over.jpg', picture_alt = 'A bridge' WHERE id = ${id};
                INSERT INTO live_entry (article_id, at, title, body, token) VALUES (${id}, 1, 'Now', '![x](/media/live.jpg)', '');`);
        }, /./);
        const { out } = await copy.cli(['check']);
        for (const name of ['over.jpg', 'opened.png', 'live.jpg'])
            assert.match(out, new RegExp(`^pictures: .*article ${id} \\("The bridge"\\) shows /media/${name}, but the site's public folder has no such file`, 'm'));
        assert.ok(!out.includes('shown.png'), out);
        for (const name of ['over.jpg', 'opened.png', 'live.jpg']) fs.writeFileSync(`${copy.dir}/public/media/${name}`, '');
        processes.giveToServer(`${copy.dir}/public`);
        const mended = await copy.cli(['check']);
        assert.equal(mended.code, 0, mended.out);
        await copy.sql(`UPDATE article SET picture = '/media/none.jpg', status = 0 WHERE id = ${id};`);
        assert.doesNotMatch((await copy.cli(['check'])).out, /none\.jpg/, 'nobody sees a draft');
    });
    test('warns where many readers comment from one address, and not where a few do', async () => {
        const comments = (people, addr) => `INSERT INTO setting (name, value) VALUES ('address', 'https://news.example') ON CONFLICT (name) DO UPDATE SET value = excluded.value;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
            INSERT INTO comment (article_id, root_id, depth, status, held_reason, author, email, url, body, addr, user_agent, browser, receipt_hash, digest, created_at)
            SELECT (SELECT min(id) FROM article), i, 1, 0, '', 'Reader ' || (i % ${people}), '', '', 'Text ' || i, ${addr}, '', '', 'r' || i, 'd' || i, 1 FROM n;
            UPDATE comment SET root_id = id WHERE receipt_hash LIKE 'r%';`;
        const told = /^warning: the newest 100 comments of readers, under 12 names, all came from 10\.0\.0\.7: /m;
        await warns((c) => c.sql(comments(12, "'10.0.0.7'")), told);
        for (const sql of [comments(3, "'10.0.0.7'"), comments(12, "'10.0.0.' || (i % 2)")]) {
            const { code, out } = await checkOf((c) => c.sql(sql));
            assert.equal(code, 0, out);
            assert.doesNotMatch(out, /all came from/);
        }
    });
    test('finds a stored setting that is none, and says what is used instead', async () => {
        const set = (name, value) => (c) => c.sql(`INSERT INTO setting (name, value) VALUES ('${name}', '${value}') ON CONFLICT (name) DO UPDATE SET value = excluded.value;`);
        await finds(set('articles_per_page', 'many'), /^settings: articles_per_page is "many", so 20 is used: Articles on a page must be a number from 5 to 100\.$/m);
        await finds(set('articles_per_page', '1000'), /^settings: articles_per_page is "1000", so 100 is used: /m);
        await finds(set('zone', 'Mars/Olympus'), /^settings: zone is "Mars\/Olympus": /m);
        await finds(set('site_name', ''), /^settings: site_name is "": The site's name is missing\.$/m);
        await finds(set('address', 'ftp://x/'), /^settings: address is "ftp:\/\/x\/": The site's address must look like/m);
    });
    test('finds an account with a role that does not exist', () => finds(
        (c) => c.sql(`UPDATE user SET role = 9 WHERE id = (SELECT max(id) FROM user);`),
        /^accounts: the account "\S+" has the role 9, which does not exist, so it may do nothing: give it one with `broadsheet user role`$/m));
    test('finds a template that is broken', () => finds((copy) => {
        fs.mkdirSync(`${copy.dir}/templates/site`, { recursive: true });
        fs.writeFileSync(`${copy.dir}/templates/site/article.tpl`, '{{%AUTOESCAPE context="HTML"}}\n{{#OPEN}}\n');
        processes.giveToServer(copy.dir);
    }, /site\/article\.tpl: line \d+/));
    test('finds a total that is wrong', () => finds(
        (copy) => copy.sql('UPDATE comment_total SET n = n + 5 WHERE status = 1;'), /total|count/i));
    test('finds counters that are behind the database', () => finds((copy) => {
        const file = `${copy.dir}/views.bin`;
        return copy.sql(`INSERT INTO view_total (article_id, node, counted, robot, ai_robot, prefetch, staff, repeat, other) SELECT id, 'x', 7, 0, 0, 0, 0, 0, 0 FROM article LIMIT 0;
            UPDATE view_total SET counted = counted + 1000000;`).then(() => assert.ok(fs.existsSync(file)));
    }, /view|counter/i));
    test('finds a database that anybody can read', () => finds((copy) => fs.chmodSync(copy.database, 0o666), /permission|readable|mode|others/i));
});

describe('backup', () => {
    test('made while the site is written to, it is whole, checks out, and can be served', async () => {
        const site = await serveSite({ users: { boss: 'admin' }, settings: { comments_per_minute: '0' } });
        const restored = await makeSite();
        try {
            const { path } = await site.article({ title: 'Kept safe', body: '[post-views]\n' });
            const before = [];
            for (let i = 0; i < 5; i++) before.push((await commentOn(site, path)).text);
            let going = true;
            const load = inParallel(2, 2, async () => { while (going) await commentOn(site, path); });
            const folder = fresh();
            const file = `${folder}/backup.db`;
            const { code, out, err } = await site.cli(['backup', file]);
            going = false;
            await load;
            assert.equal(code, 0, out + err);
            assert.equal(fs.statSync(file).mode & 0o007, 0, 'nobody else can read it');
            assert.deepEqual(fs.readdirSync(folder).filter((f) => f !== 'backup.db'), [], 'nothing else is left there');

            const name = restored.database;
            for (const old of fs.readdirSync(restored.dir).filter((f) => fs.statSync(`${restored.dir}/${f}`).isFile())) fs.rmSync(`${restored.dir}/${old}`);
            fs.copyFileSync(file, name);
            processes.giveToServer(restored.dir);
            const checked = await restored.cli(['check']);
            assert.equal(checked.code, 0, checked.out + checked.err);
            for (const text of before) assert.equal(await restored.sql(`SELECT count(*) FROM comment WHERE body LIKE '%${text}%';`), '1');
            await restored.start();
            const { startNginx } = await import('./lib/servers.mjs');
            restored.server = await startNginx(restored);
            assert.ok((await restored.browser().page(path)).text.includes('Kept safe'));
            await signIn(restored, 'boss', { password: PASSWORD });
        } finally {
            await restored.close();
            await site.close();
        }
    });

    test('never overwrites a file, and leaves none behind when it fails', async () => {
        const site = await makeSite();
        const folder = fresh();
        fs.writeFileSync(`${folder}/there`, 'precious');
        assert.equal((await site.cli(['backup', `${folder}/there`])).code, 1);
        assert.equal(fs.readFileSync(`${folder}/there`, 'utf8'), 'precious');
        assert.equal((await site.cli(['backup', `${folder}/there/b`])).code, 1);
        assert.deepEqual(fs.readdirSync(folder), ['there']);
    });
});
