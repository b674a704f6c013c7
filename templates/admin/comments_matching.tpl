{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <p class="crumb"><a href="{{UP}}">{{_}}Comments{{/_}}</a></p>
    <h1>{{HEADING}}</h1>
  </div>
</div>
<div class="panel">
  <p>{{ABOUT}}</p>
  <form class="actions" method="post" action="/admin/comments/matching">
    <input type="hidden" name="csrf" value="{{CSRF}}">
    <input type="hidden" name="back" value="{{BACK}}">
    <input type="hidden" name="up_to" value="{{UP_TO}}">
    {{#ACTS}}<button class="button{{#MAIN}} primary{{/MAIN}}{{#DANGER}} danger{{/DANGER}}" name="do" value="{{DO}}">{{LABEL}}</button>
    {{/ACTS}}
    <a class="button quiet" href="{{UP}}">{{_}}Cancel{{/_}}</a>
  </form>
</div>
