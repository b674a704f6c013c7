{{%AUTOESCAPE context="JSON"}}
{{!The message that is sent to IndexNow: https://www.indexnow.org/documentation}}
{
"host": "{{HOST:json_escape}}",
"key": "{{KEY:json_escape}}",
"keyLocation": "{{KEY_LOCATION:json_escape}}",
"urlList": [
{{#URLS}}
"{{URL:json_escape}}"{{#MORE}},{{/MORE}}
{{/URLS}}
]
}
