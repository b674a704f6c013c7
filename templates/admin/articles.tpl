{{%AUTOESCAPE context="HTML"}}
<table class="table">
  <caption class="sr">{{_}}Articles, the last changed first{{/_}}</caption>
  <thead>
    <tr><th scope="col">{{_}}Article{{/_}}</th><th scope="col" class="roomy">{{_}}Section{{/_}}</th><th scope="col">{{_}}Status{{/_}}</th><th scope="col" class="roomy">{{_}}Changed{{/_}}</th><th scope="col" class="number">{{_}}Views{{/_}}</th><th scope="col" class="number roomy">{{_}}Comments{{/_}}</th></tr>
  </thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <th scope="row"><a href="{{URL}}"><bdi>{{TITLE}}</bdi></a><small><bdi>{{BYLINE}}</bdi></small></th>
      <td class="roomy"><bdi>{{SECTION}}</bdi></td>
      <td><span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span>{{#DUE}}<small>{{DUE}}</small>{{/DUE}}</td>
      <td class="roomy"><time datetime="{{ISO}}">{{WHEN}}</time></td>
      <td class="number">{{VIEWS}}</td>
      <td class="number roomy">{{COMMENT_COUNT}}</td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
