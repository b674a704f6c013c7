// SPDX-License-Identifier: MIT
// The growth bench, the second part of `make bench`: sites of a thousand, thirty thousand and a
// million articles with ten times as many comments, every kind of page on each, rendered for each
// request (`--cache 0`). docs/PERFORMANCE.md says what the figures are.
//
//     GROWTH=1000,30000,1000000   the sizes; GROWTH=0: not at all
//     BENCH=/folder               where the sites are made (the largest takes 14 GB); they are
//                                 removed at the end, but with KEEP=1, and then used again
//
// What is compared is measured in turns, page by page, one size after the other.

import fs from 'node:fs';
import { performance } from 'node:perf_hooks';
import { execFile } from 'node:child_process';
import * as fcgi from '../http/lib/fastcgi.mjs';
import * as processes from '../http/lib/processes.mjs';
import { signIn } from '../http/lib/people.mjs';
import { startNginx } from '../http/lib/servers.mjs';
import { Site } from '../http/lib/site.mjs';
import { waitFor } from '../http/lib/wait.mjs';
import { Figures } from './lib/figures.mjs';
import { pages, samples, sampleWords, SAME } from './lib/growth_pages.mjs';
import * as tools from './lib/tools.mjs';

const { median } = tools;
const short = Boolean(process.env.SHORT);
const sizes = (process.env.GROWTH || (short ? '1000,30000' : '1000,30000,1000000')).split(',').map(Number);
if (sizes.length === 1 && !sizes[0]) process.exit(0);
const ROUNDS = short ? 3 : 9;
const REQUESTS = 24; // of a page, one after the other
const COMMENTS = 10; // for each article
const SEARCH = 5, SEARCH_MS = 50;
const HOUR_MS = 3600 * 1000;
const built = `${processes.checkout}/build/bench`;
const figures = new Figures();
const named = (n) => (n >= 1e6 ? `${n / 1e6}m` : `${n / 1e3}k`);
const say = (text) => process.stderr.write(`growth: ${text}\n`);

// ---- the sites ----

const base = process.env.BENCH ? fs.realpathSync(process.env.BENCH) : processes.root;
const keep = Boolean(process.env.BENCH && process.env.KEEP);
process.on('exit', () => {
    if (process.env.BENCH && !keep)
        for (const n of sizes) fs.rmSync(`${base}/growth-${named(n)}`, { recursive: true, force: true });
});

