// SPDX-License-Identifier: MIT
// Backups and what is made of them again: whole, of the moment, never over anything, whatever happens
// in the middle and whoever made the file.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { before, describe, test } from 'node:test';
import { killWhen, sizeOf, smallDisk } from './lib/disaster.mjs';
import { commentOn, decide, signIn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { makeTar, readTar } from './lib/tar.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const mode = (file) => (fs.statSync(file).mode & 0o777).toString(8);
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');
const broadsheet = (args, options) => processes.run(processes.program, args, options);
function folder() {
    const dir = `${processes.root}/${processes.nextName('backups')}`;
    fs.mkdirSync(dir);
    processes.giveToServer(dir);
    return dir;
}
/** Every file below DIR by its path, with its bytes; not what reading a database leaves beside it. */
function everything(dir) {
    const all = fs.readdirSync(dir, { recursive: true }).sort();
    return Object.fromEntries(all.filter((f) => fs.lstatSync(`${dir}/${f}`).isFile() && !/-(wal|shm)$/.test(f)).map((f) => [f, sha256(fs.readFileSync(`${dir}/${f}`))]));
}

describe('backup', () => {
    let site;
    before(async () => {
        site = await makeSite();
        await site.article({ title: 'Kept', body: '![x](/media/x.png)\n' });
        fs.writeFileSync(`${site.dir}/public/media/x.png`, PNG);
        processes.giveToServer(site.dir);
    });

    test('makes the folder that is missing, for its owner alone, and never writes over a file', async () => {
        const dir = folder();
        const file = `${dir}/one/two/site.db`;
        await site.mustCli(['backup', file]);
        assert.deepEqual([mode(`${dir}/one`), mode(`${dir}/one/two`), mode(file)], ['700', '700', '600']);
        const bytes = fs.readFileSync(file);
        for (const args of [['backup', file], ['backup', '--full', file]]) {
            const { code, err } = await site.cli(args);
            assert.equal(code, 1);
            assert.match(err, /site\.db already exists/);
        }
        assert.deepEqual(fs.readFileSync(file), bytes);
        assert.deepEqual(fs.readdirSync(`${dir}/one/two`), ['site.db']);
    });

    test('into a folder, it is named after the time', async () => {
        const dir = folder();
        await site.mustCli(['backup', dir]);
        await site.mustCli(['backup', '--full', `${dir}/more/`]);
        assert.match(fs.readdirSync(dir).join(' '), /^broadsheet-\d{8}-\d{6}\.db more$/);
        assert.match(fs.readdirSync(`${dir}/more`).join(' '), /^broadsheet-\d{8}-\d{6}\.tar$/);
    });

    test('"-" is standard output, and leaves nothing behind; a terminal is refused', async () => {
        const temp = folder();
        for (const [args, name] of [[['backup', '-'], 'database'], [['backup', '--full', '-'], 'tar']]) {
            const file = `${temp}.${name}`;
            const { code, out, err } = await processes.run('sh', ['-c', `exec "$0" ${args.join(' ')} --site "$1" >"$2"`, processes.program, site.dir, file], { env: { TMPDIR: temp } });
            assert.equal(code, 0, err);
            assert.equal(out, '');
            assert.match(err, /^written to standard output, checked$/m);
            const restored = `${temp}.${name}.site`;
            assert.equal((await broadsheet(['restore', file, restored])).code, 0);
        }
        assert.deepEqual(fs.readdirSync(temp), []);
        const typed = await processes.run('script', ['-qec', `${processes.program} backup - --site ${site.dir}`, '/dev/null'], { env: { TMPDIR: temp } });
        assert.equal(typed.code, 2);
        assert.match(typed.out, /standard output is a terminal/);
    });

    test('a reader of standard output that goes away is an error', async () => {
        const { out } = await processes.run('bash', ['-c', `"$0" backup - --site "$1" | true; echo \${PIPESTATUS[0]}`, processes.program, site.dir]);
        assert.equal(out, '1\n');
    });

    test('needs no lock to write', async () => {
        const lock = processes.start('flock', [`${site.dir}/writer.lock`, 'sh', '-c', 'echo held; exec sleep 600'], { log: `${processes.root}/held.log` });
        await waitFor('the lock is held', () => /held/.test(lock.log()));
        try {
            for (const args of [[], ['--full']]) await site.mustCli(['backup', ...args, `${folder()}/b`]);
        } finally {
            await lock.stop('SIGKILL');
        }
    });

    test('a full one is a tar file with the sums of all that is in it', async () => {
        fs.mkdirSync(`${site.dir}/templates/site`, { recursive: true });
        fs.writeFileSync(`${site.dir}/templates/site/note.txt`, 'mine');
        fs.mkdirSync(`${site.dir}/translations`);
        fs.writeFileSync(`${site.dir}/translations/de.po`, '');
        fs.writeFileSync(`${site.dir}/public/${'deep'.repeat(40)}.txt`, 'a long name');
        fs.writeFileSync(`${site.dir}/public/Größe.txt`, 'another alphabet');
        processes.giveToServer(site.dir);
        const file = `${folder()}/full.tar`;
        await site.mustCli(['backup', '--full', file]);
        assert.equal(mode(file), '600');
        const entries = await readTar(file);
        assert.deepEqual(entries.map((f) => f.name), ['broadsheet-backup.txt', 'broadsheet.db', 'views.bin', 'public/', 'public/Größe.txt',
            `public/${'deep'.repeat(40)}.txt`, 'public/media/', 'public/media/x.png', 'templates/', 'templates/site/', 'templates/site/note.txt', 'translations/', 'translations/de.po', 'SHA256SUMS'].sort((a, b) => entries.findIndex((f) => f.name === a) - entries.findIndex((f) => f.name === b)));
        const out = `${file}.unpacked`;
        fs.mkdirSync(out);
        execFileSync('tar', ['-xf', file, '-C', out]);
        execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: out });
        assert.deepEqual(fs.readFileSync(`${out}/public/media/x.png`), PNG);
    });

    test('what is no file or folder is left out, and told', async () => {
        const copy = await makeSite();
        execFileSync('mkfifo', [`${copy.dir}/public/pipe`]);
        fs.symlinkSync('/etc', `${copy.dir}/public/media/etc`);
        fs.symlinkSync(`${site.dir}/public/media/x.png`, `${copy.dir}/public/linked.png`);
        processes.giveToServer(copy.dir);
        const file = `${folder()}/full.tar`;
        const { err } = await copy.mustCli(['backup', '--full', file]);
        assert.match(err, /public\/pipe is left out: neither a file nor a folder/);
        assert.match(err, /public\/media\/etc is left out: a link to a folder/);
        const names = (await readTar(file)).map((f) => f.name);
        assert.ok(names.includes('public/linked.png') && !names.some((n) => /pipe|etc/.test(n)), names.join(' '));
    });

    test('--keep removes old backups of this site and kind, and nothing else', async () => {
        const dir = folder(), other = await makeSite();
        const old = (name) => { fs.utimesSync(`${dir}/${name}`, 1e9, 1e9 + Number(/\d+/.exec(name)?.[0] ?? 0)); };
        for (const n of [1, 2, 3]) await site.mustCli(['backup', `${dir}/news-${n}.db`]);
        await site.mustCli(['backup', `${dir}/before-upgrade.db`]);
        await other.mustCli(['backup', `${dir}/news-4.db`]);
        await site.mustCli(['backup', '--full', `${dir}/news-5.db`]);
        fs.writeFileSync(`${dir}/news-6.db`, 'notes');
        fs.symlinkSync('news-1.db', `${dir}/news-7.db`);
        execFileSync('mkfifo', [`${dir}/news-8.db`]);
        await site.mustCli(['backup', `${dir}/linked`]);
        fs.linkSync(`${dir}/linked`, `${dir}/news-9.db`);
        execFileSync('sqlite3', [`${dir}/news-10.db`, 'CREATE TABLE mine (x)']);
        fs.writeFileSync(`${dir}/news-11.db.part`, 'half');
        fs.mkdirSync(`${dir}/news-12.db`);
        for (const name of ['news-1.db', 'news-2.db', 'news-3.db', 'news-4.db', 'news-5.db', 'before-upgrade.db']) old(name);
        processes.giveToServer(dir);
        const before_ = fs.readdirSync(dir).sort();
        const { out } = await site.mustCli(['backup', '--keep', '2', `${dir}/news-20.db`]);
        assert.deepEqual(out.match(/^removed .*$/mg).sort(), [`removed ${dir}/news-1.db`, `removed ${dir}/news-2.db`]);
        assert.deepEqual(fs.readdirSync(dir).sort(), [...before_.filter((f) => !['news-1.db', 'news-2.db'].includes(f)), 'news-20.db'].sort());
        // The site's own database, and the copies of upgrades, are of the same site.
        fs.copyFileSync(site.database, `${site.dir}/broadsheet.db.before-1`);
        processes.giveToServer(site.dir);
        await site.mustCli(['backup', '--keep', '1', `${site.dir}/broadsheet2.db`]);
        assert.ok(fs.existsSync(`${site.dir}/broadsheet.db`) && fs.existsSync(`${site.dir}/broadsheet.db.before-1`));
        for (const f of ['broadsheet2.db', 'broadsheet.db.before-1']) fs.rmSync(`${site.dir}/${f}`);
        for (const keep of ['0', '-1', 'x', '']) assert.equal((await site.cli(['backup', '--keep', keep, `${dir}/n.db`])).code, 2);
        assert.equal((await site.cli(['backup', '--keep', '3', '-'])).code, 2);
    });
});

