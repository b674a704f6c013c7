{{%AUTOESCAPE context="HTML"}}
<ul class="videos">
  {{#VIDEOS}}
  <li class="video">
    <a class="video-play" href="{{WATCH_URL}}" target="_blank" rel="noopener" data-video="{{YOUTUBE_ID}}" data-title="{{TITLE}}">
      <img src="{{POSTER}}" alt="" width="640" height="360" loading="lazy" decoding="async">
      <span class="video-button"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#play"></use></svg></span>
      {{#DURATION}}<span class="video-length"><span class="vh">{{_}}Length{{/_}} </span>{{DURATION}}</span>{{/DURATION}}
      <span class="vh">{{_}}Play “{{TITLE}}”{{/_}}</span><span class="vh video-note"> {{_}}(on YouTube, in a new tab){{/_}}</span>
    </a>
    {{#BELOW_H1}}<h2 class="video-title"><a href="{{URL}}">{{TITLE}}</a></h2>{{/BELOW_H1}}
    {{#BELOW_H2}}<h3 class="video-title"><a href="{{URL}}">{{TITLE}}</a></h3>{{/BELOW_H2}}
    {{#PLAIN}}<p class="video-title"><a href="{{URL}}">{{TITLE}}</a></p>{{/PLAIN}}
    {{#DESCRIPTION}}<p class="video-text">{{DESCRIPTION}}</p>{{/DESCRIPTION}}
    <p class="meta"><time datetime="{{ISO}}">{{DATE}}</time></p>
  </li>
  {{/VIDEOS}}
</ul>
