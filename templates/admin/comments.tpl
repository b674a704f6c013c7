{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <h1>Comments</h1>
  </div>
  <button class="button quiet keys-button" type="button" data-keys-help hidden>Keyboard <kbd>?</kbd></button>
</div>
{{>TABS}}
{{#FILTER}}
<p class="filter">{{FILTER}} <a href="{{FILTER_OFF}}">Show all</a></p>
{{/FILTER}}
{{#EMPTY}}
<div class="empty">
  <h2>{{EMPTY_TITLE}}</h2>
  <p>{{EMPTY}}</p>
</div>
{{/EMPTY}}
{{#QUEUE}}
<form class="bulk" id="bulk" method="post" action="/admin/comments">
  {{!The first button is the one that the Enter key presses: this one does nothing.}}
  <button hidden disabled>None</button>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="back" value="{{BACK}}">
  <label class="bulk-all" hidden data-select-all><input class="check" type="checkbox"> <span>Select all <span class="sr">on this page</span></span></label>
  <span class="bulk-count" role="status" data-selected></span>
  <span class="bulk-label" data-bulk-label>With the ticked ones:</span>
  <span class="bulk-buttons">
    {{#BULK_ACTS}}<button class="button small{{#DANGER}} danger{{/DANGER}}" name="do" value="{{DO}}" data-bulk-act="{{DO}}">{{LABEL}}<span class="sr"> the ticked comments</span></button>
    {{/BULK_ACTS}}
  </span>
  {{#MATCHING}}<a class="bulk-matching" href="{{MATCHING}}">All that match…</a>{{/MATCHING}}
</form>
<ol class="queue" data-queue>
{{#ROWS}}
<li class="entry entry-{{STATUS}}" id="c{{ID}}" tabindex="-1" data-entry aria-labelledby="c{{ID}}-who">
  <div class="entry-pick">
    <label class="pick"><input class="check" type="checkbox" form="bulk" name="ids" value="{{ID}}.{{SEEN}}"><span class="sr">Tick the comment by {{AUTHOR}}</span></label>
  </div>
  <div class="entry-main">
    <div class="entry-head">
      <h2 class="entry-who" id="c{{ID}}-who">{{AUTHOR}}</h2>
      {{#STAFF}}<span class="badge">Staff</span>{{/STAFF}}
      {{#SHOW_STATUS}}<span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span>{{/SHOW_STATUS}}
      <a class="entry-when" href="{{EDIT_URL}}"><time datetime="{{ISO}}" title="{{WHEN_LONG}}">{{WHEN}}</time></a>
    </div>
    <p class="entry-meta">
      {{#EMAIL}}<span class="entry-email">{{EMAIL}}</span>{{/EMAIL}}
      {{#WEBSITE}}<a href="{{WEBSITE}}" rel="nofollow ugc noopener noreferrer">{{WEBSITE_SHOWN}}</a>{{/WEBSITE}}
      {{#ADDR}}<a href="{{ADDR_URL}}" title="All from this address">{{ADDR}}</a>{{/ADDR}}
      <span>{{RECORD}}</span>
    </p>
    {{#HELD}}<p class="entry-held"><span>Held:</span> {{HELD}}</p>{{/HELD}}
    <div class="entry-text">{{TEXT:none}}</div>
    <p class="entry-on">{{#IS_REPLY}}A reply on{{/IS_REPLY}}{{#IS_FIRST}}On{{/IS_FIRST}} {{#ARTICLE_URL}}<a href="{{ARTICLE_URL}}">{{ARTICLE}}</a>{{/ARTICLE_URL}}{{#ARTICLE_HIDDEN}}{{ARTICLE}}{{/ARTICLE_HIDDEN}} <a class="only" href="{{ONLY_URL}}">only this article<span class="sr">: {{ARTICLE}}</span></a></p>
    {{#DECIDED}}<p class="entry-decided">{{DECIDED}}</p>{{/DECIDED}}
    <div class="entry-acts">
      <form method="post" action="/admin/comments/{{ID}}">
        <input type="hidden" name="csrf" value="{{CSRF}}">
        <input type="hidden" name="back" value="{{BACK}}">
        <input type="hidden" name="seen" value="{{SEEN}}">
        {{#ACTS}}<button class="button small{{#MAIN}} primary{{/MAIN}}{{#DANGER}} danger{{/DANGER}}" name="do" value="{{DO}}" data-act="{{DO}}">{{LABEL}}<span class="sr"> the comment by {{AUTHOR}}</span></button>
        {{/ACTS}}
      </form>
      <a class="button small quiet" href="{{EDIT_URL}}" data-act="edit">Edit<span class="sr"> the comment by {{AUTHOR}}</span></a>
      {{#REPLY}}
      <details class="reply">
        <summary class="button small quiet" data-act="reply">Reply<span class="sr"> to {{AUTHOR}}</span></summary>
        <form method="post" action="/admin/comments/{{ID}}/reply">
          <input type="hidden" name="csrf" value="{{CSRF}}">
          <input type="hidden" name="back" value="{{BACK}}">
          <input type="hidden" name="token" value="{{TOKEN}}">
          <label for="reply-{{ID}}">Your reply to {{AUTHOR}}</label>
          <textarea class="input" id="reply-{{ID}}" name="reply" rows="4" required></textarea>
          <button class="button small primary">{{REPLY_LABEL}}</button>
        </form>
      </details>
      {{/REPLY}}
    </div>
  </div>
</li>
{{/ROWS}}
</ol>
{{/QUEUE}}
{{>PAGER}}
<dialog class="dialog" id="keys" aria-labelledby="keys-title">
  <h2 id="keys-title">Keyboard</h2>
  <table class="keys">
    <caption class="sr">Keys on this page</caption>
    <thead><tr><th scope="col">Key</th><th scope="col">What it does</th></tr></thead>
    <tbody>
      <tr><td><kbd>j</kbd> <kbd>k</kbd></td><td>Next, previous comment</td></tr>
      <tr><td><kbd>x</kbd></td><td>Tick</td></tr>
      <tr><td><kbd>a</kbd> <kbd>u</kbd></td><td>Approve, unapprove (or: not spam, restore)</td></tr>
      <tr><td><kbd>s</kbd> <kbd>d</kbd></td><td>Spam, trash (in spam and trash: delete)</td></tr>
      <tr><td><kbd>r</kbd> <kbd>e</kbd></td><td>Reply, edit</td></tr>
      <tr><td><kbd>z</kbd></td><td>Undo the last action</td></tr>
      <tr><td><kbd>Shift</kbd> + <kbd>a</kbd> <kbd>u</kbd> <kbd>s</kbd> <kbd>d</kbd> <kbd>t</kbd> <kbd>z</kbd></td><td>Approve, unapprove, spam, trash or delete, trash, restore all the ticked ones</td></tr>
      <tr><td><kbd>?</kbd></td><td>This help</td></tr>
    </tbody>
  </table>
  <label class="keys-switch"><input class="check" type="checkbox" data-keys-on> Use single keys on this device</label>
  <form method="dialog"><button class="button primary">Close</button></form>
</dialog>
