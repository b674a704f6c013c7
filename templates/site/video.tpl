{{%AUTOESCAPE context="HTML"}}
<article class="watch">
<a class="video-play watch-play" href="{{WATCH_URL}}" target="_blank" rel="noopener" data-video="{{YOUTUBE_ID}}" data-title="{{TITLE}}">
  <img src="{{POSTER}}" alt="" width="640" height="360" fetchpriority="high">
  <span class="video-button"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#play"></use></svg></span>
  {{#DURATION}}<span class="video-length"><span class="vh">{{_}}Length{{/_}} </span>{{DURATION}}</span>{{/DURATION}}
  <span class="vh">{{_}}Play “{{TITLE}}”{{/_}}</span><span class="vh video-note"> {{_}}(on YouTube, in a new tab){{/_}}</span>
</a>
<header class="watch-head">
  <p class="kicker"><a href="/videos/">{{_}}Videos{{/_}}</a></p>
  <h1>{{TITLE}}</h1>
  <p class="meta"><time datetime="{{ISO}}">{{DATE}}</time></p>
</header>
{{#TEXT}}<p class="watch-text">{{TEXT}}</p>{{/TEXT}}
</article>
{{#HAS_OTHERS}}
<section class="strip" aria-labelledby="more-videos">
  <div class="strip-head"><h2 class="strip-title" id="more-videos">{{_}}More videos{{/_}}</h2> <a class="strip-more" href="/videos/">{{_}}All videos{{/_}}</a></div>
  {{>OTHERS}}
</section>
{{/HAS_OTHERS}}
