{{%AUTOESCAPE context="HTML"}}
{{!The fields of a form, in groups; src/admin/page/field.h fills them.}}
{{#GROUPS}}
<div class="group"{{#LEGEND}} role="group" aria-labelledby="group-{{NUMBER}}"{{/LEGEND}}>
{{#LEGEND}}
<div class="group-head">
  <h2 id="group-{{NUMBER}}">{{LEGEND}}</h2>
  {{#ABOUT}}<p>{{ABOUT}}</p>{{/ABOUT}}
</div>
{{/LEGEND}}
<div class="group-fields">
{{#FIELDS}}
<div class="field{{#IS_SWITCH}} field-switch{{/IS_SWITCH}}{{#SHORT}} field-short{{/SHORT}}{{#ERROR}} field-bad{{/ERROR}}">
  {{#IS_SWITCH}}
  <input class="check" type="checkbox" id="f-{{NAME}}" name="{{NAME}}" value="1"{{#CHECKED}} checked{{/CHECKED}}{{#DESCRIBED_BY}} aria-describedby="{{DESCRIBED_BY}}"{{/DESCRIBED_BY}}>
  {{/IS_SWITCH}}
  <label for="f-{{NAME}}">{{LABEL}}{{#OPTIONAL}} <span class="optional">{{_}}optional{{/_}}</span>{{/OPTIONAL}}</label>
  {{#HINT}}<p class="hint" id="f-{{NAME}}-hint">{{HINT}}</p>{{/HINT}}
  {{#ERROR}}<p class="error" id="f-{{NAME}}-error">{{ERROR}}</p>{{/ERROR}}
  {{#IS_INPUT}}
  <input class="input" dir="auto" type="{{TYPE}}" id="f-{{NAME}}" name="{{NAME}}" value="{{VALUE}}"{{#REQUIRED}} required{{/REQUIRED}}{{#AUTOCOMPLETE}} autocomplete="{{AUTOCOMPLETE}}"{{/AUTOCOMPLETE}}{{#INPUTMODE}} inputmode="{{INPUTMODE}}"{{/INPUTMODE}}{{#DESCRIBED_BY}} aria-describedby="{{DESCRIBED_BY}}"{{/DESCRIBED_BY}}{{#ERROR}} aria-invalid="true"{{/ERROR}}>
  {{/IS_INPUT}}
  {{#IS_TEXT}}
  <textarea class="input{{#MONO}} mono{{/MONO}}" dir="auto" id="f-{{NAME}}" name="{{NAME}}" rows="{{ROWS}}"{{#REQUIRED}} required{{/REQUIRED}}{{#DESCRIBED_BY}} aria-describedby="{{DESCRIBED_BY}}"{{/DESCRIBED_BY}}{{#ERROR}} aria-invalid="true"{{/ERROR}}>
{{VALUE:pre_escape}}</textarea>
  {{/IS_TEXT}}
  {{#IS_CHOICE}}
  <select class="input" id="f-{{NAME}}" name="{{NAME}}"{{#DESCRIBED_BY}} aria-describedby="{{DESCRIBED_BY}}"{{/DESCRIBED_BY}}{{#ERROR}} aria-invalid="true"{{/ERROR}}>
    {{#OPTIONS}}<option value="{{OPTION}}"{{#SELECTED}} selected{{/SELECTED}}>{{OPTION_LABEL}}</option>
    {{/OPTIONS}}
  </select>
  {{/IS_CHOICE}}
  {{#IS_SHOWN}}
  <output class="shown" id="f-{{NAME}}">{{VALUE}}</output>
  {{/IS_SHOWN}}
</div>
{{/FIELDS}}
</div>
</div>
{{/GROUPS}}
