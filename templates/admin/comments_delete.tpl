{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <p class="crumb"><a href="{{UP}}">{{_}}Comments{{/_}}</a></p>
    <h1>{{HEADING}}</h1>
  </div>
</div>
<div class="panel">
  <p>{{_}}This is the one action that cannot be undone.{{/_}}</p>
  <ul class="plain">
    {{#COMMENTS}}<li><strong><bdi>{{AUTHOR}}</bdi></strong> <bdi>{{TEXT}}</bdi></li>
    {{/COMMENTS}}
  </ul>
  <form class="actions" method="post" action="/admin/comments">
    <input type="hidden" name="csrf" value="{{CSRF}}">
    <input type="hidden" name="back" value="{{BACK}}">
    <input type="hidden" name="sure" value="1">
    {{#COMMENTS}}<input type="hidden" name="ids" value="{{TARGET}}">{{/COMMENTS}}
    <button class="button danger" name="do" value="delete">{{LABEL}}</button>
    <a class="button quiet" href="{{UP}}">{{_}}Cancel{{/_}}</a>
  </form>
</div>
