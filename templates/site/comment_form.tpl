{{%AUTOESCAPE context="HTML"}}
{{!The comment form: fresh, refused, or closed. public/comments.js moves it below a comment.}}
<section class="respond" id="respond" aria-labelledby="respond-title">
{{#OPEN}}
<h2 class="respond-title" id="respond-title" data-first="{{_}}Leave a Comment{{/_}}" data-reply="{{_}}Leave a Reply to {name}{{/_}}">{{#IS_FIRST}}{{_}}Leave a Comment{{/_}}{{/IS_FIRST}}{{#IS_REPLY}}{{_}}Leave a Reply to <a href="{{REPLY_ANCHOR}}"><bdi>{{REPLY_TO}}</bdi></a>{{/_}}{{/IS_REPLY}}</h2>
<p class="respond-cancel" data-cancel{{#IS_FIRST}} hidden{{/IS_FIRST}}><a href="{{CANCEL}}" rel="nofollow">{{_}}Cancel reply{{/_}}</a></p>
{{/OPEN}}
{{#CLOSED}}<h2 class="vh" id="respond-title">{{_}}Comments are closed{{/_}}</h2>{{/CLOSED}}
{{#REFUSED}}
<div class="refused" id="comment-refused" role="alert" tabindex="-1" autofocus>
  <p>{{_}}<strong>Your comment was not posted.</strong> Nothing that you typed is lost.{{/_}}</p>
  {{#FAILED}}<p{{_language}}>{{FAILED}}</p>{{/FAILED}}
  <ul class="refused-list">
    {{#WRONG}}
    <li{{_language}}>{{#FIELD}}<a href="#{{FIELD}}">{{TEXT}}</a>{{/FIELD}}{{#HIDDEN}}{{TEXT}}{{/HIDDEN}}</li>
    {{/WRONG}}
  </ul>
</div>
{{/REFUSED}}
{{#CLOSED}}<p class="respond-closed"{{_language}}>{{CLOSED}}</p>{{/CLOSED}}
{{#SAVED}}
<p class="respond-field">
  <label for="comment">{{_}}What you typed{{/_}}</label>
  <textarea class="field" id="comment" rows="8" readonly dir="auto">
{{COMMENT:pre_escape}}</textarea>
</p>
{{/SAVED}}
{{#OPEN}}
<form class="respond-form" id="commentform" method="post" action="/comment" data-comment-form>
  <input type="hidden" name="article" value="{{ARTICLE}}">
  <input type="hidden" name="parent" value="{{#IS_REPLY}}{{PARENT}}{{/IS_REPLY}}">
  <input type="hidden" name="token" value="{{TOKEN}}">
  {{#STAFF}}<input type="hidden" name="csrf" value="{{CSRF}}">{{/STAFF}}
  <p class="respond-note"><span id="email-notes">{{_}}Your email address will not be published.{{/_}}</span> <span id="required-note">{{_}}Required fields are marked <span class="required" aria-hidden="true">*</span>{{/_}}</span></p>
  <div class="respond-field">
    <label for="comment">{{_}}Comment{{/_}} <span class="required" aria-hidden="true">*</span></label>
    {{#COMMENT_ERROR}}<p class="field-error" id="comment-error"{{_language}}>{{COMMENT_ERROR}}</p>{{/COMMENT_ERROR}}
    <textarea class="field" id="comment" name="comment" rows="8" maxlength="{{COMMENT_MAX}}" required dir="auto" aria-describedby="required-note{{#COMMENT_ERROR}} comment-error{{/COMMENT_ERROR}}"{{#COMMENT_ERROR}} aria-invalid="true"{{/COMMENT_ERROR}}>
{{COMMENT:pre_escape}}</textarea>
  </div>
  {{#STAFF}}<p class="respond-staff">{{_}}You comment as <strong><bdi>{{STAFF}}</bdi></strong>.{{/_}}</p>{{/STAFF}}
  {{#READER}}
  <div class="respond-field respond-short">
    <label for="author">{{_}}Name{{/_}}{{#REQUIRED}} <span class="required" aria-hidden="true">*</span>{{/REQUIRED}}</label>
    {{#AUTHOR_ERROR}}<p class="field-error" id="author-error"{{_language}}>{{AUTHOR_ERROR}}</p>{{/AUTHOR_ERROR}}
    <input class="field" type="text" id="author" name="author" value="{{AUTHOR}}" maxlength="{{AUTHOR_MAX}}" autocomplete="name" dir="auto"{{#REQUIRED}} required{{/REQUIRED}}{{#AUTHOR_ERROR}} aria-describedby="author-error" aria-invalid="true"{{/AUTHOR_ERROR}}>
  </div>
  <div class="respond-field respond-short">
    <label for="email">{{_}}Email{{/_}}{{#REQUIRED}} <span class="required" aria-hidden="true">*</span>{{/REQUIRED}}</label>
    {{#EMAIL_ERROR}}<p class="field-error" id="email-error"{{_language}}>{{EMAIL_ERROR}}</p>{{/EMAIL_ERROR}}
    <input class="field" dir="auto" type="email" id="email" name="email" value="{{EMAIL}}" maxlength="{{EMAIL_MAX}}" autocomplete="email"{{#REQUIRED}} required{{/REQUIRED}} aria-describedby="email-notes{{#EMAIL_ERROR}} email-error{{/EMAIL_ERROR}}"{{#EMAIL_ERROR}} aria-invalid="true"{{/EMAIL_ERROR}}>
  </div>
  <div class="respond-field respond-short">
    <label for="url">{{_}}Website{{/_}}</label>
    {{#URL_ERROR}}<p class="field-error" id="url-error"{{_language}}>{{URL_ERROR}}</p>{{/URL_ERROR}}
    <input class="field" dir="auto" type="url" id="url" name="url" value="{{URL}}" maxlength="{{URL_MAX}}" autocomplete="url"{{#URL_ERROR}} aria-describedby="url-error" aria-invalid="true"{{/URL_ERROR}}>
  </div>
  <p class="respond-tick">
    <input type="checkbox" id="remember" name="remember" value="1"{{REMEMBERED:none}}{{#CHECKED}} checked{{/CHECKED}}>
    <label for="remember">{{_}}Save my name, email, and website in this browser for the next time I comment.{{/_}}</label>
  </p>
  {{/READER}}
  <p><button class="button primary" type="submit">{{_}}Post Comment{{/_}}</button></p>
</form>
{{/OPEN}}
</section>
