{{%AUTOESCAPE context="XML"}}
{{!RSS 2.0: https://www.rssboard.org/rss-specification. It contains no e-mail addresses: authors are in dc:creator.}}
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:wfw="http://wellformedweb.org/CommentAPI/">
<channel>
<title>{{TITLE}}</title>
<link>{{HOME}}</link>
<description>{{DESCRIPTION}}</description>
<language>{{LANGUAGE}}</language>
{{#DATED}}<lastBuildDate>{{UPDATED_822}}</lastBuildDate>{{/DATED}}
<generator>Broadsheet</generator>
<atom:link href="{{SELF}}" rel="self" type="application/rss+xml"/>
{{#HUB}}<atom:link href="{{HUB}}" rel="hub"/>{{/HUB}}
{{#ITEMS}}
<item>
<title>{{ITEM_TITLE}}</title>
<link>{{URL}}</link>
<guid isPermaLink="false">{{ID}}</guid>
<pubDate>{{PUBLISHED_822}}</pubDate>
<dc:creator>{{AUTHOR}}</dc:creator>
<category>{{SECTION}}</category>
{{#TAGS}}<category>{{NAME}}</category>
{{/TAGS}}
<comments>{{URL}}#comments</comments>
<wfw:commentRss>{{URL}}comments.xml</wfw:commentRss>
{{!Feed readers take an item's description for HTML.}}
<description>{{SUMMARY:html_escape:xml_escape}}</description>
{{#IMAGE}}<media:content url="{{IMAGE}}" medium="image"><media:description type="plain">{{IMAGE_ALT}}</media:description></media:content>{{/IMAGE}}
{{#CONTENT}}<content:encoded>{{CONTENT}}</content:encoded>{{/CONTENT}}
</item>
{{/ITEMS}}
</channel>
</rss>
