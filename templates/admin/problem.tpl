{{%AUTOESCAPE context="HTML"}}
<div class="head"><div><h1>{{HEADING}}</h1></div></div>
<div class="panel">
  <p>{{SENTENCE}}</p>
  {{#REFERENCE}}<p class="quiet-text">{{_}}In the log this is request {{REFERENCE}}.{{/_}}</p>{{/REFERENCE}}
  <p class="actions"><a class="button" href="/admin/">{{_}}To the overview{{/_}}</a></p>
</div>
