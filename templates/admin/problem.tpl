{{%AUTOESCAPE context="HTML"}}
<div class="head"><div><h1>{{HEADING}}</h1></div></div>
<div class="panel">
  <p>{{SENTENCE}}</p>
  {{#REFERENCE}}<p class="quiet-text">In the log this is request {{REFERENCE}}.</p>{{/REFERENCE}}
  <p class="actions"><a class="button" href="/admin/">To the overview</a></p>
</div>
