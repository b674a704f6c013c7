// SPDX-License-Identifier: MIT
// Time zones come from the system's tzdata: what governments changed lately, an upgrade of tzdata while the site is
// served, a machine without it, and the two hours of a year that are on no clock, or on it twice.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { byClass, elements } from './lib/html.mjs';
import { commentOn, decide, editor, publicPath, signIn, writeArticle } from './lib/people.mjs';
import * as processes from './lib/processes.mjs';
import { makeSite, serveSite } from './lib/site.mjs';
import { waitFor } from './lib/wait.mjs';

const TZDATA = '/usr/share/zoneinfo';
const zones = `${processes.root}/zoneinfo`;
let site, boss;

/** Puts the rules of the zone OF in the place of those of NAME, as a package does: in one step. */
function putZone(name, of) {
    fs.mkdirSync(`${zones}/${name.split('/')[0]}`, { recursive: true });
    fs.copyFileSync(of.startsWith('/') ? of : `${TZDATA}/${of}`, `${zones}/${name}.dpkg-new`);
    fs.renameSync(`${zones}/${name}.dpkg-new`, `${zones}/${name}`);
}

before(async () => {
    putZone('Europe/Berlin', 'Europe/Berlin');
    putZone('Europe/Paris', 'Europe/Paris');
    site = await serveSite({ users: { boss: 'admin' }, settings: { zone: 'Europe/Berlin', address: 'https://zones.example' }, start: { env: { TZDIR: zones } } });
    boss = await signIn(site, 'boss');
});
after(() => site?.close());

const field = (form, name) => form.fields.find((f) => f.name === name);
const noticeOf = (page) => byClass(page.html, 'notice').map((n) => n.text).join(' ');
const setZone = async (zone) => site.mustCli(['setting', 'set', 'zone', zone]);
/** Schedules an article for the local time TYPED; gives the page after it, and the moment. */
async function schedule(typed) {
    const page = await writeArticle(boss, { title: `Due ${typed}`, body: 'Text.', publish_at: typed }, 'schedule');
    const id = /\/admin\/articles\/(\d+)/.exec(editor(page).action)[1];
    return { page, at: Number(await site.sql(`SELECT published_at FROM article WHERE id = ${id};`)) };
}
const seconds = (iso) => Date.parse(iso) / 1000;

describe('publish at', () => {
    test('an hour that the change to summer time skips is the moment of the change, and that is said', async () => {
        const { page, at } = await schedule('2199-03-31T02:30');
        assert.equal(at, seconds('2199-03-31T03:00:00+02:00'));
        assert.match(noticeOf(page), /the change to summer time skips the time that was typed, so it will be published on March 31, 2199 at 3:00\sAM\./);
        assert.match(page.text, /Will be published on March 31, 2199 at 3:00\sAM\./);
        assert.equal(field(editor(page), 'publish_at').value, '2199-03-31T03:00');
    });

    test('an hour that comes twice is the first of the two, and its offset is shown', async () => {
        const { page, at } = await schedule('2199-10-27T02:30');
        assert.equal(at, seconds('2199-10-27T02:30:00+02:00'));
        assert.match(noticeOf(page), /clocks show the time that was typed twice, and it will be published at the first: on October 27, 2199 at 2:30\sAM \(UTC\+02:00\)\./);
        assert.match(page.text, /Will be published on October 27, 2199 at 2:30\sAM \(UTC\+02:00\)\./);
        const saved = await boss.follow(await boss.submit(editor(page), { title: 'Renamed' }, { button: 'save' }));
        assert.match(saved.text, /Will be published on October 27, 2199 at 2:30\sAM \(UTC\+02:00\)\./);
    });

    test('every other hour is shown plainly', async () => {
        for (const [typed, iso] of [['2199-03-31T01:59', '2199-03-31T01:59:00+01:00'], ['2199-03-31T03:00', '2199-03-31T03:00:00+02:00'],
            ['2199-10-27T01:59', '2199-10-27T01:59:00+02:00'], ['2199-10-27T03:00', '2199-10-27T03:00:00+01:00']]) {
            const { page, at } = await schedule(typed);
            assert.equal(at, seconds(iso), typed);
            assert.ok(!noticeOf(page).includes('clocks') && !noticeOf(page).includes('skips') && !page.text.includes('(UTC'), typed);
        }
    });

    test('digits of any script are taken, and a refused time comes back as it was typed', async () => {
        for (const typed of ['٢١٩٩-٠٥-٠٣T١٤:٠٥', '۲۱۹۹-۰۵-۰۳ ۱۴:۰۵', '२१९९-०५-०३T१४:०५', '২১৯৯-০৫-০৩T১৪:০৫', '๒๑๙๙-๐๕-๐๓T๑๔:๐๕', '２１９９－０５－０３　１４：０５'])
            assert.equal((await schedule(typed)).at, seconds('2199-05-03T14:05:00+02:00'), typed);
        const page = await boss.page('/admin/articles/new');
        const refused = await boss.submit(editor(page), { title: 'T', body: 'B', publish_at: '٢١٩٩-٣١-٠٣T١٤:٠٥' }, { button: 'schedule' });
        assert.equal(refused.status, 422);
        assert.equal(field(editor(refused), 'publish_at').value, '٢١٩٩-٣١-٠٣T١٤:٠٥');
    });
});

