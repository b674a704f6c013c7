{{%AUTOESCAPE context="HTML"}}
<nav class="tabs" aria-label="{{TABS_LABEL}}">
  <ul>
    {{#TABS}}
    <li><a href="{{URL}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{LABEL}}{{#COUNT}} <span class="count">{{COUNT}}</span>{{/COUNT}}</a></li>
    {{/TABS}}
  </ul>
</nav>
