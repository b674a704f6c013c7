{{%AUTOESCAPE context="HTML"}}
{{!The frame of every page of the newsroom. CONTENT is the page's own template.}}
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>{{TITLE}} · {{SITE_NAME}} newsroom</title>
<link rel="icon" href="/assets/favicon.svg?v={{ASSETS}}" type="image/svg+xml">
<link rel="stylesheet" href="/assets/admin.css?v={{ASSETS}}">
<script src="/assets/admin.js?v={{ASSETS}}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
{{#PERSON}}
<header class="side">
  <div class="side-top">
    <a class="brand" href="/admin/">{{SITE_NAME}}</a>
    <a class="brand-site" href="/">View site</a>
    <button class="menu-button" type="button" popovertarget="menu">Menu</button>
  </div>
  <nav class="menu" id="menu" popover aria-label="Newsroom">
    <ul>
      {{#NAV}}
      <li><a href="{{URL}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>
        <svg class="icon" aria-hidden="true"><use href="/assets/admin-icons.svg?v={{ASSETS}}#{{ICON}}"></use></svg>
        <span>{{LABEL}}</span>
        {{#BADGE}}<span class="count">{{BADGE}}<span class="sr"> waiting</span></span>{{/BADGE}}
      </a></li>
      {{/NAV}}
    </ul>
    <div class="person">
      <a class="person-name" href="/admin/profile"{{#PROFILE_CURRENT}} aria-current="page"{{/PROFILE_CURRENT}}>{{NAME}}<small>{{ROLE}}</small></a>
      <form method="post" action="/admin/logout">
        <input type="hidden" name="csrf" value="{{CSRF}}">
        <button class="button quiet">Sign out</button>
      </form>
    </div>
  </nav>
</header>
{{/PERSON}}
<main class="main" id="main" tabindex="-1">
{{#CHANGES}}
<div class="credential" role="status">
  <p>Your {{WHAT}} was changed on <time datetime="{{ISO}}">{{WHEN}}</time> by <bdi>{{WHO}}</bdi>. If you did not expect that, tell an admin, change your password, and check <a href="/admin/profile/sessions">where you are signed in</a>.</p>
  <form method="post" action="/admin/profile/notices">
    <input type="hidden" name="csrf" value="{{CSRF}}">
    <input type="hidden" name="what" value="{{KIND}}">
    <input type="hidden" name="at" value="{{AT}}">
    <button class="button small">I know<span class="sr"> that my {{WHAT}} was changed</span></button>
  </form>
</div>
{{/CHANGES}}
{{#NOTICE}}
<div class="notice{{#BAD}} notice-bad{{/BAD}}" role="{{#BAD}}alert{{/BAD}}{{#GOOD}}status{{/GOOD}}">
  <p>{{TEXT}}</p>
  {{#UNDO}}
  <form method="post" action="/admin/comments/undo" data-undo>
    <input type="hidden" name="csrf" value="{{CSRF}}">
    <input type="hidden" name="action" value="{{UNDO}}">
    <input type="hidden" name="back" value="{{BACK}}">
    <button class="button small">Undo</button>
  </form>
  {{/UNDO}}
</div>
{{/NOTICE}}
{{>CONTENT}}
</main>
</body>
</html>
