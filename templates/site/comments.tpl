{{%AUTOESCAPE context="HTML"}}
{{!Threads are nested lists; see src/site/article/comments_view.c for how they open and close.}}
<section class="comments" id="comments" aria-labelledby="comments-title">
<h2 class="comments-title" id="comments-title">{{HEADING}}</h2>
{{>OWN}}
{{#NONE}}<p class="comments-note">There are no comments yet.</p>{{/NONE}}
{{#PAST_END}}<p class="comments-note">There are no more comments.</p>{{/PAST_END}}
{{#SOME}}
<ol class="threads">
{{#COMMENTS}}
<li class="comment{{#BY_AUTHOR}} comment-by-author{{/BY_AUTHOR}}">
<div class="comment-body" id="comment-{{ID}}" data-comment="{{ID}}">
{{#REMOVED}}<p class="comment-removed">Comment removed</p>{{/REMOVED}}
{{#SHOWN}}
<header class="comment-head">
<p class="comment-who">{{#WEBSITE}}<a class="comment-author" href="{{WEBSITE}}" rel="nofollow ugc noopener"><bdi>{{AUTHOR}}</bdi></a>{{/WEBSITE}}{{#ANONYMOUS}}<bdi class="comment-author">{{AUTHOR}}</bdi>{{/ANONYMOUS}}{{#STAFF}} <span class="comment-badge">Staff</span>{{/STAFF}}{{#BY_AUTHOR}} <span class="comment-badge">Author</span>{{/BY_AUTHOR}}</p>
<p class="comment-when"><a href="{{LINK}}"><time datetime="{{ISO}}">{{WHEN}}</time></a>{{#EDITED}} <span>(edited)</span>{{/EDITED}}</p>
</header>
{{#ANSWERED}}<p class="comment-answers">In reply to <a href="{{ANSWERED_LINK}}"><bdi>{{ANSWERED}}</bdi></a></p>{{/ANSWERED}}
<div class="comment-text" dir="auto">{{TEXT:none}}</div>
{{#REPLY_LINK}}<p class="comment-acts"><a class="comment-reply" href="{{REPLY_LINK}}" rel="nofollow" data-reply="{{ID}}" data-reply-name="{{AUTHOR}}">Reply<span class="vh"> to {{AUTHOR}}</span></a></p>{{/REPLY_LINK}}
{{/SHOWN}}
</div>
{{#DEEPER}}<ol class="replies">{{/DEEPER}}
{{#CLOSED}}</li>{{/CLOSED}}
{{#UPS}}</ol></li>{{/UPS}}
{{/COMMENTS}}
</ol>
{{/SOME}}
{{#CUT}}<p class="comments-note">A long thread goes on; its last replies are not shown.</p>{{/CUT}}
{{#PAGED}}
<nav class="comments-pages" aria-label="Pages of comments">
{{#FIRST}}<a class="button" href="{{FIRST}}" rel="nofollow">First comments</a>{{/FIRST}}
{{#NEXT}}<a class="button" href="{{NEXT}}" rel="nofollow">More comments</a>{{/NEXT}}
</nav>
{{/PAGED}}
{{>FORM}}
</section>
<script src="/assets/comments.js?v={{ASSETS}}" defer></script>
