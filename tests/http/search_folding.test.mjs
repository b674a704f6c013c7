// SPDX-License-Identifier: MIT
// What is the same word in a search, and how a site of an older program comes to it: its index is made anew in the
// background, while the old one answers.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byClass, byTag } from './lib/html.mjs';
import { makeSite, serveSite, Site } from './lib/site.mjs';
import { signIn } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { startNginx } from './lib/servers.mjs';
import { waitFor } from './lib/wait.mjs';

const search = (reader, q) => reader.page(`/search?${new URLSearchParams({ q })}`);
const slugs = (page) => byClass(page.html, 'entry-title').map((e) => /\/([^/]+)\/$/.exec(byTag(e.inside, 'a')[0].attributes.href)[1]);
const marks = (page) => byTag(page.html, 'mark').map((m) => m.text);

/**
 * Makes the index what a program of the first folding left: SQLite's own command has no tokenizer but FTS5's.
 * Call while no server runs.
 */
const makeOld = (site) => site.sql(`BEGIN;
    INSERT INTO search_text (search_text) VALUES ('delete-all');
    UPDATE search_doc SET folding = 1;
    INSERT INTO search_text (rowid, title, standfirst, body, tags, facets) SELECT id, title, standfirst, body, tags, facets FROM search_doc;
    CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, search_text, row);
    DELETE FROM search_word;
    INSERT INTO search_word SELECT term, doc FROM temp.word;
    INSERT INTO desk_text (desk_text) VALUES ('delete-all');
    UPDATE desk_doc SET folding = 1;
    INSERT INTO desk_text (rowid, title, facets) SELECT id, title, facets FROM desk_doc;
    UPDATE search_state SET folding = 1, desk_folding = 1, target = 1, desk_key = 0;
    COMMIT;`);

/** Copies the article SLUG N times, past the program. */
const copies = (site, slug, n) => site.sql(`WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < ${n})
    INSERT INTO article (status, slug, day, title, standfirst, body, excerpt, words, section_id, author_id, social_links, comments_open, published_at, created_at, updated_at)
    SELECT status, slug || '-' || n, day, title, standfirst, body || ' Number ' || n || '.', excerpt, words, section_id, author_id, social_links, comments_open, published_at - n, created_at, updated_at
    FROM article, i WHERE slug = '${slug}';`);

const whole = async (site) => await site.sql('SELECT count(*) FROM search_state WHERE phase = 2 AND folding = target AND desk_folding = target AND target > 1;') === '1';

describe('a word is found in every spelling, and marked as it is written', () => {
    let site, reader;
    const pairs = { rus: ['ёлка', 'елка'], ell: ['Αθήνα', 'Αθηνα'], ara: ['مُحَمَّد', 'محمد'], heb: ['שָׁבוּעוֹת', 'שבועות'], lig: ['eﬃcient', 'efficient'],
        wide: ['ＧＤＰ', 'GDP'], shy: ['co­operation', 'cooperation'], zero: ['zero​width', 'zerowidth'] };

    before(async () => {
        site = await serveSite({ users: { edda: 'editor' } });
        reader = site.browser();
        for (const [slug, spellings] of Object.entries(pairs))
            for (const [i, word] of spellings.entries()) await site.article({ slug: `${slug}-${i}`, title: `About ${word} today`, body: `Nothing else.\n` });
    });
    after(() => site?.close());

    for (const [slug, spellings] of Object.entries(pairs))
        test(spellings.join(' and '), async () => {
            for (const word of spellings) {
                const page = await search(reader, word);
                assert.deepEqual(slugs(page).sort(), [`${slug}-0`, `${slug}-1`], word);
                assert.deepEqual(marks(page).sort(), [...spellings].sort(), word);
            }
        });

    test('й is not и, and a correction is offered in the letters of the site', async () => {
        await site.article({ slug: 'tea', title: 'Чай', body: 'Text.\n' });
        assert.deepEqual(slugs(await search(reader, 'чай')), ['tea']);
        assert.deepEqual(slugs(await search(reader, '"чаи"')), []);
    });

    test('the newsroom finds a headline in every spelling', async () => {
        const edda = await signIn(site, 'edda');
        const page = await edda.page(`/admin/articles?${new URLSearchParams({ q: 'Αθηνα' })}`);
        assert.equal((page.text.match(/About Αθ[ηή]να today/g) ?? []).length, 2);
    });
});

test('an upgraded site answers searches while its index is made anew, over kill -9 and with two servers', async () => {
    const site = await makeSite();
    const N = 4000;
    await site.article({ slug: 'spruce', title: 'Ёлка', body: `Праздничная ёлка. ${'A long text about a spruce. '.repeat(40)}\n` });
    await copies(site, 'spruce', N - 1);
    assert.equal((await site.cli(['reindex'])).code, 0);
    await makeOld(site);
    assert.equal((await site.cli(['check'])).code, 0);
    const made = async () => Number(await site.sql('SELECT count(*) FROM search_doc WHERE folding > 1;'));
    const second = Object.assign(new Site(), { dir: site.dir });
    try {
        site.server = await startNginx(site);
        const reader = site.browser();
        let seen = 0;
        for (let kills = 0; kills < 2; kills++) {
            await site.start();
            await waitFor('it has begun', async () => await made() > seen, 20_000);
            const page = await search(reader, 'ёлка');
            assert.equal(slugs(page).length, 12);
            assert.match(page.text, /More than 256 articles/);
            assert.doesNotMatch(page.text, /being built/);
            await site.stop('SIGKILL');
            seen = await made();
            assert.equal((await site.cli(['check'])).code, 0);
        }
        assert.ok(seen > 0 && seen < N, `killed in the middle: ${seen} of ${N}`);
        assert.equal(await whole(site), false);
        await Promise.all([site.start(), second.start()]);
        await waitFor('the index is whole', async () => {
            assert.equal(slugs(await search(reader, 'праздничная ёлка')).length, 12);
            return whole(site);
        });
        assert.equal(slugs(await search(reader, 'елка')).length, 12);
        await Promise.all([site.stop(), second.stop()]);
        assert.equal(await made(), N);
        const check = await site.cli(['check']);
        assert.equal(check.code, 0, check.out);
    } finally {
        await second.close();
        await site.close();
    }
});
