{{%AUTOESCAPE context="HTML"}}
<header class="list-head author-head">
  {{#PICTURE}}<img class="face" src="{{PICTURE}}" alt="" width="128" height="128">{{/PICTURE}}
  <div>
    <p class="kicker">Author</p>
    <h1>{{NAME}}</h1>
    {{#BIO}}<p class="list-about">{{BIO}}</p>{{/BIO}}
    {{#HAS_LINKS}}
    <ul class="social" aria-label="{{NAME}} elsewhere">
      {{#LINKS}}
      <li><a href="{{URL}}" rel="me noopener"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#{{ICON}}"></use></svg> <span>{{LABEL}}</span></a></li>
      {{/LINKS}}
    </ul>
    {{/HAS_LINKS}}
  </div>
</header>
{{>CARDS}}
{{#EMPTY}}<p class="empty">{{NAME}} has not published anything yet.</p>{{/EMPTY}}
{{>PAGER}}
