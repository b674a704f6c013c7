{{%AUTOESCAPE context="HTML"}}
<section class="strip related" aria-labelledby="related">
  <div class="strip-head"><h2 class="strip-title" id="related">{{_}}Related{{/_}}</h2></div>
  <ul class="related-list">
    {{#ITEMS}}
    <li>
      {{#PICTURE}}<a class="shot" href="{{URL}}" tabindex="-1" aria-hidden="true"><img src="{{SRC}}" alt="" width="{{WIDTH}}" height="{{HEIGHT}}" loading="lazy" decoding="async"></a>{{/PICTURE}}
      <p class="kicker"><a href="{{SECTION_URL}}">{{SECTION}}</a></p>
      <h3 class="related-title"><a href="{{URL}}">{{TITLE}}</a></h3>
      <p class="meta"><time datetime="{{ISO}}">{{DATE}}</time></p>
    </li>
    {{/ITEMS}}
  </ul>
</section>
