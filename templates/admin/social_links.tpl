{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <h1>{{_}}Settings{{/_}}</h1>
  </div>
</div>
{{>TABS}}
{{>SUMMARY}}
<p class="about">{{_}}These stand between the paragraphs of an article, the first after the first paragraph, where the article or the site asks for it. To add a link, fill an empty row.{{/_}}</p>
<form class="form" method="post" action="/admin/settings/social" data-guard>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  {{!The Enter key in a field presses the first button: saving, and not "up".}}
  <button class="sr" tabindex="-1" aria-hidden="true">{{_}}Save links{{/_}}</button>
  <table class="table links" id="f-social_links" tabindex="-1">
    <caption class="sr">{{_}}Social links in order{{/_}}</caption>
    <thead><tr><th scope="col">{{_}}Order{{/_}}</th><th scope="col">{{_}}Icon{{/_}}</th><th scope="col">{{_}}Label{{/_}}</th><th scope="col">{{_}}Address{{/_}}</th><th scope="col">{{_}}Remove{{/_}}</th></tr></thead>
    <tbody>
      {{#ROWS}}
      <tr>
        <td data-label="{{_}}Order{{/_}}">{{#MOVABLE}}<span class="moves"><button class="button small" name="up" value="{{NUMBER}}" title="{{_}}Up{{/_}}"><span aria-hidden="true">↑</span><span class="sr">{{_}}Move link {{NUMBER}} up{{/_}}</span></button><button class="button small" name="down" value="{{NUMBER}}" title="{{_}}Down{{/_}}"><span aria-hidden="true">↓</span><span class="sr">{{_}}Move link {{NUMBER}} down{{/_}}</span></button></span>{{/MOVABLE}}</td>
        <td data-label="{{_}}Icon{{/_}}"><select class="input" name="kind" aria-label="{{_}}Icon of link {{NUMBER}}{{/_}}">{{#KINDS}}<option value="{{KIND}}"{{#SELECTED}} selected{{/SELECTED}}>{{KIND_NAME}}</option>{{/KINDS}}</select></td>
        <td data-label="{{_}}Label{{/_}}"><input class="input" dir="auto" name="label" value="{{LABEL}}" aria-label="{{_}}Label of link {{NUMBER}}{{/_}}"></td>
        <td data-label="{{_}}Address{{/_}}"><input class="input" dir="ltr" type="url" name="url" value="{{URL}}" placeholder="https://" aria-label="{{_}}Address of link {{NUMBER}}{{/_}}"></td>
        <td data-label="{{_}}Remove{{/_}}">{{#MOVABLE}}<label class="pick"><input class="check" type="checkbox" name="remove" value="{{NUMBER}}"><span class="sr">{{_}}Remove link {{NUMBER}}{{/_}}</span></label>{{/MOVABLE}}</td>
      </tr>
      {{/ROWS}}
    </tbody>
  </table>
  <div class="actions">
    <button class="button primary">{{_}}Save links{{/_}}</button>
  </div>
</form>
