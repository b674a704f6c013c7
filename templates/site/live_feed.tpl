{{%AUTOESCAPE context="HTML"}}
{{!A live blog's entries: part of its article's page, and the answer to the polls of open pages (public/live.js).}}
<div class="live-feed" data-state="{{LIVE_STATE}}"{{#WHOLE}} data-whole{{/WHOLE}}>
<p class="meta live-status">{{#LIVE_UPDATED}}<span>{{_}}Last update <time datetime="{{LIVE_UPDATED_ISO}}">{{LIVE_UPDATED}}</time>{{/_}}</span>{{/LIVE_UPDATED}}{{#OVER}} <span>{{_}}Live coverage has ended{{/_}}</span>{{/OVER}}{{#ON}} <a href="{{PAGE_URL}}" data-reload>{{_}}Reload for new updates{{/_}}</a>{{/ON}}</p>
{{#NONE}}<p class="live-none">{{_}}There are no updates here.{{/_}}</p>{{/NONE}}
<ol class="live-list">
{{#ENTRIES}}
<li class="live-entry" id="entry-{{ID}}" data-version="{{VERSION}}">
<p class="live-when"><a href="{{LINK}}"><time datetime="{{ISO}}"><b>{{TIME}}</b> <span>{{DATE}}</span></time></a></p>
<div class="live-what">
{{#TITLE}}<h3 class="live-title" dir="auto">{{TITLE}}</h3>{{/TITLE}}
<div class="article-text live-text" dir="auto">{{TEXT:none}}</div>
<p class="meta live-foot">{{#AUTHOR}}<span>{{_}}By <a href="{{AUTHOR_URL}}" dir="auto">{{AUTHOR}}</a>{{/_}}</span>{{/AUTHOR}}{{#EDITED}} <span>{{_}}Changed <time datetime="{{EDITED_ISO}}">{{EDITED}}</time>{{/_}}</span>{{/EDITED}}</p>
</div>
</li>
{{/ENTRIES}}
</ol>
</div>
