// SPDX-License-Identifier: MIT
// Every kind of page that the site has, for growth.mjs. To add one, add a line: its name, and its
// addresses on a site (those that differ are taken in turn); `as: 'boss'` is asked by an admin.
//
// `goal` is what the page may take on the largest site, in times of what it takes on the smallest;
// null where the page itself is longer on a larger site.

export const SAME = 1.5; // the cost of a page does not go by the size of the site

/** Every kind of page of SITE, a `site` of growth.mjs with its samples. */
export const pages = [
    // ---- readers ----
    { name: 'home', at: () => ['/'] },
    { name: 'latest_page_2', at: () => ['/page/2/'] },
    { name: 'latest_page_40', at: () => ['/page/40/'] },
    { name: 'year', at: (s) => [`/${s.day.slice(0, 4)}/`] },
    { name: 'year_deep', at: (s) => s.keys.map((k) => `/${k.year}/?before=${k.key}`) },
    { name: 'month', at: (s) => [`/${s.day.slice(0, 4)}/${s.day.slice(4, 6)}/`] },
    { name: 'day', at: (s) => s.days.map((d) => `/${d.slice(0, 4)}/${d.slice(4, 6)}/${d.slice(6, 8)}/`) },
    { name: 'section', at: () => numbered('/section/section-', 12) },
    { name: 'section_deep', at: (s) => [`/section/section-3/?before=${s.inSection}`] },
    { name: 'tag_of_many', at: () => numbered('/tag/tag-', 16) },
    { name: 'tag_of_many_deep', at: (s) => [`/tag/tag-3/?before=${s.inTag}`] },
    { name: 'tag_of_few', at: (s) => s.fewTags.map((t) => `/tag/${t}/`) },
    { name: 'author', at: () => numbered('/author/author-', 20) },
    { name: 'author_deep', at: (s) => [`/author/author-3/?before=${s.ofAuthor}`] },
    { name: 'article', at: (s) => s.articles },
    { name: 'article_1_comment', at: (s) => s.oneComment },
    { name: 'article_10k_comments', at: (s) => [s.busy] },
    { name: 'article_10k_comments_deep', at: (s) => s.busyDeep.map((id) => `${s.busy}?comments-after=${id}`) },
    { name: 'article_reply', at: (s) => [`${s.busy}?replytocom=${s.busyDeep[0]}`] },
    { name: 'article_moved', at: (s) => [s.moved], status: 301 },
    { name: 'nowhere', at: () => ['/2020/02/03/never-written/'], status: 404 },
    { name: 'most_read', at: () => ['/most-read/'] },
    { name: 'videos', at: () => ['/videos/'] },
    { name: 'videos_deep', at: (s) => [`/videos/?before=${s.video}`] },

    // ---- searching: at most 5 times, and 50 ms; each finds more than a page on the smallest site ----
    { name: 'search_empty', at: () => ['/search'] },
    { name: 'search_common_word', search: true, at: (s) => s.common.map((w) => `/search?q=${w}`) },
    { name: 'search_rare_word', search: true, at: (s) => s.rare.map((w) => `/search?q=${w}`) },
    { name: 'search_two_words', search: true, at: (s) => pairs(s.common).map((p) => `/search?q=${p}`) },
    { name: 'search_some_words', search: true, at: (s) => pairs(s.rare).map((p) => `/search?q=${p}x`) },
    { name: 'search_phrase', search: true, at: (s) => s.phrases.map((p) => `/search?q=${encodeURIComponent(`"${p}"`)}`) },
    { name: 'search_newest_first', search: true, at: (s) => s.common.map((w) => `/search?q=${w}&sort=date`) },
    { name: 'search_in_section', search: true, at: (s) => s.common.map((w) => `/search?q=${w}&section=section-3`) },
    { name: 'search_by_author', search: true, at: (s) => s.everyday.map((w) => `/search?q=${w}&author=author-3`) },
    { name: 'search_of_a_month', search: true, at: (s) => s.common.map((w) => `/search?q=${w}&from=${dashed(s.month[0])}&until=${dashed(s.month[1])}`) },
    { name: 'search_in_section_of_the_year', search: true, at: (s) => s.everyday.map((w) => `/search?q=${w}&section=section-3&from=${dashed(s.month[0])}`) },
    { name: 'search_deep', search: true, at: (s) => s.common.map((w) => `/search?q=${w}&go=${s.middleAt}-0-0`) },
    { name: 'search_newest_deep', search: true, at: (s) => s.common.map((w) => `/search?q=${w}&sort=date&go=${s.middleAt}-0-0`) },
    { name: 'search_misspelt', search: true, at: (s) => s.rare.map((w) => `/search?q=${w}x`) },

    // ---- machines ----
    { name: 'feed_rss', at: () => ['/feed.xml'] },
    { name: 'feed_atom', at: () => ['/atom.xml'] },
    { name: 'feed_json', at: () => ['/feed.json'] },
    { name: 'feed_of_section', at: () => numbered('/section/section-', 12, 'feed.xml') },
    { name: 'feed_of_tag', at: () => numbered('/tag/tag-', 16, 'feed.xml') },
    { name: 'feed_of_author', at: () => numbered('/author/author-', 20, 'feed.xml') },
    { name: 'feed_of_comments', at: (s) => [`${s.busy}comments.xml`] },
    { name: 'sitemap_index', goal: null, at: () => ['/sitemap.xml'] },
    { name: 'sitemap_of_lists', at: () => ['/sitemap-pages.xml'] },
    { name: 'sitemap_of_articles', at: () => ['/sitemap-articles-1.xml'] },
    { name: 'sitemap_of_tags', goal: null, at: () => ['/sitemap-tags-1.xml'] },
    { name: 'sitemap_of_news', at: () => ['/news-sitemap.xml'] },
    { name: 'robots', at: () => ['/robots.txt'] },
    { name: 'healthz', at: () => ['/healthz'] },
    { name: 'metrics', at: () => ['/metrics'] },

    // ---- the newsroom ----
    { name: 'admin_login', at: () => ['/admin/login'] },
    { name: 'admin_dashboard', as: 'boss', at: () => ['/admin/'] },
    { name: 'admin_pending', as: 'boss', at: () => ['/admin/comments'] },
    { name: 'admin_comments_all', as: 'boss', at: () => ['/admin/comments?status=all'] },
    { name: 'admin_comments_page_1000', as: 'boss', at: (s) => [`/admin/comments?status=all&before=${s.commentDeep}`] },
    { name: 'admin_approved_page_1000', as: 'boss', at: (s) => [`/admin/comments?status=approved&before=${s.commentDeep}`] },
    { name: 'admin_spam', as: 'boss', at: () => ['/admin/comments?status=spam'] },
    { name: 'admin_trash', as: 'boss', at: () => ['/admin/comments?status=trash'] },
    { name: 'admin_comments_mine', as: 'boss', at: () => ['/admin/comments?status=mine'] },
    { name: 'admin_comments_of_article', as: 'boss', at: (s) => [`/admin/comments?status=approved&article=${s.busyId}`] },
    { name: 'admin_comments_of_address', as: 'boss', at: (s) => [`/admin/comments?status=approved&addr=${s.address}`] },
    { name: 'admin_matching', as: 'boss', at: (s) => [`/admin/comments/matching?status=approved&addr=${s.address}`] },
    { name: 'admin_comment', as: 'boss', at: (s) => s.comments.map((id) => `/admin/comments/${id}`) },
    { name: 'admin_articles', as: 'boss', at: () => ['/admin/articles'] },
    { name: 'admin_articles_deep', as: 'boss', at: (s) => [`/admin/articles?before=${s.updated}`] },
    { name: 'admin_articles_drafts', goal: null, as: 'boss', at: () => ['/admin/articles?status=draft'] },
    { name: 'admin_article_new', as: 'boss', at: () => ['/admin/articles/new'] },
    { name: 'admin_article', as: 'boss', at: (s) => s.ids.map((id) => `/admin/articles/${id}`) },
    { name: 'admin_corrections', as: 'boss', at: (s) => s.ids.map((id) => `/admin/articles/${id}/corrections`) },
    { name: 'admin_videos', as: 'boss', at: () => ['/admin/videos'] },
    { name: 'admin_videos_deep', as: 'boss', at: (s) => [`/admin/videos?before=${s.video}`] },
    { name: 'admin_video_new', as: 'boss', at: () => ['/admin/videos/new'] },
    { name: 'admin_video', as: 'boss', at: () => ['/admin/videos/50'] },
    { name: 'admin_settings', as: 'boss', at: () => ['/admin/settings'] },
    { name: 'admin_settings_comments', as: 'boss', at: () => ['/admin/settings/comments'] },
    { name: 'admin_settings_social', as: 'boss', at: () => ['/admin/settings/social'] },
    { name: 'admin_sections', as: 'boss', at: () => ['/admin/settings/sections'] },
    { name: 'admin_section_new', as: 'boss', at: () => ['/admin/settings/sections/new'] },
    { name: 'admin_section', as: 'boss', at: () => ['/admin/settings/sections/3'] },
    { name: 'admin_users', as: 'boss', at: () => ['/admin/users'] },
    { name: 'admin_user_new', as: 'boss', at: () => ['/admin/users/new'] },
    { name: 'admin_user', as: 'boss', at: () => ['/admin/users/3'] },
    { name: 'admin_profile', as: 'boss', at: () => ['/admin/profile'] },
    { name: 'admin_audit', as: 'boss', at: () => ['/admin/audit'] },
    { name: 'admin_audit_deep', as: 'boss', at: (s) => [`/admin/audit?before=${s.audit}`] },
];

