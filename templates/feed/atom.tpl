{{%AUTOESCAPE context="XML"}}
{{!Atom: RFC 4287.}}
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{LANGUAGE}}">
<id>{{FEED_ID}}</id>
<title>{{TITLE}}</title>
<subtitle>{{DESCRIPTION}}</subtitle>
<updated>{{UPDATED}}</updated>
<generator>Broadsheet</generator>
<link rel="alternate" type="text/html" href="{{HOME}}"/>
<link rel="self" type="application/atom+xml" href="{{SELF}}"/>
{{#HUB}}<link rel="hub" href="{{HUB}}"/>{{/HUB}}
{{#ITEMS}}
<entry>
<id>{{ID}}</id>
<title>{{ITEM_TITLE}}</title>
<link rel="alternate" type="text/html" href="{{URL}}"/>
<link rel="replies" type="application/rss+xml" href="{{URL}}comments.xml"/>
<published>{{PUBLISHED}}</published>
<updated>{{CHANGED}}</updated>
<author><name>{{AUTHOR}}</name><uri>{{AUTHOR_URL}}</uri></author>
<category term="{{SECTION}}"/>
{{#TAGS}}<category term="{{NAME}}"/>
{{/TAGS}}
<summary>{{SUMMARY}}</summary>
{{#CONTENT}}<content type="html">{{CONTENT}}</content>{{/CONTENT}}
</entry>
{{/ITEMS}}
</feed>
