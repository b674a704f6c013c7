{{%AUTOESCAPE context="HTML"}}
<header class="list-head archive-head">
  <div>
    <nav class="kicker crumbs" aria-label="{{_}}Archive{{/_}}">
      <ol>
        <li>{{_}}Archive{{/_}}</li>
        {{#ABOVE}}<li><a href="{{URL}}">{{NAME}}</a></li>{{/ABOVE}}
      </ol>
    </nav>
    <h1>{{NAME}}</h1>
    {{#HAS_YEARS}}
    <nav class="parts" aria-label="{{_}}Years{{/_}}">
      <ul>
        {{#YEARS}}<li><a href="{{URL}}"{{#CURRENT}} aria-current="{{CURRENT}}"{{/CURRENT}}>{{_}}{{NAME}}<span class="vh">, {{COUNT}}</span>{{/_}}</a></li>{{/YEARS}}
      </ul>
    </nav>
    {{/HAS_YEARS}}
  </div>
  {{#CALENDAR}}
  <nav class="calendar" aria-label="{{_}}{{MONTH}}, by day{{/_}}">
    <table>
      <caption class="vh">{{MONTH}}</caption>
      <thead>
        <tr>{{#WEEKDAYS}}<th scope="col" aria-label="{{NAME}}">{{INITIAL}}</th>{{/WEEKDAYS}}</tr>
      </thead>
      <tbody>
        {{#WEEKS}}
        <tr>{{#DAYS}}<td>{{#LINKED}}<a href="{{URL}}" aria-label="{{NAME}}"{{#CURRENT}} aria-current="date"{{/CURRENT}}>{{SHOWN}}</a>{{/LINKED}}{{#PLAIN}}{{SHOWN}}{{/PLAIN}}</td>{{/DAYS}}</tr>
        {{/WEEKS}}
      </tbody>
    </table>
  </nav>
  {{/CALENDAR}}
</header>
{{#HAS_MONTHS}}
<nav class="months" aria-label="{{_}}Months of {{NAME}}{{/_}}">
  <ul>
    {{#MONTHS}}<li><a href="{{URL}}"><b>{{NAME}}</b> <span{{_language}}>{{COUNT}}</span></a></li>{{/MONTHS}}
  </ul>
</nav>
{{/HAS_MONTHS}}
{{>CARDS}}
{{>PAGER}}
{{#HAS_NEIGHBOURS}}
<nav class="neighbours" aria-label="{{_}}Before and after{{/_}}">
  {{#BEFORE}}<a href="{{URL}}"><span class="neighbours-side">{{_}}Earlier{{/_}}</span> {{NAME}}</a>{{/BEFORE}}
  {{#AFTER}}<a class="neighbours-after" href="{{URL}}"><span class="neighbours-side">{{_}}Later{{/_}}</span> {{NAME}}</a>{{/AFTER}}
</nav>
{{/HAS_NEIGHBOURS}}
