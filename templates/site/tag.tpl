{{%AUTOESCAPE context="HTML"}}
<header class="list-head">
  <p class="kicker">{{_}}Topic{{/_}}</p>
  <h1>{{NAME}}</h1>
</header>
{{>CARDS}}
{{>PAGER}}
