// SPDX-License-Identifier: MIT
// make bench: the figures of the whole product, one `name: value` a line, and a table of them with
// their goals at the end. docs/PERFORMANCE.md says what each one is. SHORT=1 takes less time and
// tells less.
//
// This machine runs the clients, the web server and the program at once, and others besides; so what
// is compared is measured in turns, in short slices, and a figure is the median over the rounds.

import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import zlib from 'node:zlib';
import * as processes from '../http/lib/processes.mjs';
import { Connection } from '../http/lib/fastcgi.mjs';
import { metrics } from '../http/lib/metrics.mjs';
import { startNginx } from '../http/lib/servers.mjs';
import { Site } from '../http/lib/site.mjs';
import { signIn } from '../http/lib/people.mjs';
import * as data from './lib/data.mjs';
import { Figures } from './lib/figures.mjs';
import { addArticles } from './lib/adding.mjs';
import { cgiCpuMs } from './lib/cgi.mjs';
import { hitRates } from './lib/flood.mjs';
import { rendersBesideEarlier } from './lib/render.mjs';
import { READERS, rushRefused } from './lib/rush.mjs';
import { speedScores } from './lib/speed.mjs';
import * as tools from './lib/tools.mjs';

const { GZIP, BROTLI, IDENTITY, load, median } = tools;
const short = Boolean(process.env.SHORT);
const ROUNDS = short ? 9 : 21;
const SLICE_S = short ? 0.3 : 0.5;
const ARTICLES = short ? 2000 : 10_000;
const FCGX_THREADS = 64; // the library's threads each keep a connection to themselves
const EPOLL_THREADS = 2;
const figures = new Figures();

// ---- views ----

/** How many views of each article (by id) a person has asked for. */
const asked = new Map();
const count = (id, n = 1) => asked.set(id, (asked.get(id) ?? 0) + n);

/** Runs load on articles of the site, and keeps count. All of it must go well. */
async function loadChecked(port, file, options) {
    const result = await load(port, file, options);
    if (result.errors) throw new Error(`requests failed: ${JSON.stringify(result)}`);
    return result;
}

// ---- the stage ----

const made = performance.now();
const { site, hot, twins, articles } = await data.makeBenchSite(ARTICLES);
process.stderr.write(`bench: a site of ${ARTICLES} articles made in ${((performance.now() - made) / 1000).toFixed(1)} s\n`);

/** From the start of the program to the first byte of a page. */
async function startToFirstByte() {
    const began = performance.now();
    await site.start({ wait: false });
    const answer = await firstAnswer(site.socket);
    const ms = performance.now() - began;
    if (answer.status !== 200) throw new Error(`the first answer was ${answer.status}`);
    await site.stop();
    return ms;
}

async function firstAnswer(socket) {
    for (;;) {
        const c = new Connection(socket);
        try {
            return await c.ask('/');
        } catch {
            await new Promise((next) => { setTimeout(next, 1); });
        } finally {
            c.close();
        }
    }
}

const starts = [];
for (let i = 0; i < 5; i++) starts.push(await startToFirstByte());
figures.set('start_to_first_byte_ms', median(starts));
const CGI = short ? 20 : 50;
figures.set('cgi_cpu_ms', await cgiCpuMs(site, hot.path, CGI));
count(hot.id, CGI);

await site.start();
site.server = await startNginx(site);

/** The same site by another process that keeps no page. */
const cold = new Site();
cold.dir = site.dir;
await cold.start({ extra: ['--cache', '0'] });
cold.server = await startNginx(cold);

/** The program's own answer, head and body, as it goes to the web server. */
async function answerOf(path, coding) {
    const c = new Connection(site.socket);
    const { head, body, status } = await c.ask(path, { more: coding ? { HTTP_ACCEPT_ENCODING: coding } : {} });
    c.close();
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return { all: Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]), body };
}

/** By path and coding, the answers that bestAnswerOf has waited for. */
const best = new Map();

/** The same as it is sent after it was asked for again, and compressed at the best level. */
async function bestAnswerOf(path, coding) {
    const key = `${coding} ${path}`;
    if (!coding) return answerOf(path, coding);
    const first = best.get(key) ?? await answerOf(path, coding);
    for (let i = 0; !best.has(key) && i < 500; i++) {
        const now = await answerOf(path, coding);
        if (now.body.length < first.body.length - 20) best.set(key, now); // not for a shorter number's sake
        else await new Promise((next) => { setTimeout(next, 10); });
    }
    if (!best.has(key)) throw new Error(`${path} stays as it was at first`);
    return best.get(key);
}

// ---- what is sent ----

