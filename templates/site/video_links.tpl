{{%AUTOESCAPE context="HTML"}}{{#VIDEOS}}<a href="{{URL}}" target="_blank" rel="noopener">{{TITLE}}<span class="vh"> {{_}}(on YouTube, in a new tab){{/_}}</span></a>{{#MORE}}, {{/MORE}}{{/VIDEOS}}
