{{%AUTOESCAPE context="HTML"}}
{{!The comment that a form is about.}}
<blockquote class="quote">
  <p class="quote-head">{{#STAFF}}<span class="badge">{{_}}Staff{{/_}}</span> {{/STAFF}}{{#ARTICLE_URL}}{{_}}<strong>{{AUTHOR}}</strong> on <a href="{{ARTICLE_URL}}"><bdi>{{ARTICLE}}</bdi></a>, <time datetime="{{ISO}}">{{WHEN}}</time>{{/_}}{{/ARTICLE_URL}}{{#ARTICLE_HIDDEN}}{{_}}<strong>{{AUTHOR}}</strong> on <bdi>{{ARTICLE}}</bdi>, <time datetime="{{ISO}}">{{WHEN}}</time>{{/_}}{{/ARTICLE_HIDDEN}} <span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span></p>
  <div class="entry-text" dir="auto">{{TEXT:none}}</div>
</blockquote>
