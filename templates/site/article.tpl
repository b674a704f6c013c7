{{%AUTOESCAPE context="HTML"}}
{{#PREVIEW}}<p class="preview-note" role="status">This is a preview. Nobody else sees it yet.</p>{{/PREVIEW}}
<article class="article" id="post-{{ID}}">
<header class="article-head">
  <p class="kicker"><a href="{{SECTION_URL}}">{{SECTION}}</a></p>
  <h1 class="article-title">{{TITLE}}</h1>
  {{#STANDFIRST}}<p class="article-standfirst">{{STANDFIRST}}</p>{{/STANDFIRST}}
  <p class="meta article-meta"><span>By <a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a></span>{{#DATED}} <time datetime="{{ISO}}">{{DATE}}</time>{{/DATED}}</p>
</header>
<div class="article-text">
{{TEXT:none}}
</div>
{{#TAGGED}}
<nav class="article-tags" aria-label="Tags">
  <ul>
    {{#TAGS}}<li><a href="{{URL}}" rel="tag">{{NAME}}</a></li>
    {{/TAGS}}
  </ul>
</nav>
{{/TAGGED}}
</article>
{{>NEIGHBOURS}}
{{>RELATED}}
{{>COMMENTS}}
{{>MOST_READ}}
{{#WITH_VIDEOS}}
<section class="strip" aria-labelledby="latest-videos-title">
<div class="strip-head"><h2 class="strip-title" id="latest-videos-title">Latest Videos</h2> <a class="strip-more" href="/videos/">All videos</a></div>
{{>VIDEOS}}
</section>
{{/WITH_VIDEOS}}
