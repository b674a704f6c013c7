{{%AUTOESCAPE context="HTML"}}
<header class="list-head">
  <p class="kicker">{{_}}Section{{/_}}</p>
  <h1>{{NAME}}</h1>
  {{#DESCRIPTION}}<p class="list-about">{{DESCRIPTION}}</p>{{/DESCRIPTION}}
</header>
{{>CARDS}}
{{#EMPTY}}<p class="empty">{{_}}Nothing has been published in {{NAME}} yet.{{/_}}</p>{{/EMPTY}}
{{>PAGER}}
