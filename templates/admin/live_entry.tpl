{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <p class="crumb"><a href="{{UP}}">{{_}}Live entries{{/_}}</a></p>
    <h1>{{HEADING}}</h1>
  </div>
</div>
{{>TABS}}
{{>SUMMARY}}
{{#THEIRS}}
<section class="theirs" role="alert" aria-labelledby="theirs-title" tabindex="-1" data-focus>
  <h2 id="theirs-title">{{CONFLICT}}</h2>
  <p>{{_}}Nothing is lost: what you typed is in the form below and has not been saved; the other version is here. Take over what you need, then save again to put your version in its place, or <a href="{{ACTION}}">leave yours and open the other version</a>.{{/_}}</p>
  <details>
    <summary>{{_}}The other version: {{TITLE}}{{/_}}</summary>
    <div class="field"><label for="theirs-body">{{_}}Text{{/_}}</label><textarea class="input mono" dir="auto" id="theirs-body" rows="8" readonly>
{{BODY:pre_escape}}</textarea></div>
  </details>
</section>
{{/THEIRS}}
<form class="form" method="post" action="{{ACTION}}" data-guard>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="version" value="{{VERSION}}">
  <input type="hidden" name="token" value="{{TOKEN}}">
  {{>FIELDS}}
  <div class="actions">
    <button class="button primary" name="do" value="save">{{_}}Save the entry{{/_}}</button>
    <a class="button quiet" href="{{UP}}">{{_}}Cancel{{/_}}</a>
  </div>
</form>
<form class="act" method="post" action="{{ACTION}}">
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="version" value="{{VERSION}}">
  <div>
    <h2>{{_}}Remove this entry{{/_}}</h2>
    <p>{{_}}It goes from the page for good. The audit log keeps its words.{{/_}}</p>
  </div>
  <button class="button danger" name="do" value="remove">{{_}}Remove{{/_}}</button>
</form>