describe('the drill: a site under load, its backup, its end, and back', () => {
    /** What a reader sees of an address, but for what goes by the hour. */
    const seen = async (site, address) => (await site.browser().get(address)).text.replace('Most read in the last 24 hours All most read The long way home ', '');
    for (const [kind, args] of [['full', ['--full']], ['database', []]])
        test(`of the ${kind}`, async (t) => {
            const site = await serveSite({ users: { boss: 'admin' }, settings: { comments_per_minute: '0' } });
            t.after(() => site.close());
            fs.writeFileSync(`${site.dir}/public/media/boat.png`, PNG);
            processes.giveToServer(site.dir);
            const { path } = await site.article({ title: 'The long way home', body: '[post-views]\n\n![A boat](/media/boat.png)\n' });
            const views = async () => (await site.browser().page(path)).views[0];
            const kept = [];
            for (let i = 0; i < 3; i++) kept.push((await commentOn(site, path)).text);
            await decide(await signIn(site, 'boss'), kept[0], 'approve');
            for (let i = 0; i < 20; i++) await views();
            let going = true, later = 0;
            const load = Promise.all([
                (async () => { while (going) { await commentOn(site, path); later++; } })(),
                (async () => { while (going) await views(); })(),
            ]);
            const file = `${folder()}/backup`;
            let least, most;
            try {
                await waitFor('comments come', () => later >= 2);
                least = await views();
                await waitFor('views are in the database', async () => Number(await site.sql('SELECT sum(counted) FROM view_total;')) >= least);
                await site.mustCli(['backup', ...args, file]);
                most = await views();
            } finally {
                going = false;
                await load;
            }
            const before_ = await Promise.all(['/', '/feed/', '/section/news/'].map((address) => seen(site, address)));

            await site.stop('SIGKILL');
            for (const f of fs.readdirSync(site.dir)) if (kind === 'full' || f !== 'public') fs.rmSync(`${site.dir}/${f}`, { recursive: true });
            const { out } = await broadsheet(['restore', file, site.dir]);
            assert.match(out, /restored from .* and checked/);
            const check = await site.cli(['check']);
            assert.equal(check.code, 0, check.out + check.err);
            await site.start();
            const page = await site.browser().page(path);
            assert.ok(page.views[0] > least && page.views[0] <= most, `${page.views[0]} views; ${least} before the backup, ${most} after it`);
            assert.ok(page.text.includes(kept[0]), 'the approved comment is shown');
            for (const text of kept) assert.equal(await site.sql(`SELECT count(*) FROM comment WHERE body LIKE '%${text}%';`), '1');
            const shown = await site.browser().get('/media/boat.png');
            assert.deepEqual([shown.status, shown.raw], [200, PNG]);
            assert.deepEqual(await Promise.all(['/', '/feed/', '/section/news/'].map((address) => seen(site, address))), before_);
            await signIn(site, 'boss');
            await commentOn(site, path);
        });
});