describe('an upgrade of tzdata while the site is served', () => {
    const shown = async (path) => [...(await site.browser().page(path)).html.matchAll(/datetime="([^"]*)"/g)].map((m) => m[1]);
    const archived = async () => (await site.sql("SELECT group_concat(archive_day) FROM article WHERE slug = 'late-story';"));
    let path;

    test('shows in pages that were kept, in feeds and in the archive', async () => {
        path = publicPath(await writeArticle(boss, { title: 'Late', slug: 'late-story', body: 'Text.' }));
        const at = seconds('2026-01-05T23:30:00+01:00');
        await site.sql(`UPDATE article SET published_at = ${at} WHERE slug = 'late-story'; UPDATE site SET content_version = content_version + 1;`);
        await waitFor('it is of that day', async () => (await shown('/')).includes('2026-01-05T23:30:00+01:00'));
        await site.sql("UPDATE setting SET value = 'Europe/Berlin' WHERE name = 'archive_zone'; UPDATE site SET content_version = content_version + 1;");
        const { text } = await commentOn(site, path);
        await decide(boss, text, 'approve');
        const commented = async () => Number(/T(\d\d)/.exec(elements((await site.browser().page(path)).html, (t, a) => t === 'time' && a.datetime).at(-1).attributes.datetime)[1]);
        await waitFor('the comment is shown', async () => (await site.browser().page(path)).text.includes(text));
        const hour = await commented();
        await shown('/');
        putZone('Europe/Berlin', 'Europe/Helsinki');
        await waitFor('pages have the new rules', async () => (await shown('/')).includes('2026-01-06T00:30:00+02:00'));
        assert.match((await site.browser().get('/atom.xml')).html, /2026-01-06T00:30:00\+02:00/);
        assert.equal(await commented(), (hour + 1) % 24, 'comments, too');
        await waitFor('the archive has the new day', async () => await archived() === '20260106');
        await waitFor('the day\'s page is there', async () => (await site.browser().get('/2026/01/06/')).status === 200);
        assert.equal((await site.browser().get('/2026/01/05/')).status, 404);
        await site.mustCli(['reindex'], { env: { TZDIR: zones } }); // what was changed past the program
        assert.match((await site.cli(['check'], { env: { TZDIR: zones } })).out, /^ok$/m);
    });

    test('a damaged file is logged once, and the old rules stay', async () => {
        const junk = `${processes.root}/junk`;
        fs.writeFileSync(junk, 'TZif2 and nothing else');
        putZone('Europe/Berlin', junk);
        await waitFor('it is logged', () => /reading the new rules of the time zone fails and is tried again each second: The rules of the time zone Europe\/Berlin are damaged: /.test(site.process.log()));
        await site.sql('UPDATE site SET content_version = content_version + 1;');
        await boss.page('/admin/settings');
        assert.ok((await shown('/')).includes('2026-01-06T00:30:00+02:00'));
        assert.equal(site.process.log().match(/new rules of the time zone fails/g).length, 1);
        putZone('Europe/Berlin', 'Europe/Berlin');
        await waitFor('the next good one is taken', async () => (await shown('/')).includes('2026-01-05T23:30:00+01:00'));
        await waitFor('the archive follows', async () => await archived() === '20260105');
        assert.match(site.process.log(), /reading the new rules of the time zone works again/);
    });
});