async function must(command, args, options) {
    const result = await processes.run(command, args, { timeout: 2 * HOUR_MS, ...options });
    if (result.code !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${result.code}\n${result.out}${result.err}`);
    return result.out;
}

const bytesIn = (dir) => fs.readdirSync(dir).filter((f) => /^(broadsheet\.db|views\.bin)/.test(f))
    .reduce((sum, f) => sum + fs.statSync(`${dir}/${f}`).size, 0);

/** Fills SITE with N articles, and tells how fast. */
async function fill(site, n) {
    const name = named(n), made = `${site.dir}/made`;
    if (keep && fs.existsSync(made)) return;
    fs.rmSync(site.dir, { recursive: true, force: true });
    fs.mkdirSync(site.dir);
    processes.giveToServer(site.dir);
    await must(processes.program, ['init', site.dir]);
    const began = performance.now();
    const out = await must(`${built}/fill`, [site.dir, n, n * COMMENTS].map(String), { own: false });
    processes.giveToServer(site.dir);
    for (const what of ['articles', 'comments', 'view_days'])
        figures.set(`growth_fill_${what}_per_s_${name}`, Number(new RegExp(`^fill_${what}_per_s: (\\d+)`, 'm').exec(out)[1]));
    figures.set(`growth_fill_s_${name}`, (performance.now() - began) / 1000);
    const indexing = performance.now();
    await must(processes.program, ['reindex', '--site', site.dir]);
    figures.set(`growth_search_index_s_${name}`, (performance.now() - indexing) / 1000);
    await site.addUser('boss', 'admin');
    fs.writeFileSync(made, '');
}

/** Starts it, and waits until it has ranked everything and has nothing left to do. */
async function serve(site) {
    await site.start({ extra: ['--cache', '0'] });
    await waitFor('everything is ranked', async () =>
        (await site.sql('SELECT (SELECT count(*) FROM (SELECT 1 FROM view_fresh LIMIT 1)) = 0 AND max(ranked_at) > 0 FROM popular_span;')) === '1', HOUR_MS);
    const server = await startNginx(site);
    const boss = await signIn({ browser: (o) => Site.prototype.browser.call({ port: server.port }, o) }, 'boss');
    site.cookie = [...boss.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    boss.close();
    await server.stop();
}

// ---- one page ----

const READER = { HTTP_USER_AGENT: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' };

/** The page's requests on SITE, as a file for ask. */
function requestFile(site, page) {
    const file = `${processes.root}/${processes.nextName('ask')}`;
    const more = page.as ? { ...READER, HTTP_COOKIE: site.cookie } : READER;
    const paths = page.at(site.samples);
    if (!paths.length || paths.some((p) => /undefined|null/.test(p))) throw new Error(`${page.name}: nothing to ask for: ${paths}`);
    fs.writeFileSync(file, Buffer.concat(paths.flatMap((path) => {
        const request = fcgi.request(path, { more });
        return [Buffer.from(`${request.length}\n`), request];
    })));
    return file;
}

/** Asks for PAGE REQUESTS times; gives ask's { median_us, bytes ... }. */
function ask(site, page, file) {
    return new Promise((resolve, reject) => {
        execFile(`${built}/ask`, [site.socket, file, String(REQUESTS), String(page.status ?? 200)], (error, out, err) => {
            if (error) reject(new Error(`${page.name}: ${err}`)); else resolve(JSON.parse(out));
        });
    });
}

// ---- all of it ----

const began = performance.now();
const sites = [];
for (const n of sizes) {
    const site = new Site();
    site.dir = `${base}/growth-${named(n)}`;
    site.articles = n;
    say(`making a site of ${named(n)} articles and ${named(n * COMMENTS)} comments`);
    await fill(site, n);
    figures.set(`growth_bytes_${named(n)}`, bytesIn(site.dir));
    sites.push(site);
}
figures.set('growth_making_s', (performance.now() - began) / 1000);

const words = await sampleWords(sites[0]);
for (const site of sites) {
    site.samples = await samples(site, site.articles, words);
    say(`ranking what is read most of ${named(site.articles)} articles`);
    await serve(site);
}

const measuring = performance.now();
const wanted = process.env.PAGES ? pages.filter((p) => new RegExp(process.env.PAGES).test(p.name)) : pages;
const rows = wanted.map((page) => ({ page, on: sites.map((site) => ({ site, file: requestFile(site, page), us: [] })) }));
for (let round = 0; round <= ROUNDS; round++)
    for (const { page, on } of rows)
        for (let i = 0; i < on.length; i++) {
            const it = on[(i + round) % on.length];
            const answer = await ask(it.site, page, it.file);
            if (round > 0) it.us.push(answer.median_us); // the first is a warm-up
            it.bytes = answer.bytes;
        }
for (const row of rows) {
    for (const it of row.on) figures.set(`growth_${row.page.name}_us_${named(it.site.articles)}`, median(it.us));
    const [first, last] = [row.on[0], row.on.at(-1)];
    row.ratio = median(last.us.map((us, i) => us / first.us[i]));
    row.goal = row.page.goal === undefined ? (row.page.search ? SEARCH : SAME) : row.page.goal;
    row.met = row.goal === null || (row.ratio <= row.goal && (!row.page.search || median(last.us) <= SEARCH_MS * 1000));
    figures.set(`growth_${row.page.name}_ratio`, row.ratio);
}
figures.set('growth_measuring_s', (performance.now() - measuring) / 1000);
figures.set('growth_pages', rows.length);
figures.set('growth_pages_missed', rows.filter((r) => !r.met).length, { text: '<= 0', met: (v) => v <= 0 });

// ---- the flush ----

/** Processor time of the threads that flush, in microseconds. */
function flushersUs(pid) {
    let ns = 0;
    for (const task of fs.readdirSync(`/proc/${pid}/task`))
        if (/^(jobs|writer)/.test(fs.readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8')))
            ns += Number(fs.readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
    return ns / 1000;
}

/** What it costs to flush the views of the sample's articles, a view each. */
async function flush(site) {
    const total = () => site.sql('SELECT sum(n) FROM view_flush;');
    const before = await total(), us = flushersUs(site.process.pid);
    await ask(site, { name: 'flush' }, requestFile(site, { at: (s) => s.articles }));
    await waitFor('the flush', async () => (await total()) !== before);
    return flushersUs(site.process.pid) - us;
}

for (const site of sites) site.flushes = [];
for (let round = 0; round < ROUNDS; round++)
    for (const site of sites) site.flushes.push(await flush(site));
for (const site of sites) figures.set(`growth_flush_24_us_${named(site.articles)}`, median(site.flushes));
figures.set('growth_flush_ratio', median(sites.at(-1).flushes.map((us, i) => us / sites[0].flushes[i])));

// ---- where the bytes are ----

for (const site of sites) await site.stop();
/** Bytes of the tables that match, with their indexes. */
async function bytesOf(site, pattern) {
    const sums = await site.sql(`SELECT s.tbl_name, sum(d.pgsize) FROM dbstat AS d JOIN sqlite_schema AS s ON s.name = d.name
        WHERE d.aggregate = TRUE GROUP BY s.tbl_name;`);
    return sums.split('\n').map((row) => row.split('|')).filter(([table]) => pattern.test(table)).reduce((sum, [, n]) => sum + Number(n), 0);
}
const large = sites.findLast((s) => s.articles <= 100_000) ?? sites[0]; // every page of the file is read
const of = async (table) => Number(await large.sql(`SELECT count(*) FROM ${table};`));
figures.set('growth_bytes_an_article', await bytesOf(large, /^(article|archive|tag|sitemap|correction)/) / large.articles);
figures.set('growth_bytes_an_article_in_search', await bytesOf(large, /^search/) / large.articles);
figures.set('growth_bytes_a_comment', await bytesOf(large, /^(comment|author_total)/) / await of('comment'));
figures.set('growth_bytes_a_decision', await bytesOf(large, /^moderation/) / await of('moderation'));
figures.set('growth_bytes_an_audit_line', await bytesOf(large, /^audit/) / await of('audit'));
figures.set('growth_bytes_a_day_of_views', await bytesOf(large, /^view_day/) / await of('view_day'));

process.stdout.write(matrix());
process.exit(0);

/** The pages as a Markdown table. */
function matrix() {
    const shown = (us) => (us >= 10_000 ? `${(us / 1000).toFixed(0)} ms` : us >= 1000 ? `${(us / 1000).toFixed(1)} ms` : `${us.toFixed(0)} µs`);
    const kb = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
    const head = ['page', 'bytes', 'of the largest', ...sites.map((s) => named(s.articles)), 'ratio', 'goal', 'met'];
    const body = rows.map((r) => [r.page.name, kb(r.on[0].bytes), kb(r.on.at(-1).bytes), ...r.on.map((it) => shown(median(it.us))), r.ratio.toFixed(2),
        r.goal === null ? '' : `<= ${r.goal}`, r.goal === null ? '' : r.met ? 'yes' : 'NO']);
    const line = (cells) => `| ${cells.join(' | ')} |\n`;
    return `\n${tools.machine()}${short ? ' (SHORT)' : ''}\n\n${line(head)}${line(head.map((_, i) => (i === 0 ? '---' : '---:')))}${body.map(line).join('')}`;
}
