// SPDX-License-Identifier: MIT
// What people type for a name or an address, and the address that comes of it: of articles, tags, sections and
// authors. And addresses that are spelled in another way than the site's own.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { byTag, elements } from './lib/html.mjs';
import { PASSWORD, serveSite } from './lib/site.mjs';
import { commentOn, editor, publicPath, signIn, writeArticle } from './lib/people.mjs';

let site, admin, reader;

before(async () => {
    site = await serveSite({
        users: { boss: 'admin', idle: 'author', mute: 'moderator' },
        settings: { address: 'https://names.example', comments_on: '1', hold_all: '', require_approved: '', require_identity: '' },
    });
    admin = await signIn(site, 'boss');
    reader = site.browser();
});
after(() => site.close());

const count = (() => { let n = 0; return () => ++n; })();
const write = (values) => writeArticle(admin, { title: `Story ${count()}`, body: 'Text.', ...values });
const addressOf = async (values) => decodeURIComponent(publicPath(await write(values)));
const slugOf = async (values) => (await addressOf(values)).split('/')[4];

/** The tags of an article as a reader sees them: [[name, slug], ...]. */
const tagsOf = (page) => elements(page.html, (t, a) => t === 'a' && a.rel === 'tag')
    .map((a) => [a.text, decodeURIComponent(a.attributes.href).split('/')[2]]);
const tagsFor = async (tags) => tagsOf(await reader.page(publicPath(await write({ tags }))));

describe('the address of an article', () => {
    test('takes as much of a headline without spaces as fits', async () => {
        const kana = 'あいうえおかきくけこさしすせそたちつてと'.repeat(3).slice(0, 54);
        assert.equal(await slugOf({ title: `速報 ${kana}` }), `速報-${kana.slice(0, 24)}`);
        assert.equal(await slugOf({ title: `速報 ${kana}` }), `速報-${kana.slice(0, 24)}-2`);
        assert.equal(await slugOf({ title: `速報 ${[...kana].reverse().join('')}` }), `速報-${[...kana].reverse().join('').slice(0, 24)}`);
    });

    test('writes Latin letters in ASCII, and keeps other scripts', async () => {
        assert.equal(await slugOf({ title: 'Łódź Đà Nẵng København Işık' }), 'lodz-da-nang-kobenhavn-isik');
        assert.equal(await slugOf({ title: 'Łódź и Харків' }), 'lodz-и-харків');
    });

    test('that was made with other letters goes on leading to it', async () => {
        const { path } = await site.article({ title: 'Old one', slug: 'old-one' });
        const day = path.slice(0, 12);
        await site.sql(`UPDATE article SET slug = 'łódka-đa' WHERE slug = 'old-one'; UPDATE site SET content_version = content_version + 1;`);
        const page = await reader.page(encodeURI(`${day}łódka-đa/`));
        assert.equal(page.status, 200);
        const other = await reader.get(encodeURI(`${day}ŁÓDKA-Đa/?x=1`));
        assert.deepEqual([other.status, other.location], [404, undefined], 'accents were no part of it');
        await site.sql(`UPDATE article SET slug = 'łodka-đa' WHERE slug = 'łódka-đa'; UPDATE site SET content_version = content_version + 1;`);
        const moved = await reader.get(encodeURI(`${day}ŁÓDKA-Đa/?x=1`));
        assert.deepEqual([moved.status, decodeURI(moved.location)], [301, `${day}łodka-đa/?x=1`]);
    });

    test('may be typed as browsers copy it, percent-encoded', async () => {
        assert.equal(await slugOf({ slug: '%D8%B3%D9%84' }), 'سل');
        assert.equal(await slugOf({ slug: '%E6%9D%B1%E4%BA%AC' }), '東京');
        assert.equal(await slugOf({ slug: '100% sure' }), '100-sure');
    });
});

