{{%AUTOESCAPE context="HTML"}}
{{!The pages of all sections and of all authors.}}
<header class="list-head">
  <h1>{{HEADING}}</h1>
</header>
<ul class="directory">
  {{#ENTRIES}}
  <li class="directory-entry">
    {{#PICTURE}}<img class="face" src="{{PICTURE}}" alt="" width="64" height="64" loading="lazy" decoding="async">{{/PICTURE}}
    <div class="directory-text">
      <h2 class="directory-name"><a href="{{URL}}">{{NAME}}</a></h2>
      {{#COUNT}}<p class="meta"{{_language}}>{{COUNT}}</p>{{/COUNT}}
      {{#ABOUT}}<p class="directory-about">{{ABOUT}}</p>{{/ABOUT}}
      {{#WRITTEN}}
      <ul class="directory-newest">
        {{#NEWEST}}
        <li><a href="{{URL}}">{{TITLE}}</a> <time class="meta" datetime="{{ISO}}" data-ago>{{DATE}}</time></li>
        {{/NEWEST}}
      </ul>
      {{/WRITTEN}}
    </div>
  </li>
  {{/ENTRIES}}
</ul>
{{#PAGED}}
<nav class="pager" aria-label="{{_}}More of this list{{/_}}">
  {{#PREVIOUS}}<a class="button pager-newer" href="{{PREVIOUS}}" rel="prev"><span class="pager-arrow" aria-hidden="true">←</span> {{_}}Previous{{/_}}</a>{{/PREVIOUS}}
  {{#NEXT}}<a class="button pager-older" href="{{NEXT}}" rel="next">{{_}}Next{{/_}} <span class="pager-arrow" aria-hidden="true">→</span></a>{{/NEXT}}
</nav>
{{/PAGED}}
