{{%AUTOESCAPE context="HTML"}}
<header class="list-head search-head">
  <h1>{{_}}Search{{/_}}</h1>
  <form class="search" action="/search" method="get" role="search" aria-label="{{_}}The whole site{{/_}}">
    <label class="vh" for="search-q">{{_}}Words to look for{{/_}}</label>
    <div class="search-line">
      <input class="field" id="search-q" name="q" type="search" value="{{Q}}" maxlength="300" autocomplete="off" enterkeyhint="search" dir="auto" aria-describedby="search-help">
      <button class="button primary">{{_ verb}}Search{{/_}}</button>
    </div>
    <details class="search-more"{{#NARROWED}} open{{/NARROWED}}>
      <summary>{{_}}Section, author, dates, order{{/_}}</summary>
      <div class="search-fields">
        <p><label for="search-section">{{_}}Section{{/_}}</label>
          <select class="field" id="search-section" name="section">
            <option value="">{{_}}All sections{{/_}}</option>
            {{#SECTIONS}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{NAME}}</option>{{/SECTIONS}}
          </select></p>
        <p><label for="search-author">{{_}}Author{{/_}}</label>
          <select class="field" id="search-author" name="author">
            <option value="">{{_}}All authors{{/_}}</option>
            {{#AUTHORS}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{NAME}}</option>{{/AUTHORS}}
          </select></p>
        <p><label for="search-from">{{_}}Published from{{/_}}</label>
          <input class="field" id="search-from" name="from" type="date" value="{{FROM}}"></p>
        <p><label for="search-until">{{_}}Published until{{/_}}</label>
          <input class="field" id="search-until" name="until" type="date" value="{{UNTIL}}"></p>
        <p><label for="search-sort">{{_}}Order{{/_}}</label>
          <select class="field" id="search-sort" name="sort">
            <option value="">{{_}}Best first{{/_}}</option>
            <option value="date"{{#NEWEST}} selected{{/NEWEST}}>{{_}}Newest first{{/_}}</option>
          </select></p>
      </div>
    </details>
    <p class="search-help" id="search-help">{{_}}All words must be in an article.{{/_}} {{_}}<kbd>"old harbour"</kbd> finds the two words together.{{/_}} {{_}}<kbd>harbour -old</kbd> leaves out articles with a word.{{/_}}</p>
  </form>
</header>
<div class="search-notes" role="status">
  {{#CORRECTED}}<p class="search-guess">{{_}}Showing results for <a href="{{GUESS_URL}}" dir="auto">{{GUESS}}</a>.{{/_}}</p>
  <p class="search-typed">{{_}}Search instead for <a href="{{EXACT_URL}}" dir="auto">{{Q}}</a>.{{/_}}</p>{{/CORRECTED}}
  {{#NOTES}}<p{{_language}}>{{TEXT}}</p>{{/NOTES}}
  {{#NOTHING}}<p>{{_}}Nothing was found for <b dir="auto">{{Q}}</b>.{{/_}}</p>{{/NOTHING}}
  {{#GUESS}}{{#SUGGESTED}}<p class="search-guess">{{_}}Did you mean <a href="{{GUESS_URL}}" dir="auto">{{GUESS}}</a>?{{/_}}</p>{{/SUGGESTED}}{{/GUESS}}
</div>
{{#HAS_PLACES}}
<ul class="search-places">
  {{#PLACES}}<li><a href="{{URL}}"><span{{_language}}>{{KIND}}</span> <b>{{NAME}}</b></a></li>{{/PLACES}}
</ul>
{{/HAS_PLACES}}
{{#HAS_ADVICE}}
<ul class="search-advice">
  {{#NARROWED}}<li><a href="{{ALL_URL}}">{{_}}Search all sections, authors and dates{{/_}}</a></li>{{/NARROWED}}
  <li>{{_}}Fewer words find more, and so does the beginning of a word.{{/_}}</li>
  <li>{{_}}Other words may be the ones that were printed: a street in place of a shop, a surname in place of a title.{{/_}}</li>
  <li>{{_}}The sections above and the archive below hold everything.{{/_}}</li>
</ul>
{{/HAS_ADVICE}}
{{#FOUND}}
<h2 class="vh">{{_}}Articles{{/_}}</h2>
<div class="index search-hits">
  {{#HITS}}
  <article class="entry">
    <p class="entry-date"><time datetime="{{ISO}}">{{DATE}}</time></p>
    <div class="entry-head">
      <p class="kicker"><a href="{{SECTION_URL}}">{{SECTION}}</a></p>
      <h3 class="entry-title"><a href="{{URL}}">{{#TITLE}}{{PLAIN}}{{#MARKED}}<mark>{{MARKED}}</mark>{{/MARKED}}{{/TITLE}}</a></h3>
    </div>
    <div class="entry-text">
      <p class="entry-summary">{{#SUMMARY}}{{PLAIN}}{{#MARKED}}<mark>{{MARKED}}</mark>{{/MARKED}}{{/SUMMARY}}</p>
      <p class="meta"><a href="{{AUTHOR_URL}}" rel="author">{{AUTHOR}}</a>{{#COMMENTS}} <span>{{COMMENTS}}</span>{{/COMMENTS}}</p>
    </div>
  </article>
  {{/HITS}}
</div>
{{/FOUND}}
{{#NEXT_URL}}
<nav class="pager" aria-label="{{_}}More of this search{{/_}}">
  <a class="button pager-older" href="{{NEXT_URL}}" rel="next">{{#NEXT_IS_OLDER}}{{_}}Search older articles{{/_}}{{/NEXT_IS_OLDER}}{{#MORE}}{{_}}More results{{/_}}{{/MORE}} <span class="pager-arrow" aria-hidden="true">→</span></a>
</nav>
{{/NEXT_URL}}
