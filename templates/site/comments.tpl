{{%AUTOESCAPE context="HTML"}}
{{!Threads are nested lists; see src/site/article/comments_view.c for how they open and close.}}
<section class="comments" id="comments" aria-labelledby="comments-title">
<h2 class="comments-title" id="comments-title">{{HEADING}}</h2>
{{>OWN}}
{{#NONE}}<p class="comments-note">{{_}}There are no comments yet.{{/_}}</p>{{/NONE}}
{{#PAST_END}}<p class="comments-note">{{_}}There are no more comments.{{/_}}</p>{{/PAST_END}}
{{#SOME}}
<ol class="threads">
{{#COMMENTS}}
<li class="comment{{#BY_AUTHOR}} comment-by-author{{/BY_AUTHOR}}">
<div class="comment-body" id="comment-{{ID}}" data-comment="{{ID}}">
{{#REMOVED}}<p class="comment-removed">{{_}}Comment removed{{/_}}</p>{{/REMOVED}}
{{#SHOWN}}
<header class="comment-head">
<p class="comment-who">{{#WEBSITE}}<a class="comment-author" href="{{WEBSITE}}" rel="nofollow ugc noopener"><bdi>{{AUTHOR}}</bdi></a>{{/WEBSITE}}{{#ANONYMOUS}}<bdi class="comment-author">{{AUTHOR}}</bdi>{{/ANONYMOUS}}{{#STAFF}} <span class="comment-badge">{{_}}Staff{{/_}}</span>{{/STAFF}}{{#BY_AUTHOR}} <span class="comment-badge">{{_}}Author{{/_}}</span>{{/BY_AUTHOR}}</p>
<p class="comment-when"><a href="{{LINK}}"><time datetime="{{ISO}}">{{WHEN}}</time></a>{{#EDITED}} <span>{{_}}(edited){{/_}}</span>{{/EDITED}}</p>
</header>
{{#ANSWERED}}<p class="comment-answers">{{_}}In reply to <a href="{{ANSWERED_LINK}}"><bdi>{{ANSWERED}}</bdi></a>{{/_}}</p>{{/ANSWERED}}
{{#ANSWERED_UNNAMED}}<p class="comment-answers">{{_}}In reply to <a href="{{ANSWERED_LINK}}">an earlier comment</a>{{/_}}</p>{{/ANSWERED_UNNAMED}}
<div class="comment-text" dir="auto">{{TEXT:none}}</div>
{{#REPLY_LINK}}<p class="comment-acts"><a class="comment-reply" href="{{REPLY_LINK}}" rel="nofollow" data-reply="{{ID}}" data-reply-name="{{AUTHOR}}">{{_}}Reply<span class="vh"> to {{AUTHOR}}</span>{{/_}}</a></p>{{/REPLY_LINK}}
{{/SHOWN}}
</div>
{{#DEEPER}}<ol class="replies">{{/DEEPER}}
{{#CLOSED}}</li>{{/CLOSED}}
{{#UPS}}</ol></li>{{/UPS}}
{{/COMMENTS}}
</ol>
{{/SOME}}
{{#CUT}}<p class="comments-note">{{_}}A long thread goes on; its last replies are not shown.{{/_}}</p>{{/CUT}}
{{#PAGED}}
<nav class="comments-pages" aria-label="{{_}}Pages of comments{{/_}}">
{{#FIRST}}<a class="button" href="{{FIRST}}" rel="nofollow">{{_}}First comments{{/_}}</a>{{/FIRST}}
{{#NEXT}}<a class="button" href="{{NEXT}}" rel="nofollow">{{_}}More comments{{/_}}</a>{{/NEXT}}
</nav>
{{/PAGED}}
{{>FORM}}
</section>
<script src="/assets/comments.js?v={{ASSETS}}" defer></script>
