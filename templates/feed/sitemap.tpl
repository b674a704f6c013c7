{{%AUTOESCAPE context="XML"}}
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{#PAGES}}
<url><loc>{{LOCATION}}</loc>{{#CHANGED}}<lastmod>{{CHANGED}}</lastmod>{{/CHANGED}}</url>
{{/PAGES}}
</urlset>
