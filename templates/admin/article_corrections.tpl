{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <p class="crumb"><a href="/admin/articles">{{_}}Articles{{/_}}</a></p>
    <h1><bdi>{{HEADING}}</bdi></h1>
    {{#PUBLIC_URL}}<p class="about"><a href="{{PUBLIC_URL}}">{{_}}View on the site{{/_}}</a></p>{{/PUBLIC_URL}}
  </div>
</div>
{{>TABS}}
{{>SUMMARY}}
{{#PUBLISHED}}
<form class="form" method="post" action="{{ACTION}}" data-guard>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="token" value="{{TOKEN}}">
  {{>FIELDS}}
  <div class="actions">
    <button class="button primary" name="do" value="add">{{_}}Publish the correction{{/_}}</button>
  </div>
</form>
{{/PUBLISHED}}
{{#CORRECTIONS}}
<form class="panel" method="post" action="{{ACTION}}" aria-label="{{_}}Correction of {{WHEN}}{{/_}}">
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="correction" value="{{ID}}">
  <div class="field">
    <label for="correction-{{ID}}"><time datetime="{{ISO}}">{{WHEN}}</time></label>
    <textarea class="input" id="correction-{{ID}}" name="text" rows="3" dir="auto" required>
{{TEXT:pre_escape}}</textarea>
  </div>
  <div class="actions">
    <button class="button small" name="do" value="change">{{_}}Save{{/_}}</button>
    <button class="button small danger" name="do" value="remove" formnovalidate>{{_}}Remove{{/_}}</button>
  </div>
</form>
{{/CORRECTIONS}}
