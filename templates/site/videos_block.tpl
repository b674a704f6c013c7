{{%AUTOESCAPE context="HTML"}}
<div class="videos-block">
  {{#TITLED}}<h2>{{_}}Latest Videos{{/_}}</h2>{{/TITLED}}
  {{>CARDS}}
</div>
