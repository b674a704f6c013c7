{{%AUTOESCAPE context="HTML"}}
<table class="table audit">
  <caption class="sr">{{_}}What was done, the latest first{{/_}}</caption>
  <thead><tr><th scope="col">{{_}}When{{/_}}</th><th scope="col">{{_}}Who{{/_}}</th><th scope="col">{{_}}What{{/_}}</th><th scope="col">{{_}}Was{{/_}}</th><th scope="col">{{_}}Became{{/_}}</th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <td><time datetime="{{ISO}}">{{WHEN}}</time></td>
      <td><bdi>{{WHO}}</bdi></td>
      <th scope="row">{{#URL}}<a href="{{URL}}">{{SENTENCE}}</a>{{/URL}}{{#NO_URL}}{{SENTENCE}}{{/NO_URL}}{{#NOTE}} <small class="audit-note">{{NOTE}}</small>{{/NOTE}}</th>
      <td class="clip" data-label="{{_}}Was{{/_}}"><bdi>{{WAS}}</bdi></td>
      <td class="clip" data-label="{{_}}Became{{/_}}"><bdi>{{BECAME}}</bdi></td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
