{{%AUTOESCAPE context="HTML"}}
{{!A live blog's newest entries, below its text in the feeds.}}
{{#ENTRIES}}
<h3><a href="{{LINK}}">{{WHEN}}</a>{{#TITLE}}: {{TITLE}}{{/TITLE}}</h3>
{{TEXT:none}}
{{/ENTRIES}}
