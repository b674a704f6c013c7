{{%AUTOESCAPE context="HTML"}}
{{!The mistakes in a form, each linked to its field.}}
<div class="summary" role="alert" tabindex="-1" data-focus aria-labelledby="summary-title">
  <h2 id="summary-title">{{SUMMARY_TITLE}}</h2>
  {{#ANY}}
  <ul>
    {{#PROBLEMS}}<li><a href="#f-{{FIELD}}">{{TEXT}}</a></li>
    {{/PROBLEMS}}
  </ul>
  {{/ANY}}
</div>
