{{%AUTOESCAPE context="HTML"}}
<header class="list-head">
  <nav class="kicker crumbs" aria-label="Archive">
    <ol>
      <li>Archive</li>
      {{#ABOVE}}<li><a href="{{URL}}">{{NAME}}</a></li>{{/ABOVE}}
    </ol>
  </nav>
  <h1>{{NAME}}</h1>
</header>
{{#HAS_PARTS}}
<nav class="parts" aria-label="Within {{NAME}}">
  <ul>
    {{#PARTS}}<li><a href="{{URL}}" aria-label="{{NAME}}">{{SHOWN}}</a></li>{{/PARTS}}
  </ul>
</nav>
{{/HAS_PARTS}}
{{>CARDS}}
{{>PAGER}}
{{#HAS_NEIGHBOURS}}
<nav class="neighbours" aria-label="Before and after">
  {{#BEFORE}}<a href="{{URL}}"><span class="neighbours-side">Earlier</span> {{NAME}}</a>{{/BEFORE}}
  {{#AFTER}}<a class="neighbours-after" href="{{URL}}"><span class="neighbours-side">Later</span> {{NAME}}</a>{{/AFTER}}
</nav>
{{/HAS_NEIGHBOURS}}
