{{%AUTOESCAPE context="HTML"}}
{{!A page that is a list; src/admin/page/list_page.h fills it.}}
<div class="head">
  <div>
    <h1>{{HEADING}}</h1>
    {{#ABOUT}}<p class="about">{{ABOUT}}</p>{{/ABOUT}}
  </div>
  {{#NEW_URL}}<a class="button primary" href="{{NEW_URL}}">{{NEW_LABEL}}</a>{{/NEW_URL}}
  {{>HEAD_ACTS}}
</div>
{{>TABS}}
{{#FILTER}}
<p class="filter"><bdi>{{FILTER}}</bdi> <a href="{{FILTER_OFF}}">{{_}}Show all{{/_}}</a></p>
{{/FILTER}}
{{#EMPTY}}
<div class="empty">
  <h2>{{EMPTY_TITLE}}</h2>
  <p>{{EMPTY}}</p>
</div>
{{/EMPTY}}
{{>LIST}}
{{>PAGER}}
{{>AFTER}}