describe('tags', () => {
    test('whose slugs would be equal are tags of their own', async () => {
        assert.deepEqual(await tagsFor('C, C#, C++'), [['C', 'c'], ['C#', 'c-2'], ['C++', 'c-3']]);
        assert.deepEqual(await tagsFor('🎉, ❤️'), [['🎉', 'tag'], ['❤️', 'tag-2']]);
        assert.deepEqual(await tagsFor('A/B, A B, a&b'), [['A/B', 'a-b'], ['A B', 'a-b-2'], ['a&b', 'a-b-3']]);
    });

    test('typed again in another case, width or with other spaces are the same', async () => {
        assert.deepEqual(await tagsFor('c++, Ｃ#, C, c'), [['C++', 'c-3'], ['C#', 'c-2'], ['C', 'c']]);
        assert.deepEqual(await tagsFor('❤, a\u3000b'), [['❤️', 'tag-2'], ['A B', 'a-b-2']]);
    });

    test('keep to their articles', async () => {
        const path = publicPath(await write({ tags: 'Go!' })), other = publicPath(await write({ tags: 'Go?' }));
        const [[, first]] = tagsOf(await reader.page(path)), [[, second]] = tagsOf(await reader.page(other));
        assert.notEqual(first, second);
        const list = await reader.page(`/tag/${second}/`);
        assert.ok(list.html.includes(`href="${other}"`) && !list.html.includes(`href="${path}"`));
        assert.match(list.title, /Go\?/);
    });

    test('are separated by the commas and semicolons of all scripts', async () => {
        for (const mark of [',', ';', '،', '؛', '，', '、', '；', '﹐', '､', '︐', '﹔', '፣', '፤', '՝', '߸', '᠂', '꓾', '⸲', '⁏']) {
            const name = `sep ${count()}`;
            assert.deepEqual((await tagsFor(`${name}x${mark}${name}y ${mark} ${mark}\u3000${name}z`)).map(([n]) => n),
                [`${name}x`, `${name}y`, `${name}z`], `U+${mark.codePointAt(0).toString(16)}`);
        }
    });

    test('that the site had before are found, and keep their addresses', async () => {
        await site.sql("INSERT INTO tag (slug, name) VALUES ('łodz', 'Łódź'), ('d', 'D');");
        assert.deepEqual(await tagsFor('łódź, ŁÓDŹ, Lodz, D#'), [['Łódź', 'łodz'], ['Lodz', 'lodz'], ['D#', 'd-2']]);
        assert.deepEqual(await tagsFor('d#; d; ŁÓDŹ'), [['D#', 'd-2'], ['D', 'd'], ['Łódź', 'łodz']]);
    });

    test('in the editor are those that were typed', async () => {
        const page = await write({ tags: 'C#、 Ｃ++ ；one' });
        assert.equal(editor(page).fields.find((f) => f.name === 'tags').value, 'C#, C++, one');
    });
});

describe('sections and authors', () => {
    const addSection = async (values) => {
        const page = await admin.page('/admin/settings/sections/new');
        return admin.submit(page.form('/admin/settings/sections/new'), values);
    };
    const addUser = async (values) => {
        const page = await admin.page('/admin/users/new');
        return admin.submit(page.form('/admin/users/new'), { role: 'author', password: PASSWORD, ...values });
    };

    test('a section whose slug would be equal gets a number', async () => {
        for (const name of ['C', 'C++', 'C#']) assert.equal((await addSection({ name })).status, 303, name);
        assert.equal(await site.sql("SELECT group_concat(name || ' ' || slug) FROM section WHERE slug LIKE 'c%';"), 'C c,C++ c-2,C# c-3');
    });

    test('a section of a name that there is, or with an address that is taken, is refused', async () => {
        for (const [values, sentence] of [[{ name: 'Ｃ++' }, /Another section has that name/], [{ name: 'Sea', slug: 'C' }, /Another section has that address/]]) {
            const answer = await addSection(values);
            assert.equal(answer.status, 422);
            assert.match(answer.text, sentence);
        }
    });

    test('two authors may have one name', async () => {
        for (const login of ['john1', 'john2']) assert.equal((await addUser({ login, name: 'John Smith' })).status, 303, login);
        assert.equal(await site.sql("SELECT group_concat(slug) FROM user WHERE name = 'John Smith';"), 'john-smith,john-smith-2');
        const taken = await addUser({ login: 'john3', name: 'John Smith', slug: 'john-smith' });
        assert.equal(taken.status, 422);
        assert.match(taken.text, /Another user has this page address/);
    });
});

