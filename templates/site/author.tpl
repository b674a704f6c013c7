{{%AUTOESCAPE context="HTML"}}
<header class="list-head">
  <p class="kicker">Author</p>
  <h1>{{NAME}}</h1>
  {{#BIO}}<p class="list-about">{{BIO}}</p>{{/BIO}}
</header>
{{>CARDS}}
{{#EMPTY}}<p class="empty">{{NAME}} has not published anything yet.</p>{{/EMPTY}}
{{>PAGER}}
