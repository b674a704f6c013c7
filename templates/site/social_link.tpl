{{%AUTOESCAPE context="HTML"}}
{{#LINKS}}
<p class="social-link"><a href="{{URL}}" rel="me noopener"><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg?v={{ASSETS}}#{{ICON}}"></use></svg> <span>{{LABEL}}</span></a></p>
{{/LINKS}}
