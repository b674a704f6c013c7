{{%AUTOESCAPE context="HTML"}}
<nav class="neighbours article-neighbours" aria-label="Before and after this article">
  {{#PREVIOUS}}<a href="{{URL}}" rel="prev"><span class="neighbours-side">Previous</span> {{TITLE}}</a>{{/PREVIOUS}}
  {{#NEXT}}<a class="neighbours-after" href="{{URL}}" rel="next"><span class="neighbours-side">Next</span> {{TITLE}}</a>{{/NEXT}}
</nav>
