// SPDX-License-Identifier: MIT
// A newer program and an older database: nothing but a server and `migrate` changes the schema, each
// keeps the database as it was, and that copy is a way back.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { killWhen, sizeOf, smallDisk } from './lib/disaster.mjs';
import { commentOn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const OLD = 7;
const schema = fs.readdirSync(`${processes.checkout}/sql/schema`).sort();
const NEW = Number.parseInt(schema.at(-1), 10);
const read = (file) => fs.readFileSync(file);

/** A site as the program of schema OLD left it, with one section in it. */
async function olderSite() {
    const site = await makeSite();
    const database = site.database;
    for (const f of fs.readdirSync(site.dir).filter((f) => /^broadsheet\.db|^views/.test(f))) fs.rmSync(`${site.dir}/${f}`);
    const steps = schema.filter((f) => Number.parseInt(f, 10) <= OLD).map((f) => fs.readFileSync(`${processes.checkout}/sql/schema/${f}`, 'utf8'));
    const made = await processes.run('sqlite3', ['-bail', database], { input: `PRAGMA journal_mode = WAL; PRAGMA application_id = 0x42725368;
        BEGIN; ${steps.join('\n')} PRAGMA user_version = ${OLD};
        INSERT INTO site (id, uuid, secret, content_version) VALUES (1, '${'0a'.repeat(16)}', '${'0b'.repeat(32)}', 1);
        INSERT INTO section (slug, name, description, position) VALUES ('old', 'From before', '', 1); COMMIT;` });
    assert.equal(made.code, 0, made.err);
    fs.chmodSync(database, 0o600);
    return site;
}
const versionOf = async (file) => Number((await processes.run('sqlite3', [file, 'PRAGMA user_version'])).out);
const copies = (site) => fs.readdirSync(site.dir).filter((f) => f.includes('.before-')).sort();

test('check, backup and template list work with an older schema, and leave it', async () => {
    const site = await olderSite();
    const before = read(site.database);
    const check = await site.cli(['check']);
    assert.equal(check.code, 0, check.out + check.err);
    assert.match(check.out, new RegExp(`older schema ${OLD}, this program knows ${NEW}: .broadsheet migrate.`));
    const copy = `${processes.root}/older.db`;
    assert.equal((await site.cli(['backup', copy])).code, 0);
    assert.equal(await versionOf(copy), OLD);
    assert.equal((await site.cli(['template', 'list'])).code, 0);
    assert.deepEqual(read(site.database), before);
});

test('commands that write refuse an older schema, and say what to do', async () => {
    const site = await olderSite();
    const before = read(site.database);
    for (const args of [['user', 'add', 'anna', '--role', 'editor'], ['user', 'password', 'anna'], ['article', 'add', '--title', 'T'], ['reindex']]) {
        const { code, err } = await site.cli(args, { input: 'Text.\n' });
        assert.equal(code, 1, args.join(' '));
        assert.match(err, new RegExp(`schema ${OLD}.*schema ${NEW}.*broadsheet migrate`));
    }
    assert.deepEqual(read(site.database), before);
});

test('migrate keeps the database as it was, for its owner alone, and does nothing twice', async () => {
    const site = await olderSite();
    const { code, out, err } = await site.cli(['migrate']);
    assert.equal(code, 0, err);
    assert.match(out, new RegExp(`schema ${OLD} upgraded to ${NEW}`));
    assert.deepEqual(copies(site), [`broadsheet.db.before-${NEW}`]);
    const copy = `${site.dir}/broadsheet.db.before-${NEW}`;
    assert.equal(await versionOf(copy), OLD);
    assert.equal(fs.statSync(copy).mode & 0o777, 0o600);
    assert.equal((await processes.run('sqlite3', [copy, 'SELECT name FROM section'])).out.trim(), 'From before');
    assert.equal((await site.cli(['user', 'add', 'anna', '--role', 'editor'])).code, 0);
    const again = await site.cli(['migrate']);
    assert.equal(again.out, `the schema is up to date (${NEW})\n`);
    assert.equal(await versionOf(copy), OLD);
});

test('a server keeps a copy, too, and the copy is a way back that loses nothing it had', async (t) => {
    const site = await olderSite();
    t.after(() => site.close());
    await site.start();
    await waitFor('the upgrade', () => new RegExp(`upgraded from schema ${OLD} to ${NEW}.*before-${NEW}`).test(site.process.log()));
    await site.stop();
    assert.equal(await versionOf(site.database), NEW);
    fs.mkdirSync(`${site.dir}/newer`);
    for (const f of fs.readdirSync(site.dir).filter((f) => /^broadsheet\.db($|-)/.test(f))) fs.renameSync(`${site.dir}/${f}`, `${site.dir}/newer/${f}`);
    fs.copyFileSync(`${site.dir}/broadsheet.db.before-${NEW}`, `${site.dir}/broadsheet.db`);
    processes.giveToServer(site.dir);
    assert.equal(await versionOf(`${site.dir}/broadsheet.db`), OLD);
    const check = await site.cli(['check']);
    assert.equal(check.code, 0, check.out + check.err);
    await site.start();
    await waitFor('the second one', async () => await versionOf(site.database) === NEW);
    assert.equal(await site.sql('SELECT name FROM section;'), 'From before');
});

test('a schema that cannot be applied says why, and leaves the database and no copy', async () => {
    const site = await olderSite();
    await site.sql('CREATE TABLE content_of_article (mine TEXT);');
    for (const command of [['migrate'], ['serve', '--listen', `unix:${site.socket}`]]) {
        const { code, err } = await site.cli(command);
        assert.equal(code, 1);
        assert.match(err, new RegExp(`stays at schema ${OLD} and was not upgraded to ${NEW}: table content_of_article already exists \\(0008_content_of_article\\.sql, line \\d+: CREATE TABLE content_of_article`));
        assert.equal(await versionOf(site.database), OLD);
        assert.deepEqual(copies(site), []);
    }
});

test('the newest three copies of upgrades stay', async () => {
    const site = await olderSite();
    for (const n of [2, 3, 4, 5, 6]) fs.writeFileSync(`${site.dir}/broadsheet.db.before-${n}`, '');
    fs.writeFileSync(`${site.dir}/broadsheet.db.before-lunch`, 'mine');
    processes.giveToServer(site.dir);
    assert.equal((await site.cli(['migrate'])).code, 0);
    assert.deepEqual(copies(site), [`broadsheet.db.before-${NEW}`, 'broadsheet.db.before-5', 'broadsheet.db.before-6', 'broadsheet.db.before-lunch'].sort());
});

test('a newer database is refused by every command, and left', async () => {
    const site = await makeSite();
    await site.sql(`PRAGMA user_version = ${NEW + 1};`);
    for (const args of [['migrate'], ['backup', `${processes.root}/newer.db`], ['user', 'add', 'anna', '--role', 'editor'], ['check']]) {
        const { code, out, err } = await site.cli(args);
        assert.equal(code, 1, args.join(' '));
        assert.match(out + err, new RegExp(`newer Broadsheet \\(schema ${NEW + 1}, this program knows ${NEW}\\)`));
    }
    assert.equal(await versionOf(site.database), NEW + 1);
});

test('an older program that still runs goes on beside a newer database, and none starts anew', async (t) => {
    const site = await serveSite({ settings: { comments_per_minute: '0' } });
    t.after(() => site.close());
    const { path } = await site.article({ body: '[post-views]\n' });
    await site.sql(`ALTER TABLE video ADD COLUMN newer TEXT NOT NULL DEFAULT ''; CREATE TABLE newer (id INTEGER PRIMARY KEY) STRICT;
        CREATE INDEX article_newer ON article (updated_at, status); PRAGMA user_version = ${NEW + 1};`);
    const [first] = (await site.browser().page(path)).views;
    assert.equal((await site.browser().page(path)).views[0], first + 1);
    const { text } = await commentOn(site, path);
    assert.equal(await site.sql(`SELECT count(*) FROM comment WHERE body LIKE '%${text}%';`), '1');
    const [last] = (await site.browser().page(path)).views;
    assert.deepEqual(await site.stop(), { code: 0, signal: null });
    const next = await site.start({ wait: false });
    assert.equal((await next.exited).code, 1);
    assert.match(next.log(), new RegExp(`newer Broadsheet \\(schema ${NEW + 1}, this program knows ${NEW}\\)`));
    assert.equal(Number(await site.sql('SELECT sum(counted) FROM view_total;')), last, 'what it counted is kept');
});

/** An older site of some ten megabytes. */
async function largeOlderSite(dir) {
    const site = await olderSite();
    await site.sql(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
        INSERT INTO audit (at, who, action, object, was, became) SELECT 1, 'x', 'filling', 'nothing', hex(randomblob(2000)), '' FROM n;`);
    if (dir) {
        fs.cpSync(site.dir, dir, { recursive: true });
        site.dir = dir;
    }
    processes.giveToServer(site.dir);
    return site;
}

test('an upgrade that is killed leaves one of the two databases, whole, and is done by the next', async () => {
    for (const suffix of ['.part', '']) {
        const site = await largeOlderSite();
        const copy = `${site.database}.before-${NEW}`;
        const killed = await killWhen([processes.program, 'migrate', '--site', site.dir], () => sizeOf(`${copy}${suffix}`) >= 0);
        assert.ok(killed || suffix === '', 'killed while the copy was written');
        assert.ok([OLD, NEW].includes(await versionOf(`${site.dir}/broadsheet.db`)));
        const check = await site.cli(['check']);
        assert.equal(check.code, 0, check.out + check.err);
        assert.equal((await site.cli(['migrate'])).code, 0);
        assert.equal(await versionOf(`${site.dir}/broadsheet.db`), NEW);
        assert.deepEqual(copies(site), [`broadsheet.db.before-${NEW}`]);
        assert.equal(await versionOf(copy), OLD);
        assert.equal(await site.sql('SELECT name FROM section;'), 'From before');
    }
});

test('an upgrade for which the disk has no room says so, and leaves the database as it is', async (t) => {
    const disk = smallDisk(t, '40m');
    if (!disk) return t.skip('this machine may not mount a file system');
    const site = await largeOlderSite(`${disk}/site`);
    const before = read(`${disk}/site/broadsheet.db`);
    const { code, err } = await site.cli(['migrate']);
    assert.equal(code, 1);
    assert.match(err, /stays at schema \d+ and was not upgraded to \d+: .*takes up to \d+ MiB; the disk has \d+ MiB free/);
    assert.deepEqual(read(`${disk}/site/broadsheet.db`), before);
    assert.deepEqual(copies(site), []);
});
