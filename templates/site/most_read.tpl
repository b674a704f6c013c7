{{%AUTOESCAPE context="HTML"}}
<section class="strip most-read" aria-labelledby="most-read">
  <div class="strip-head">
    <h2 class="strip-title" id="most-read">{{_}}Most read{{/_}} <small{{_language}}>{{SPAN}}</small></h2>
    <a class="strip-more" href="/most-read/">{{_}}All most read{{/_}}</a>
  </div>
  <ol class="ranking">
    {{#ITEMS}}<li><a href="{{URL}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{TITLE}}</a></li>
    {{/ITEMS}}
  </ol>
</section>
