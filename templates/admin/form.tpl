{{%AUTOESCAPE context="HTML"}}
{{!A page that is one form; src/admin/page/form_page.h fills it.}}
<div class="head">
  <div>
    {{#UP}}<p class="crumb"><a href="{{UP}}">{{UP_LABEL}}</a></p>{{/UP}}
    <h1><bdi>{{HEADING}}</bdi></h1>
    {{#ABOUT}}<p class="about">{{ABOUT}}</p>{{/ABOUT}}
  </div>
</div>
{{>TABS}}
{{>SUMMARY}}
{{>QUOTE}}
<form class="form" method="post" action="{{ACTION}}" data-guard>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  {{#BACK}}<input type="hidden" name="back" value="{{BACK}}">{{/BACK}}
  {{#VERSION}}<input type="hidden" name="version" value="{{VERSION}}">{{/VERSION}}
  {{#TOKEN}}<input type="hidden" name="token" value="{{TOKEN}}">{{/TOKEN}}
  {{>FIELDS}}
  <div class="actions">
    <button class="button primary" name="do" value="save">{{SUBMIT}}</button>
    {{#UP}}<a class="button quiet" href="{{UP}}">{{_}}Cancel{{/_}}</a>{{/UP}}
  </div>
</form>
{{#ACTS}}
<form class="act" method="post" action="{{ACT_URL}}">
  <input type="hidden" name="csrf" value="{{CSRF}}">
  {{#TOKEN}}<input type="hidden" name="token" value="{{TOKEN}}.{{ACT_DO}}">{{/TOKEN}}
  <div>
    <h2>{{ACT_TITLE}}</h2>
    <p>{{ACT_ABOUT}}</p>
  </div>
  <button class="button{{#ACT_DANGER}} danger{{/ACT_DANGER}}" name="do" value="{{ACT_DO}}">{{ACT_LABEL}}</button>
</form>
{{/ACTS}}
