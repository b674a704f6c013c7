{{%AUTOESCAPE context="HTML"}}
<div class="gate">
  <p class="gate-site">{{SITE_NAME}}</p>
  <h1>{{_}}Sign in{{/_}}</h1>
  {{#PROBLEM}}
  <div class="summary" role="alert" tabindex="-1" data-focus>
    <p>{{PROBLEM}}</p>
  </div>
  {{/PROBLEM}}
  <form method="post" action="/admin/login">
    <input type="hidden" name="next" value="{{NEXT}}">
    <div class="field">
      <label for="f-login">{{_}}Sign-in name{{/_}}</label>
      <input class="input" dir="auto" id="f-login" name="login" value="{{LOGIN}}" autocomplete="username" autocapitalize="none" spellcheck="false" required{{#FOCUS_LOGIN}} autofocus{{/FOCUS_LOGIN}}>
    </div>
    <div class="field">
      <label for="f-password">{{_}}Password{{/_}}</label>
      <input class="input" id="f-password" name="password" type="password" autocomplete="current-password" required{{#FOCUS_PASSWORD}} autofocus{{/FOCUS_PASSWORD}}>
    </div>
    <button class="button primary wide">{{_}}Sign in{{/_}}</button>
  </form>
  <p class="gate-back"><a href="/">{{_}}Back to the site{{/_}}</a></p>
</div>
