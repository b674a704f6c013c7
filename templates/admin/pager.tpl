{{%AUTOESCAPE context="HTML"}}
<nav class="pager" aria-label="Pages">
  {{#FIRST}}<a class="button" href="{{FIRST}}" rel="first">Back to the newest</a>{{/FIRST}}
  {{#OLDER}}<a class="button" href="{{OLDER}}" rel="next">Older</a>{{/OLDER}}
</nav>
