{{%AUTOESCAPE context="HTML"}}{{#VIDEOS}}<a href="{{URL}}" target="_blank" rel="noopener">{{TITLE}}<span class="vh"> (on YouTube, in a new tab)</span></a>{{#MORE}}, {{/MORE}}{{/VIDEOS}}
