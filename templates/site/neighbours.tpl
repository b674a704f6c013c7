{{%AUTOESCAPE context="HTML"}}
<nav class="neighbours article-neighbours" aria-label="{{_}}Before and after this article{{/_}}">
  {{#PREVIOUS}}<a href="{{URL}}" rel="prev"><span class="neighbours-side">{{_}}Previous{{/_}}</span> {{TITLE}}</a>{{/PREVIOUS}}
  {{#NEXT}}<a class="neighbours-after" href="{{URL}}" rel="next"><span class="neighbours-side">{{_}}Next{{/_}}</span> {{TITLE}}</a>{{/NEXT}}
</nav>
