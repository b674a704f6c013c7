{{%AUTOESCAPE context="HTML"}}
{{!The frame of every page of the newsroom. CONTENT is the page's own template.}}
<!doctype html>
<html lang="{{LANG}}" dir="{{DIR}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>{{_}}{{TITLE}} · {{SITE_NAME}} newsroom{{/_}}</title>
<link rel="icon" href="/assets/favicon.svg?v={{ASSETS}}" type="image/svg+xml">
<link rel="stylesheet" href="/assets/admin.css?v={{ASSETS}}">
<script src="/assets/admin.js?v={{ASSETS}}" defer></script>
</head>
<body data-say-address="{{_}}Address: …/{made}/{{/_}}" data-say-show="{{_}}Show{{/_}}" data-say-show-what="{{_}}Show what is typed: {label}{{/_}}" data-say-strength="{{_}}Strength of the password{{/_}}">
<a class="skip" href="#main">{{_}}Skip to the content{{/_}}</a>
{{#PERSON}}
<header class="side">
  <div class="side-top">
    <a class="brand" href="/admin/" dir="auto">{{SITE_NAME}}</a>
    <a class="brand-site" href="/">{{_}}View site{{/_}}</a>
    <button class="menu-button" type="button" popovertarget="menu">{{_}}Menu{{/_}}</button>
  </div>
  <nav class="menu" id="menu" popover aria-label="{{_}}Newsroom{{/_}}">
    <ul>
      {{#NAV}}
      <li><a href="{{URL}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>
        <svg class="icon" aria-hidden="true"><use href="/assets/admin-icons.svg?v={{ASSETS}}#{{ICON}}"></use></svg>
        <span>{{LABEL}}</span>
        {{#BADGE}}<span class="count">{{_}}{{BADGE}}<span class="sr"> waiting</span>{{/_}}</span>{{/BADGE}}
      </a></li>
      {{/NAV}}
    </ul>
    <div class="person">
      <a class="person-name" href="/admin/profile"{{#PROFILE_CURRENT}} aria-current="page"{{/PROFILE_CURRENT}}>{{NAME}}<small>{{ROLE}}</small></a>
      <form method="post" action="/admin/logout">
        <input type="hidden" name="csrf" value="{{CSRF}}">
        <button class="button quiet">{{_}}Sign out{{/_}}</button>
      </form>
    </div>
  </nav>
</header>
{{/PERSON}}
<main class="main" id="main" tabindex="-1">
{{#CHANGES}}
<div class="credential" role="status">
  <p>{{#IS_PASSWORD}}{{#BY_OTHER}}{{_}}Your password was changed on <time datetime="{{ISO}}">{{WHEN}}</time> by <bdi>{{WHO}}</bdi>.{{/_}}{{/BY_OTHER}}{{#BY_SELF}}{{_}}Your password was changed on <time datetime="{{ISO}}">{{WHEN}}</time> by you.{{/_}}{{/BY_SELF}}{{/IS_PASSWORD}}
    {{#IS_EMAIL}}{{#BY_OTHER}}{{_}}Your e-mail address was changed on <time datetime="{{ISO}}">{{WHEN}}</time> by <bdi>{{WHO}}</bdi>.{{/_}}{{/BY_OTHER}}{{#BY_SELF}}{{_}}Your e-mail address was changed on <time datetime="{{ISO}}">{{WHEN}}</time> by you.{{/_}}{{/BY_SELF}}{{/IS_EMAIL}}
    {{#IS_LOGIN}}{{#BY_OTHER}}{{_}}Your sign-in name was changed on <time datetime="{{ISO}}">{{WHEN}}</time> by <bdi>{{WHO}}</bdi>.{{/_}}{{/BY_OTHER}}{{#BY_SELF}}{{_}}Your sign-in name was changed on <time datetime="{{ISO}}">{{WHEN}}</time> by you.{{/_}}{{/BY_SELF}}{{/IS_LOGIN}}
    {{_}}If you did not expect that, tell an admin, change your password, and check <a href="/admin/profile/sessions">where you are signed in</a>.{{/_}}</p>
  <form method="post" action="/admin/profile/notices">
    <input type="hidden" name="csrf" value="{{CSRF}}">
    <input type="hidden" name="what" value="{{KIND}}">
    <input type="hidden" name="at" value="{{AT}}">
    <button class="button small">{{#IS_PASSWORD}}{{_}}I know<span class="sr"> that my password was changed</span>{{/_}}{{/IS_PASSWORD}}{{#IS_EMAIL}}{{_}}I know<span class="sr"> that my e-mail address was changed</span>{{/_}}{{/IS_EMAIL}}{{#IS_LOGIN}}{{_}}I know<span class="sr"> that my sign-in name was changed</span>{{/_}}{{/IS_LOGIN}}</button>
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
    <button class="button small">{{_}}Undo{{/_}}</button>
  </form>
  {{/UNDO}}
</div>
{{/NOTICE}}
{{>CONTENT}}
</main>
</body>
</html>
