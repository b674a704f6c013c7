{{%AUTOESCAPE context="HTML"}}
{{!What is wrong with a form, each mistake linked to its field.}}
<div class="summary" role="alert" tabindex="-1" data-focus aria-labelledby="summary-title">
  <h2 id="summary-title">{{SUMMARY_TITLE}}</h2>
  {{#ANY}}
  <ul>
    {{#PROBLEMS}}<li><a href="#f-{{FIELD}}">{{TEXT}}</a></li>
    {{/PROBLEMS}}
  </ul>
  {{/ANY}}
</div>
