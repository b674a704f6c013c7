{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <p class="crumb"><a href="/admin/users">{{_}}Users{{/_}}</a></p>
    <h1>{{HEADING}}</h1>
  </div>
</div>
<div class="panel">
  <p>{{_}}This is the only time that it is shown. Give it to {{NAME}} in person or by a safe channel; it can be changed after signing in, under “Your profile”.{{/_}}</p>
  <dl class="secret">
    <div><dt>{{_}}Sign-in name{{/_}}</dt><dd><code>{{LOGIN}}</code></dd></div>
    <div><dt>{{_}}Password{{/_}}</dt><dd><code class="password">{{PASSWORD}}</code></dd></div>
  </dl>
  <p class="actions"><a class="button primary" href="/admin/users">{{_}}Done{{/_}}</a></p>
</div>
