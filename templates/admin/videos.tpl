{{%AUTOESCAPE context="HTML"}}
<table class="table">
  <caption class="sr">Videos, the newest first</caption>
  <thead><tr><th scope="col">Video</th><th scope="col" class="roomy">YouTube id</th><th scope="col" class="number">Length</th><th scope="col">Published</th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <th scope="row"><a href="{{URL}}">{{TITLE}}</a></th>
      <td class="roomy"><code>{{YOUTUBE_ID}}</code></td>
      <td class="number">{{LENGTH}}</td>
      <td><time datetime="{{ISO}}">{{WHEN}}</time></td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
