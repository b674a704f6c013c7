{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <h1>Settings</h1>
  </div>
</div>
{{>TABS}}
{{>SUMMARY}}
<p class="about">These stand between the paragraphs of an article, the first after the first paragraph, where the article or the site asks for it. To add a link, fill an empty row.</p>
<form class="form" method="post" action="/admin/settings/social" data-guard>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  {{!The Enter key in a field presses the first button: saving, and not "up".}}
  <button class="sr" tabindex="-1" aria-hidden="true">Save links</button>
  <table class="table links" id="f-social_links" tabindex="-1">
    <caption class="sr">Social links in order</caption>
    <thead><tr><th scope="col">Order</th><th scope="col">Icon</th><th scope="col">Label</th><th scope="col">Address</th><th scope="col">Remove</th></tr></thead>
    <tbody>
      {{#ROWS}}
      <tr>
        <td data-label="Order">{{#MOVABLE}}<span class="moves"><button class="button small" name="up" value="{{NUMBER}}" title="Up"><span aria-hidden="true">↑</span><span class="sr">Move link {{NUMBER}} up</span></button><button class="button small" name="down" value="{{NUMBER}}" title="Down"><span aria-hidden="true">↓</span><span class="sr">Move link {{NUMBER}} down</span></button></span>{{/MOVABLE}}</td>
        <td data-label="Icon"><select class="input" name="kind" aria-label="Icon of link {{NUMBER}}">{{#KINDS}}<option value="{{KIND}}"{{#SELECTED}} selected{{/SELECTED}}>{{KIND_NAME}}</option>{{/KINDS}}</select></td>
        <td data-label="Label"><input class="input" name="label" value="{{LABEL}}" aria-label="Label of link {{NUMBER}}"></td>
        <td data-label="Address"><input class="input" type="url" name="url" value="{{URL}}" placeholder="https://" aria-label="Address of link {{NUMBER}}"></td>
        <td data-label="Remove">{{#MOVABLE}}<label class="pick"><input class="check" type="checkbox" name="remove" value="{{NUMBER}}"><span class="sr">Remove link {{NUMBER}}</span></label>{{/MOVABLE}}</td>
      </tr>
      {{/ROWS}}
    </tbody>
  </table>
  <div class="actions">
    <button class="button primary">Save links</button>
  </div>
</form>
