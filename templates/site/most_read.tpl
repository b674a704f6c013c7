{{%AUTOESCAPE context="HTML"}}
<section class="strip most-read" aria-labelledby="most-read">
  <div class="strip-head">
    <h2 class="strip-title" id="most-read">Most read <small>{{SPAN}}</small></h2>
    <a class="strip-more" href="/most-read/">All most read</a>
  </div>
  <ol class="ranking">
    {{#ITEMS}}<li><a href="{{URL}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{TITLE}}</a></li>
    {{/ITEMS}}
  </ol>
</section>
