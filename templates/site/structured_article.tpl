{{%AUTOESCAPE context="HTML"}}
<meta property="article:published_time" content="{{PUBLISHED}}">
<meta property="article:modified_time" content="{{MODIFIED}}">
<meta property="article:author" content="{{AUTHOR_URL}}">
<meta property="article:section" content="{{SECTION}}">
{{#TAGS}}
<meta property="article:tag" content="{{TAG}}">
{{/TAGS}}
<meta name="author" content="{{AUTHOR}}">
<script type="application/ld+json">
{"@context": "https://schema.org",
"@graph": [
{{#PLAIN}}{"@type": "NewsArticle",{{/PLAIN}}
{{#LIVE}}{"@type": "LiveBlogPosting",
"coverageStartTime": "{{START:json_escape}}",
{{#END}}"coverageEndTime": "{{END:json_escape}}",{{/END}}
"liveBlogUpdate": [
{{#UPDATES}}{"@type": "BlogPosting",
"@id": "{{UPDATE_URL:json_escape}}",
"url": "{{UPDATE_URL:json_escape}}",
"headline": "{{UPDATE_HEADLINE:json_escape}}",
"datePublished": "{{UPDATE_PUBLISHED:json_escape}}",
"dateModified": "{{UPDATE_MODIFIED:json_escape}}",
"author": [{"@type": "Person", "name": "{{UPDATE_AUTHOR:json_escape}}", "url": "{{UPDATE_AUTHOR_URL:json_escape}}"}],
"articleBody": "{{UPDATE_BODY:json_escape}}"}{{#MORE}},{{/MORE}}
{{/UPDATES}}],
{{/LIVE}}
"@id": "{{URL:json_escape}}#article",
"url": "{{URL:json_escape}}",
"mainEntityOfPage": "{{URL:json_escape}}",
"headline": "{{HEADLINE:json_escape}}",
{{#DESCRIPTION}}"description": "{{DESCRIPTION:json_escape}}",{{/DESCRIPTION}}
{{#IMAGE}}"image": ["{{IMAGE:json_escape}}"],{{/IMAGE}}
"datePublished": "{{PUBLISHED:json_escape}}",
"dateModified": "{{MODIFIED:json_escape}}",
"author": [{"@type": "Person", "name": "{{AUTHOR:json_escape}}", "url": "{{AUTHOR_URL:json_escape}}"}],
"publisher": {"@type": "NewsMediaOrganization", "name": "{{SITE_NAME:json_escape}}", "url": "{{HOME:json_escape}}", "logo": {"@type": "ImageObject", "url": "{{LOGO:json_escape}}"}},
"articleSection": "{{SECTION:json_escape}}",
{{#TAGGED}}"keywords": [{{#TAGS}}"{{TAG:json_escape}}"{{#MORE}}, {{/MORE}}{{/TAGS}}],{{/TAGGED}}
{{#WITH_VIDEOS}}"video": [{{#VIDEOS}}{{>VIDEO}}{{#MORE}},{{/MORE}}{{/VIDEOS}}],{{/WITH_VIDEOS}}
{{#TRANSLATED}}"workTranslation": [{{#TRANSLATIONS}}{"@type": "CreativeWork", "url": "{{WORK_URL:json_escape}}", "inLanguage": "{{IN_LANGUAGE:json_escape}}"}{{#MORE}}, {{/MORE}}{{/TRANSLATIONS}}],{{/TRANSLATED}}
{{#ORIGINAL}}"translationOfWork": {"@type": "CreativeWork", "url": "{{WORK_URL:json_escape}}", "inLanguage": "{{IN_LANGUAGE:json_escape}}"},{{/ORIGINAL}}
"wordCount": {{WORDS}},
"commentCount": {{COMMENTS}},
"inLanguage": "{{LANGUAGE:json_escape}}",
"isAccessibleForFree": true},
{"@type": "BreadcrumbList",
"itemListElement": [
{"@type": "ListItem", "position": 1, "name": "{{SITE_NAME:json_escape}}", "item": "{{HOME:json_escape}}"},
{"@type": "ListItem", "position": 2, "name": "{{SECTION:json_escape}}", "item": "{{SECTION_URL:json_escape}}"},
{"@type": "ListItem", "position": 3, "name": "{{HEADLINE:json_escape}}", "item": "{{URL:json_escape}}"}]}]}
</script>
