{{%AUTOESCAPE context="HTML"}}
{{!The front page for machines. Variables in such a block need :json_escape, since what the engine would choose there is not JSON.}}
<script type="application/ld+json">
{"@context": "https://schema.org",
"@type": "WebSite",
"@id": "{{HOME:json_escape}}#website",
"url": "{{HOME:json_escape}}",
"name": "{{SITE_NAME:json_escape}}",
{{#TAGLINE}}"description": "{{TAGLINE:json_escape}}",{{/TAGLINE}}
"inLanguage": "{{LANGUAGE:json_escape}}",
"publisher": {"@type": "NewsMediaOrganization", "name": "{{SITE_NAME:json_escape}}", "url": "{{HOME:json_escape}}"{{#HAS_PROFILES}}, "sameAs": [{{#PROFILES}}"{{URL:json_escape}}"{{#MORE}}, {{/MORE}}{{/PROFILES}}]{{/HAS_PROFILES}}},
"potentialAction": {"@type": "SearchAction", "target": {"@type": "EntryPoint", "urlTemplate": "{{HOME:json_escape}}search?q={search_term_string}"}, "query-input": "required name=search_term_string"}}
</script>
