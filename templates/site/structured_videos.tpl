{{%AUTOESCAPE context="HTML"}}
<script type="application/ld+json">
{"@context": "https://schema.org",
"@graph": [{{#VIDEOS}}{{>VIDEO}}{{#MORE}},{{/MORE}}{{/VIDEOS}}]}
</script>
