{{%AUTOESCAPE context="HTML"}}
<nav class="pager" aria-label="{{_}}Pages{{/_}}">
  {{#FIRST}}<a class="button" href="{{FIRST}}" rel="first">{{_}}Back to the newest{{/_}}</a>{{/FIRST}}
  {{#OLDER}}<a class="button" href="{{OLDER}}" rel="next">{{_}}Older{{/_}}</a>{{/OLDER}}
</nav>