const small = await site.article({ title: 'A short one', slug: 'short', body: '[post-views]\n' });
const gzip9 = (text) => execFileSync('gzip', ['-9nc'], { input: text, maxBuffer: 1 << 26 }).length;
const brotli9 = (text) => zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: text.length } }).length;
const answers = {
    gzip: (await bestAnswerOf(hot.path, GZIP)).body,
    br: (await bestAnswerOf(hot.path, BROTLI)).body,
    small: (await bestAnswerOf(small.path, GZIP)).body,
};
figures.set('article_gzip_vs_gzip_9', answers.gzip.length / gzip9(zlib.gunzipSync(answers.gzip)));
figures.set('article_br_vs_brotli_9', answers.br.length / brotli9(zlib.brotliDecompressSync(answers.br)));
figures.set('small_page_bytes_over_gzip_9', answers.small.length - gzip9(zlib.gunzipSync(answers.small)));

// ---- the hot article and the front page ----

async function contestants(path, coding, opponents) {
    const { all, body } = await bestAnswerOf(path, coding);
    const list = [{ name: 'broadsheet', pid: site.process.pid, server: site.server, path }];
    if (opponents.includes('fcgx')) list.push({ name: 'fcgx', ...await tools.startOpponent('opponent_fcgx', all, FCGX_THREADS, path) });
    list.push({ name: 'epoll', ...await tools.startOpponent('opponent_epoll', all, EPOLL_THREADS, path) });
    if (opponents.includes('static')) list.push({ name: 'static', ...await tools.startStatic(body) });
    for (const c of list) prepare(c, [tools.get(c.path, coding)]);
    return list;
}

function prepare(c, requests) {
    c.file = tools.requestFile(requests);
    c.workers = tools.children(c.server.process.pid);
    c.rates = []; // requests a second
    c.cpu = []; // microseconds a request: of the program
    c.costs = []; // and of all three: client, nginx, program
}

/** One slice of one contestant. */
async function slice(c, ids) {
    const program = () => (c.pid ? tools.cpuUs(c.pid) : 0);
    const web = () => c.workers.reduce((sum, pid) => sum + tools.cpuUs(pid), 0);
    const before = [program(), web()];
    const result = await loadChecked(c.server.port, c.file, { seconds: SLICE_S });
    const own = program() - before[0];
    c.cpu.push(own / result.answered);
    c.costs.push((own + web() - before[1] + result.cpu_s * 1e6) / result.answered);
    c.rates.push(result.per_s);
    c.bytes = result.bytes / result.answered;
    for (let i = 0; i < ids.length; i++) count(ids[i], Math.ceil((result.sent - i) / ids.length)); // in turn
}

const ratio = (a, b) => median(a.rates.map((rate, i) => rate / b.rates[i]));
const costRatio = (a, b) => median(a.costs.map((cost, i) => b.costs[i] / cost));

const races = [
    { name: 'article_hot_gzip', path: hot.path, id: hot.id, coding: GZIP, opponents: ['fcgx', 'static'] },
    { name: 'article_hot_identity', path: hot.path, id: hot.id, coding: IDENTITY, opponents: ['fcgx', 'static'] },
    { name: 'home_hot', path: '/', coding: GZIP, opponents: [] },
    { name: 'article_hot_br', path: hot.path, id: hot.id, coding: BROTLI, opponents: [] },
];
for (const race of races) race.list = await contestants(race.path, race.coding, race.opponents);
// Where nothing is kept, two requests for one page at the same time still share a rendering; so these
// ask for many pages, each as large as the hot one.
const colds = [GZIP, IDENTITY].map((coding) => {
    const c = { name: 'cold', pid: cold.process.pid, server: cold.server };
    prepare(c, twins.map((t) => tools.get(t.path, coding)));
    return c;
});
const wrkRates = { broadsheet: [], epoll: [] };
const others = []; // what else the machine was busy with, between the rounds

for (let round = 0; round <= ROUNDS; round++) {
    for (const race of races) {
        // Everybody has another place in each round.
        const turn = race.list.map((_, i) => race.list[(i + round) % race.list.length]);
        for (const c of turn) await slice(c, c.name === 'broadsheet' && race.id ? [race.id] : []);
    }
    for (const c of colds) await slice(c, twins.map((t) => t.id));
    others.push(await tools.busy(0.1));
    if (round === 0) { // warm-up
        for (const c of [...races.flatMap((r) => r.list), ...colds]) c.rates.length = c.cpu.length = c.costs.length = 0;
    }
}

