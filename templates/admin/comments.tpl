{{%AUTOESCAPE context="HTML"}}
<form class="bulk" id="bulk" method="post" action="/admin/comments">
  {{!The first button is the one that the Enter key presses: this one does nothing.}}
  <button hidden disabled>None</button>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="back" value="{{BACK}}">
  <label class="bulk-all" hidden data-select-all><input class="check" type="checkbox"> <span>Select all <span class="sr">on this page</span></span></label>
  <span class="bulk-count" role="status" data-selected></span>
  <span class="bulk-label" data-bulk-label>With selected:</span>
  <span class="bulk-buttons">
    {{#BULK_ACTS}}<button class="button small{{#DANGER}} danger{{/DANGER}}" name="do" value="{{DO}}" data-bulk-act="{{DO}}">{{LABEL}}<span class="sr"> the ticked comments</span></button>
    {{/BULK_ACTS}}
  </span>
  {{#MATCHING}}<a class="bulk-matching" href="{{MATCHING}}">Select all matching…</a>{{/MATCHING}}
</form>
<ol class="queue" data-queue>
{{#ROWS}}
<li class="entry entry-{{STATUS}}" id="c{{ID}}" tabindex="-1" data-entry aria-labelledby="c{{ID}}-who">
  <div class="entry-pick">
    {{#WHOLE}}<label class="pick"><input class="check" type="checkbox" form="bulk" name="ids" value="{{ID}}.{{SEEN}}"><span class="sr">Tick the comment by {{AUTHOR}}</span></label>{{/WHOLE}}
  </div>
  <div class="entry-main">
    <div class="entry-head">
      <h2 class="entry-who" id="c{{ID}}-who" dir="auto">{{AUTHOR}}</h2>
      {{#STAFF}}<span class="badge">Staff</span>{{/STAFF}}
      {{#SHOW_STATUS}}<span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span>{{/SHOW_STATUS}}
      <time class="entry-when" datetime="{{ISO}}" title="{{WHEN_LONG}}">{{WHEN}}</time>
    </div>
    <p class="entry-meta">
      {{#EMAIL}}<span class="entry-email">{{EMAIL}}</span>{{/EMAIL}}
      {{#WEBSITE}}<a href="{{WEBSITE}}" rel="nofollow ugc noopener noreferrer">{{WEBSITE_SHOWN}}</a>{{/WEBSITE}}
      {{#ADDR}}<a href="{{ADDR_URL}}" title="All from this address">{{ADDR}}</a>{{/ADDR}}
      {{#RECORD}}<span>{{RECORD}}</span>{{/RECORD}}
    </p>
    {{#HELD}}<p class="entry-held"><span>{{HELD_LABEL}}</span> {{HELD}}</p>{{/HELD}}
    <div class="entry-text" dir="auto">{{TEXT:none}}</div>
    {{#ALL_URL}}<p class="entry-more"><a href="{{ALL_URL}}">Show all<span class="sr"> of the comment by {{AUTHOR}}</span></a></p>{{/ALL_URL}}{{#LESS_URL}}<p class="entry-more"><a href="{{LESS_URL}}">Show less<span class="sr"> of the comment by {{AUTHOR}}</span></a></p>{{/LESS_URL}}
    <p class="entry-on">{{#IS_REPLY}}A reply on{{/IS_REPLY}}{{#IS_FIRST}}On{{/IS_FIRST}} {{#ARTICLE_URL}}<a href="{{ARTICLE_URL}}"><bdi>{{ARTICLE}}</bdi></a>{{/ARTICLE_URL}}{{#ARTICLE_HIDDEN}}<bdi>{{ARTICLE}}</bdi>{{/ARTICLE_HIDDEN}}{{#ONLY_URL}} <a class="only" href="{{ONLY_URL}}">only this article<span class="sr">: {{ARTICLE}}</span></a>{{/ONLY_URL}}</p>
    {{#DECIDED}}<p class="entry-decided">{{DECIDED}}</p>{{/DECIDED}}
    <div class="entry-acts">
      <form method="post" action="/admin/comments/{{ID}}/moderate">
        <input type="hidden" name="csrf" value="{{CSRF}}">
        <input type="hidden" name="back" value="{{BACK}}">
        <input type="hidden" name="seen" value="{{SEEN}}">
        {{#ACTS}}<button class="button small{{#MAIN}} primary{{/MAIN}}{{#DANGER}} danger{{/DANGER}}" name="do" value="{{DO}}" data-act="{{DO}}">{{LABEL}}<span class="sr"> the comment by {{AUTHOR}}</span></button>
        {{/ACTS}}
      </form>
      {{#WHOLE}}
      <a class="button small quiet" href="{{EDIT_URL}}" data-act="quick" hidden>Quick edit<span class="sr"> the comment by {{AUTHOR}}</span></a>
      <a class="button small quiet" href="{{EDIT_URL}}" data-act="edit">Edit<span class="sr"> the comment by {{AUTHOR}}</span></a>
      {{/WHOLE}}
      {{#REPLY}}
      <details class="reply">
        <summary class="button small quiet" data-act="reply">Reply<span class="sr"> to {{AUTHOR}}</span></summary>
        <form method="post" action="/admin/comments/{{ID}}/reply">
          <input type="hidden" name="csrf" value="{{CSRF}}">
          <input type="hidden" name="back" value="{{BACK}}">
          <input type="hidden" name="token" value="{{TOKEN}}">
          <label for="reply-{{ID}}">Your reply to {{AUTHOR}}</label>
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
