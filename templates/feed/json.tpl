{{%AUTOESCAPE context="JSON"}}
{{!JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/}}
{
"version": "https://jsonfeed.org/version/1.1",
"title": "{{TITLE:json_escape}}",
"home_page_url": "{{HOME:json_escape}}",
"feed_url": "{{SELF:json_escape}}",
"description": "{{DESCRIPTION:json_escape}}",
"language": "{{LANGUAGE:json_escape}}",
{{#HUB}}"hubs": [{"type": "WebSub", "url": "{{HUB:json_escape}}"}],{{/HUB}}
"items": [
{{#ITEMS}}
{
"id": "{{ID:json_escape}}",
"url": "{{URL:json_escape}}",
"title": "{{ITEM_TITLE:json_escape}}",
"summary": "{{SUMMARY:json_escape}}",
{{#CONTENT}}"content_html": "{{CONTENT:json_escape}}",{{/CONTENT}}
{{#EXCERPT}}"content_text": "{{SUMMARY:json_escape}}",{{/EXCERPT}}
{{#IMAGE}}"image": "{{IMAGE:json_escape}}",{{/IMAGE}}
"date_published": "{{PUBLISHED:json_escape}}",
"date_modified": "{{CHANGED:json_escape}}",
"authors": [{"name": "{{AUTHOR:json_escape}}", "url": "{{AUTHOR_URL:json_escape}}"}],
"tags": ["{{SECTION:json_escape}}"{{#TAGS}}, "{{NAME:json_escape}}"{{/TAGS}}]
}{{#MORE}},{{/MORE}}
{{/ITEMS}}
]
}
