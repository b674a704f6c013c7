{{%AUTOESCAPE context="HTML"}}
<meta property="profile:username" content="{{SLUG}}">
<script type="application/ld+json">
{"@context": "https://schema.org",
"@graph": [
{"@type": "ProfilePage",
"url": "{{URL:json_escape}}",
"mainEntity": {"@type": "Person",
"@id": "{{URL:json_escape}}#person",
"name": "{{NAME:json_escape}}",
{{#BIO}}"description": "{{BIO:json_escape}}",{{/BIO}}
"url": "{{URL:json_escape}}",
"worksFor": {"@type": "NewsMediaOrganization", "name": "{{SITE_NAME:json_escape}}", "url": "{{HOME:json_escape}}"}}},
{"@type": "BreadcrumbList",
"itemListElement": [
{"@type": "ListItem", "position": 1, "name": "{{SITE_NAME:json_escape}}", "item": "{{HOME:json_escape}}"},
{"@type": "ListItem", "position": 2, "name": "{{NAME:json_escape}}", "item": "{{URL:json_escape}}"}]}]}
</script>
