{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <p class="crumb"><a href="/admin/articles">{{_}}Articles{{/_}}</a></p>
    <h1><bdi>{{HEADING}}</bdi></h1>
    <p class="about">{{STATE}}{{#PUBLIC_URL}} <a href="{{PUBLIC_URL}}">{{_}}View on the site{{/_}}</a>{{/PUBLIC_URL}}</p>
  </div>
</div>
{{>TABS}}
{{>SUMMARY}}
{{#EDITABLE}}
<form class="form" method="post" action="{{ACTION}}" data-guard>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="token" value="{{TOKEN}}">
  {{>FIELDS}}
  {{#ABOUT}}<p class="hint">{{ABOUT}}</p>{{/ABOUT}}
  <div class="actions">
    <button class="button primary" name="do" value="add">{{SUBMIT}}</button>
  </div>
</form>
{{/EDITABLE}}
<section class="panel" aria-labelledby="entries-title">
  <div class="panel-head"><h2 id="entries-title">{{_}}Entries{{/_}}</h2></div>
  {{#NONE}}<p class="quiet-text">{{_}}There is no entry here.{{/_}}</p>{{/NONE}}
  {{#ANY}}
  <ul class="brief">
    {{#ENTRIES}}
    <li id="entry-{{ID}}">
      <a href="{{URL}}"><time datetime="{{ISO}}">{{WHEN}}</time>{{#TITLE}} <bdi>{{TITLE}}</bdi>{{/TITLE}}</a>
      <p dir="auto">{{TEXT}}</p>
      <small>{{#AS_WRITTEN}}<bdi>{{AUTHOR}}</bdi>{{/AS_WRITTEN}}{{#EDITED}}{{_}}<bdi>{{AUTHOR}}</bdi>, changed since{{/_}}{{/EDITED}}</small>
    </li>
    {{/ENTRIES}}
  </ul>
  {{/ANY}}
</section>
{{>PAGER}}
{{#EDITABLE}}
<form class="act" method="post" action="{{ACTION}}">
  <input type="hidden" name="csrf" value="{{CSRF}}">
  {{#ON}}
  <div>
    <h2>{{_}}End the live coverage{{/_}}</h2>
    <p>{{_}}The page then says that it has ended, and readers’ open pages stop asking for more. Entries can still be added and changed.{{/_}}</p>
  </div>
  <button class="button" name="do" value="end">{{_}}End the coverage{{/_}}</button>
  {{/ON}}
  {{#OVER}}
  <div>
    <h2>{{_}}Take the coverage up again{{/_}}</h2>
    <p>{{_}}The page then says that it is live.{{/_}}</p>
  </div>
  <button class="button" name="do" value="resume">{{_}}Go on{{/_}}</button>
  {{/OVER}}
</form>
{{/EDITABLE}}
