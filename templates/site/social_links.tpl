{{%AUTOESCAPE context="HTML"}}
{{#BLOCK}}
<ul class="social article-social">
  {{#LINKS}}
  <li><a href="{{URL}}" rel="me noopener"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#{{ICON}}"></use></svg> <span>{{LABEL}}</span></a></li>
  {{/LINKS}}
</ul>
{{/BLOCK}}
{{#INLINE}}{{#LINKS}} <a class="social-inline" href="{{URL}}" rel="me noopener"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#{{ICON}}"></use></svg> <span>{{LABEL}}</span></a>{{/LINKS}}{{/INLINE}}
