{{%AUTOESCAPE context="HTML"}}
{{!HELD is the form that was sent, sealed: it is handled once the password is right.}}
<div class="gate">
  <h1>{{_}}Confirm your password{{/_}}</h1>
  {{#PROBLEM}}
  <div class="summary" role="alert" tabindex="-1" data-focus>
    <p id="proof-problem">{{PROBLEM}}</p>
  </div>
  {{/PROBLEM}}
  {{#LOCKED}}<p>{{_}}You have been inactive for a while, <bdi>{{NAME}}</bdi>. Enter your password to continue. What you typed is kept.{{/_}}</p>{{/LOCKED}}
  {{#DELICATE}}<p>{{_}}This change needs your password again, <bdi>{{NAME}}</bdi>. What you typed is kept.{{/_}}</p>{{/DELICATE}}
  <form method="post" action="{{ACTION}}">
    <input type="hidden" name="csrf" value="{{CSRF}}">
    <input type="hidden" name="held" value="{{HELD}}">
    <input type="text" value="{{LOGIN}}" autocomplete="username" aria-label="{{_}}Sign-in name{{/_}}" readonly hidden>
    <div class="field">
      <label for="f-proof">{{_}}Password{{/_}}</label>
      <input class="input" id="f-proof" name="proof" type="password" autocomplete="current-password" required{{#PROBLEM}} aria-invalid="true" aria-describedby="proof-problem"{{/PROBLEM}}>
    </div>
    <button class="button primary wide">{{_}}Continue{{/_}}</button>
  </form>
  <p class="gate-back"><a href="/admin/">{{_}}Cancel without saving{{/_}}</a></p>
</div>
