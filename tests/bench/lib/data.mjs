// SPDX-License-Identifier: MIT
// The site that is measured: the sample newspaper, many copies of its articles, comments on them,
// and one article that everybody reads. Copies are made in the database, column by column as it has
// them, from rows that the program wrote.

import fs from 'node:fs';
import { makeSite, PASSWORD } from '../../http/lib/site.mjs';
import * as processes from '../../http/lib/processes.mjs';

export const HOT_COMMENTS = 20;
const TWINS = 64;
export const MODERATOR = 'moderator';
export { PASSWORD };

/** `INSERT ... SELECT` of a copy of rows of TABLE, with CHANGED columns (name: expression) anew. */
async function copyInto(site, table, changed, from) {
    const columns = (await site.sql(`SELECT name FROM pragma_table_info('${table}');`)).split('\n');
    const values = columns.map((c) => (c in changed ? `${changed[c]} AS ${c}` : `t.${c}`));
    return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} ${from};`;
}

const numbers = (n) => `WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < ${n})`;

/** N published copies NAME-1 ... of the published articles of WHERE, one an hour back from the newest. */
async function copyArticles(site, name, n, where) {
    const at = '(SELECT max(published_at) FROM article) - number.i * 3600';
    return copyInto(site, 'article', {
        id: '(SELECT max(id) FROM article) + number.i',
        slug: `'${name}-' || number.i`,
        title: "t.title || ' (' || number.i || ')'",
        day: `CAST(strftime('%Y%m%d', ${at}, 'unixepoch') AS INTEGER)`,
        published_at: at, created_at: at, updated_at: at, comment_count: 0, base_views: 0,
    }, `FROM (${numbers(n)} SELECT i FROM number) AS number
        JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place FROM article WHERE status = 3 AND ${where}) AS t
          ON t.place = 1 + number.i % (SELECT count(*) FROM article WHERE status = 3 AND ${where})
        ORDER BY number.i`);
}

/** EACH comments in STATUS on every article of WHERE, in the words of the sample's. */
async function copyComments(site, where, each, status) {
    const id = '(SELECT max(id) FROM comment) + place.n';
    return copyInto(site, 'comment', {
        id, root_id: id, parent_id: 'NULL', depth: 1, shown_kids: 0, status, user_id: 'NULL',
        article_id: 'place.article_id', held_reason: status === 0 ? "'Every comment is held.'" : "''",
        decided_at: status === 0 ? 0 : 't.created_at', decided_by: 'NULL', edited_at: 0,
        token: "'bench-' || lower(hex(randomblob(12)))", receipt_hash: "lower(hex(randomblob(32)))",
        digest: "lower(hex(randomblob(32)))", author: "t.author || ' ' || place.n % 997",
        email: "'reader' || place.n % 997 || '@example.org'", addr: "'192.0.2.' || place.n % 250",
    }, `FROM (${numbers(each)} SELECT a.id AS article_id, row_number() OVER (ORDER BY a.id, i) AS n
              FROM article AS a, number WHERE ${where}) AS place
        JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place FROM comment WHERE status = 1) AS t
          ON t.place = 1 + place.n % (SELECT count(*) FROM comment WHERE status = 1)
        ORDER BY place.n`);
}

/** The longest of the sample's articles, with the view counter in it. */
function longText() {
    const dir = `${processes.checkout}/src/cli/sample/articles`;
    const bodies = fs.readdirSync(dir).map((f) => fs.readFileSync(`${dir}/${f}`, 'utf8').replace(/^---\n[^]*?\n---\n/, ''));
    const longest = bodies.sort((a, b) => b.length - a.length)[0];
    return `[post-views]\n\n${longest.replaceAll('[post-views]', '')}`;
}

const paths = async (site, where) => (await site.sql(`SELECT id || ' ' || day || ' ' || slug FROM article WHERE ${where} ORDER BY id;`))
    .split('\n').filter(Boolean).map((row) => {
        const [id, day, slug] = row.split(' ');
        return { id: Number(id), path: `/${day.slice(0, 4)}/${day.slice(4, 6)}/${day.slice(6, 8)}/${slug}/` };
    });

/**
 * The site, not served yet: { site, hot, twins, articles }. HOT is an article { id, path } with
 * HOT_COMMENTS comments, TWINS are more like it, ARTICLES are N others, each with a few comments.
 */
export async function makeBenchSite(n) {
    const site = await makeSite({ sample: true, users: { [MODERATOR]: 'moderator' }, settings: { comments_per_minute: '0' } });
    await site.article({ title: 'The article that everybody reads', slug: 'hot', body: longText() });
    await site.sql(`BEGIN; ${await copyArticles(site, 'twin', TWINS, "slug = 'hot'")} COMMIT;`);
    await site.sql(`BEGIN; ${await copyArticles(site, 'copy', n, "slug NOT LIKE 'twin-%'")} COMMIT;`);
    await site.sql(`BEGIN; ${await copyComments(site, "a.slug = 'hot' OR a.slug LIKE 'twin-%'", HOT_COMMENTS, 1)} COMMIT;`);
    await site.sql(`BEGIN; ${await copyComments(site, "a.slug LIKE 'copy-%'", 3, 1)} UPDATE site SET content_version = content_version + 1; COMMIT;`);
    const [hot] = await paths(site, "slug = 'hot'");
    const twins = await paths(site, "slug LIKE 'twin-%'");
    const articles = await paths(site, "slug LIKE 'copy-%'");
    if (articles.length !== n) throw new Error(`${articles.length} articles in place of ${n}`);
    return { site, hot, twins, articles };
}

/** N comments that wait for a decision, on one article. */
export async function addPending(site, articleId, n) {
    await site.sql(`BEGIN; ${await copyComments(site, `a.id = ${articleId}`, n, 0)} COMMIT;`);
}
