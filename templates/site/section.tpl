{{%AUTOESCAPE context="HTML"}}
<header class="list-head">
  <p class="kicker">Section</p>
  <h1>{{NAME}}</h1>
  {{#DESCRIPTION}}<p class="list-about">{{DESCRIPTION}}</p>{{/DESCRIPTION}}
</header>
{{>CARDS}}
{{#EMPTY}}<p class="empty">Nothing has been published in {{NAME}} yet.</p>{{/EMPTY}}
{{>PAGER}}
