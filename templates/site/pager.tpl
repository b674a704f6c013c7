{{%AUTOESCAPE context="HTML"}}
<nav class="pager" aria-label="More of this list">
  {{#NEWER}}<a class="button pager-newer" href="{{NEWER}}" rel="prev"><span class="pager-arrow" aria-hidden="true">←</span> Newer</a>{{/NEWER}}
  {{#OLDER}}<a class="button pager-older" href="{{OLDER}}" rel="next">Older <span class="pager-arrow" aria-hidden="true">→</span></a>{{/OLDER}}
</nav>
