{{%AUTOESCAPE context="HTML"}}
<div class="index">
  {{#CARDS}}
  <article class="entry">
    <p class="entry-date"><time datetime="{{ISO}}">{{DATE}}</time></p>
    <div class="entry-head">
      {{#WITH_SECTION}}<p class="kicker"><a href="{{SECTION_URL}}">{{SECTION}}</a></p>{{/WITH_SECTION}}
      <h2 class="entry-title"><a href="{{URL}}">{{TITLE}}</a></h2>
    </div>
    <div class="entry-text">
      {{#SUMMARY}}<p class="entry-summary">{{SUMMARY}}</p>{{/SUMMARY}}
      <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a>{{#COMMENTS}} <span>{{COMMENTS}}</span>{{/COMMENTS}}</p>
    </div>
  </article>
  {{/CARDS}}
</div>
