{{%AUTOESCAPE context="HTML"}}
{{#PAGE_TITLE}}
<header class="list-head"><h1>{{PAGE_TITLE}}</h1></header>
{{/PAGE_TITLE}}
{{#LEAD}}
<h1 class="vh">{{_}}Latest news{{/_}}</h1>
<div class="front">
  <div class="front-main">
  <article class="lead">
    {{#PICTURE}}<a class="shot" href="{{URL}}" tabindex="-1" aria-hidden="true"><img src="{{SRC}}" alt="" width="{{WIDTH}}" height="{{HEIGHT}}" fetchpriority="high"></a>{{/PICTURE}}
    <div class="lead-text">
      <p class="kicker">{{#LIVE}}<span class="live-mark">{{_}}Live{{/_}}</span> {{/LIVE}}<a href="{{SECTION_URL}}">{{SECTION}}</a></p>
      <h2 class="lead-title"><a href="{{URL}}">{{TITLE}}</a></h2>
      {{#SUMMARY}}<p class="lead-summary">{{SUMMARY}}</p>{{/SUMMARY}}
      <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a> {{#COMMENTS}}<span>{{COMMENTS}}</span> {{/COMMENTS}}<time datetime="{{ISO}}" data-ago>{{DATE}}</time></p>
    </div>
  </article>
  {{#HAS_UNDER}}
  <div class="under">
    {{#UNDER}}
    <article class="card">
      {{#PICTURE}}<a class="shot" href="{{URL}}" tabindex="-1" aria-hidden="true"><img src="{{SRC}}" alt="" width="{{WIDTH}}" height="{{HEIGHT}}" decoding="async"></a>{{/PICTURE}}
      <p class="kicker">{{#LIVE}}<span class="live-mark">{{_}}Live{{/_}}</span> {{/LIVE}}<a href="{{SECTION_URL}}">{{SECTION}}</a></p>
      <h2 class="card-title"><a href="{{URL}}">{{TITLE}}</a></h2>
      {{#SUMMARY}}<p class="card-summary">{{SUMMARY}}</p>{{/SUMMARY}}
      <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a> {{#COMMENTS}}<span>{{COMMENTS}}</span> {{/COMMENTS}}<time datetime="{{ISO}}" data-ago>{{DATE}}</time></p>
    </article>
    {{/UNDER}}
  </div>
  {{/HAS_UNDER}}
  </div>
  {{#HAS_BESIDE}}
  <div class="beside">
    {{#BESIDE}}
    <article class="card">
      {{#PICTURE}}<a class="shot" href="{{URL}}" tabindex="-1" aria-hidden="true"><img src="{{SRC}}" alt="" width="{{WIDTH}}" height="{{HEIGHT}}" loading="lazy" decoding="async"></a>{{/PICTURE}}
      <p class="kicker">{{#LIVE}}<span class="live-mark">{{_}}Live{{/_}}</span> {{/LIVE}}<a href="{{SECTION_URL}}">{{SECTION}}</a></p>
      <h2 class="card-title"><a href="{{URL}}">{{TITLE}}</a></h2>
      {{#SUMMARY}}<p class="card-summary">{{SUMMARY}}</p>{{/SUMMARY}}
      <p class="meta">{{#COMMENTS}}<span>{{COMMENTS}}</span> {{/COMMENTS}}<time datetime="{{ISO}}" data-ago>{{DATE}}</time></p>
    </article>
    {{/BESIDE}}
  </div>
  {{/HAS_BESIDE}}
</div>
{{/LEAD}}
{{#EMPTY}}
<div class="empty empty-site">
  <h1>{{_}}The first story is being written{{/_}}</h1>
  <p>{{_}}Nothing has been published here yet. Please come back soon.{{/_}}</p>
  {{#SIGNED_IN}}
  <p class="empty-note">{{_}}You are signed in. Readers do not see what follows.{{/_}}</p>
  <ul class="empty-steps">
    {{#MAY_WRITE}}<li><a class="button primary" href="/admin/articles/new">{{_}}Write the first article{{/_}}</a></li>{{/MAY_WRITE}}
    <li><a class="button" href="/admin/">{{_}}Open the newsroom{{/_}}</a></li>
  </ul>
  {{/SIGNED_IN}}
</div>
{{/EMPTY}}
{{>MOST_READ}}
{{#HAS_VIDEOS}}
<section class="strip theatre" aria-labelledby="latest-videos">
  <div class="strip-head">
    <h2 class="strip-title" id="latest-videos"><a href="/videos/">{{_}}Latest Videos{{/_}}</a></h2>
    <a class="strip-more" href="/videos/">{{_}}All videos{{/_}}</a>
  </div>
  {{>VIDEOS}}
</section>
{{/HAS_VIDEOS}}
{{#BLOCKS}}
<section class="strip block" aria-labelledby="{{ID}}">
  <div class="strip-head">
    <h2 class="strip-title" id="{{ID}}"><a href="{{SECTION_URL}}">{{NAME}}</a></h2>
  </div>
  <div class="block-grid">
    {{#FIRST}}
    <article class="card block-first">
      {{#PICTURE}}<a class="shot" href="{{URL}}" tabindex="-1" aria-hidden="true"><img src="{{SRC}}" alt="" width="{{WIDTH}}" height="{{HEIGHT}}" loading="lazy" decoding="async"></a>{{/PICTURE}}
      <div>
        <h3 class="card-title">{{#LIVE}}<span class="live-mark">{{_}}Live{{/_}}</span> {{/LIVE}}<a href="{{URL}}">{{TITLE}}</a></h3>
        {{#SUMMARY}}<p class="card-summary">{{SUMMARY}}</p>{{/SUMMARY}}
        <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a> <time datetime="{{ISO}}" data-ago>{{DATE}}</time></p>
      </div>
    </article>
    {{/FIRST}}
    {{#HAS_STORIES}}
    <div class="block-rest">
      {{#STORIES}}
      <article class="card">
        {{#PICTURE}}<a class="shot" href="{{URL}}" tabindex="-1" aria-hidden="true"><img src="{{SRC}}" alt="" width="{{WIDTH}}" height="{{HEIGHT}}" loading="lazy" decoding="async"></a>{{/PICTURE}}
        <h3 class="card-title">{{#LIVE}}<span class="live-mark">{{_}}Live{{/_}}</span> {{/LIVE}}<a href="{{URL}}">{{TITLE}}</a></h3>
        <p class="meta"><time datetime="{{ISO}}" data-ago>{{DATE}}</time></p>
      </article>
      {{/STORIES}}
    </div>
    {{/HAS_STORIES}}
  </div>
</section>
{{/BLOCKS}}
{{#HAS_MORE}}
<section class="strip" aria-labelledby="more-news">
  <div class="strip-head"><h2 class="strip-title" id="more-news">{{_}}More news{{/_}}</h2></div>
  <div class="brief">
    {{#MORE}}
    <article class="card">
      <p class="kicker"><a href="{{SECTION_URL}}">{{SECTION}}</a></p>
      <h3 class="card-title"><a href="{{URL}}">{{TITLE}}</a></h3>
      <p class="meta"><time datetime="{{ISO}}" data-ago>{{DATE}}</time></p>
    </article>
    {{/MORE}}
  </div>
</section>
{{/HAS_MORE}}
{{>CARDS}}
{{>PAGER}}
