{{%AUTOESCAPE context="HTML"}}
<div class="head">
  <div>
    <p class="crumb"><a href="/admin/articles">{{_}}Articles{{/_}}</a></p>
    <h1><bdi>{{HEADING}}</bdi></h1>
    <p class="about"><span class="badge badge-{{STATUS}}">{{STATUS_NAME}}</span> {{STATE}}{{#PUBLIC_URL}} <a href="{{PUBLIC_URL}}">{{_}}View on the site{{/_}}</a>{{/PUBLIC_URL}}</p>
  </div>
</div>
{{>TABS}}
{{>SUMMARY}}
{{#THEIRS}}
<section class="theirs" role="alert" aria-labelledby="theirs-title" tabindex="-1" data-focus>
  <h2 id="theirs-title">{{CONFLICT}}</h2>
  <p>{{_}}Nothing is lost: what you typed is in the form below and has not been saved; the other version is here. Take over what you need, then save again to put your version in its place, or <a href="{{URL}}">leave yours and open the other version</a>.{{/_}}</p>
  <details>
    <summary>{{_}}The other version: {{TITLE}}{{/_}}</summary>
    <div class="field"><label for="theirs-standfirst">{{_}}Standfirst{{/_}}</label><textarea class="input" dir="auto" id="theirs-standfirst" rows="3" readonly>
{{STANDFIRST:pre_escape}}</textarea></div>
    <div class="field"><label for="theirs-body">{{_}}Text{{/_}}</label><textarea class="input mono" dir="auto" id="theirs-body" rows="16" readonly>
{{BODY:pre_escape}}</textarea></div>
  </details>
</section>
{{/THEIRS}}
{{#ANY_TOLD}}
<section class="told" aria-labelledby="told-title">
  <h2 id="told-title">{{_}}Some of this will look different to readers{{/_}}</h2>
  <ul>
    {{#TOLD}}<li>{{TEXT}}</li>
    {{/TOLD}}
    {{#MORE_TOLD}}<li>{{_}}There are more lines like these.{{/_}}</li>{{/MORE_TOLD}}
  </ul>
</section>
{{/ANY_TOLD}}
{{#LOCKED}}<p class="notice">{{LOCKED}}</p>{{/LOCKED}}
<form class="editor" method="post" action="{{ACTION}}" data-guard>
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <input type="hidden" name="id" value="{{ID}}">
  <input type="hidden" name="version" value="{{VERSION}}">
  <input type="hidden" name="token" value="{{TOKEN}}">
  <fieldset class="editor-fields" role="none"{{#LOCKED}} disabled{{/LOCKED}}>
    <div class="editor-text">
      {{>TEXT_FIELDS}}
    </div>
    <div class="editor-side">
      {{>SIDE_FIELDS}}
    </div>
  </fieldset>
  {{#EDITABLE}}
  <div class="actions sticky">
    {{!The Enter key in a field presses the first button: saving.}}
    <button class="button{{#SAVE_MAIN}} primary{{/SAVE_MAIN}}" name="do" value="save">{{SAVE_LABEL}}</button>
    <button class="button" name="do" value="preview" formaction="/admin/articles/preview" formtarget="preview" formnovalidate>{{_}}Preview{{/_}}</button>
    {{#MAY_SUBMIT}}<button class="button{{#SUBMIT_MAIN}} primary{{/SUBMIT_MAIN}}" name="do" value="submit">{{_}}Send to an editor{{/_}}</button>{{/MAY_SUBMIT}}
    {{#MAY_RETURN}}<button class="button" name="do" value="return">{{_}}Back to draft{{/_}}</button>{{/MAY_RETURN}}
    {{#MAY_SCHEDULE}}<button class="button" name="do" value="schedule">{{_}}Schedule{{/_}}</button>{{/MAY_SCHEDULE}}
    {{#MAY_PUBLISH}}<button class="button{{#PUBLISH_MAIN}} primary{{/PUBLISH_MAIN}}" name="do" value="publish">{{_}}Publish now{{/_}}</button>{{/MAY_PUBLISH}}
    {{#MAY_UNPUBLISH}}<button class="button" name="do" value="unpublish">{{UNPUBLISH_LABEL}}</button>{{/MAY_UNPUBLISH}}
  </div>
  {{/EDITABLE}}
</form>
{{#VIEWS}}
<section class="panel" aria-labelledby="views-title">
  <div class="panel-head"><h2 id="views-title">{{_}}Views{{/_}}</h2></div>
  <p class="about">{{#ALL_HERE}}{{_}}Readers see <strong>{{SHOWN}}</strong>. Requests that are no reader’s view are counted apart.{{/_}}{{/ALL_HERE}}{{#BASE}}{{_}}Readers see <strong>{{SHOWN}}</strong>, of which {{BASE}} were counted elsewhere. Requests that are no reader’s view are counted apart.{{/_}}{{/BASE}}</p>
  <dl class="figures">
    {{#REASONS}}<div><dt>{{REASON}}</dt><dd>{{N}}</dd></div>
    {{/REASONS}}
  </dl>
  {{#NO_DAYS}}<p class="quiet-text">{{_}}No views yet.{{/_}}</p>{{/NO_DAYS}}
  {{#HAS_DAYS}}
  <table class="table days">
    <caption>{{_}}The last 30 days with views{{/_}}</caption>
    <thead><tr><th scope="col">{{_}}Day{{/_}}</th><th scope="col" class="number">{{_}}Counted{{/_}}</th><th scope="col" class="bar-cell" aria-hidden="true"></th><th scope="col" class="number roomy">{{_}}Robots{{/_}}</th><th scope="col" class="number roomy">{{_}}AI{{/_}}</th><th scope="col" class="number roomy">{{_}}Other{{/_}}</th></tr></thead>
    <tbody>
      {{#DAYS}}
      <tr><th scope="row">{{DAY}}</th><td class="number">{{COUNTED}}</td><td class="bar-cell" aria-hidden="true"><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" focusable="false"><rect width="{{PERCENT}}" height="8"></rect></svg></td><td class="number roomy">{{ROBOTS}}</td><td class="number roomy">{{AI_ROBOTS}}</td><td class="number roomy">{{OTHERS}}</td></tr>
      {{/DAYS}}
    </tbody>
  </table>
  {{/HAS_DAYS}}
</section>
{{/VIEWS}}
{{#MAY_TRASH}}
<form class="act" method="post" action="{{ACTION}}">
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <div>
    <h2>{{_}}Move to the trash{{/_}}</h2>
    <p>{{_}}It leaves the site at once and can be restored later. What you typed since the last save is not kept.{{/_}}</p>
  </div>
  <button class="button danger" name="do" value="trash">{{_}}Move to trash{{/_}}</button>
</form>
{{/MAY_TRASH}}
{{#MAY_RESTORE}}
<form class="act" method="post" action="{{ACTION}}">
  <input type="hidden" name="csrf" value="{{CSRF}}">
  <div>
    <h2>{{_}}In the trash{{/_}}</h2>
    <p>{{_}}Restoring makes it what it was before.{{/_}}</p>
  </div>
  <button class="button primary" name="do" value="restore">{{_}}Restore{{/_}}</button>
</form>
{{/MAY_RESTORE}}
