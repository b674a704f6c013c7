{{%AUTOESCAPE context="HTML"}}
{{#LEAD}}
<article class="lead section-lead">
  {{#PICTURE}}<a class="shot" href="{{URL}}" tabindex="-1" aria-hidden="true"><img src="{{SRC}}" alt="" width="{{WIDTH}}" height="{{HEIGHT}}" fetchpriority="high"></a>{{/PICTURE}}
  <div class="lead-text">
    {{#LIVE}}<p class="kicker"><span class="live-mark">{{_}}Live{{/_}}</span></p>{{/LIVE}}
    <h2 class="lead-title"><a href="{{URL}}">{{TITLE}}</a></h2>
    {{#SUMMARY}}<p class="lead-summary">{{SUMMARY}}</p>{{/SUMMARY}}
    <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a> {{#COMMENTS}}<span>{{COMMENTS}}</span> {{/COMMENTS}}<time datetime="{{ISO}}" data-ago>{{DATE}}</time></p>
  </div>
</article>
{{/LEAD}}
<div class="index">
  {{#CARDS}}
  <article class="entry">
    <p class="entry-date"><time datetime="{{ISO}}" data-ago>{{DATE}}</time></p>
    <div class="entry-head">
      {{#WITH_SECTION}}<p class="kicker">{{#LIVE}}<span class="live-mark">{{_}}Live{{/_}}</span> {{/LIVE}}<a href="{{SECTION_URL}}">{{SECTION}}</a></p>{{/WITH_SECTION}}
      <h2 class="entry-title"><a href="{{URL}}">{{TITLE}}</a></h2>
    </div>
    <div class="entry-text">
      {{#SUMMARY}}<p class="entry-summary">{{SUMMARY}}</p>{{/SUMMARY}}
      <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a>{{#COMMENTS}} <span>{{COMMENTS}}</span>{{/COMMENTS}}</p>
    </div>
    {{#PICTURE}}<a class="shot" href="{{URL}}" tabindex="-1" aria-hidden="true"><img src="{{SRC}}" alt="" width="{{WIDTH}}" height="{{HEIGHT}}" loading="lazy" decoding="async"></a>{{/PICTURE}}
  </article>
  {{/CARDS}}
</div>
