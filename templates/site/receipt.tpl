{{%AUTOESCAPE context="HTML"}}
{{!Only people with the receipt's address see this.}}
<section class="receipt{{#WAITING}} receipt-waiting{{/WAITING}}{{#DONE}} receipt-done{{/DONE}}" id="{{ANCHOR}}" aria-labelledby="receipt-title">
<h3 class="receipt-title" id="receipt-title">{{_}}Your comment{{/_}}</h3>
<p class="receipt-status"{{_language}} role="status">{{STATUS}}</p>
{{#REFUSED}}
<div class="refused" role="alert" tabindex="-1" autofocus>
  <p{{_language}}><strong>{{_}}Your change was not saved.{{/_}}</strong> {{FAILED}}</p>
</div>
{{/REFUSED}}
<p class="comment-who"><bdi class="comment-author">{{AUTHOR}}</bdi>{{#STAFF}} <span class="comment-badge">{{_}}Staff{{/_}}</span>{{/STAFF}}</p>
<p class="comment-when"><time datetime="{{ISO}}">{{WHEN}}</time></p>
<div class="comment-text" dir="auto">{{TEXT:none}}</div>
{{#EDITABLE}}
<p class="receipt-until">{{_}}You can change it until {{UNTIL}}, or until somebody answers it. Keep the address of this page to come back to it.{{/_}}</p>
{{/EDITABLE}}
{{#CAN_TYPE}}
<details class="receipt-edit"{{#EDIT_OPEN}} open{{/EDIT_OPEN}}>
  <summary class="button">{{_}}Edit{{/_}}</summary>
  <form method="post" action="/comment/edit" data-comment-form>
    <input type="hidden" name="receipt" value="{{SECRET}}">
    <label for="own-comment">{{_}}Your comment{{/_}}</label>
    <textarea class="field" id="own-comment" name="comment" rows="8" maxlength="{{COMMENT_MAX}}" required dir="auto">
{{SOURCE:pre_escape}}</textarea>
    <p><button class="button primary" type="submit">{{_}}Save{{/_}}</button></p>
  </form>
</details>
{{/CAN_TYPE}}
{{#EDITABLE}}
<form class="receipt-withdraw" method="post" action="/comment/withdraw">
  <input type="hidden" name="receipt" value="{{SECRET}}">
  <button class="button" type="submit">{{_}}Withdraw this comment{{/_}}</button>
</form>
{{/EDITABLE}}
</section>