describe('a name that shows nothing is refused as empty:', () => {
    const INVISIBLE = ['\u200b', '\u3164', '\u2800', ' \u3000\u00a0', '\u00ad\u2060', '\u0301', '\u{e0061}\u{e007f}', '\ufe0f\u200d', '\u180e', '\u034f', '\u115f\u1160', '\u2065', '\ufff0', '\u{e0fff}', '\u17b4', '\ufff9'];
    /** Sends the form at PATH with each of them for FIELD, and wants it back with SENTENCE. */
    async function refuses(browser, path, action, field, sentence, values = {}) {
        for (const text of INVISIBLE) {
            const page = await browser.page(path);
            const answer = await browser.submit(typeof action === 'function' ? action(page) : page.form(action), { ...values, [field]: text });
            assert.equal(answer.status, 422, `${field} of ${JSON.stringify(text)}`);
            assert.match(answer.text, sentence);
        }
    }

    test('the headline of an article', () => refuses(admin, '/admin/articles/new', editor, 'title', /An article needs a headline/, { body: 'x' }));
    test('a section’s', () => refuses(admin, '/admin/settings/sections/new', '/admin/settings/sections/new', 'name', /A section needs a name/));
    test('a user’s', () => refuses(admin, '/admin/users/new', '/admin/users/new', 'name', /A user needs a name/, { login: 'unseen', role: 'author' }));
    test('a user’s sign-in name', () => refuses(admin, '/admin/users/new', '/admin/users/new', 'login', /sign-in name/, { name: 'Unseen', role: 'author' }));
    test('the site’s', () => refuses(admin, '/admin/settings', '/admin/settings', 'site_name', /The site.s name is missing/));
    test('a video’s title', () => refuses(admin, '/admin/videos/new', '/admin/videos/new', 'title', /A video needs a title/, { youtube_id: 'abcdefghijk' }));
    test('a picture’s description', () => refuses(admin, '/admin/articles/new', editor, 'picture_alt', /what the picture shows/i, { title: 'Seen', picture: '/assets/poster.svg' }));

    test('a tag’s, which is left out', async () => {
        assert.deepEqual((await tagsFor(`${INVISIBLE.join(', ')}, seen`)).map(([name]) => name), ['seen']);
    });

    test('a social link’s', async () => {
        for (const label of INVISIBLE) {
            const page = await admin.page('/admin/settings/social');
            const form = page.form('/admin/settings/social');
            const answer = await admin.post('/admin/settings/social', [['csrf', form.fields.find((f) => f.name === 'csrf').value],
                ['kind', 'link'], ['label', label], ['url', 'https://a.example/']]);
            assert.equal(answer.status, 422, JSON.stringify(label));
        }
    });

    test('a comment, and markup without text', async () => {
        const path = publicPath(await write({}));
        for (const comment of [...INVISIBLE, '****', '[](https://x.example)', '***', '> ', '#', '- ', '1.', '```\n```', '**\u200b**', '`\u3000`', '[\u3164](https://x.example)', '> > \n> -', '&nbsp;', '&#8203;&zwj;', '**&#x3164;**', '&ZeroWidthSpace;']) {
            const browser = site.browser(), page = await browser.page(path);
            const answer = await browser.submit(page.form('/comment'), { author: 'Ada', email: 'ada@example.org', comment });
            assert.equal(answer.status, 422, JSON.stringify(comment));
            assert.match(answer.text, /Please type your comment/);
        }
    });

    test('on the command line, too', async () => {
        for (const args of [['setting', 'set', 'site_name', '\u200b'], ['article', 'edit', '1', '--title', '\u2800']]) {
            const answer = await site.cli(args);
            assert.notEqual(answer.code, 0, args.join(' '));
        }
    });
});

