{{%AUTOESCAPE context="HTML"}}
<nav class="pager" aria-label="{{_}}More of this list{{/_}}">
  {{#NEWER}}<a class="button pager-newer" href="{{NEWER}}" rel="prev"><span class="pager-arrow" aria-hidden="true">←</span> {{_}}Newer{{/_}}</a>{{/NEWER}}
  {{#OLDER}}<a class="button pager-older" href="{{OLDER}}" rel="next">{{_}}Older{{/_}} <span class="pager-arrow" aria-hidden="true">→</span></a>{{/OLDER}}
</nav>
