{{%AUTOESCAPE context="XML"}}
{{!Comments as RSS 2.0: an article's, or the whole site's, which have a COMMENT_TITLE.}}
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>{{TITLE}}</title>
<link>{{HOME}}</link>
<description>{{DESCRIPTION}}</description>
<language>{{LANGUAGE}}</language>
{{#DATED}}<lastBuildDate>{{UPDATED_822}}</lastBuildDate>{{/DATED}}
<generator>Broadsheet</generator>
<atom:link href="{{SELF}}" rel="self" type="application/rss+xml"/>
{{#COMMENTS}}
<item>
<title>{{#COMMENT_TITLE}}{{COMMENT_TITLE}}{{/COMMENT_TITLE}}{{#PLAIN}}By {{COMMENT_AUTHOR}}{{#STAFF}} (Staff){{/STAFF}}{{/PLAIN}}</title>
<link>{{COMMENT_URL}}</link>
<guid isPermaLink="false">{{COMMENT_ID}}</guid>
<pubDate>{{PUBLISHED_822}}</pubDate>
<dc:creator>{{COMMENT_AUTHOR}}{{#STAFF}} (Staff){{/STAFF}}</dc:creator>
{{!Feed readers take an item's description for HTML.}}
<description>{{EXCERPT:html_escape:xml_escape}}</description>
<content:encoded>{{TEXT}}</content:encoded>
</item>
{{/COMMENTS}}
</channel>
</rss>
