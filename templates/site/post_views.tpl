{{%AUTOESCAPE context="HTML"}}
{{#BLOCK}}
<div class="post-views content-post post-{{ID}} entry-meta">
  <svg class="icon post-views-icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#eye"></use></svg>
  <span class="post-views-label">{{_}}Post Views:{{/_}}</span> <span class="post-views-count">{{COUNT}}</span>
</div>
{{/BLOCK}}
{{#INLINE}}<span class="post-views content-post post-{{ID}} entry-meta"><svg class="icon post-views-icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#eye"></use></svg> <span class="post-views-label">{{_}}Post Views:{{/_}}</span> <span class="post-views-count">{{COUNT}}</span></span>{{/INLINE}}
