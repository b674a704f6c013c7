{{%AUTOESCAPE context="HTML"}}
<header class="list-head">
  <p class="kicker">Topic</p>
  <h1>{{NAME}}</h1>
</header>
{{>CARDS}}
{{>PAGER}}