function numbered(before, n, after = '') {
    return Array.from({ length: n }, (_, i) => `${before}${i + 1}/${after}`);
}

/** N of LIST from the Ith on, from the beginning again after the last. */
function around(list, i, n) {
    return Array.from({ length: n }, (_, k) => list[(i + k) % list.length]);
}

function pairs(list) {
    return list.map((_, i) => around(list, i, 2).join('+'));
}

function dashed(day) {
    return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
}

// ---- samples ----

/** What the addresses above need to know of SITE. WORDS: as sampleWords gives them, the same for all sites. */
export async function samples(site, n, words) {
    const column = async (sql) => (await site.sql(sql)).split('\n').filter(Boolean);
    const one = async (sql) => (await column(sql))[0];
    const middle = Math.round(n / 2);
    // From all over the site, but for the newest and the oldest.
    const spread = async (select, where) => column(`WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 24)
        SELECT (SELECT ${select} FROM article WHERE id > i.n * ${n} / 26 AND status = 3 AND ${where} ORDER BY id LIMIT 1) FROM i;`);
    const path = "printf('/%04d/%02d/%02d/%s/', day / 10000, day / 100 % 100, day % 100, slug)";
    const busyId = Math.floor(n / 20) * 10 + 5;
    const inMiddle = `published_at <= (SELECT published_at FROM article WHERE id = ${middle})`;
    const deep = (where, key = "published_at || '-' || id") => one(`SELECT ${key} FROM article WHERE ${where} AND status = 3
        AND ${inMiddle} ORDER BY published_at DESC, id DESC LIMIT 1;`);
    const recent = await column(`SELECT DISTINCT day FROM article WHERE id > ${n} - 900 AND status = 3 AND id % 30 = 7;`);
    return {
        ...words, busyId, middleAt: await one(`SELECT published_at FROM article WHERE id = ${middle};`),
        day: recent[0], days: recent, month: [recent[0], recent[8]],
        keys: (await spread("strftime('%Y', published_at, 'unixepoch') || ' ' || published_at || '-' || id", 'id % 10 = 5'))
            .map((row) => ({ year: row.split(' ')[0], key: row.split(' ')[1] })),
        inSection: await deep('section_id = 3'), ofAuthor: await deep('author_id = 3'),
        inTag: await one(`SELECT published_at || '-' || article_id FROM article_tag WHERE tag_id = 3 AND published_at > 0
            AND ${inMiddle} ORDER BY published_at DESC, article_id DESC LIMIT 1;`),
        fewTags: await column(`SELECT DISTINCT 'tag-' || tag_id FROM article_tag
            WHERE article_id > ${middle} AND tag_id > 16 AND published_at > 0 ORDER BY article_id LIMIT 16;`),
        ids: await spread('id', 'id % 10 = 5'),
        articles: await spread(path, `id % 10 NOT IN (3, 7) AND comment_count BETWEEN 8 AND 12 AND id <> ${busyId}`),
        oneComment: await spread(path, 'id % 10 = 7 AND comment_count = 1'),
        busy: await one(`SELECT ${path} FROM article WHERE id = ${busyId};`),
        busyDeep: await column(`SELECT id FROM comment WHERE article_id = ${busyId} AND parent_id IS NULL AND status = 1
            ORDER BY id LIMIT 8 OFFSET 3000;`),
        moved: await one(`SELECT printf('/%04d/%02d/%02d/%s/', x.day / 10000, x.day / 100 % 100, x.day % 100, x.slug)
            FROM article AS a JOIN article_alias AS x ON x.article_id = a.id WHERE a.id > ${middle} AND a.status = 3 ORDER BY a.id LIMIT 1;`),
        video: await one("SELECT published_at || '-' || id FROM video WHERE id = (SELECT max(id) / 2 FROM video);"),
        comments: await column(`SELECT id FROM comment WHERE id > (SELECT max(id) / 2 FROM comment) ORDER BY id LIMIT 16;`),
        // Fifty a page; a smaller site has its last page there.
        commentDeep: await one('SELECT max(1000, max(id) - 50000) FROM comment;'),
        address: await one("SELECT addr FROM comment WHERE id = (SELECT max(id) / 2 FROM comment);"),
        updated: await one(`SELECT updated_at || '-' || id FROM article WHERE id = ${middle};`),
        audit: await one('SELECT max(id) / 2 FROM audit;'),
    };
}

/** Words of the smallest site, each in enough of its articles for a page of results, but for those that
 * are looked for together and found apart: most of them, a quarter of them, and fifteen. */
export async function sampleWords(site) {
    const column = async (sql) => (await site.sql(sql)).split('\n').filter(Boolean);
    const words = (where, rest) => column(`SELECT word FROM search_word WHERE word GLOB '[a-z]*' AND ${where} ORDER BY ${rest};`);
    const often = await words('TRUE', 'docs DESC LIMIT 14 OFFSET 10');
    const found = async (phrase) => Number((await column(`SELECT count(*) FROM search_text WHERE search_text MATCH '"${phrase}"';`))[0]);
    const phrases = [];
    for (let apart = 1; apart < often.length; apart++)
        for (let i = 0; i + apart < often.length && phrases.length < 8; i++)
            if (await found(`${often[i]} ${often[i + apart]}`) >= 15) phrases.push(`${often[i]} ${often[i + apart]}`);
    return {
        everyday: often.slice(0, 8), phrases,
        common: await words('length(word) > 2', 'docs DESC LIMIT 8 OFFSET 20'),
        rare: await words('docs BETWEEN 14 AND 17', 'word LIMIT 8 OFFSET 20'),
    };
}
