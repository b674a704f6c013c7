{{%AUTOESCAPE context="HTML"}}
<script type="application/ld+json">
{"@context": "https://schema.org",
"@type": "BreadcrumbList",
"itemListElement": [
{"@type": "ListItem", "position": 1, "name": "{{SITE_NAME:json_escape}}", "item": "{{HOME:json_escape}}"},
{"@type": "ListItem", "position": 2, "name": "{{NAME:json_escape}}", "item": "{{URL:json_escape}}"}]}
</script>
