{{%AUTOESCAPE context="HTML"}}
{{!The comment that a form is about.}}
<blockquote class="quote">
  <p class="quote-head"><strong><bdi>{{AUTHOR}}</bdi></strong>{{#STAFF}} <span class="badge">Staff</span>{{/STAFF}} on {{#ARTICLE_URL}}<a href="{{ARTICLE_URL}}"><bdi>{{ARTICLE}}</bdi></a>{{/ARTICLE_URL}}{{#ARTICLE_HIDDEN}}<bdi>{{ARTICLE}}</bdi>{{/ARTICLE_HIDDEN}}, <time datetime="{{ISO}}">{{WHEN}}</time> <span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span></p>
  <div class="entry-text" dir="auto">{{TEXT:none}}</div>
</blockquote>
