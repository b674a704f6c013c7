{{%AUTOESCAPE context="HTML"}}
<table class="table">
  <caption class="sr">Users by name</caption>
  <thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col" class="roomy">E-mail</th><th scope="col" class="roomy">Since</th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <th scope="row"><a href="{{URL}}">{{NAME}}</a>{{#IS_YOU}} <span class="badge">You</span>{{/IS_YOU}}<small>{{LOGIN}}</small></th>
      <td>{{ROLE}}{{#DISABLED}} <span class="badge badge-trash">Disabled</span>{{/DISABLED}}</td>
      <td class="roomy">{{EMAIL}}</td>
      <td class="roomy"><time datetime="{{ISO}}">{{WHEN}}</time></td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
<section class="panel" aria-labelledby="roles-title">
  <h2 id="roles-title">Who may do what</h2>
  <table class="table">
    <caption class="sr">What each role may do</caption>
    <thead><tr><th scope="col">Role</th><th scope="col">May</th></tr></thead>
    <tbody>
      {{#ROLES}}<tr><th scope="row">{{ROLE}}</th><td>{{MAY}}</td></tr>
      {{/ROLES}}
    </tbody>
  </table>
</section>
