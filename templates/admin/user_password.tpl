{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <p class="crumb"><a href="/admin/users">Users</a></p>
    <h1>{{HEADING}}</h1>
  </div>
</div>
<div class="panel">
  <p>This is the only time that it is shown. Give it to {{NAME}} in person or by a safe channel; it can be changed after signing in, under “Your profile”.</p>
  <dl class="secret">
    <div><dt>Sign-in name</dt><dd><code>{{LOGIN}}</code></dd></div>
    <div><dt>Password</dt><dd><code class="password">{{PASSWORD}}</code></dd></div>
  </dl>
  <p class="actions"><a class="button primary" href="/admin/users">Done</a></p>
</div>
