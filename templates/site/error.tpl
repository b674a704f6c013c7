{{%AUTOESCAPE context="HTML"}}
<div class="error">
  <p class="error-status" aria-hidden="true">{{STATUS}}</p>
  <h1>{{TITLE}}</h1>
  <p class="error-sentence">{{SENTENCE}}</p>
  {{#ADVICE}}<p>{{ADVICE}}</p>{{/ADVICE}}
  {{#REFERENCE}}<p class="error-reference">If you tell us about it, please mention <code>{{REFERENCE}}</code>.</p>{{/REFERENCE}}
  {{#HAS_SIMILAR}}
  <h2>Perhaps you were looking for</h2>
  <ul class="error-similar">
    {{#SIMILAR}}<li><a href="{{URL}}">{{TITLE}}</a> <time datetime="{{ISO}}">{{DATE}}</time></li>{{/SIMILAR}}
  </ul>
  {{/HAS_SIMILAR}}
  {{#SEARCHABLE}}
  <form class="search-line" action="/search" method="get" role="search">
    <label class="vh" for="error-q">Words to look for</label>
    <input class="field" id="error-q" name="q" type="search" value="{{WORDS}}" maxlength="300" autocomplete="off" enterkeyhint="search" dir="auto">
    <button class="button">Search</button>
  </form>
  {{/SEARCHABLE}}
  <p><a class="button primary" href="/">To the latest news</a></p>
</div>
