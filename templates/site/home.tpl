{{%AUTOESCAPE context="HTML"}}
{{#PAGE_TITLE}}
<header class="list-head"><h1>{{PAGE_TITLE}}</h1></header>
{{/PAGE_TITLE}}
{{#LEAD}}
<h1 class="vh">Latest news</h1>
<div class="front">
  <div class="front-main">
  <article class="lead">
    <p class="kicker"><a href="{{SECTION_URL}}">{{SECTION}}</a></p>
    <h2 class="lead-title"><a href="{{URL}}">{{TITLE}}</a></h2>
    {{#SUMMARY}}<p class="lead-summary">{{SUMMARY}}</p>{{/SUMMARY}}
    <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a> <time datetime="{{ISO}}">{{DATE}}</time>{{#COMMENTS}} <span>{{COMMENTS}}</span>{{/COMMENTS}}</p>
  </article>
  {{#HAS_UNDER}}
  <div class="under">
    {{#UNDER}}
    <article class="card">
      <p class="kicker"><a href="{{SECTION_URL}}">{{SECTION}}</a></p>
      <h2 class="card-title"><a href="{{URL}}">{{TITLE}}</a></h2>
      {{#SUMMARY}}<p class="card-summary">{{SUMMARY}}</p>{{/SUMMARY}}
      <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a> <time datetime="{{ISO}}">{{DATE}}</time>{{#COMMENTS}} <span>{{COMMENTS}}</span>{{/COMMENTS}}</p>
    </article>
    {{/UNDER}}
  </div>
  {{/HAS_UNDER}}
  </div>
  {{#HAS_BESIDE}}
  <div class="beside">
    {{#BESIDE}}
    <article class="card">
      <p class="kicker"><a href="{{SECTION_URL}}">{{SECTION}}</a></p>
      <h2 class="card-title"><a href="{{URL}}">{{TITLE}}</a></h2>
      {{#SUMMARY}}<p class="card-summary">{{SUMMARY}}</p>{{/SUMMARY}}
      <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a> <time datetime="{{ISO}}">{{DATE}}</time>{{#COMMENTS}} <span>{{COMMENTS}}</span>{{/COMMENTS}}</p>
    </article>
    {{/BESIDE}}
  </div>
  {{/HAS_BESIDE}}
</div>
{{/LEAD}}
{{#EMPTY}}
<div class="empty empty-site">
  <h1>The first story is being written</h1>
  <p>Nothing has been published here yet. Please come back soon.</p>
</div>
{{/EMPTY}}
{{>CARDS}}
{{>PAGER}}
{{>MOST_READ}}
{{#HAS_VIDEOS}}
<section class="strip" aria-labelledby="latest-videos">
  <div class="strip-head">
    <h2 class="strip-title" id="latest-videos">Latest Videos</h2>
    <a class="strip-more" href="/videos/">All videos</a>
  </div>
  {{>VIDEOS}}
</section>
{{/HAS_VIDEOS}}
{{#HAS_BLOCKS}}
<section class="strip" aria-labelledby="more-to-read">
  <div class="strip-head"><h2 class="strip-title" id="more-to-read">More to read</h2></div>
  <div class="blocks">
    {{#BLOCKS}}
    <div class="block">
      <h3 class="block-title"><a href="{{SECTION_URL}}">{{NAME}}</a></h3>
      <ul class="block-list">
        {{#STORIES}}<li><a href="{{URL}}">{{TITLE}}</a></li>{{/STORIES}}
      </ul>
    </div>
    {{/BLOCKS}}
  </div>
</section>
{{/HAS_BLOCKS}}