describe('restore', () => {
    let site, db, full;
    before(async () => {
        site = await makeSite();
        await site.article({ title: 'In the backup' });
        fs.writeFileSync(`${site.dir}/public/media/x.png`, PNG);
        processes.giveToServer(site.dir);
        const dir = folder();
        db = `${dir}/site.db`;
        full = `${dir}/site.tar`;
        await site.mustCli(['backup', db]);
        await site.mustCli(['backup', '--full', full]);
    });

    test('never over a site, but with --force, which keeps all that stood there', async () => {
        for (const file of [db, full]) {
            const target = await makeSite();
            const mine = await target.article({ title: 'Written later' });
            fs.writeFileSync(`${target.dir}/public/media/mine.png`, 'mine');
            fs.writeFileSync(`${target.dir}/notes.txt`, 'mine');
            processes.giveToServer(target.dir);
            const was = everything(target.dir);
            const refused = await broadsheet(['restore', file, target.dir]);
            assert.equal(refused.code, 1);
            assert.match(refused.err, /has a broadsheet\.db: restore into another folder, or use --force/);
            assert.deepEqual(everything(target.dir), was);
            const { code, out, err } = await broadsheet(['restore', '--force', file, target.dir]);
            assert.equal(code, 0, err);
            const replaced = new RegExp(`^(${target.dir}/replaced-\\d{8}-\\d{6}) has what was there before`, 'm').exec(out)[1];
            assert.equal(mode(replaced), '700');
            assert.equal(await target.sql('SELECT title FROM article;'), 'In the backup');
            assert.equal(execFileSync('sqlite3', [`${replaced}/broadsheet.db`, `SELECT title FROM article WHERE id = ${mine.id}`], { encoding: 'utf8' }).trim(), 'Written later');
            assert.equal(fs.readFileSync(`${target.dir}/notes.txt`, 'utf8'), 'mine');
            assert.equal(fs.existsSync(`${target.dir}/public/media/mine.png`), file === db, 'a database alone leaves the pictures');
            assert.equal(fs.existsSync(`${replaced}/public/media/mine.png`), file === full);
            assert.deepEqual(fs.readdirSync(target.dir).filter((f) => /part/.test(f)), []);
            const check = await target.cli(['check']);
            assert.equal(check.code, 0, check.out);
        }
    });

    test('"-" is standard input: what backup writes to "-" becomes a site on another machine', async () => {
        const temp = folder();
        const piped = (args, dir) => processes.run('sh', ['-c', `"$0" backup ${args} - --site "$1" | "$0" restore - "$2"`, processes.program, site.dir, dir], { env: { TMPDIR: temp } });
        for (const args of ['', '--full']) {
            const dir = `${folder()}/site`;
            const { code, out, err } = await piped(args, dir);
            assert.equal(code, 0, err);
            assert.match(out, /: restored from standard input and checked/);
            assert.equal(execFileSync('sqlite3', [`${dir}/broadsheet.db`, 'SELECT title FROM article'], { encoding: 'utf8' }).trim(), 'In the backup');
            assert.equal(fs.existsSync(`${dir}/public/media/x.png`), args === '--full');
        }
        const whole = fs.readFileSync(full);
        for (const [input, why] of [['', /standard-input is not a Broadsheet backup/], [whole.subarray(0, whole.length / 2), /standard-input (is damaged|lacks)/]]) {
            const dir = `${folder()}/site`;
            const { code, err } = await broadsheet(['restore', '-', dir], { input, env: { TMPDIR: temp } });
            assert.equal(code, 1);
            assert.match(err, why);
            assert.ok(!fs.existsSync(dir), 'nothing is made of a backup that broke off');
        }
        assert.deepEqual(fs.readdirSync(temp), [], 'nothing is left behind');
        const typed = await processes.run('script', ['-qec', `${processes.program} restore - ${temp}/site`, '/dev/null'], { env: { TMPDIR: temp } });
        assert.equal(typed.code, 2);
        assert.match(typed.out, /standard input is a terminal/);
    });

    test('refuses a site that a program serves', async () => {
        const target = await serveSite();
        try {
            const was = fs.readdirSync(target.dir).sort();
            for (const file of [db, full]) {
                const { code, err } = await broadsheet(['restore', '--force', file, target.dir]);
                assert.equal(code, 1);
                assert.match(err, new RegExp(`process ${target.process.pid} has .*broadsheet\\.db open: stop it first`));
            }
            assert.deepEqual(fs.readdirSync(target.dir).sort(), was);
            assert.equal((await target.browser().get('/')).status, 200);
            await commentOn(target, (await target.article({})).path);
        } finally {
            await target.close();
        }
    });

    test('root is told to be the user whose the folder is', { skip: !processes.asRoot }, async () => {
        const dir = folder();
        const { code, err } = await broadsheet(['restore', db, dir], { own: false });
        assert.equal(code, 1);
        assert.match(err, /belongs to another user.*runuser/);
        assert.deepEqual(fs.readdirSync(dir), []);
    });

    test('an older schema is restored as it is; a newer one, another database or a live one is refused', async () => {
        const dir = folder();
        const variant = (name, sql) => {
            fs.copyFileSync(db, `${dir}/${name}`);
            execFileSync('sqlite3', [`${dir}/${name}`, sql]);
            processes.giveToServer(dir);
            return `${dir}/${name}`;
        };
        const refusals = [[variant('newer', 'PRAGMA user_version = 9999'), /made by a newer Broadsheet/], [variant('foreign', 'PRAGMA application_id = 7'), /is not a Broadsheet database/],
            [variant('empty', 'DELETE FROM site'), /contains no site/], [variant('broken', 'PRAGMA foreign_keys = OFF; UPDATE article SET section_id = 99'), /is damaged/]];
        fs.writeFileSync(`${dir}/text`, 'no backup');
        fs.writeFileSync(`${dir}/nothing`, '');
        refusals.push([`${dir}/text`, /is not a Broadsheet backup/], [`${dir}/nothing`, /is not a Broadsheet backup/], [`${dir}/missing`, /cannot open/], [dir, /cannot open/]);
        for (const [file, why] of refusals) {
            const { code, err } = await broadsheet(['restore', file, `${dir}/site`]);
            assert.equal(code, 1, file);
            assert.match(err, why);
            assert.ok(!fs.existsSync(`${dir}/site`), `${file}: nothing is left`);
        }
        const served = await serveSite();
        try {
            const { code, err } = await broadsheet(['restore', `${served.dir}/broadsheet.db`, `${dir}/site`]);
            assert.equal(code, 1);
            assert.match(err, /database that is in use .*make one with `broadsheet backup`/);
        } finally {
            await served.close();
        }
    });

    test('a damaged or hostile file changes nothing, inside the folder and outside', async () => {
        const dir = folder();
        const bytes = fs.readFileSync(full);
        const about = (await readTar(full))[0].content;
        const database = (await readTar(full)).find((f) => f.name === 'broadsheet.db').content;
        const sums = (entries) => ({ name: 'SHA256SUMS', content: entries.filter((f) => !f.type).map((f) => `${sha256(f.content)}  ${f.name}\n`).join('') });
        const whole = [{ name: 'broadsheet-backup.txt', content: about }, { name: 'broadsheet.db', content: database }, { name: 'public/', type: '5', content: '' }];
        const withEntry = (...more) => makeTar([...whole, ...more, sums([...whole, ...more])]);
        const otherSite = String(about).replace(/site ..../, 'site abcd');
        const flipped = Buffer.from(bytes);
        flipped[bytes.indexOf(PNG) + 20] ^= 1;
        const variants = {
            'cut in a file': bytes.subarray(0, bytes.length >> 1), 'cut before the sums': bytes.subarray(0, bytes.indexOf('SHA256SUMS')), 'cut in the sums': bytes.subarray(0, bytes.indexOf('SHA256SUMS') + 540),
            'a bit flipped': flipped, 'no sums': makeTar(whole), 'a sum missing': makeTar([...whole, { name: 'public/x', content: 'x' }, sums(whole)]),
            'a file missing': makeTar([...whole, sums([...whole, { name: 'public/x', content: 'x' }])]), 'text for sums': makeTar([...whole, { name: 'SHA256SUMS', content: 'all is well\n' }]),
            'something behind the sums': makeTar([...whole, sums(whole), { name: 'public/x', content: 'x' }]),
            'no database': makeTar([whole[0], sums([whole[0]])]), 'another site': makeTar([{ ...whole[0], content: otherSite }, whole[1], sums([{ ...whole[0], content: otherSite }, whole[1]])]),
            'a link out': withEntry({ name: 'public/out', type: '2', link: '/etc', content: '' }), 'a hard link': withEntry({ name: 'public/out', type: '1', link: 'broadsheet.db', content: '' }),
            'through a link': withEntry({ name: 'public/out', type: '2', link: dir, content: '' }, { name: 'public/out/evil', content: 'evil' }),
            'a device': withEntry({ name: 'public/null', type: '3', content: '' }), 'a pipe': withEntry({ name: 'public/pipe', type: '6', content: '' }),
            'a size that is a lie': withEntry({ name: 'public/huge', size: 2 ** 33 - 1, content: 'x' }), 'twice the same': withEntry({ name: 'public/x', content: 'x' }, { name: 'public/x', content: 'x' }),
        };
        for (const name of ['../evil', '/evil', `${dir}/evil`, 'public/../../evil', 'public/..', 'public/./x', 'public//x', 'evil', 'writer.lock', 'broadsheet.db-wal', 'replaced', 'public/a\\b', 'public/a\nb', `public/${'d/'.repeat(50)}x`, 'public', 'templates/../evil', `public/${'n'.repeat(300)}`])
            variants[`named ${JSON.stringify(name).slice(0, 60)}`] = withEntry({ name, content: 'evil' });
        const was = everything(dir);
        for (const [what, content] of Object.entries(variants)) {
            const file = `${processes.root}/hostile.tar`;
            fs.writeFileSync(file, content);
            processes.giveToServer(file);
            const { code, err } = await broadsheet(['restore', file, `${dir}/site`]);
            assert.equal(code, 1, `${what}: ${err}`);
            assert.ok(err.startsWith('broadsheet: ') && err.trim().split('\n').length === 1, err);
            assert.deepEqual(everything(dir), was, what);
            assert.ok(!fs.existsSync(`${dir}/site`), what);
        }
        assert.ok(!fs.existsSync('/evil'));
        const good = `${processes.root}/good.tar`;
        fs.writeFileSync(good, withEntry({ name: 'public/x', content: 'x' }));
        processes.giveToServer(good);
        assert.equal((await broadsheet(['restore', good, `${dir}/site`])).code, 0, 'the others differ from a good one in one thing');
    });
});

