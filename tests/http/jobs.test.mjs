// SPDX-License-Identifier: MIT
// What happens without a request: publishing, writing the counters, keeping the database small.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { test } from 'node:test';
import { wrongClock } from './lib/clock.mjs';
import { metrics } from './lib/metrics.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const SCHEDULED = 2, PUBLISHED = 3;
const statusOf = async (site, id) => Number(await site.sql(`SELECT status FROM article WHERE id = ${id};`));

/** Schedules a draft past the program. */
const schedule = (site, id, inSeconds) => site.sql(`UPDATE article SET status = ${SCHEDULED},
    published_at = unixepoch() + ${inSeconds} WHERE id = ${id};`);

test('what is scheduled is published at its time, with nobody on the site', async () => {
    const site = await makeSite();
    const due = await site.article({ publish: false });
    const later = await site.article({ publish: false });
    await site.start();
    try {
        await schedule(site, later.id, 3600);
        await schedule(site, due.id, 2);
        await waitFor('it is published', async () => await statusOf(site, due.id) === PUBLISHED);
        assert.equal(await statusOf(site, later.id), SCHEDULED);
        assert.equal(await site.sql(`SELECT published_at <= unixepoch() FROM article WHERE id = ${due.id};`), '1');
        assert.equal(await site.sql(`SELECT count(*) FROM audit WHERE object = 'article ${due.id}' AND action LIKE '%publish%';`), '1');
    } finally {
        await site.stop();
    }
});

test('what was due while no program ran is published at its start', async () => {
    const site = await makeSite();
    const { id } = await site.article({ publish: false });
    await schedule(site, id, -3600);
    await site.start();
    try {
        await waitFor('it is published', async () => await statusOf(site, id) === PUBLISHED);
    } finally {
        await site.stop();
    }
});

test('views are in the database within seconds, in the row of the day where the site is', async () => {
    const site = await serveSite({ settings: { zone: 'Pacific/Kiritimati' } }); // 14 hours before UTC
    try {
        const { path, id } = await site.article({ body: '[post-views]\n' });
        const [count] = (await site.browser().page(path)).views;
        await waitFor('they are written', async () => Number(await site.sql(`SELECT counted FROM view_total WHERE article_id = ${id};`)) >= count);
        const days = (await site.sql(`SELECT day FROM view_day WHERE article_id = ${id};`)).split('\n');
        const there = (when) => new Date(when + 14 * 3600_000).toISOString().slice(0, 10).replaceAll('-', '');
        for (const day of days) assert.ok([there(Date.now()), there(Date.now() - 60_000)].includes(day), day);
    } finally {
        await site.close();
    }
});

test('on a quiet site the log of the database is emptied', async () => {
    const site = await serveSite();
    try {
        const { path } = await site.article({ body: 'x '.repeat(20_000) });
        await site.browser().page(path);
        const log = () => fs.statSync(`${site.database}-wal`).size;
        await waitFor('the view is written', () => log() > 0);
        await waitFor('the log is empty', () => log() === 0);
    } finally {
        await site.close();
    }
});

test('the pieces that publishing leaves of the search index are joined, also after the program was killed', async () => {
    const site = await makeSite();
    // Many words of their own, so that joining is more than a page's work.
    const words = (i) => Array.from({ length: 300 }, (_, k) => `gull${k * 97}x${i}`).join(' ');
    const publish = async (from, to) => {
        for (let i = from; i < to; i++) await site.article({ slug: `gull-${i}`, title: `Gull ${i}`, body: `Herring. ${words(i)}\n` });
    };
    const pieces = async () => Number(await site.sql('SELECT count(DISTINCT segid) FROM search_text_idx;'));
    try {
        await publish(0, 12);
        assert.ok(await pieces() >= 10, 'each is a piece of its own');
        await site.start();
        await waitFor('it has begun', async () => await pieces() < 12, 20_000);
        await site.stop('SIGKILL');
        assert.equal((await site.cli(['check'])).code, 0);
        await publish(12, 16);
        await site.start();
        await waitFor('they are joined', async () => await pieces() <= 4, 20_000);
        assert.equal(await site.stop().then((ended) => ended.code), 0);
        assert.equal((await site.cli(['check'])).code, 0);
        assert.equal(await site.sql("SELECT count(*) FROM search_text WHERE search_text MATCH 'herring';"), '16');
    } finally {
        await site.close();
    }
});

test('a job that cannot do its work says so once, and says when it can again', async () => {
    const site = await serveSite();
    const { path, id } = await site.article({ body: '[post-views]\n' });
    const lock = spawn('sqlite3', ['-batch', '-bail', '-cmd', '.timeout 10000', site.database], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
        lock.stdin.write("BEGIN IMMEDIATE;\nSELECT 'locked';\n");
        await new Promise((done) => lock.stdout.once('data', done));
        const lines = (what) => site.process.log().split('\n').filter((l) => l.includes(what));
        let [shown] = (await site.browser().page(path)).views;
        await waitFor('it complains', () => lines('view counters').length > 0);
        const { job_failures_total: failures } = await metrics(site);
        await waitFor('more failures', async () => {
            [shown] = (await site.browser().page(path)).views;
            const now = await metrics(site);
            return now.jobs_failing > 0 && now.job_failures_total >= failures + 3;
        });
        assert.equal(lines('view counters').length, 1);
        lock.stdin.end('ROLLBACK;\n');
        await waitFor('it works again', () => lines('view counters').some((l) => l.includes('works again')));
        await waitFor('no job fails', async () => (await metrics(site)).jobs_failing === 0);
        await waitFor('nothing was lost', async () => Number(await site.sql(`SELECT counted FROM view_total WHERE article_id = ${id};`)) >= shown);
        assert.ok(site.process.running);
    } finally {
        lock.kill();
        await site.close();
    }
});

test('told to stop while another process holds the lock, it ends by itself, and no view is lost', async () => {
    const site = await serveSite();
    const { path } = await site.article({ body: '[post-views]\n' });
    const holder = spawn('flock', [`${site.dir}/writer.lock`, 'sh', '-c', 'echo held; read end'], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
        await new Promise((done) => holder.stdout.once('data', done));
        const [count] = (await site.browser().page(path)).views;
        assert.deepEqual(await site.stop(), { code: 0, signal: null });
        holder.stdin.end('\n');
        await new Promise((done) => holder.once('exit', done));
        await site.start();
        await waitFor('it answers', async () => (await site.browser().get('/')).status === 200);
        assert.equal((await site.browser().page(path)).views[0], count + 1);
    } finally {
        holder.kill();
        await site.close();
    }
});

test('the clock set back: views of both days are kept', async (t) => {
    const env = wrongClock('-3d');
    if (!env) return t.skip('faketime is not installed');
    const site = await serveSite();
    try {
        const { path, id } = await site.article({ body: '[post-views]\n' });
        for (let i = 0; i < 5; i++) await site.browser().page(path);
        await site.stop();
        await site.start({ env });
        await waitFor('it answers', async () => (await site.browser().get('/')).status === 200);
        for (let i = 0; i < 5; i++) await site.browser().page(path);
        await site.stop();
        const days = (await site.sql(`SELECT counted FROM view_day WHERE article_id = ${id};`)).split('\n').map(Number);
        assert.equal(days.length, 2);
        assert.equal(days.reduce((a, b) => a + b), Number(await site.sql(`SELECT counted FROM view_total WHERE article_id = ${id};`)));
        assert.equal((await site.cli(['check'])).code, 0);
    } finally {
        await site.close();
    }
});
