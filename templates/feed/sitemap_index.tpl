{{%AUTOESCAPE context="XML"}}
<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{#PARTS}}
<sitemap><loc>{{LOCATION}}</loc>{{#CHANGED}}<lastmod>{{CHANGED}}</lastmod>{{/CHANGED}}</sitemap>
{{/PARTS}}
</sitemapindex>