for (const race of races) {
    const [own, ...others] = race.list;
    const called = { fcgx: 'fcgx_hello', epoll: 'bare_epoll', static: 'nginx_static' };
    for (const other of others) figures.set(`${race.name}_vs_${called[other.name]}`, ratio(own, other));
    for (const other of others) figures.set(`${race.name}_per_cpu_vs_${called[other.name]}`, costRatio(own, other));
    for (const c of race.list) figures.set(`${race.name}_per_s${c === own ? '' : `_${called[c.name]}`}`, median(c.rates));
    figures.set(`${race.name}_bytes`, own.bytes);
}
figures.set('article_hot_br_vs_article_hot_gzip', ratio(races[3].list[0], races[0].list[0]));
figures.set('machine_busy_with_others', median(others));
const article = races[0].list[0];
figures.set('cpu_us_per_hot_article', median(article.cpu));
const epoll = races[0].list.find((c) => c.name === 'epoll');
figures.set('cpu_us_per_hot_article_bare_epoll', median(epoll.cpu));
figures.set('cpu_us_per_hot_article_vs_bare_epoll', median(article.cpu.map((us, i) => us / epoll.cpu[i])));
figures.set('cpu_us_per_render', median(colds[1].cpu));
figures.set('cpu_us_per_render_gzip', median(colds[0].cpu));
figures.set('cold_vs_hot', ratio(colds[1], races[1].list[0]));
figures.set('cold_vs_hot_gzip', ratio(colds[0], article));

// What wrk says of the same, for whoever knows its figures.
for (let round = 0; round < (short ? 3 : 9); round++)
    for (const name of ['broadsheet', 'epoll']) {
        const c = races[2].list.find((x) => x.name === name);
        wrkRates[name].push(tools.wrk(c.server.port, c.path, 1).per_s);
    }
figures.set('home_hot_per_s_by_wrk', median(wrkRates.broadsheet));
figures.set('home_hot_vs_bare_epoll_by_wrk', median(wrkRates.broadsheet.map((r, i) => r / wrkRates.epoll[i])));
await cold.close();

// ---- a render, and what it was ----

const renders = await rendersBesideEarlier(ROUNDS);
figures.set('render_vs_e6a0d5e', renders.again);
figures.set('render_after_change_vs_e6a0d5e', renders.changed);
figures.set('render_us', renders.again_us);
figures.set('render_after_change_us', renders.changed_us);
figures.set('render_first_us', renders.first_us);

// ---- comments ----

/** Comments ready to be sent: each with the token of a page of its own. */
async function comments(n, parallel = 8) {
    const requests = [];
    const take = async () => {
        const c = new Connection(site.socket);
        while (requests.length < n) {
            const i = requests.push(null) - 1;
            const { body } = await c.ask(hot.path);
            const token = /name="token" value="([^"]+)"/.exec(body.toString('latin1'))[1];
            requests[i] = tools.post('/comment', {
                article: hot.id, parent: '', author: `Reader ${i}`, email: `reader${i}@example.org`, url: '',
                comment: `A thought of ${process.pid}.${performance.now()}, the ${i}th of its kind, about what was written.`, token,
            });
        }
        c.close();
    };
    await Promise.all(Array.from({ length: parallel }, take));
    return requests;
}

const posted = { rates: [], p99: [] };
for (let round = 0; round < (short ? 2 : 5); round++) {
    const many = short ? 2000 : 8000;
    const all = await loadChecked(site.port, tools.requestFile(await comments(many)), { count: many, status: 303 });
    posted.rates.push(all.per_s);
    const some = short ? 1000 : 2500;
    const paced = await loadChecked(site.port, tools.requestFile(await comments(some)), { count: some, rate: 500, status: 303 });
    posted.p99.push(paced.p99_ms);
}
figures.set('comment_post_per_s', median(posted.rates));
figures.set('comment_post_p99_ms', median(posted.p99));

// ---- everything at once ----

/** Indexes 0 .. n-1 where i comes 1/(i+1)^s times as often as 0. */
function zipf(n, s = 1) {
    const sums = new Float64Array(n);
    let sum = 0;
    for (let i = 0; i < n; i++) sums[i] = sum += (i + 1) ** -s;
    return () => {
        const x = Math.random() * sum;
        let low = 0, high = n - 1;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (sums[middle] < x) low = middle + 1; else high = middle;
        }
        return low;
    };
}

