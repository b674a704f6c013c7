{{%AUTOESCAPE context="HTML"}}
<header class="list-head">
  <h1>Videos</h1>
  <p class="list-about">Nothing is asked of YouTube before you press play.</p>
</header>
{{>VIDEOS}}
{{#EMPTY}}<p class="empty">There are no videos yet.</p>{{/EMPTY}}
{{>PAGER}}
