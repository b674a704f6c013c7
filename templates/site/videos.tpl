{{%AUTOESCAPE context="HTML"}}
<header class="list-head">
  <h1>{{_}}Videos{{/_}}</h1>
  <p class="list-about">{{_}}Nothing is asked of YouTube before you press play.{{/_}}</p>
</header>
{{>VIDEOS}}
{{#EMPTY}}<p class="empty">{{_}}There are no videos yet.{{/_}}</p>{{/EMPTY}}
{{>PAGER}}
