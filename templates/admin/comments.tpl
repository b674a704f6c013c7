{{%AUTOESCAPE context="HTML"}}
<form class="bulk" id="bulk" method="post" action="/admin/comments">
  {{!The first button is the one that the Enter key presses: this one does nothing.}}
  <button hidden disabled></button>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="back" value="{{BACK}}">
  <label class="bulk-all" hidden data-select-all><input class="check" type="checkbox"> <span>{{_}}Select all <span class="sr">on this page</span>{{/_}}</span></label>
  <span class="bulk-count" role="status" data-selected data-say-selected="{{_}}{n} selected{{/_}}"></span>
  <span class="bulk-label" data-bulk-label>{{_}}With selected:{{/_}}</span>
  <span class="bulk-buttons">
    {{#BULK_ACTS}}<button class="button small{{#DANGER}} danger{{/DANGER}}" name="do" value="{{DO}}" data-bulk-act="{{DO}}" aria-label="{{DOES}}">{{LABEL}}</button>
    {{/BULK_ACTS}}
  </span>
  {{#MATCHING}}<a class="bulk-matching" href="{{MATCHING}}">{{_}}Select all matching…{{/_}}</a>{{/MATCHING}}
</form>
<ol class="queue" data-queue>
{{#ROWS}}
<li class="entry entry-{{STATUS}}" id="c{{ID}}" tabindex="-1" data-entry aria-labelledby="c{{ID}}-who">
  <div class="entry-pick">
    {{#WHOLE}}<label class="pick"><input class="check" type="checkbox" form="bulk" name="ids" value="{{ID}}.{{SEEN}}"><span class="sr">{{_}}Tick the comment by {{AUTHOR}}{{/_}}</span></label>{{/WHOLE}}
  </div>
  <div class="entry-main">
    <div class="entry-head">
      <h2 class="entry-who" id="c{{ID}}-who" dir="auto">{{AUTHOR}}</h2>
      {{#STAFF}}<span class="badge">{{_}}Staff{{/_}}</span>{{/STAFF}}
      {{#SHOW_STATUS}}<span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span>{{/SHOW_STATUS}}
      <time class="entry-when" datetime="{{ISO}}" title="{{WHEN_LONG}}">{{WHEN}}</time>
    </div>
    <p class="entry-meta">
      {{#EMAIL}}<span class="entry-email" dir="ltr">{{EMAIL}}</span>{{/EMAIL}}
      {{#WEBSITE}}<a href="{{WEBSITE}}" rel="nofollow ugc noopener noreferrer">{{WEBSITE_SHOWN}}</a>{{/WEBSITE}}
      {{#ADDR}}<a dir="ltr" href="{{ADDR_URL}}" title="{{_}}All from this address{{/_}}">{{ADDR}}</a>{{/ADDR}}
      {{#RECORD}}<span>{{RECORD}}</span>{{/RECORD}}
    </p>
    {{#HELD}}<p class="entry-held">{{#IS_HELD}}{{_}}<span>Held:</span> {{HELD}}{{/_}}{{/IS_HELD}}{{#IS_REFUSED}}{{_}}<span>Refused:</span> {{HELD}}{{/_}}{{/IS_REFUSED}}</p>{{/HELD}}
    <div class="entry-text" dir="auto">{{TEXT:none}}</div>
    {{#ALL_URL}}<p class="entry-more"><a href="{{ALL_URL}}">{{_}}Show all<span class="sr"> of the comment by {{AUTHOR}}</span>{{/_}}</a></p>{{/ALL_URL}}{{#LESS_URL}}<p class="entry-more"><a href="{{LESS_URL}}">{{_}}Show less<span class="sr"> of the comment by {{AUTHOR}}</span>{{/_}}</a></p>{{/LESS_URL}}
    <p class="entry-on">{{#IS_REPLY}}{{#ARTICLE_URL}}{{_}}A reply on <a href="{{ARTICLE_URL}}"><bdi>{{ARTICLE}}</bdi></a>{{/_}}{{/ARTICLE_URL}}{{#ARTICLE_HIDDEN}}{{_}}A reply on <bdi>{{ARTICLE}}</bdi>{{/_}}{{/ARTICLE_HIDDEN}}{{/IS_REPLY}}{{#IS_FIRST}}{{#ARTICLE_URL}}{{_}}On <a href="{{ARTICLE_URL}}"><bdi>{{ARTICLE}}</bdi></a>{{/_}}{{/ARTICLE_URL}}{{#ARTICLE_HIDDEN}}{{_}}On <bdi>{{ARTICLE}}</bdi>{{/_}}{{/ARTICLE_HIDDEN}}{{/IS_FIRST}}{{#ONLY_URL}} <a class="only" href="{{ONLY_URL}}">{{_}}only this article<span class="sr">: {{ARTICLE}}</span>{{/_}}</a>{{/ONLY_URL}}</p>
    {{#DECIDED}}<p class="entry-decided">{{DECIDED}}</p>{{/DECIDED}}
    <div class="entry-acts">
      <form method="post" action="/admin/comments/{{ID}}/moderate">
        <input type="hidden" name="csrf" value="{{CSRF}}">
        <input type="hidden" name="back" value="{{BACK}}">
        <input type="hidden" name="seen" value="{{SEEN}}">
        {{#ACTS}}<button class="button small{{#MAIN}} primary{{/MAIN}}{{#DANGER}} danger{{/DANGER}}" name="do" value="{{DO}}" data-act="{{DO}}" aria-label="{{DOES}}">{{LABEL}}</button>
        {{/ACTS}}
      </form>
      {{#WHOLE}}
      <a class="button small quiet" href="{{EDIT_URL}}" data-act="quick" hidden>{{_}}Quick edit<span class="sr"> the comment by {{AUTHOR}}</span>{{/_}}</a>
      <a class="button small quiet" href="{{EDIT_URL}}" data-act="edit">{{_}}Edit<span class="sr"> the comment by {{AUTHOR}}</span>{{/_}}</a>
      {{/WHOLE}}
      {{#REPLY}}
      <details class="reply">
        <summary class="button small quiet" data-act="reply">{{_}}Reply<span class="sr"> to {{AUTHOR}}</span>{{/_}}</summary>
        <form method="post" action="/admin/comments/{{ID}}/reply">
          <input type="hidden" name="csrf" value="{{CSRF}}">
          <input type="hidden" name="back" value="{{BACK}}">
          <input type="hidden" name="token" value="{{TOKEN}}">
          <label for="reply-{{ID}}">{{_}}Your reply to {{AUTHOR}}{{/_}}</label>
          <textarea class="input" id="reply-{{ID}}" name="reply" rows="4" dir="auto" required></textarea>
          <button class="button small primary">{{REPLY_LABEL}}</button>
        </form>
      </details>
      {{/REPLY}}
    </div>
  </div>
</li>
{{/ROWS}}
</ol>
