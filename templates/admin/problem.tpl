{{%AUTOESCAPE context="HTML"}}
<div class="head"><div><h1>{{HEADING}}</h1></div></div>
<div class="panel">
  <p>{{SENTENCE}}</p>
  <p class="actions"><a class="button" href="/admin/">To the overview</a></p>
</div>