describe('the setting', () => {
    test('takes the zones that governments made lately, and old names', async () => {
        for (const zone of ['America/Coyhaique', 'America/Ciudad_Juarez', 'America/Nuuk', 'Asia/Almaty', 'Europe/Kiev', 'US/Pacific', 'Etc/GMT+5', 'UTC']) await setZone(zone);
        for (const [zone, typed, at] of [['Asia/Almaty', '2199-12-01T12:00', '2199-12-01T12:00:00+05:00'], ['Africa/Cairo', '2199-07-01T12:00', '2199-07-01T12:00:00+03:00'],
            ['America/Asuncion', '2199-07-01T12:00', '2199-07-01T12:00:00-03:00'], ['America/Nuuk', '2199-12-01T12:00', '2199-12-01T12:00:00-02:00']]) {
            putZone(zone, zone);
            await setZone(zone);
            await waitFor(`${zone} is in force`, async () => (await boss.page('/admin/breaking')).text.includes(zone));
            assert.equal((await schedule(typed)).at, seconds(at), zone);
        }
    });

    test('is kept in the spelling of tzdata, whatever case was typed', async () => {
        for (const [typed, kept] of [['europe/berlin', 'Europe/Berlin'], ['AMERICA/NEW YORK', 'America/New_York'], ['utc', 'UTC']]) {
            await setZone(typed);
            assert.equal((await site.mustCli(['setting', 'get', 'zone'])).out, `${kept}\n`);
        }
    });

    test('refuses what is no zone, and what is no plain name of one', async () => {
        for (const zone of ['Mars/Olympus', '../../etc/passwd', '/etc/localtime', 'right/Europe/Berlin', 'posix/UTC', 'localtime', 'Europe', 'tzdata.zi', 'CET-1CEST']) {
            const answer = await site.cli(['setting', 'set', 'zone', zone]);
            assert.equal(answer.code, 1, zone);
            assert.match(answer.err, /There is no time zone/, zone);
        }
        await setZone('Europe/Berlin');
    });
});

describe('a machine without tzdata', () => {
    const env = { TZDIR: '/nowhere/zoneinfo' };
    const SAID = /warning: The rules of the time zones are missing: install the package tzdata/;

    test('is told by init and by check, and serves in UTC', async () => {
        const dir = `${processes.root}/bare`;
        const made = await processes.run(processes.program, ['init', dir], { env });
        assert.equal(made.code, 0, made.err);
        assert.match(made.err, SAID);
        const checked = await processes.run(processes.program, ['check', '--site', dir], { env });
        assert.equal(checked.code, 0);
        assert.match(checked.out, SAID);
        assert.ok(!SAID.test((await processes.run(processes.program, ['check', '--site', dir])).out));
    });

    test('does not serve a site of another zone by wrong rules', async () => {
        const other = await makeSite({ settings: { zone: 'Europe/Berlin' } });
        const answer = await other.cli(['serve', '--listen', `unix:${other.socket}`], { env });
        assert.notEqual(answer.code, 0);
        assert.match(answer.err, /The rules of the time zones are missing: install the package tzdata/);
    });
});

describe('language tags', () => {
    test('are kept in their canonical form, wherever they are typed', async () => {
        for (const [typed, kept] of [['en-us', 'en-US'], ['iw', 'he'], ['zh_hant_tw', 'zh-Hant-TW'], ['pt-br', 'pt-BR'], ['EN', 'en']]) {
            await site.mustCli(['setting', 'set', 'language', typed]);
            assert.equal((await site.mustCli(['setting', 'get', 'language'])).out, `${kept}\n`);
        }
    });

    test('that an older version stored as they were typed are canonical on every page', async () => {
        await site.sql("UPDATE setting SET value = 'zh-hant-tw' WHERE name = 'language'; UPDATE site SET content_version = content_version + 1;");
        try {
            await waitFor('pages have the tag', async () => (await site.browser().get('/')).html.includes('<html lang="zh-Hant-TW"'));
            const home = await site.browser().page('/');
            assert.match(home.html, /<meta property="og:locale" content="zh_TW">/);
            assert.match((await site.browser().get('/feed.xml')).html, /<language>zh-Hant-TW<\/language>/);
        } finally {
            await site.mustCli(['setting', 'set', 'language', 'en']);
        }
    });

    test('the news sitemap has the codes that its format knows', async () => {
        await site.article({ title: 'New today', slug: 'new-today' });
        for (const [language, code] of [['zh-Hant-TW', 'zh-tw'], ['zh-Hant', 'zh-tw'], ['zh-HK', 'zh-tw'], ['zh-hant-mo', 'zh-tw'], ['zh-Hans', 'zh-cn'], ['zh-Hans-HK', 'zh-cn'], ['zh', 'zh-cn'], ['zh-SG', 'zh-cn'], ['pt-BR', 'pt'], ['he', 'he'], ['en', 'en']]) {
            await site.mustCli(['setting', 'set', 'language', language]);
            await waitFor(`${language} is ${code}`, async () => (await site.browser().get('/news-sitemap.xml')).html.includes(`<news:language>${code}</news:language>`));
        }
    });
});

