{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <p class="crumb"><a href="/admin/articles">Articles</a></p>
    <h1>{{HEADING}}</h1>
    {{#PUBLIC_URL}}<p class="about"><a href="{{PUBLIC_URL}}">View on the site</a></p>{{/PUBLIC_URL}}
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
    <button class="button primary" name="do" value="add">Publish the correction</button>
  </div>
</form>
{{/PUBLISHED}}
{{#CORRECTIONS}}
<form class="panel" method="post" action="{{ACTION}}" aria-label="Correction of {{WHEN}}">
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="correction" value="{{ID}}">
  <div class="field">
    <label for="correction-{{ID}}"><time datetime="{{ISO}}">{{WHEN}}</time></label>
    <textarea class="input" id="correction-{{ID}}" name="text" rows="3" dir="auto" required>
{{TEXT:pre_escape}}</textarea>
  </div>
  <div class="actions">
    <button class="button small" name="do" value="change">Save</button>
    <button class="button small danger" name="do" value="remove" formnovalidate>Remove</button>
  </div>
</form>
{{/CORRECTIONS}}
