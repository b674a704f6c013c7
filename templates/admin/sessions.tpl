{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <h1>{{_}}Where you are signed in{{/_}}</h1>
    <p class="about">{{_}}If you do not recognise one, end it and change your password.{{/_}}</p>
  </div>
</div>
{{>TABS}}
<table class="table">
  <caption class="sr">{{_}}Your sessions, most recently active first{{/_}}</caption>
  <thead><tr><th scope="col">{{_}}Browser{{/_}}</th><th scope="col" class="roomy">{{_}}Signed in{{/_}}</th><th scope="col">{{_}}Last seen{{/_}}</th><th scope="col"><span class="sr">{{_}}End it{{/_}}</span></th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <th scope="row">{{BROWSER}}{{#IS_THIS}} <span class="badge">{{_}}This one{{/_}}</span>{{/IS_THIS}}</th>
      <td class="roomy"><time datetime="{{SINCE_ISO}}">{{SINCE}}</time></td>
      <td><time datetime="{{SEEN_ISO}}">{{SEEN}}</time></td>
      <td>
        {{#IS_OTHER}}
        <form method="post" action="/admin/profile/sessions">
          <input type="hidden" name="csrf" value="{{CSRF}}">
          <input type="hidden" name="session" value="{{SESSION}}">
          <button class="button small" name="do" value="end">{{_}}End<span class="sr"> the session of {{BROWSER}}, signed in {{SINCE}}</span>{{/_}}</button>
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
    <h2>{{_}}Sign out everywhere else{{/_}}</h2>
    <p>{{_}}Ends your sessions on all other devices; you stay signed in here.{{/_}}</p>
  </div>
  <button class="button" name="do" value="others">{{_}}Sign out elsewhere{{/_}}</button>
</form>
{{/OTHERS}}
