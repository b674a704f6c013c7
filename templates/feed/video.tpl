{{%AUTOESCAPE context="HTML"}}{{#BLOCK}}<p>{{/BLOCK}}<a href="{{URL}}">{{TITLE}}</a>{{#BLOCK}}</p>{{/BLOCK}}
