{{%AUTOESCAPE context="HTML"}}
<table class="table audit">
  <caption class="sr">What was done, the latest first</caption>
  <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Was</th><th scope="col">Became</th></tr></thead>
  <tbody>
    {{#ROWS}}
    <tr>
      <td><time datetime="{{ISO}}">{{WHEN}}</time></td>
      <td><bdi>{{WHO}}</bdi></td>
      <th scope="row">{{ACTION}} {{#URL}}<a href="{{URL}}">{{OBJECT}}</a>{{/URL}}{{#NO_URL}}{{OBJECT}}{{/NO_URL}}{{#NOTE}} <small class="audit-note">{{NOTE}}</small>{{/NOTE}}</th>
      <td class="clip" data-label="Was"><bdi>{{WAS}}</bdi></td>
      <td class="clip" data-label="Became"><bdi>{{BECAME}}</bdi></td>
    </tr>
    {{/ROWS}}
  </tbody>
</table>
