{{%AUTOESCAPE context="HTML"}}
<div class="head-acts">
  {{#LAST}}
  <form class="last" method="post" action="/admin/comments/undo" data-undo>
    <input type="hidden" name="csrf" value="{{CSRF}}">
    <input type="hidden" name="action" value="{{UNDO}}">
    <input type="hidden" name="back" value="{{BACK}}">
    <button class="button quiet">{{_}}Undo<span class="last-what">: {{UNDO_WHAT}}</span>{{/_}}</button>
  </form>
  {{/LAST}}
  <button class="button quiet keys-button" type="button" data-keys-help hidden>{{_}}Keyboard{{/_}} <kbd>?</kbd></button>
</div>
