{{%AUTOESCAPE context="HTML"}}
<section class="live" id="live" aria-labelledby="live-title"{{#FEED_URL}} data-live="{{FEED_URL}}"{{/FEED_URL}}>
<div class="live-head">
<h2 class="live-heading" id="live-title">{{HEADING}}</h2>
{{#LATEST}}<a class="strip-more" href="{{LATEST}}">Latest updates</a>{{/LATEST}}
</div>
{{>FEED}}
{{>PAGER}}
</section>
{{#FEED_URL}}<script src="/assets/live.js?v={{ASSETS}}" defer></script>{{/FEED_URL}}
