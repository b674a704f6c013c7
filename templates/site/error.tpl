{{%AUTOESCAPE context="HTML"}}
<div class="error">
  <p class="error-status" aria-hidden="true">{{STATUS}}</p>
  <h1>{{TITLE}}</h1>
  <p class="error-sentence">{{SENTENCE}}</p>
  {{#ADVICE}}<p>{{ADVICE}}</p>{{/ADVICE}}
  {{#REFERENCE}}<p class="error-reference">{{_}}If you tell us about it, please mention <code>{{REFERENCE}}</code>.{{/_}}</p>{{/REFERENCE}}
  {{#HAS_SIMILAR}}
  <h2>{{_}}Perhaps you were looking for{{/_}}</h2>
  <ul class="error-similar">
    {{#SIMILAR}}<li><a href="{{URL}}">{{TITLE}}</a> <time datetime="{{ISO}}">{{DATE}}</time></li>{{/SIMILAR}}
  </ul>
  {{/HAS_SIMILAR}}
  {{#SEARCHABLE}}
  <form class="search-line" action="/search" method="get" role="search">
    <label class="vh" for="error-q">{{_}}Words to look for{{/_}}</label>
    <input class="field" id="error-q" name="q" type="search" value="{{WORDS}}" maxlength="300" autocomplete="off" enterkeyhint="search" dir="auto">
    <button class="button">{{_ verb}}Search{{/_}}</button>
  </form>
  {{/SEARCHABLE}}
  <p><a class="button primary" href="/">{{_}}To the latest news{{/_}}</a></p>
</div>
