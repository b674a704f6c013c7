{{%AUTOESCAPE context="JSON"}}
{{!The web app manifest: https://www.w3.org/TR/appmanifest/}}
{
"name": "{{SITE_NAME:json_escape}}",
"short_name": "{{SITE_NAME:json_escape}}",
{{#TAGLINE}}"description": "{{TAGLINE:json_escape}}",{{/TAGLINE}}
"lang": "{{LANGUAGE:json_escape}}",
"dir": "{{DIRECTION:json_escape}}",
"id": "/",
"start_url": "/",
"scope": "/",
"display": "minimal-ui",
"background_color": "#fbfaf7",
"theme_color": "#fbfaf7",
"icons": [{"src": "{{ICON:json_escape}}", "sizes": "any", "type": "image/svg+xml"}]
}
