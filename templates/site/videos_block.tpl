{{%AUTOESCAPE context="HTML"}}
<div class="videos-block">
  {{#TITLED}}<h2>Latest Videos</h2>{{/TITLED}}
  {{>CARDS}}
</div>
