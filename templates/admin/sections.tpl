{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <h1>{{_}}Settings{{/_}}</h1>
  </div>
  <a class="button primary" href="/admin/settings/sections/new">{{_}}New section{{/_}}</a>
</div>
{{>TABS}}
<table class="table">
  <caption class="sr">{{_}}The sections, in their order on the site{{/_}}</caption>
  <thead><tr><th scope="col" class="number">{{_}}Order{{/_}}</th><th scope="col">{{_}}Section{{/_}}</th><th scope="col" class="roomy">{{_}}Description{{/_}}</th><th scope="col">{{_}}Page{{/_}}</th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <td class="number">{{POSITION}}</td>
      <th scope="row"><a href="{{URL}}"><bdi>{{NAME}}</bdi></a></th>
      <td class="roomy"><bdi>{{DESCRIPTION}}</bdi></td>
      <td><a href="{{PUBLIC_URL}}" dir="ltr">/section/{{SLUG}}/</a></td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
