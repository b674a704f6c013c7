{{%AUTOESCAPE context="HTML"}}
<table class="table">
  <caption class="sr">Articles, the last changed first</caption>
  <thead>
    <tr><th scope="col">Article</th><th scope="col" class="roomy">Section</th><th scope="col">Status</th><th scope="col" class="roomy">Changed</th><th scope="col" class="number">Views</th><th scope="col" class="number roomy">Comments</th></tr>
  </thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <th scope="row"><a href="{{URL}}">{{TITLE}}</a><small>{{BYLINE}}</small></th>
      <td class="roomy">{{SECTION}}</td>
      <td><span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span>{{#DUE}}<small>{{DUE}}</small>{{/DUE}}</td>
      <td class="roomy"><time datetime="{{ISO}}">{{WHEN}}</time></td>
      <td class="number">{{VIEWS}}</td>
      <td class="number roomy">{{COMMENT_COUNT}}</td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
