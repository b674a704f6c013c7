{{%AUTOESCAPE context="XML"}}
{{!The articles of the last two days: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap}}
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{{#STORIES}}
<url><loc>{{LOCATION}}</loc><news:news><news:publication><news:name>{{SITE_NAME}}</news:name><news:language>{{LANGUAGE}}</news:language></news:publication><news:publication_date>{{PUBLISHED}}</news:publication_date><news:title>{{TITLE}}</news:title></news:news></url>
{{/STORIES}}
</urlset>
