{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <h1>Where you are signed in</h1>
    <p class="about">If you do not recognise one, end it and change your password.</p>
  </div>
</div>
{{>TABS}}
<table class="table">
  <caption class="sr">Your sessions, most recently active first</caption>
  <thead><tr><th scope="col">Browser</th><th scope="col" class="roomy">Signed in</th><th scope="col">Last seen</th><th scope="col"><span class="sr">End it</span></th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <th scope="row">{{BROWSER}}{{#IS_THIS}} <span class="badge">This one</span>{{/IS_THIS}}</th>
      <td class="roomy"><time datetime="{{SINCE_ISO}}">{{SINCE}}</time></td>
      <td><time datetime="{{SEEN_ISO}}">{{SEEN}}</time></td>
      <td>
        {{#IS_OTHER}}
        <form method="post" action="/admin/profile/sessions">
          <input type="hidden" name="csrf" value="{{CSRF}}">
          <input type="hidden" name="session" value="{{SESSION}}">
          <button class="button small" name="do" value="end">End<span class="sr"> the session of {{BROWSER}}, signed in {{SINCE}}</span></button>
        </form>
        {{/IS_OTHER}}
      </td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
{{#OTHERS}}
<form class="act" method="post" action="/admin/profile/sessions">
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="token" value="{{TOKEN}}">
  <div>
    <h2>Sign out everywhere else</h2>
    <p>Ends your sessions on all other devices; you stay signed in here.</p>
  </div>
  <button class="button" name="do" value="others">Sign out elsewhere</button>
</form>
{{/OTHERS}}
