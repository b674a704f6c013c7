{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <h1>Settings</h1>
  </div>
  <a class="button primary" href="/admin/settings/sections/new">New section</a>
</div>
{{>TABS}}
<table class="table">
  <caption class="sr">The sections, in their order on the site</caption>
  <thead><tr><th scope="col" class="number">Order</th><th scope="col">Section</th><th scope="col" class="roomy">Description</th><th scope="col">Page</th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <td class="number">{{POSITION}}</td>
      <th scope="row"><a href="{{URL}}">{{NAME}}</a></th>
      <td class="roomy">{{DESCRIPTION}}</td>
      <td><a href="{{PUBLIC_URL}}">/section/{{SLUG}}/</a></td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
