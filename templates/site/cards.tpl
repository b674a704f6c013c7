{{%AUTOESCAPE context="HTML"}}
<div class="cards">
  {{#CARDS}}
  <article class="card">
    {{#PICTURE}}<a class="shot" href="{{URL}}" tabindex="-1" aria-hidden="true"><img src="{{SRC}}" alt="" width="{{WIDTH}}" height="{{HEIGHT}}" loading="lazy" decoding="async"></a>{{/PICTURE}}
    {{#WITH_SECTION}}<p class="kicker">{{#LIVE}}<span class="live-mark">{{_}}Live{{/_}}</span> {{/LIVE}}<a href="{{SECTION_URL}}">{{SECTION}}</a></p>{{/WITH_SECTION}}
    <h2 class="card-title"><a href="{{URL}}">{{TITLE}}</a></h2>
    {{#SUMMARY}}<p class="card-summary">{{SUMMARY}}</p>{{/SUMMARY}}
    <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a> {{#COMMENTS}}<span>{{COMMENTS}}</span> {{/COMMENTS}}<time datetime="{{ISO}}" data-ago>{{DATE}}</time></p>
  </article>
  {{/CARDS}}
</div>
