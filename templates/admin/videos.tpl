{{%AUTOESCAPE context="HTML"}}
<table class="table">
  <caption class="sr">{{_}}Videos, the newest first{{/_}}</caption>
  <thead><tr><th scope="col">{{_}}Video{{/_}}</th><th scope="col" class="roomy">{{_}}YouTube id{{/_}}</th><th scope="col" class="number">{{_}}Length{{/_}}</th><th scope="col">{{_}}Published{{/_}}</th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <th scope="row"><a href="{{URL}}"><bdi>{{TITLE}}</bdi></a></th>
      <td class="roomy"><code>{{YOUTUBE_ID}}</code></td>
      <td class="number">{{LENGTH}}</td>
      <td><time datetime="{{ISO}}">{{WHEN}}</time></td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
