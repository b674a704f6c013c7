{{%AUTOESCAPE context="HTML"}}
{{#PREVIEW}}<p class="preview-note" role="status">{{_}}This is a preview. Nobody else sees it yet.{{/_}}{{#TOLD}} {{TOLD}}{{/TOLD}}</p>{{/PREVIEW}}
<article class="article" id="post-{{ID}}">
<header class="article-head">
  <p class="kicker">{{#LIVE_ON}}<span class="live-mark">{{_}}Live{{/_}}</span> {{/LIVE_ON}}{{#LIVE_OVER}}<span class="live-mark live-over">{{_}}Ended{{/_}}</span> {{/LIVE_OVER}}<a href="{{SECTION_URL}}">{{SECTION}}</a></p>
  <h1 class="article-title">{{TITLE}}</h1>
  {{#STANDFIRST}}<p class="article-standfirst">{{STANDFIRST}}</p>{{/STANDFIRST}}
  <div class="byline">
    {{#AUTHOR_PICTURE}}<img class="face" src="{{AUTHOR_PICTURE}}" alt="" width="48" height="48">{{/AUTHOR_PICTURE}}
    <p class="byline-who">{{_}}By <a href="{{AUTHOR_URL}}" rel="author" dir="auto">{{AUTHOR}}</a>{{/_}}</p>
    <p class="meta byline-when">{{#DATED}}<time datetime="{{ISO}}">{{DATE}}</time>{{/DATED}}{{#UPDATED}} <span class="updated">{{_}}Updated <time datetime="{{UPDATED_ISO}}">{{UPDATED}}</time>{{/_}}</span>{{/UPDATED}}{{#READING}} <span>{{READING}}</span>{{/READING}}{{#READS}} <span class="byline-reads"{{_language}}>{{READS}}</span>{{/READS}}{{#CORRECTED}} <a href="#corrections">{{_}}Corrected{{/_}}</a>{{/CORRECTED}}</p>
  </div>
  {{#TRANSLATED}}<p class="meta article-languages"><span>{{_}}Also in:{{/_}}</span>{{#TRANSLATIONS}} <span><a href="{{URL}}" hreflang="{{LANGUAGE}}" lang="{{LANGUAGE}}" dir="{{DIRECTION}}">{{NAME}}</a>{{#ORIGINAL}} {{_}}(the original){{/_}}{{/ORIGINAL}}</span>{{/TRANSLATIONS}}</p>{{/TRANSLATED}}
</header>
{{#PICTURE}}
<figure class="lead-picture{{#TALL}} lead-tall{{/TALL}}">
  <img src="{{SRC}}" alt="{{ALT}}" width="{{WIDTH}}" height="{{HEIGHT}}" fetchpriority="high">
  {{#CAPTIONED}}<figcaption>{{#CAPTION}}{{CAPTION}}{{/CAPTION}}{{#CREDIT}} <span class="credit">{{CREDIT}}</span>{{/CREDIT}}</figcaption>{{/CAPTIONED}}
</figure>
{{/PICTURE}}
{{#HAS_CONTENTS}}
<nav class="contents" aria-label="{{_}}In this article{{/_}}">
  <details>
    <summary>{{_}}In this article{{/_}}</summary>
    <ol>
      {{#CONTENTS}}<li><a href="#{{ID}}">{{WORDS}}</a></li>
      {{/CONTENTS}}
    </ol>
  </details>
</nav>
{{/HAS_CONTENTS}}
<div class="article-text">
{{TEXT:none}}
</div>
{{>LIVE}}
{{#CORRECTED}}
<section class="corrections" id="corrections" aria-labelledby="corrections-title">
  <h2 id="corrections-title">{{_}}Corrections{{/_}}</h2>
  <dl>
    {{#CORRECTIONS}}<dt><time datetime="{{ISO}}">{{DATE}}</time></dt><dd>{{TEXT}}</dd>
    {{/CORRECTIONS}}
  </dl>
</section>
{{/CORRECTED}}
{{#TAGGED}}
<nav class="article-tags" aria-label="{{_}}Tags{{/_}}">
  <ul>
    {{#TAGS}}<li><a href="{{URL}}" rel="tag">{{NAME}}</a></li>
    {{/TAGS}}
  </ul>
</nav>
{{/TAGGED}}
{{#PUBLIC}}
<section class="share" aria-labelledby="share-title">
  <h2 id="share-title">{{_}}Share{{/_}}</h2>
  <ul>
    {{#SHARE}}<li><a href="{{URL}}"{{#OUTSIDE}} rel="noopener nofollow"{{/OUTSIDE}}><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#{{ICON}}"></use></svg> <span>{{LABEL}}</span></a></li>
    {{/SHARE}}
    <li><a href="{{PERMALINK}}" data-copy="{{_}}Copy link{{/_}}" data-copied="{{_}}Copied{{/_}}"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#link"></use></svg> <span>{{_}}Link to this article{{/_}}</span></a></li>
  </ul>
</section>
{{/PUBLIC}}
{{#AUTHOR_BIO}}
<aside class="author-box" aria-label="{{_}}About the author{{/_}}">
  {{#AUTHOR_PICTURE}}<img class="face" src="{{AUTHOR_PICTURE}}" alt="" width="72" height="72" loading="lazy" decoding="async">{{/AUTHOR_PICTURE}}
  <div>
    <p class="author-box-name"><a href="{{AUTHOR_URL}}">{{AUTHOR}}</a></p>
    <p>{{AUTHOR_BIO}}</p>
  </div>
</aside>
{{/AUTHOR_BIO}}
</article>
{{>NEIGHBOURS}}
{{>RELATED}}
{{>COMMENTS}}
{{>MOST_READ}}
{{#WITH_VIDEOS}}
<section class="strip theatre" aria-labelledby="latest-videos-title">
<div class="strip-head"><h2 class="strip-title" id="latest-videos-title"><a href="/videos/">{{_}}Latest Videos{{/_}}</a></h2> <a class="strip-more" href="/videos/">{{_}}All videos{{/_}}</a></div>
{{>VIDEOS}}
</section>
{{/WITH_VIDEOS}}