describe('the address of the site', () => {
    const save = async (values, at = '/admin/settings') => admin.submit((await admin.page(at)).form(at), values);

    test('is refused, with the reason, for what makes links wrong', async () => {
        for (const [address, why] of [
            ['news.example', /must look like https:\/\/news\.example/], ['https://news.example/sub?x', /cannot be in a folder of another one: leave out “\/sub\?x”/],
            ['https://news.example/sub', /leave out “\/sub”/], ['https://news.example?x', /leave out “\?x”/], ['https://news.example#top', /leave out “#top”/],
            ['https://user@news.example', /leave out what stands before the @/], ['https://a:b@news.example', /before the @/],
            ['https://news.example:65536', /from 1 to 65535/], ['https://news.example:0', /from 1 to 65535/], ['https://news..example', /A host looks like/],
            ['https://', /A host looks like/],
        ]) {
            const answer = await save({ address });
            assert.equal(answer.status, 422, address);
            assert.match(answer.text, why, address);
            assert.equal(answer.form('/admin/settings').fields.find((f) => f.name === 'address').value, address, 'what was typed is still there');
        }
    });

    test('of other scripts is stored in ASCII, and shown so', async () => {
        for (const [typed, stored] of [['https://новости.example/', 'https://xn--b1amnebsh.example'], ['HTTPS://B\u00fccher.Example:443', 'https://xn--bcher-kva.example'], ['https://names.example', 'https://names.example']]) {
            assert.equal((await save({ address: typed })).status, 303, typed);
            assert.equal((await admin.page('/admin/settings')).form('/admin/settings').fields.find((f) => f.name === 'address').value, stored);
            assert.match((await reader.page('/feed.xml')).html, new RegExp(`<link>${stored}/</link>`));
        }
    });

    test('so are those of the hub and of IndexNow', async () => {
        const at = '/admin/settings/machines';
        for (const [name, value] of [['websub_hub', 'https://user@hub.example/'], ['websub_hub', 'https://hub.example:70000/'], ['indexnow_address', ''], ['indexnow_address', 'https://a..b/']])
            assert.equal((await save({ [name]: value }, at)).status, 422, value);
        assert.equal((await save({ websub_hub: 'https://хаб.example/push?x=1' }, at)).status, 303);
        assert.equal(await site.sql("SELECT value FROM setting WHERE name = 'websub_hub';"), 'https://xn--80ac2d.example/push?x=1');
        assert.equal((await save({ websub_hub: '' }, at)).status, 303);
    });
});

describe('a list from A to Z', () => {
    test('of people is in the order of the site’s language', async () => {
        for (const [login, name] of [['u1', 'Örjan'], ['u2', 'Zorn'], ['u3', 'Åsa'], ['u4', 'älva'], ['u5', 'adam']]) {
            const page = await admin.page('/admin/users/new');
            assert.equal((await admin.submit(page.form('/admin/users/new'), { login, name, role: 'author', password: PASSWORD })).status, 303);
            await site.sql(`INSERT INTO article (status, slug, day, title, standfirst, body, excerpt, words, section_id, author_id, social_links, comments_open, published_at, created_at, updated_at)
                SELECT 3, 'by-${login}', 20200101, 'By', '', 'x', 'x', 1, 1, id, 0, 1, 1577880000, 1, 1 FROM user WHERE login = '${login}';`);
        }
        await site.mustCli(['reindex']);
        const people = ['Örjan', 'Zorn', 'Åsa', 'älva', 'adam'];
        const orderIn = (html) => people.filter((name) => html.includes(`>${name}<`)).sort((a, b) => html.indexOf(`>${a}<`) - html.indexOf(`>${b}<`));
        for (const [language, order] of [['sv', ['adam', 'Zorn', 'Åsa', 'älva', 'Örjan']], ['de', ['adam', 'älva', 'Åsa', 'Örjan', 'Zorn']]]) {
            const form = (await admin.page('/admin/settings')).form('/admin/settings');
            assert.equal((await admin.submit(form, { language })).status, 303);
            for (const path of ['/admin/users', '/admin/articles/new']) assert.deepEqual(orderIn((await admin.page(path)).html), order, `${language} ${path}`);
            assert.deepEqual(orderIn((await reader.page('/search?q=by')).html), order, `${language} /search`);
            const listed = (await site.mustCli(['user', 'list'])).out.split('\n').map((line) => line.split('\t').find((cell) => people.includes(cell))).filter(Boolean);
            assert.deepEqual(listed, order, `${language} user list`);
        }
        const form = (await admin.page('/admin/settings')).form('/admin/settings');
        assert.equal((await admin.submit(form, { language: 'en' })).status, 303);
    });
});

describe('an address in another spelling', () => {
    test('of a section, an author or a tag redirects, with its query', async () => {
        await site.sql("INSERT INTO section (slug, name, description, position) VALUES ('town-hall', 'Town Hall', '', 9);");
        await write({ tags: 'The River, Café' });
        for (const [from, to] of [
            ['/section/Town-Hall/', '/section/town-hall/'], ['/section/TOWN%20HALL/?a=1&b=%41', '/section/town-hall/?a=1&b=%41'],
            ['/section/Town-Hall/feed.xml?x', '/section/town-hall/feed.xml?x'], ['/section/Town_Hall/atom.xml', '/section/town-hall/atom.xml'],
            ['/author/BOSS/', '/author/boss/'], ['/author/Boss/feed.json', '/author/boss/feed.json'], ['/author/IDLE/', '/author/idle/'],
            ['/tag/The-River/', '/tag/the-river/'], ['/tag/Caf%C3%A9/', '/tag/cafe/'], ['/tag/The%20River/feed.xml', '/tag/the-river/feed.xml'],
            ['/section/town-hall', '/section/town-hall/'], ['//section///town-hall/', '/section/town-hall/'], ['/Section/town-hall/', '/section/town-hall/'],
            ['/SEARCH?q=x', '/search?q=x'], ['/Feed.XML', '/feed.xml'], ['/search/?q=100%', '/search?q=100%'],
            ['/section/Town-Hall/feed/atom/', '/section/Town-Hall/atom.xml'],
        ]) {
            for (const method of ['GET', 'HEAD']) {
                const answer = await reader.request(method, from);
                assert.deepEqual([answer.status, answer.location], [301, to], `${method} ${from}`);
            }
            if (!to.includes('Town')) assert.equal((await reader.get(to)).status, 200, to);
        }
    });

    test('of an article, its comments and its live entries redirects, with its query', async () => {
        const path = publicPath(await write({ title: 'The Long Bridge', live: '1' }));
        const upper = path.replace('the-long-bridge', 'The-Long-Bridge');
        for (const below of ['', 'comments.xml', 'live.html'])
            for (const query of ['', '?a=1'])
                assert.deepEqual(((a) => [a.status, a.location])(await reader.get(upper + below + query)), [301, path + below + query], below);
        assert.equal((await reader.get(upper.slice(0, -1))).location, upper);
    });

    test('of a video redirects, with its query', async () => {
        await site.sql("INSERT INTO video (youtube_id, title, description, poster, duration_s, published_at, created_at) VALUES ('abcdefghijk', 'A Boat', '', '', 65, 1700000000, 0);");
        for (const from of ['1/', '1/A-BOAT/', '1/other/'])
            assert.deepEqual(((a) => [a.status, a.location])(await reader.get(`/videos/${from}?t=1`)), [301, '/videos/1/a-boat/?t=1'], from);
    });

    test('of nothing is not found, and gives nothing away', async () => {
        await writeArticle(admin, { title: 'A draft', body: 'x', tags: 'The Merger' }, 'save');
        for (const path of ['/section/Nowhere/', '/tag/The-Merger/', '/tag/The-Merger/feed.xml', '/author/MUTE/', '/author/IDLE/feed.xml',
            '/author/Nobody/', '/Nowhere/', '/section//', '/tag/%F0%9F%8E%89%F0%9F%8E%89/', '/section/town-hall/?before=1-1'])
            assert.equal((await reader.get(path)).status, 404, path);
    });

    test('takes no form', async () => {
        for (const path of ['/Comment', '//comment', '/section/Town-Hall/', '/search/'])
            assert.notEqual((await reader.request('POST', path, { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).status, 301, path);
    });
});

describe('a query', () => {
    test('with signs that are no escapes is read as browsers read it', async () => {
        await write({ title: 'The harbour master', body: 'About the harbour.' });
        for (const query of ['q=harbour&utm=50%off', 'utm=%&q=harbour', 'utm=caf%E9&q=harbour', '&&q=harbour&%ff%00=x', 'q=harbour+master&a=%zz'])
            assert.match((await reader.page(`/search?${query}`)).text, /The harbour master/, query);
        assert.equal(byTag((await reader.page('/search?q=50%off')).html, 'input').length > 0, true);
        assert.ok(elements((await reader.page('/search?q=50%off')).html, (t, a) => t === 'input' && a.value === '50%off').length > 0);
    });

    test('does so in lists and in the newsroom', async () => {
        const old = (await reader.page('/?utm=%')).status;
        assert.equal(old, 200);
        assert.match((await admin.page('/admin/articles?utm=100%&q=harbour')).text, /The harbour master/);
        const { text } = await commentOn(site, publicPath(await write({})));
        assert.match((await admin.page('/admin/comments?x=%&status=approved')).text, new RegExp(text));
    });
});
