{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <h1>{{GREETING}}</h1>
    <p class="about">{{TODAY}}</p>
  </div>
  {{#MAY_WRITE}}<a class="button primary" href="/admin/articles/new">{{_}}New article{{/_}}</a>{{/MAY_WRITE}}
</div>
{{#FIRST_STEPS}}
<section class="panel welcome" aria-labelledby="first-title">
  <h2 id="first-title">{{_}}Welcome to your newsroom{{/_}}</h2>
  <p>{{_}}Nothing has been published yet. A good way to begin:{{/_}}</p>
  <ol>
    {{#MAY_SETTINGS}}<li>{{_}}<a href="/admin/settings">Name the site</a> <span>and choose its language and time zone.</span>{{/_}}</li>{{/MAY_SETTINGS}}
    {{#MAY_USERS}}<li>{{_}}<a href="/admin/users">Invite the newsroom</a> <span>editors, authors and moderators.</span>{{/_}}</li>{{/MAY_USERS}}
    {{#MAY_BEGIN}}<li>{{_}}<a href="/admin/articles/new">Write the first article</a> <span>with [post-views] where readers shall see how often it was read.</span>{{/_}}</li>{{/MAY_BEGIN}}
  </ol>
</section>
{{/FIRST_STEPS}}
<div class="board">
{{#MODERATION}}
<section class="panel" aria-labelledby="pending-title">
  <div class="panel-head">
    <h2 id="pending-title">{{_}}Waiting for you{{/_}}{{#PENDING}} <span class="count">{{PENDING}}</span>{{/PENDING}}</h2>
    <a href="/admin/comments?status=pending">{{_}}All pending{{/_}}</a>
  </div>
  {{#NONE_PENDING}}<p class="quiet-text">{{_}}No comment is waiting. New ones appear here.{{/_}}</p>{{/NONE_PENDING}}
  <ul class="brief">
    {{#COMMENTS}}
    <li>
      <a href="{{URL}}"><bdi>{{AUTHOR}}</bdi></a>{{#STAFF}} <span class="badge">{{_}}Staff{{/_}}</span>{{/STAFF}} <time datetime="{{ISO}}">{{WHEN}}</time>
      <p dir="auto">{{TEXT}}</p>
      <small>{{_}}on <bdi>{{ARTICLE}}</bdi>{{/_}}</small>
    </li>
    {{/COMMENTS}}
  </ul>
</section>
{{/MODERATION}}
{{#DESK}}
<section class="panel" aria-labelledby="desk-title">
  <div class="panel-head">
    <h2 id="desk-title">{{_}}In the works{{/_}}</h2>
    <a href="/admin/articles">{{_}}All articles{{/_}}</a>
  </div>
  {{#NONE_IN_WORK}}<p class="quiet-text">{{_}}No draft is open and nothing is scheduled.{{/_}}</p>{{/NONE_IN_WORK}}
  <ul class="brief">
    {{#WORK}}
    <li>
      <a href="{{URL}}"><bdi>{{TITLE}}</bdi></a> <span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span>
      <small>{{_}}{{WHEN}}, {{AUTHOR}}{{/_}}</small>
    </li>
    {{/WORK}}
  </ul>
</section>
{{/DESK}}
<section class="panel board-wide" aria-labelledby="latest-title">
  <div class="panel-head">
    <h2 id="latest-title">{{_}}Latest published{{/_}}</h2>
    <a href="/">{{_}}View site{{/_}}</a>
  </div>
  {{#NONE_PUBLISHED}}<p class="quiet-text">{{_}}What you publish appears here, with its views.{{/_}}</p>{{/NONE_PUBLISHED}}
  {{#HAS_PUBLISHED}}
  <table class="table">
    <caption class="sr">{{_}}The latest published articles with their views and comments{{/_}}</caption>
    <thead><tr><th scope="col">{{_}}Article{{/_}}</th><th scope="col" class="roomy">{{_}}Published{{/_}}</th><th scope="col" class="number">{{_}}Views{{/_}}</th><th scope="col" class="number roomy">{{_}}Comments{{/_}}</th></tr></thead>
    <tbody>
      {{#PUBLISHED}}
      <tr><th scope="row"><a href="{{URL}}"><bdi>{{TITLE}}</bdi></a></th><td class="roomy"><time datetime="{{ISO}}">{{WHEN}}</time></td><td class="number">{{VIEWS}}</td><td class="number roomy">{{COMMENT_COUNT}}</td></tr>
      {{/PUBLISHED}}
    </tbody>
  </table>
  {{/HAS_PUBLISHED}}
</section>
</div>
