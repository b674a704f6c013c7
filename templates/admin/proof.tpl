{{%AUTOESCAPE context="HTML"}}
{{!HELD is the form that was sent, sealed: it is handled once the password is right.}}
<div class="gate">
  <h1>Confirm your password</h1>
  {{#PROBLEM}}
  <div class="summary" role="alert" tabindex="-1" data-focus>
    <p id="proof-problem">{{PROBLEM}}</p>
  </div>
  {{/PROBLEM}}
  {{#LOCKED}}<p>You have been inactive for a while, <bdi>{{NAME}}</bdi>. Enter your password to continue. What you typed is kept.</p>{{/LOCKED}}
  {{#DELICATE}}<p>This change needs your password again, <bdi>{{NAME}}</bdi>. What you typed is kept.</p>{{/DELICATE}}
  <form method="post" action="{{ACTION}}">
    <input type="hidden" name="csrf" value="{{CSRF}}">
    <input type="hidden" name="held" value="{{HELD}}">
    <input type="text" value="{{LOGIN}}" autocomplete="username" aria-label="Sign-in name" readonly hidden>
    <div class="field">
      <label for="f-proof">Password</label>
      <input class="input" id="f-proof" name="proof" type="password" autocomplete="current-password" required{{#PROBLEM}} aria-invalid="true" aria-describedby="proof-problem"{{/PROBLEM}}>
    </div>
    <button class="button primary wide">Continue</button>
  </form>
  <p class="gate-back"><a href="/admin/">Cancel without saving</a></p>
</div>
