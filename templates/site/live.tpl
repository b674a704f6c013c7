{{%AUTOESCAPE context="HTML"}}
<section class="live" id="live" aria-labelledby="live-title"{{#FEED_URL}} data-live="{{FEED_URL}}" data-show="{{_}}Show new updates ({n}){{/_}}" data-removed="{{_}}This update was removed.{{/_}}" data-ended="{{_}}Ended{{/_}}"{{/FEED_URL}}>
<div class="live-head">
<h2 class="live-heading" id="live-title">{{HEADING}}</h2>
{{#LATEST}}<a class="strip-more" href="{{LATEST}}">{{_}}Latest updates{{/_}}</a>{{/LATEST}}
</div>
{{>FEED}}
{{>PAGER}}
</section>
{{#FEED_URL}}<script src="/assets/live.js?v={{ASSETS}}" defer></script>{{/FEED_URL}}
