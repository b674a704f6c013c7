{{%AUTOESCAPE context="HTML"}}
<header class="list-head author-head">
  {{#PICTURE}}<img class="face" src="{{PICTURE}}" alt="" width="128" height="128">{{/PICTURE}}
  <div>
    <p class="kicker">{{_}}Author{{/_}}</p>
    <h1>{{NAME}}</h1>
    {{#BIO}}<p class="list-about">{{BIO}}</p>{{/BIO}}
    {{#HAS_LINKS}}
    <ul class="social" aria-label="{{_}}{{NAME}} elsewhere{{/_}}">
      {{#LINKS}}
      <li><a href="{{URL}}" rel="me noopener"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#{{ICON}}"></use></svg> <span>{{LABEL}}</span></a></li>
      {{/LINKS}}
    </ul>
    {{/HAS_LINKS}}
  </div>
</header>
{{>CARDS}}
{{#EMPTY}}<p class="empty">{{_}}{{NAME}} has not published anything yet.{{/_}}</p>{{/EMPTY}}
{{>PAGER}}
