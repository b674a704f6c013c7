{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <h1>{{GREETING}}</h1>
    <p class="about">{{TODAY}}</p>
  </div>
  {{#MAY_WRITE}}<a class="button primary" href="/admin/articles/new">New article</a>{{/MAY_WRITE}}
</div>
{{#FIRST_STEPS}}
<section class="panel welcome" aria-labelledby="first-title">
  <h2 id="first-title">Welcome to your newsroom</h2>
  <p>Nothing has been published yet. A good way to begin:</p>
  <ol>
    {{#STEPS}}<li><a href="{{URL}}">{{LABEL}}</a> <span>{{ABOUT}}</span></li>
    {{/STEPS}}
  </ol>
</section>
{{/FIRST_STEPS}}
<div class="board">
{{#MODERATION}}
<section class="panel" aria-labelledby="pending-title">
  <div class="panel-head">
    <h2 id="pending-title">Waiting for you{{#PENDING}} <span class="count">{{PENDING}}</span>{{/PENDING}}</h2>
    <a href="/admin/comments?status=pending">All pending</a>
  </div>
  {{#NONE_PENDING}}<p class="quiet-text">No comment is waiting. New ones appear here.</p>{{/NONE_PENDING}}
  <ul class="brief">
    {{#COMMENTS}}
    <li>
      <a href="{{URL}}"><bdi>{{AUTHOR}}</bdi></a>{{#STAFF}} <span class="badge">Staff</span>{{/STAFF}} <time datetime="{{ISO}}">{{WHEN}}</time>
      <p dir="auto">{{TEXT}}</p>
      <small>on <bdi>{{ARTICLE}}</bdi></small>
    </li>
    {{/COMMENTS}}
  </ul>
</section>
{{/MODERATION}}
{{#DESK}}
<section class="panel" aria-labelledby="desk-title">
  <div class="panel-head">
    <h2 id="desk-title">In the works</h2>
    <a href="/admin/articles">All articles</a>
  </div>
  {{#NONE_IN_WORK}}<p class="quiet-text">No draft is open and nothing is scheduled.</p>{{/NONE_IN_WORK}}
  <ul class="brief">
    {{#WORK}}
    <li>
      <a href="{{URL}}">{{TITLE}}</a> <span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span>
      <small>{{WHEN}}, {{AUTHOR}}</small>
    </li>
    {{/WORK}}
  </ul>
</section>
{{/DESK}}
<section class="panel board-wide" aria-labelledby="latest-title">
  <div class="panel-head">
    <h2 id="latest-title">Latest published</h2>
    <a href="/">View site</a>
  </div>
  {{#NONE_PUBLISHED}}<p class="quiet-text">What you publish appears here, with its views.</p>{{/NONE_PUBLISHED}}
  {{#HAS_PUBLISHED}}
  <table class="table">
    <caption class="sr">The latest published articles with their views and comments</caption>
    <thead><tr><th scope="col">Article</th><th scope="col" class="roomy">Published</th><th scope="col" class="number">Views</th><th scope="col" class="number roomy">Comments</th></tr></thead>
    <tbody>
      {{#PUBLISHED}}
      <tr><th scope="row"><a href="{{URL}}">{{TITLE}}</a></th><td class="roomy"><time datetime="{{ISO}}">{{WHEN}}</time></td><td class="number">{{VIEWS}}</td><td class="number roomy">{{COMMENT_COUNT}}</td></tr>
      {{/PUBLISHED}}
    </tbody>
  </table>
  {{/HAS_PUBLISHED}}
</section>
</div>
