{{%AUTOESCAPE context="HTML"}}
{{!The comment that a form is about.}}
<blockquote class="quote">
  <p class="quote-head"><strong>{{AUTHOR}}</strong> on {{#ARTICLE_URL}}<a href="{{ARTICLE_URL}}">{{ARTICLE}}</a>{{/ARTICLE_URL}}{{#ARTICLE_HIDDEN}}{{ARTICLE}}{{/ARTICLE_HIDDEN}}, <time datetime="{{ISO}}">{{WHEN}}</time> <span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span></p>
  <div class="entry-text">{{TEXT:none}}</div>
</blockquote>