async function mixed(seconds) {
    const lists = ['/', '/page/2/', '/page/3/', ...new Set(articles.map((a) => a.path.slice(0, 6)))];
    const requests = [...articles, ...lists.map((path) => ({ path }))];
    const pick = zipf(articles.length);
    // The most read are not the newest: their ranks are dealt out at random.
    const rank = articles.map((_, i) => i);
    for (let i = rank.length - 1; i > 0; i--) {
        const k = Math.floor(Math.random() * (i + 1));
        [rank[i], rank[k]] = [rank[k], rank[i]];
    }
    const order = Array.from({ length: 1 << 20 }, () => (Math.random() < 4 / 99
        ? articles.length + Math.floor(Math.random() * lists.length) : rank[pick()]));
    const extra = await comments(Math.round(seconds * 250));
    await data.addPending(site, hot.id, seconds * 2);
    const moderator = await signIn(site, data.MODERATOR);
    let approved = 0;
    const approving = setInterval(async () => {
        const queue = await moderator.page('/admin/comments?status=pending');
        const form = queue.forms.find((f) => /^\/admin\/comments\/\d+\/moderate$/.test(f.action));
        const answer = await moderator.submit(form, {}, { button: 'approve' });
        if (answer.status !== 303) throw new Error(`approving: ${answer.status}`);
        approved++;
    }, 1000);
    const kept = await metrics(site), before = tools.cpuUs(site.process.pid);
    const result = await load(site.port, tools.requestFile(requests.map((r) => tools.get(r.path, BROTLI))), {
        seconds, order: tools.orderFile(order), every: 100, extra: tools.requestFile(extra), status: '200,303' });
    clearInterval(approving);
    const now = await metrics(site), grown = (name) => now[name] - kept[name];
    const hits = grown('cache_hits_total'), misses = grown('cache_misses_total');
    return { ...result, approved, hitRate: hits / (hits + misses), keptPerMb: now.cache_pages / (now.cache_bytes / (1 << 20)), cpu: (tools.cpuUs(site.process.pid) - before) / result.answered, order, posts: result.extra };
}

const all = await mixed(short ? 10 : 60);
figures.set('mixed_per_s', all.per_s);
figures.set('mixed_p50_ms', all.p50_ms);
figures.set('mixed_p99_ms', all.p99_ms);
figures.set('mixed_p999_ms', all.p999_ms);
figures.set('mixed_errors', all.errors);
figures.set('mixed_cpu_us_per_request', all.cpu);
figures.set('mixed_comments', all.posts);
figures.set('mixed_approvals', all.approved);
figures.set('mixed_hit_rate', all.hitRate);
figures.set('pages_kept_per_mb', all.keptPerMb);

/* Which articles were read: load takes the i-th of the order for its i-th request, but for the posts. */
for (let i = 0, posts = 0; i < all.sent; i++) {
    if (i % 100 === 99 && posts < all.posts) posts++;
    else if (all.order[i % all.order.length] < articles.length) count(articles[all.order[i % all.order.length]].id);
}

// ---- the moderators' ten thousand ----

await data.addPending(site, articles[0].id, 10_000);
const moderator = await signIn(site, data.MODERATOR);
const question = await moderator.page(`/admin/comments/matching?status=pending&article=${articles[0].id}`);
const began = performance.now();
const decided = await moderator.submit(question.form('/admin/comments/matching'), {}, { button: 'approve' });
if (decided.status !== 303) throw new Error(`deciding on many: ${decided.status}`);
figures.set('moderate_10k_bulk_s', (performance.now() - began) / 1000);

// ---- a thousand articles ----

const added = await addArticles(site, 1000);
figures.set('article_add_1000_s', added.many_s);
figures.set('article_add_syncs_s', added.syncs_s);
figures.set('article_add_one_ms', added.one_ms);

// ---- beside addresses without end ----

const rates = await hitRates(site, articles);
figures.set('hit_rate_alone', rates.alone);
figures.set('hit_rate_beside_made_up_addresses', rates.madeUp);
figures.set('hit_rate_beside_a_walk_through_all', rates.walk);

// ---- all at once ----

for (const [server, refused] of Object.entries(await rushRefused(site, hot.path))) {
    count(hot.id, READERS - refused);
    figures.set(`rush_4000_refused_${server}`, refused);
}

// ---- memory, with the cache full ----

await loadChecked(site.port, tools.requestFile(articles.map((a) => tools.get(a.path))), { count: articles.length });
for (const a of articles) count(a.id);
const memory = tools.residentMb(site.process.pid);
figures.set('rss_mb', memory.all);
figures.set('rss_mb_of_files', memory.files);

// ---- every view ----

await site.stop();
const counted = new Map((await site.sql('SELECT article_id, sum(counted) FROM view_total GROUP BY article_id;')).split('\n')
    .map((row) => row.split('|').map(Number)));
let sent = 0, wrong = 0;
for (const [id, n] of asked) {
    sent += n;
    if (counted.get(id) === n) continue;
    wrong++;
    process.stderr.write(`bench: article ${id} was asked for ${n} times, and has ${counted.get(id)} views\n`);
}
figures.set('views_sent', sent);
figures.set('views_exact', wrong === 0 ? 1 : 0);

// ---- what a reader's browser makes of it ----

const speed = await speedScores(short ? 3 : 7);
figures.set('lighthouse_performance_article', speed.page);
figures.set('lighthouse_performance_vs_static_file', speed.page / speed.file);

process.stdout.write(figures.table(tools.machine(), short));
await site.close();
process.exit(0);
