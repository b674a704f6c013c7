{{%AUTOESCAPE context="HTML"}}
{{!HELD is what was sent, sealed: the program goes on with it once the password is right.}}
<div class="gate">
  <h1>Your password, please</h1>
  {{#PROBLEM}}
  <div class="summary" role="alert" tabindex="-1" data-focus>
    <p>{{PROBLEM}}</p>
  </div>
  {{/PROBLEM}}
  {{#LOCKED}}<p>Nothing was heard of you for a while, {{NAME}}, so this may be somebody else. What you sent is kept, and goes on when you have typed your password.</p>{{/LOCKED}}
  {{#DELICATE}}<p>You typed your password some time ago, {{NAME}}, and this is for you only. What you sent is kept, and goes on when you have typed it again.</p>{{/DELICATE}}
  <form method="post" action="{{ACTION}}">
    <input type="hidden" name="csrf" value="{{CSRF}}">
    <input type="hidden" name="held" value="{{HELD}}">
    <input type="text" value="{{LOGIN}}" autocomplete="username" aria-label="Sign-in name" readonly hidden>
    <div class="field">
      <label for="f-proof">Password</label>
      <input class="input" id="f-proof" name="proof" type="password" autocomplete="current-password" required>
    </div>
    <button class="button primary wide">Go on</button>
  </form>
  <p class="gate-back"><a href="/admin/">Leave it, and nothing is changed</a></p>
</div>
