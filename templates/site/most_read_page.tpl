{{%AUTOESCAPE context="HTML"}}
<header class="list-head">
  <h1>{{_}}Most read{{/_}}</h1>
</header>
<nav class="parts" aria-label="{{_}}Lists{{/_}}">
  <ul>
    {{#SPANS}}<li><a href="#{{SPAN_ID}}">{{SPAN}}</a></li>
    {{/SPANS}}
  </ul>
</nav>
<div class="rankings">
  {{#SPANS}}
  <section aria-labelledby="{{SPAN_ID}}">
    <h2 class="ranking-title" id="{{SPAN_ID}}">{{SPAN}}</h2>
    {{#NOTHING}}<p class="empty">{{NOTHING}}</p>{{/NOTHING}}
    {{#ANY}}
    <ol class="ranking">
      {{#ITEMS}}<li><div><p class="kicker"><a href="{{SECTION_URL}}">{{SECTION}}</a></p><a href="{{URL}}">{{TITLE}}</a><p class="meta"{{_language}}>{{READS}}</p></div></li>
      {{/ITEMS}}
    </ol>
    {{/ANY}}
  </section>
  {{/SPANS}}
</div>
