{{%AUTOESCAPE context="HTML"}}
<div class="error">
  <p class="error-status" aria-hidden="true">{{STATUS}}</p>
  <h1>{{TITLE}}</h1>
  <p class="error-sentence">{{SENTENCE}}</p>
  {{#ADVICE}}<p>{{ADVICE}}</p>{{/ADVICE}}
  {{#REFERENCE}}<p class="error-reference">If you tell us about it, please mention <code>{{REFERENCE}}</code>.</p>{{/REFERENCE}}
  <p><a class="button primary" href="/">To the latest news</a></p>
</div>
