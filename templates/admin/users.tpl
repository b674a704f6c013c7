{{%AUTOESCAPE context="HTML"}}
<table class="table">
  <caption class="sr">{{_}}Users by name{{/_}}</caption>
  <thead><tr><th scope="col">{{_}}Name{{/_}}</th><th scope="col">{{_}}Role{{/_}}</th><th scope="col" class="roomy">{{_}}E-mail{{/_}}</th><th scope="col" class="roomy">{{_}}Since{{/_}}</th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <th scope="row"><a href="{{URL}}"><bdi>{{NAME}}</bdi></a>{{#IS_YOU}} <span class="badge">{{_}}You{{/_}}</span>{{/IS_YOU}}<small><bdi>{{LOGIN}}</bdi></small></th>
      <td>{{ROLE}}{{#DISABLED}} <span class="badge badge-trash">{{_}}Disabled{{/_}}</span>{{/DISABLED}}</td>
      <td class="roomy">{{EMAIL}}</td>
      <td class="roomy"><time datetime="{{ISO}}">{{WHEN}}</time></td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
<section class="panel" aria-labelledby="roles-title">
  <h2 id="roles-title">{{_}}Who may do what{{/_}}</h2>
  <table class="table">
    <caption class="sr">{{_}}What each role may do{{/_}}</caption>
    <thead><tr><th scope="col">{{_}}Role{{/_}}</th><th scope="col">{{_}}May{{/_}}</th></tr></thead>
    <tbody>
      {{#ROLES}}<tr><th scope="row">{{ROLE}}</th><td><ul class="plain">{{#RIGHTS}}<li>{{RIGHT}}</li>{{/RIGHTS}}</ul></td></tr>
      {{/ROLES}}
    </tbody>
  </table>
</section>
