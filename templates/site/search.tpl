{{%AUTOESCAPE context="HTML"}}
<header class="list-head search-head">
  <h1>Search</h1>
  <form class="search" action="/search" method="get" role="search" aria-label="The whole site">
    <label class="vh" for="search-q">Words to look for</label>
    <div class="search-line">
      <input class="field" id="search-q" name="q" type="search" value="{{Q}}" maxlength="300" autocomplete="off" enterkeyhint="search" dir="auto" aria-describedby="search-help">
      <button class="button primary">Search</button>
    </div>
    <details class="search-more"{{#NARROWED}} open{{/NARROWED}}>
      <summary>Section, author, dates, order</summary>
      <div class="search-fields">
        <p><label for="search-section">Section</label>
          <select class="field" id="search-section" name="section">
            <option value="">All sections</option>
            {{#SECTIONS}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{NAME}}</option>{{/SECTIONS}}
          </select></p>
        <p><label for="search-author">Author</label>
          <select class="field" id="search-author" name="author">
            <option value="">All authors</option>
            {{#AUTHORS}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{NAME}}</option>{{/AUTHORS}}
          </select></p>
        <p><label for="search-from">Published from</label>
          <input class="field" id="search-from" name="from" type="date" value="{{FROM}}"></p>
        <p><label for="search-until">Published until</label>
          <input class="field" id="search-until" name="until" type="date" value="{{UNTIL}}"></p>
        <p><label for="search-sort">Order</label>
          <select class="field" id="search-sort" name="sort">
            <option value="">Best first</option>
            <option value="date"{{#NEWEST}} selected{{/NEWEST}}>Newest first</option>
          </select></p>
      </div>
    </details>
    <p class="search-help" id="search-help">All words must be in an article. <kbd>"old harbour"</kbd> finds the two words together, <kbd>harbour -old</kbd> leaves out articles with a word.</p>
  </form>
</header>
<div class="search-notes" role="status">
  {{#NOTES}}<p>{{TEXT}}</p>{{/NOTES}}
  {{#NOTHING}}<p>Nothing was found for <b dir="auto">{{Q}}</b>.</p>{{/NOTHING}}
  {{#GUESS}}<p class="search-guess">Did you mean <a href="{{GUESS_URL}}" dir="auto">{{GUESS}}</a>?</p>{{/GUESS}}
</div>
{{#HAS_PLACES}}
<ul class="search-places">
  {{#PLACES}}<li><a href="{{URL}}"><span>{{KIND}}</span> <b>{{NAME}}</b></a></li>{{/PLACES}}
</ul>
{{/HAS_PLACES}}
{{#HAS_ADVICE}}
<ul class="search-advice">
  {{#NARROWED}}<li><a href="{{ALL_URL}}">Search all sections, authors and dates</a></li>{{/NARROWED}}
  <li>Fewer words find more, and so does the beginning of a word.</li>
  <li>Other words may be the ones that were printed: a street in place of a shop, a surname in place of a title.</li>
  <li>The sections above and the archive below hold everything.</li>
</ul>
{{/HAS_ADVICE}}
{{#FOUND}}
<h2 class="vh">Articles</h2>
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
<nav class="pager" aria-label="More of this search">
  <a class="button pager-older" href="{{NEXT_URL}}" rel="next">{{#NEXT_IS_OLDER}}Search older articles{{/NEXT_IS_OLDER}}{{#MORE}}More results{{/MORE}} <span class="pager-arrow" aria-hidden="true">→</span></a>
</nav>
{{/NEXT_URL}}