describe('the calendar', () => {
    test('is Gregorian in every language, as the addresses are', async () => {
        const at = seconds('2026-03-21T12:00:00Z');
        await site.sql(`UPDATE article SET published_at = ${at}, archive_day = 20260321 WHERE slug = 'new-today'; UPDATE site SET content_version = content_version + 1;`);
        try {
            for (const [language, year, day] of [['fa', '۲۰۲۶', '۲۱ مارس ۲۰۲۶'], ['fa-u-ca-persian', '۲۰۲۶', '۲۱ مارس ۲۰۲۶'], ['ar-SA', '٢٠٢٦', '٢١ مارس ٢٠٢٦'], ['th', '2026', '21 มีนาคม 2026'],
                ['ja-u-ca-japanese', '2026年', '2026年3月21日'], ['fa-u-nu-latn', '2026', '21 مارس 2026']]) {
                await site.mustCli(['setting', 'set', 'language', language]);
                await waitFor(`${language} names the day`, async () => elements((await site.browser().page('/2026/03/21/')).html, (t) => t === 'h1')[0]?.text === day);
                assert.equal(elements((await site.browser().page('/2026/')).html, (t) => t === 'h1')[0].text, year, language);
            }
        } finally {
            await site.mustCli(['setting', 'set', 'language', 'en']);
        }
    });
});

describe('numbers in the digits of any script', () => {
    test('are taken in settings and stored as numbers', async () => {
        for (const [typed, kept] of [['٢٥', '25'], ['۳۰', '30'], ['३५', '35'], ['４０', '40']]) {
            await site.mustCli(['setting', 'set', 'articles_per_page', typed]);
            assert.equal(await site.sql("SELECT value FROM setting WHERE name = 'articles_per_page';"), kept);
        }
    });

    test('lead from an address to the one in the digits 0 to 9', async () => {
        for (const [typed, right] of [['/٢٠٢٦/٠٣/', '/2026/03/'], ['/۲۰۲۶/۰۳/۲۱/', '/2026/03/21/'], ['/२०२६/०३/२१/new-today/', '/2026/03/21/new-today/'], ['/page/２/', '/page/2/'], ['/PAGE/๒/', '/page/2/']]) {
            const answer = await site.browser().get(encodeURI(typed));
            assert.deepEqual([answer.status, answer.location], [301, right], typed);
        }
        assert.equal((await site.browser().get(encodeURI('/٢٠٢٦٧/'))).status, 404);
    });

    test('are taken in an article\'s form, a video\'s and a search', async () => {
        const page = await writeArticle(boss, { title: 'Counted before', body: '[post-views]', base_views: '۱۶۴۳۲' });
        assert.equal(field(editor(page), 'base_views').value, '16432');
        const form = (await boss.page('/admin/videos/new')).forms.find((f) => f.fields.some((x) => x.name === 'duration'));
        assert.equal((await boss.submit(form, { youtube_id: 'dQw4w9WgXcQ', title: 'Long', duration: '١:٠٢:٠٣' })).status, 303);
        assert.equal(await site.sql("SELECT duration_s FROM video WHERE title = 'Long';"), '3723');
        assert.ok(!(await site.browser().page(`/search?q=story&from=${encodeURIComponent('٢٠٢٦-٠١-٠١')}`)).text.includes('is not a date'));
    });
});