describe('in the middle of it', () => {
    let site, db, full;
    before(async () => {
        site = await makeSite();
        await site.article({ title: 'Before all that' });
        await site.sql(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
            INSERT INTO audit (at, who, action, object, was, became) SELECT 1, 'x', 'filling', 'nothing', hex(randomblob(2000)), '' FROM n;`);
        fs.writeFileSync(`${site.dir}/public/media/large.bin`, crypto.randomBytes(8 << 20));
        processes.giveToServer(site.dir);
        const dir = folder();
        db = `${dir}/site.db`;
        full = `${dir}/site.tar`;
        await site.mustCli(['backup', db]);
        await site.mustCli(['backup', '--full', full]);
    });

    test('backup is killed: what it leaves is no backup, and the next one takes its place', async () => {
        const dir = folder();
        const moments = [[[], 'k1.db', (f) => sizeOf(`${f}.part`) >= 0], [[], 'k2.db', (f) => sizeOf(`${f}.part`) > 4 << 20], [['--full'], 'k3.tar', (f) => sizeOf(`${f}.database.part`) > 0],
            [['--full'], 'k4.tar', (f) => sizeOf(`${f}.part`) > 4 << 20]];
        for (const [args, name, now] of moments) {
            const file = `${dir}/${name}`;
            assert.ok(await killWhen([processes.program, 'backup', ...args, file, '--site', site.dir], () => now(file)), `${name} was killed in the middle`);
            assert.ok(!fs.existsSync(file), name);
            assert.ok(fs.readdirSync(dir).length > 0 && fs.readdirSync(dir).every((f) => /\.part(-journal)?$/.test(f) && mode(`${dir}/${f}`) === '600'), fs.readdirSync(dir).join(' '));
            // Half a backup is refused. All of it may have been written already, and only its name not given.
            const { code } = await broadsheet(['restore', `${file}.part`, `${dir}/half`]);
            const whole = code === 0 && (await broadsheet(['check', '--site', `${dir}/half`])).code === 0;
            assert.ok(code === 1 || whole, 'half a backup is refused');
            fs.rmSync(`${dir}/half`, { recursive: true, force: true });
            await site.mustCli(['backup', ...args, file]);
            assert.deepEqual(fs.readdirSync(dir), [name]);
            fs.rmSync(file);
        }
        assert.equal((await site.cli(['check'])).code, 0);
    });

    test('restore is killed: the site is as it was, and the next one makes it anew', async () => {
        const target = await makeSite();
        await target.article({ title: 'Stays' });
        const was = everything(target.dir);
        for (const [file, part] of [[db, 'broadsheet.db'], [full, 'broadsheet.db'], [full, 'public/media/large.bin']]) {
            assert.ok(await killWhen([processes.program, 'restore', '--force', file, target.dir], () => sizeOf(`${target.dir}/restore.part/${part}`) > 0), part);
            const now = everything(target.dir);
            for (const name of Object.keys(now)) if (name.startsWith('restore.part/')) delete now[name];
            assert.deepEqual(now, was);
            assert.equal((await target.cli(['check'])).code, 0);
        }
        assert.equal((await broadsheet(['restore', '--force', full, target.dir])).code, 0);
        assert.equal(await target.sql('SELECT title FROM article;'), 'Before all that');
        assert.ok(!fs.existsSync(`${target.dir}/restore.part`));
    });

    test('the disk is full: the cause is told, nothing is left, and what there was stays', async (t) => {
        const disk = smallDisk(t, '12m');
        if (!disk) return t.skip('this machine may not mount a file system');
        for (const args of [[], ['--full']]) {
            const { code, err } = await site.cli(['backup', ...args, `${disk}/b/site`]);
            assert.equal(code, 1);
            assert.match(err, /the disk is full/);
            assert.deepEqual(fs.readdirSync(`${disk}/b`), []);
        }
        const piped = await processes.run('sh', ['-c', `exec "$0" backup --full - --site "$1" >"$2"`, processes.program, site.dir, `${disk}/piped`]);
        assert.equal(piped.code, 1);
        assert.match(piped.err, /the disk is full/);
        fs.rmSync(`${disk}/piped`);
        const temp = await site.cli(['backup', '-'], { env: { TMPDIR: disk } });
        assert.match(temp.err, /\(\$TMPDIR\): the disk is full/);
        assert.deepEqual(fs.readdirSync(disk), ['b']);
        for (const file of [db, full]) {
            const { code, err } = await broadsheet(['restore', file, `${disk}/site`]);
            assert.equal(code, 1);
            assert.match(err, /the disk is full/);
            assert.deepEqual(fs.readdirSync(disk), ['b']);
        }
        assert.equal((await broadsheet(['init', `${disk}/mine`])).code, 0);
        const was = everything(`${disk}/mine`);
        for (const file of [db, full]) {
            const { code, err } = await broadsheet(['restore', '--force', file, `${disk}/mine`]);
            assert.equal(code, 1);
            assert.match(err, /the disk is full/);
            assert.deepEqual(everything(`${disk}/mine`), was);
            assert.equal((await broadsheet(['check', '--site', `${disk}/mine`])).code, 0);
        }
    });
});
